"""An office as its first answers say it: what is lacking before it can be made, and how a typed list of staff is read.

Only what an office can't do without is asked for; everything else may wait, and is found again in Office. An area
without an interim team is an office too (INT-8). No source has these rules: they are how this program begins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.rules.decision import Lack
from models.rules.who import OFFICE
from models.vocabulary.staff import Role, TeamKind

_CALLED = {
    "organiser": Role.DSO,
    "domiciliary service organiser": Role.DSO,
    "care worker": Role.CWC,
    "community care support worker": Role.CWC,
    "home care worker": Role.CWC,
    "carer": Role.CWC,
    "occupational therapist": Role.OT,
    "social worker": Role.SW,
    "community care worker": Role.CCW,
    "administrator": Role.ADMIN,
    "business support": Role.ADMIN,
    "scheduling": Role.SCHEDULER,
    "manager": Role.SERVICE_MANAGER,
}
_ROLES = {role.label.casefold(): role for role in Role} | _CALLED
_HEADINGS = {"name", "names", "staff", "full name", "member of staff"}
_FEWEST_DIGITS = 6


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
    problem: str = ""


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


def read_staff(text: str, teams: Sequence[str]) -> tuple[StaffSaid, ...]:
    """A list as it is typed or pasted from a spreadsheet: one a line, its cells in any order.

    A line is parted at its tabs, else at its semicolons, else at its commas. What is a role, a team or a telephone
    number is told by itself; the first of the rest is the name. A line of headings is passed over.
    """
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return tuple(_read_line(number, _cells(line), teams) for number, line in lines if line and not _is_heading(line))


def first_office_lacks(said: OfficeSaid) -> tuple[Lack, ...]:
    """What an office can't be made without: its area, teams and staff told apart by name, and somebody who sits here.

    Each names the field that mends it.
    """
    return (*_office_lacks(said), *_team_lacks(said.teams), *_staff_lacks(said), *_rate_lacks(said.rates))


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


def _cells(line: str) -> list[str]:
    sign = next((each for each in ("\t", ";") if each in line), ",")
    return [cell for each in line.split(sign) if (cell := " ".join(each.split()).strip('"'))]


def _is_heading(line: str) -> bool:
    cells = {cell.casefold() for cell in _cells(line)}
    return bool(cells & _HEADINGS) and not cells & set(_ROLES)


def _read_line(number: int, cells: Sequence[str], teams: Sequence[str]) -> StaffSaid:
    called = {team.casefold(): team for team in teams}
    found: dict[str, str] = {}
    strange: list[str] = []
    role = None
    for cell in cells:
        folded = cell.casefold()
        if role is None and folded in _ROLES:
            role = _ROLES[folded]
        elif "team" not in found and folded in called:
            found["team"] = called[folded]
        elif "telephone" not in found and _is_telephone(cell):
            found["telephone"] = cell
        elif "name" not in found:
            found["name"] = cell
        else:
            strange.append(cell)
    return StaffSaid(number, role=role or Role.CWC, problem=_problem(found, strange), **{"name": "", **found})


def _problem(found: dict[str, str], strange: Sequence[str]) -> str:
    if "name" not in found:
        return "no name stands here."
    if strange:
        return f"“{strange[0]}” is no role, no team of this office and no telephone number."
    return ""


def _is_telephone(cell: str) -> bool:
    digits = re.sub(r"[\s()+-]", "", cell)
    return digits.isascii() and digits.isdigit() and len(digits) >= _FEWEST_DIGITS
