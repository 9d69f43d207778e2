"""A list of staff into the office's records: looked at first, then taken in; the same list twice adds nobody."""

from collections.abc import Callable, Mapping
from functools import partial

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.files.asked import Answers
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.look import ImportKind, Settled
from app.exchange.looked import Looked
from app.exchange.office.staff_line import STAFF_FIELDS, StaffLine
from app.exchange.office.staff_list import name_missing, pasted_sheet, read_staff, unknown_roles
from app.exchange.reading import Reading
from app.queries.office.choices import teams
from app.services.office.staff_import import import_staff, plan_staff
from models.values import london_day


def pasted(turn: Turn, text: str) -> Sheet:
    """The table of a pasted list, its columns known by the teams that the office has."""
    return pasted_sheet(text, _team_names(turn))


def _team_names(turn: Turn) -> tuple[str, ...]:
    return tuple(each.name for each in teams(turn))


def _read(turn: Turn, sheet: Sheet, answers: Answers) -> Reading[StaffLine]:
    return read_staff(sheet, answers, _team_names(turn), answers.roles, london_day(turn.moment))


def _settle(turn: Turn, reading: Reading[StaffLine]) -> Settled:
    plan = plan_staff(turn, reading.good)
    return Settled(
        len(plan.new),
        plan.known,
        [each.line for each in plan.changed],
        plan.refused,
        [Notice(sentence, each.line) for each in reading.good for sentence in each.notices],
        {each.line: "; ".join(each.differences) for each in plan.changed},
        {each.line: each.seen for each in plan.changed},
    )


def _tell(line: StaffLine) -> tuple[str, str]:
    """Who it is, and what is taken in of them."""
    teams_said = ", ".join(filter(None, (line.team, *line.other_teams)))
    return line.name, ", ".join(filter(None, (line.role.label, teams_said, line.telephone)))


def _asks(sheet: Sheet, answers: Answers) -> tuple[str, ...]:
    return unknown_roles(sheet, answers, answers.roles)


def _deed(looked: Looked[StaffLine], seen: Mapping[int, int]) -> Callable[[Turn], Changes]:
    return partial(import_staff, rows=looked.reading.good, seen=seen)


STAFF = ImportKind(
    STAFF_FIELDS, (("name", "given", "family"),), _read, _settle, _tell, _deed, also_missing=name_missing, asks=_asks
)
