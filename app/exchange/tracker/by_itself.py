"""The tracker going out without anybody pressing: what keeps it back is only said, and nothing is made or moved.

Asked every few minutes beside the window (`ui.tracker_keeper`), where nobody can answer a question: a workbook that
has gone isn't made anew, one that can't be read stays where it is, and one that somebody has open waits.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.desk.files import OpenElsewhere, open_elsewhere
from app.door.errors import Unavailable
from app.exchange.tracker.round_trip import export


@dataclass(frozen=True, slots=True)
class ByItself:
    """How many changes went out, and what was put back; or who has the workbook open, so that nothing did."""

    sent: int = 0
    restored: tuple[str, ...] = ()
    opened: OpenElsewhere | None = None


def kept_back(file: Path) -> ByItself | None:
    """Who has it open; None where an export can be tried. Unavailable: it isn't there. The workbook isn't opened."""
    if not os.path.isfile(file):  # noqa: PTH113  never raises, also where its folder may not be looked into
        raise Unavailable(f"“{file.name}” isn't there: was it moved, or is the shared drive not connected?")
    other = open_elsewhere(file)
    return ByItself(opened=other) if other is not None else None


def export_by_itself(file: Path, work: Any, *, program: str) -> ByItself:
    """Add what waits. Somebody who opened it a moment ago is no trouble; Refused and Unavailable as every export."""
    try:
        report = export(work, file, program=program, makes_it=False)
    except Unavailable:
        other = open_elsewhere(file)
        if other is None:
            raise
        return ByItself(opened=other)
    return ByItself(len(report.sent), report.restored)
