"""A list of people in service into the office's records: looked at first, then taken over (REF-15, END-10)."""

from collections.abc import Callable, Mapping
from functools import partial

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.calls_text import visits_text
from app.exchange.files.asked import Answers
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.look import ImportKind, Settled
from app.exchange.looked import Looked
from app.exchange.office.people_list import read_people
from app.exchange.office.person_line import PERSON_FIELDS, PersonLine
from app.exchange.office.staff_list import name_missing
from app.exchange.reading import Reading
from app.services.office.people_import import import_people, plan_people
from models.values import whole_name


def take(turn: Turn, *, reading: Reading[PersonLine]) -> Changes:
    """Take the good rows over, in one transaction."""
    return import_people(turn, rows=reading.good)


def _read(turn: Turn, sheet: Sheet, answers: Answers) -> Reading[PersonLine]:
    return read_people(sheet, answers, turn.moment)


def _settle(turn: Turn, reading: Reading[PersonLine]) -> Settled:
    plan = plan_people(turn, reading.good)
    notices = [Notice(each.sentence, each.line) for each in plan.notices]
    return Settled(len(plan.new), plan.known, (), plan.refused, notices)


def _tell(line: PersonLine) -> tuple[str, str]:
    """Who it is, and what is taken over of them."""
    said = "; ".join(filter(None, (line.team, visits_text(line.calls.visits), ", ".join(line.goals))))
    return whole_name(line.given, line.family), said


def _deed(looked: Looked[PersonLine], _seen: Mapping[int, int]) -> Callable[[Turn], Changes]:
    return partial(take, reading=looked.reading)


PEOPLE = ImportKind(
    PERSON_FIELDS, (("name", "given", "family"),), _read, _settle, _tell, _deed, also_missing=name_missing
)
