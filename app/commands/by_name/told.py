"""The arguments as they were written: a JSON object from a file or from standard input, nothing told twice."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from app.commands.by_name.forms import NotUnderstood
from app.desk.files import refuse_if_held

_FILE = "--args"
_TAKES = "a file with one JSON object, or - for standard input"


def arguments_in(file: str | None) -> dict[str, object]:
    """What `--args` says; nothing where it isn't told."""
    if file is None:
        return {}
    refuse_if_held(Path(file))
    try:
        written = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise NotUnderstood(_FILE, _TAKES, file, f"It can't be read: {error.strerror or error}.") from error
    return object_in(written, _FILE)


def object_in(written: bytes, name: str) -> dict[str, object]:
    """A JSON object; refused where it is something else, or says one name twice: only one of them could hold."""
    try:
        told = json.loads(written.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        because = str(error) if isinstance(error, json.JSONDecodeError | _Twice) else ""
        raise NotUnderstood(name, "a JSON object", _beginning(written), because) from error
    if not isinstance(told, dict):
        raise NotUnderstood(name, "a JSON object", told)
    return told


class _Twice(ValueError):  # noqa: N818  an answer about what was written
    """An object says one name twice."""


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for number, (name, _value) in enumerate(pairs):
        if name in [earlier for earlier, _ in pairs[:number]]:
            raise _Twice(f"“{name}” is told twice.")
    return dict(pairs)


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _beginning(written: bytes) -> str:
    return written[:200].decode("utf-8", "replace")
