"""Which version of a service plan is the plan of a day, and which are agreed for later: decided here for everybody."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from models.rules.sentences import day_text
from models.values import DAYS, london_day, start_of_day

_DAY = timedelta(days=1)


class Dated(Protocol):
    """A version by the day from which it is in force and its number, which grows with every version made."""

    @property
    def from_day(self) -> date:
        """The office's day from whose 00:00 it is in force."""

    @property
    def number(self) -> int:
        """Its place among all versions that were made."""


Version = TypeVar("Version", bound=Dated)


def plan_of_day(versions: Iterable[Version], day: date) -> Version | None:
    """The version in force on a day: the last that has begun by then; of two with one day the newer.

    A day is the office's, so a version is in force from 00:00 there, in the weeks of the clock changes too. None before
    the first of them. Source: good practice (PSP-2).
    """
    return max((each for each in versions if each.from_day <= day), key=_order, default=None)


def coming(versions: Iterable[Version], day: date) -> tuple[Version, ...]:
    """What is agreed for after a day, the soonest first; of two with one day only the newer. (PSP-2)."""
    ahead: dict[date, Version] = {}
    for each in sorted((each for each in versions if each.from_day > day), key=_order):
        ahead[each.from_day] = each
    return tuple(ahead.values())


def judged_against(versions: Iterable[Version], day: date) -> Version | None:
    """What *more* and *less* of a version from this day are measured by: the plan of the day before.

    On the first day of the service that is the plan with which it began. Source: OPG 1.5, 3.1, 5.3 (PSP-3 to PSP-5).
    """
    known = tuple(versions)
    return plan_of_day(known, day - _DAY) or min(known, key=_order, default=None)


def in_force_from(day: date, started_at: datetime, others: Iterable[datetime]) -> datetime:
    """The moment from which a version of this day is in force: 00:00, but not before the start of the service.

    `others` are those moments of the versions there are: one with the same day begins no later than a newer one, so
    that moment and number together order versions as day and number do. Source: good practice (PSP-2).
    """
    same_day = (each for each in others if london_day(each) == day)
    return max((start_of_day(day), started_at, *same_day))


def coming_text(day: date, what: str) -> str:
    """How something agreed for later is written: "from Mon 30 Nov 2026: 7 h". (PSP-2)."""
    return f"from {DAYS[day.weekday()]} {day_text(day)}: {what}"


def coming_line(day: date, what: str) -> str:
    """The same as a line of its own: "From Mon 30 Nov 2026: 7 h". (PSP-2)."""
    text = coming_text(day, what)
    return text[0].upper() + text[1:]


def _order(version: Dated) -> tuple[date, int]:
    return version.from_day, version.number
