"""A list of people in service into the office's records: looked at first, then taken over (REF-15, END-10)."""

from collections.abc import Sequence

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.office.person_line import PersonLine
from app.exchange.reading import Reading
from app.exchange.report import ImportReport, refused_rows
from app.services.office.people_import import import_people, plan_people


def look(turn: Turn, reading: Reading[PersonLine], left_out: Sequence[str]) -> ImportReport:
    """What taking the list over would do; changes nothing. `left_out` are the columns that aren't taken over."""
    plan = plan_people(turn, reading.good)
    warnings = [f"Line {each.line}: {each.sentence}" for each in plan.notices]
    refused = refused_rows(reading.refused, plan.refused)
    return ImportReport(len(plan.new), len(plan.known), 0, refused, (*columns_left_out(left_out), *warnings))


def columns_left_out(headings: Sequence[str]) -> tuple[str, ...]:
    """The columns that aren't taken over, in one sentence; nothing where there is none."""
    if not headings:
        return ()
    return (f"Not taken over, because this program doesn't know the column: {', '.join(headings)}.",)


def take(turn: Turn, *, reading: Reading[PersonLine]) -> Changes:
    """Take the good rows over, in one transaction."""
    return import_people(turn, rows=reading.good)
