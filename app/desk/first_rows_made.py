"""Making the first rows of Today from what a file answered: each line with its owner, in the order of the page."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from app.desk.first_rows import FirstRowsNote, begun
from app.door.clock import Clock
from app.queries.today.in_order import in_order, of_team
from app.queries.today.line import Line
from app.queries.today.prompt_row import FirstRows
from app.queries.today.said_in_one import said_in_one
from models.first_answers import Answers
from models.values import london_day


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who was chosen to sit at this desk, which team is in view, and for whom this desk acts up to which day."""

    staff: UUID | None
    team: UUID | None
    acting_for: UUID | None = None
    acting_until: date | None = None


class _Member(NamedTuple):
    id: UUID
    name: str
    is_here: bool
    on_leave: bool
    leave_until: date | None


def made(note: FirstRowsNote, answers: Answers, sitting: Sitting, clock: Clock) -> FirstRows | None:
    """The rows as the page shows them at this moment; none where it is another day, or other settings are in force."""
    goes_on_at = next((_moment(at) for (at,) in answers["clock"]), None)
    moment = goes_on_at or clock.now()
    if str(london_day(moment)) != note.day or begun(answers["settings"], moment) != note.settings:
        return None
    day = date.fromisoformat(note.day)
    staff: dict[UUID | None, _Member] = {each.id: each for each in map(_member, answers["staff"])}
    here = sitting.staff if sitting.staff is not None and sitting.staff in staff else UUID(note.staff)
    until = sitting.acting_until
    acting_for = sitting.acting_for if until is not None and day <= until else None
    acting = frozenset[UUID]() if acting_for is None else frozenset({acting_for})
    lines = [line for line in map(_line, answers["lines"]) if line.is_shown_at(moment)]
    rows = of_team(in_order(lines, moment, day, here, staff), sitting.team, acting)
    return FirstRows(tuple(said_in_one(rows)), note.lesson, acting_for, goes_on_at)


def _member(row: tuple[Any, ...]) -> _Member:
    key, name, is_here, on_leave, until = row
    return _Member(UUID(key), name, bool(is_here), bool(on_leave), None if until is None else date.fromisoformat(until))


def _line(row: tuple[Any, ...]) -> Line:
    return Line._make(made(value) for made, value in zip(_MADE, row, strict=True))


@lru_cache(maxsize=16_384)
def _key(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


@lru_cache(maxsize=4_096)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def _text(text: str) -> str:
    return text


_MOMENTS = {"shown_from", "due", "since", "until"}
_MADE = tuple(_moment if each in _MOMENTS else _key if each.endswith("_id") else _text for each in Line._fields)
