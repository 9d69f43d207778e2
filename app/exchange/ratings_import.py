"""Ratings from the goal tracker app's file into the office's records: looked at first, then taken in (IPAD-2)."""

import hashlib
from functools import partial
from pathlib import Path

from app.changes import Changes
from app.exchange.columns import Mapping
from app.exchange.lines import Reading
from app.exchange.ratings_file import RatingLine, read_ratings
from app.exchange.report import ImportReport, refused_rows
from app.exchange.sheet import read_sheet
from app.services.imports_ratings import import_ratings, plan_import
from app.turn import Turn
from app.work import Work


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


def import_file(work: Work, file: Path, *, check: bool = False, mapping: Mapping | None = None) -> ImportReport:
    """Read a file and take it in, or only look with `check`; the report is the same."""
    sheet = read_sheet(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    moment = work.read(lambda turn: turn.moment)
    reading = read_ratings(sheet, mapping, moment)
    report = work.read(look, reading)
    if not check:
        work.write(partial(take, reading=reading, file_name=file.name, digest=digest))
    return report
