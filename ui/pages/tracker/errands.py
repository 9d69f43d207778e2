"""What the page Tracker has done on a worker: exporting, looking at marks, storing them, the edition for e-mail."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.desk.files import OpenElsewhere, open_elsewhere
from app.desk.release import program
from app.exchange.tracker import reply, round_trip
from app.exchange.tracker.kept_before import folder_of, kept_before
from app.exchange.tracker.look_back import ReadBackLook
from app.exchange.tracker.round_trip import ExportReport, ReadBackReport


@dataclass(frozen=True, slots=True)
class BookView:
    """How the workbook stands on its drive: whether it is there, who has it open, what is kept of before."""

    is_there: bool
    opened: OpenElsewhere | None
    kept: int
    kept_in: Path


def book(file: Path) -> BookView:
    """Looks at names only: the workbook isn't opened."""
    is_there = os.path.isfile(file)  # noqa: PTH113  never raises, also where its folder may not be looked into
    return BookView(is_there, open_elsewhere(file), len(kept_before(file)), folder_of(file))


def export(file: Path, work: Any, *, put_aside: bool = False) -> ExportReport:
    """Add what waits to this workbook, or make it."""
    return round_trip.export(work, file, program=program(), put_aside=put_aside)


def look(file: Path, work: Any) -> ReadBackLook:
    """What reading back would store."""
    return round_trip.look_back(work, file)


def store(file: Path, seen: str, work: Any) -> ReadBackReport:
    """Store what was looked at, and nothing else."""
    return round_trip.read_back(work, file, seen)


def for_email(file: Path, work: Any) -> tuple[str, ...]:
    """What waits for an answer, as a small workbook."""
    return reply.export_reply(work, file, program=program())
