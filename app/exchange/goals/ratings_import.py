"""Ratings from the goal tracker app's file into the office's records: looked at first, then taken in (IPAD-2)."""

import hashlib

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.goals.ratings_file import RatingLine
from app.exchange.reading import Reading
from app.exchange.report import ImportReport, refused_rows
from app.services.goals.ratings_file.take_in import import_ratings, plan_import


def look(turn: Turn, reading: Reading[RatingLine]) -> ImportReport:
    """What taking the file in would do; changes nothing."""
    plan = plan_import(turn, reading.good)
    unfit = [(row.line, row.reason) for row in plan.refused]
    return ImportReport(
        plan.accepted, plan.known, plan.changed, refused_rows(reading.refused, unfit), tuple(plan.warnings)
    )


def take(turn: Turn, *, reading: Reading[RatingLine], file_name: str, digest: str) -> Changes:
    """Take the good rows in, in one transaction."""
    return import_ratings(
        turn, rows=reading.good, file_name=file_name, digest=digest, refused_before=len(reading.refused)
    )


def digest_of(content: bytes) -> str:
    """What tells one file from another, whatever it is called."""
    return hashlib.sha256(content).hexdigest()
