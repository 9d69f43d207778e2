"""What a command shows of people is noted behind its answer: at the real moment, whatever moment was asked about.

Reading never depends on it: where it can't be written down, that is said once on the error stream.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

import click
from sqlalchemy import select

from app.commands.desk import OpenDesk
from app.commands.options import DeskAt
from app.door.changes import Changes
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from app.door.turn import Turn
from app.door.work import Work
from app.services.history.noting import note_once, note_opened
from models.episodes import Episode
from models.goals import Goal
from models.people import Person
from models.referrals import Referral
from models.vocabulary.access import Access

_NAMES_SOMEBODY = frozenset({"person", "person_id", "nhs_number", "mosaic_id", "family"})


def by_real_clock(desk: OpenDesk, desk_at: DeskAt) -> Work:
    """The desk's work at the real moment."""
    return desk.work if desk_at.as_at is None else Work(desk.database, SystemClock(), staff=desk.staff)


def note_person(desk: OpenDesk, desk_at: DeskAt, person: UUID) -> None:
    """Somebody's record was read in a terminal."""
    _note(desk, desk_at, partial(note_opened, person=person))


def note_list(desk: OpenDesk, desk_at: DeskAt, what: str, rows: int) -> None:
    """A list with people left the program."""
    _note(desk, desk_at, partial(note_once, did=Access.EXPORTED, what=what, rows=rows))


def note_answer(desk: OpenDesk, desk_at: DeskAt, name: str, told: Mapping[str, object], answer: Any) -> None:
    """An answer in which anybody is named left the program; about whom, where it was asked of one person's record."""
    if not any(_named(answer)):
        return
    rows = len(answer) if isinstance(answer, list) else None

    def noted(turn: Turn) -> Changes:
        return note_once(turn, did=Access.EXPORTED, what=f"the answer of {name}", person=whose(turn, told), rows=rows)

    _note(desk, desk_at, noted)


def whose(turn: Turn, told: Mapping[str, object]) -> UUID | None:
    """The one person whose record these arguments name, by themselves, an episode, a goal or a referral of theirs."""
    for name, table in (("person", Person.id), ("episode", Episode.id), ("referral", Referral.id), ("goal", Goal.id)):
        key = told.get(name)
        if isinstance(key, UUID):
            person = table if table is Person.id else table.class_.person_id
            return turn.session.execute(select(person).where(table == key)).scalar_one_or_none()
    return None


def _named(answer: Any) -> Iterator[bool]:
    """Whether something in an answer names a person."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key in _NAMES_SOMEBODY and value:
                yield True
            yield from _named(value)
    elif isinstance(answer, list):
        for each in answer:
            yield from _named(each)


_SAID: set[str] = set()


def _note(desk: OpenDesk, desk_at: DeskAt, deed: Callable[[Turn], Changes]) -> None:
    try:
        by_real_clock(desk, desk_at).write(deed)
    except (Refused, Unavailable) as why:
        said = f"That this was looked at can't be noted. {why}"
        if said not in _SAID:
            _SAID.add(said)
            click.echo(said, err=True)
