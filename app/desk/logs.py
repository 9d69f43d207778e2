"""The log of this desk: what went wrong and where in the program, never about whom.

A traceback's last line may quote what somebody typed, so only the type of an exception is written, with the places it
passed through.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_BYTES, _KEPT = 1_000_000, 3


def start(file: Path) -> None:
    """Write warnings and worse into this file, from the first call on; it never grows beyond some megabytes."""
    if any(isinstance(each, RotatingFileHandler) for each in logging.getLogger().handlers):
        return
    keeper = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    keeper.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    keeper.setLevel(logging.WARNING)
    logging.getLogger().addHandler(keeper)


def defect(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write a defect: its type and the places in the program, without its text."""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(traceback.extract_tb(trace))
    )
    logging.getLogger("homeward").error("defect %r in %r", kind.__name__, places)
