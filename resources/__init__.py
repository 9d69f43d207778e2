"""Data that the program ships: fonts, icons, themes, wording, policy defaults. One way to open each."""

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent  # always files: the window gives paths to Qt, and is installed as a folder


def path(name: str) -> Path:
    """Where a resource lies, by its name with slashes."""
    return _HERE / name


def names(folder: str) -> tuple[str, ...]:
    """What lies in a folder, by name, in the order of the alphabet."""
    return tuple(sorted(each.name for each in path(folder).iterdir() if not each.name.startswith((".", "__"))))


def read_bytes(name: str) -> bytes:
    """The bytes of a resource."""
    return path(name).read_bytes()


def read_text(name: str) -> str:
    """The text of a resource, which is always UTF-8."""
    return path(name).read_text(encoding="utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """A resource in TOML."""
    return tomllib.loads(read_text(name))
