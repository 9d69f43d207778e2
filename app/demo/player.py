"""Plays use cases in somebody's name at set moments, by the same services as the window, and says what happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.door.changes import Changes
from app.door.clock import FixedClock
from app.door.turn import Turn
from app.door.work import Work
from models.base import Recorded
from models.database import Database
from models.values import from_london, to_london

P = ParamSpec("P")
R = TypeVar("R")
Kept = TypeVar("Kept", bound=Recorded)


_FIRST_DAY = date(2026, 11, 20)  # the day on which the story is written to begin
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Shot:
    """A moment of the journey that a picture shows: the tab or page by its name, and whom or what it is about.

    `press` is the object name of a button that is pressed before; then the picture needs a name of its own.
    """

    tab: str
    person: UUID | None = None
    record: UUID | None = None
    press: str = ""
    name: str = ""


def no_picture(_shot: Shot) -> None:
    """For a demonstration without pictures."""


@dataclass(slots=True)
class Player:
    """The stage: the database, its clock, the staff by name, where lines are said and pictures are taken."""

    database: Database
    clock: FixedClock
    staff: Mapping[str, UUID]
    say: Callable[[str], None]
    camera: Callable[[Shot], None] = field(default=no_picture)
    later: timedelta = field(init=False)

    def __post_init__(self) -> None:
        """By how many whole days the story is moved."""
        self.later = to_london(self.clock.now()).date() - _FIRST_DAY

    def at(self, local: str) -> datetime:
        """Move the clock to this London time of the story and give it as a moment.

        The story is told from its first day; begun on another day, it is as many days earlier or later. The clock
        never runs back: what would lie behind happens a minute on.
        """
        moment = from_london(datetime.fromisoformat(local) + self.later)
        self.clock.move_to(max(moment, self.clock.now() + _A_MINUTE))
        return self.clock.now()

    def day(self, day: date) -> date:
        """A day of the story, moved with it."""
        return day + self.later

    def do(self, who: str, deed: Callable[Concatenate[Turn, P], Changes], *args: P.args, **kwargs: P.kwargs) -> Changes:
        """Do a use case as this member of staff."""
        work = Work(self.database, self.clock, staff=self.staff[who])
        return work.write(partial(_with, deed, args, kwargs))

    def ask(self, query: Callable[Concatenate[Turn, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask a query."""
        work = Work(self.database, self.clock, staff=next(iter(self.staff.values())))
        return work.read(query, *args, **kwargs)

    def seen(self, kind: type[Kept], key: UUID) -> int:
        """The version of a record that is stored now."""
        with self.database.reading() as session:
            return session.get_one(kind, key).version

    def standing(self, kind: type[Kept], *conditions: ColumnElement[bool]) -> int | None:
        """The same of a record known by what it belongs to; none where there is no such record yet."""
        with self.database.reading() as session:
            return session.scalars(select(kind.version).where(*conditions)).one_or_none()

    def tell(self, sentence: str) -> None:
        """Say a line of the story, with the moment."""
        self.say(f"  {to_london(self.clock.now()):%a %d %b %Y %H:%M}  {sentence}")


def made(changes: Changes) -> UUID:
    """The record that a deed made."""
    if changes.made is None:
        raise LookupError("this deed makes no record")
    return changes.made


def _with(deed: Callable[..., Changes], args: tuple[object, ...], kwargs: Mapping[str, object], turn: Turn) -> Changes:
    return deed(turn, *args, **kwargs)
