"""The log of this desk: what went wrong and where in the program, never about whom.

A traceback's last line may quote what somebody typed, so only the type of an exception is written, with the places it
passed through.
"""

import logging
import os
import sys
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

_BYTES, _KEPT = 1_000_000, 3
_OWNERS = 0o600
_OUR_FOLDER = Path(__file__).resolve().parents[2]
_OUR_FLOORS = frozenset({"app", "models", "reports", "resources", "ui", "run.py", "tests"})
ELSEWHERE = "elsewhere"  # a place in a file of somebody else's, whose very name may tell of them


class _OwnersLog(RotatingFileHandler):
    """A log that nobody else on the machine may read, also after it was turned over."""

    def _open(self) -> TextIOWrapper:
        file = open(self.baseFilename, self.mode, encoding=self.encoding, opener=_for_owner)  # noqa: SIM115  the log stays open
        return cast("TextIOWrapper", file)


class _OneLine(logging.Formatter):
    """Each word that was logged in one line: what another library quotes can't pass for a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return "\\n".join(super().format(record).splitlines())


def _for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, _OWNERS)


def start(file: Path) -> None:
    """Write warnings and worse into this file, from the first call on; it never grows beyond some megabytes."""
    if any(isinstance(each, RotatingFileHandler) for each in logging.getLogger().handlers):
        return
    if os.name == "posix" and file.exists():
        file.chmod(_OWNERS)  # an earlier release left it open to everybody
    keeper = _OwnersLog(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    keeper.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    keeper.setLevel(logging.WARNING)
    logging.getLogger().addHandler(keeper)


def defect(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write a defect: its type and the places in the program and its parts, without its text."""
    places = " < ".join(_place(frame) for frame in reversed(traceback.extract_tb(trace)))
    logging.getLogger("homeward").error("defect %r in %r", kind.__name__, places)


def _place(frame: traceback.FrameSummary) -> str:
    file = Path(frame.filename)
    return f"{file.name}:{frame.lineno} {frame.name}" if _is_of_the_program(file) else ELSEWHERE


def _is_of_the_program(file: Path) -> bool:
    """Whether it is Homeward's own, one of its parts' or Python's; a script that somebody runs it from is none."""
    if file.is_relative_to(_OUR_FOLDER) and file.relative_to(_OUR_FOLDER).parts[0] in _OUR_FLOORS:
        return True
    parts = (sys.prefix, sys.base_prefix, sys.exec_prefix)
    return str(file).startswith("<frozen ") or any(file.is_relative_to(each) for each in parts)
