"""Data that the program ships: fonts, icons, themes, wording, policy defaults. One way to open each."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def path(name: str) -> Traversable:
    """Where a resource lies, by its name with slashes."""
    return files(__name__).joinpath(name)


def read_bytes(name: str) -> bytes:
    """The bytes of a resource."""
    return path(name).read_bytes()


def read_text(name: str) -> str:
    """The text of a resource, which is always UTF-8."""
    return path(name).read_text(encoding="utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """A resource in TOML."""
    return tomllib.loads(read_text(name))
