"""A list of staff into the office's records: looked at first, then taken in; the same list twice adds nobody."""

from collections.abc import Mapping

from app.door.turn import Turn
from app.exchange.files.asked import Answers
from app.exchange.files.sheet import Sheet
from app.exchange.office.staff_line import StaffLine
from app.exchange.office.staff_list import read_staff
from app.exchange.reading import Reading
from app.exchange.report import ImportReport, refused_rows
from app.queries.office.choices import teams
from app.services.office.staff_import import plan_staff
from models.vocabulary.staff import Role


def read(turn: Turn, sheet: Sheet, answers: Answers, roles: Mapping[str, Role]) -> Reading[StaffLine]:
    """The list by the teams that the office has."""
    return read_staff(sheet, answers, tuple(each.name for each in teams(turn)), roles)


def look(turn: Turn, reading: Reading[StaffLine]) -> ImportReport:
    """What taking the list in would do; changes nothing."""
    plan = plan_staff(turn, reading.good)
    notices = tuple(f"Line {each.line}: {notice}" for each in reading.good for notice in each.notices)
    refused = refused_rows(reading.refused, plan.refused)
    return ImportReport(len(plan.new), len(plan.known), len(plan.changed), refused, notices)
