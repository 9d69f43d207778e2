"""An office as its first answers say it: what is lacking before it can be made.

Only what an office can't do without is asked for; everything else may wait, and is found again in Office. An area
without an interim team is an office too (INT-8). No source has these rules: they are how this program begins.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.rules.decision import Lack
from models.rules.office.contacts import Numbers, numbers_lacks
from models.rules.who import OFFICE
from models.vocabulary.staff import Role, TeamKind

NO_NUMBERS = Numbers()


@dataclass(frozen=True, slots=True)
class TeamSaid:
    """A team as it was typed; `minutes` a week of its workers, none where they aren't known yet."""

    row: int  # of the form, counted from 1
    name: str
    kind: TeamKind
    minutes: int | None = None
    patches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffSaid:
    """One line of the list of staff as it was read; `problem` says what of it can't be."""

    line: int
    name: str
    role: Role = Role.CWC
    team: str = ""  # none: the office's first
    telephone: str = ""
    other_teams: tuple[str, ...] = ()
    trained: bool = False  # for equipment
    first_day: date | None = None  # none: since before the program
    problem: str = ""
    notice: str = ""  # what was taken for granted


@dataclass(frozen=True, slots=True)
class RateSaid:
    """What an hour costs from a day on."""

    from_day: date
    single: Decimal
    double: Decimal


@dataclass(frozen=True, slots=True)
class OfficeSaid:
    """All that was answered."""

    council: str
    area: str
    name: str
    teams: tuple[TeamSaid, ...] = ()
    staff: tuple[StaffSaid, ...] = ()
    rates: tuple[RateSaid, ...] = ()
    sits_here: str = ""  # the name
    sits_here_as: Role = Role.DSO
    numbers: Numbers = NO_NUMBERS


def first_office_lacks(said: OfficeSaid) -> tuple[Lack, ...]:
    """What an office can't be made without: its area, teams and staff told apart by name, and somebody who sits here.

    Each names the field that mends it.
    """
    numbers = numbers_lacks(said.numbers, NO_NUMBERS, NO_NUMBERS)
    return (*_office_lacks(said), *numbers, *_team_lacks(said.teams), *_staff_lacks(said), *_rate_lacks(said.rates))


def _office_lacks(said: OfficeSaid) -> Iterator[Lack]:
    if not said.council.strip():
        yield Lack("", "Type the council: papers for families name it.", OFFICE, "council")
    if not said.area.strip():
        yield Lack("", "Type the area: everything else about the office can wait.", OFFICE, "area")


def _team_lacks(teams: Sequence[TeamSaid]) -> Iterator[Lack]:
    for number, name in _twice(team.name for team in teams):
        field = f"team_{teams[number - 1].row}"
        yield Lack("", f"There are two teams called {name}: give one another name.", OFFICE, field)
    if teams and not any(team.kind.takes_referrals for team in teams):
        sentence = "The Care Hub's referrals come to a short-term team: one team has to be of that kind."
        yield Lack("", sentence, OFFICE, "kind_1")


def _staff_lacks(said: OfficeSaid) -> Iterator[Lack]:
    wrong = [f"Line {each.line}: {each.problem}" for each in said.staff if each.problem]
    twice = {name for _, name in _twice(each.name for each in said.staff)}
    wrong += [f"{name} stands in the list twice: tell them apart by name, or leave one out." for name in sorted(twice)]
    if wrong:
        yield Lack("", " ".join(wrong), OFFICE, "staff")
    elif not said.sits_here.strip():
        yield Lack("", "Type your name: what is recorded at this desk names you.", OFFICE, "your_name")


def _rate_lacks(rates: Sequence[RateSaid]) -> Iterator[Lack]:
    for each in rates:
        if each.single <= 0:
            yield Lack("", "An hour costs something; leave it empty while it isn't known.", OFFICE, "single")
        elif each.double < each.single:
            yield Lack("", "Two workers cost no less than one.", OFFICE, "double")


def _twice(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each name that was there before, with its number, counted from 1."""
    seen: Counter[str] = Counter()
    for number, name in enumerate(names, 1):
        folded = " ".join(name.split()).casefold()
        if folded and seen[folded]:
            yield number, name.strip()
        seen[folded] += 1
