"""The log of this desk: what went wrong and where in the program, never about whom.

A traceback's last line may quote what somebody typed, so only the type of an exception is written, with the places it
passed through.
"""

import logging
import os
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

_BYTES, _KEPT = 1_000_000, 3
_OWNERS = 0o600


class _OwnersLog(RotatingFileHandler):
    """A log that nobody else on the machine may read, also after it was turned over."""

    def _open(self) -> TextIOWrapper:
        file = open(self.baseFilename, self.mode, encoding=self.encoding, opener=_for_owner)  # noqa: SIM115  the log stays open
        return cast("TextIOWrapper", file)


def _for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, _OWNERS)


def start(file: Path) -> None:
    """Write warnings and worse into this file, from the first call on; it never grows beyond some megabytes."""
    if any(isinstance(each, RotatingFileHandler) for each in logging.getLogger().handlers):
        return
    if os.name == "posix" and file.exists():
        file.chmod(_OWNERS)  # an earlier release left it open to everybody
    keeper = _OwnersLog(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    keeper.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    keeper.setLevel(logging.WARNING)
    logging.getLogger().addHandler(keeper)


def defect(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write a defect: its type and the places in the program, without its text."""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(traceback.extract_tb(trace))
    )
    logging.getLogger("homeward").error("defect %r in %r", kind.__name__, places)
