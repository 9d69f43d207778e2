"""Staff from a list: what it brings is shown first, then stored in one transaction; the same list twice adds nobody.

A row is *known* when somebody of that name is on record and the row says nothing else; *changed* when it says something
else: then it is stored only if somebody chose it. What a list doesn't say is left as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import exists, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import one_import_at_a_time
from app.services.office.staff import change_member, change_role
from app.services.staff_of_day import seat_role
from models.rules.office.editors import office_editor_lacks
from models.staff import FormerName, Staff, StaffSpell, StaffTeam
from models.staff_of_days import is_on_staff, role_of_day
from models.teams import Team
from models.values import fold
from models.vocabulary.staff import Role


class StaffRow(Protocol):
    """A row as `app.exchange.office.staff_list` reads it: the teams are called as the office calls them."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> Role: ...  # noqa: D102
    @property
    def team(self) -> str: ...  # noqa: D102
    @property
    def other_teams(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def telephone(self) -> str: ...  # noqa: D102
    @property
    def trained(self) -> bool | None: ...  # noqa: D102
    @property
    def from_day(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ChangedStaff:
    """A row about somebody known that says something else: what, in words; `seen` is their version, for the deed."""

    line: int
    seen: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """What a list would bring, by its lines; `refused` are those that don't fit the office, each with its reason."""

    new: tuple[int, ...]
    known: tuple[int, ...]
    changed: tuple[ChangedStaff, ...]
    refused: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _OnRecord:
    """Somebody whom the office has on record, as today knows them."""

    member: Staff
    role: Role
    other_teams: frozenset[UUID]
    has_left: bool


@dataclass(frozen=True, slots=True)
class _Changed:
    row: StaffRow
    kept: _OnRecord
    differences: tuple[str, ...]


@dataclass(slots=True)
class _Arrivals:
    new: list[StaffRow] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    changed: list[_Changed] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def plan_staff(turn: Turn, rows: Sequence[StaffRow]) -> StaffPlan:
    """Say what taking these rows in would do; stores nothing."""
    found = _settle(turn, rows, _teams(turn))
    changed = tuple(ChangedStaff(each.row.line, each.kept.member.version, each.differences) for each in found.changed)
    return StaffPlan(tuple(row.line for row in found.new), tuple(found.known), changed, tuple(found.refused))


def import_staff(turn: Turn, *, rows: Sequence[StaffRow], seen: Mapping[int, int]) -> Changes:
    """Store what these rows bring, settled anew, for another desk may have done so meanwhile.

    `seen` names the lines of changed rows that are to overwrite, each with the version whose differences were looked
    at; another role is theirs from today. Refused to whoever may not change what stands in Office.
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    one_import_at_a_time(turn)
    teams = _teams(turn)
    found = _settle(turn, rows, teams)
    _store(turn, found.new, teams)
    for each in found.changed:
        turn.go_on()
        if each.row.line in seen:
            _overwrite(turn, each, seen[each.row.line], teams)
    return changes(Topic.SETTINGS)


def _store(turn: Turn, rows: Sequence[StaffRow], teams: Mapping[str, UUID]) -> None:
    """The new ones, then their first days and their other teams: a statement a kind."""
    stamp: dict[str, Any] = {"office_id": turn.office, "operation_id": turn.operation}
    members = [_member(row, teams, stamp) for row in rows]
    turn.session.add_all(members)
    turn.session.flush()
    for row, member in zip(rows, members, strict=True):
        turn.go_on()
        if row.from_day is not None:
            turn.session.add(StaffSpell(staff_id=member.id, first_day=row.from_day, **stamp))
        for team in dict.fromkeys(row.other_teams):
            turn.session.add(StaffTeam(staff_id=member.id, team_id=teams[team], **stamp))
    turn.session.flush()


def _overwrite(turn: Turn, changed: _Changed, seen: int, teams: Mapping[str, UUID]) -> None:
    """As if it had been typed on the page Staff, with its refusals; what the row doesn't say stays."""
    row, kept = changed.row, changed.kept
    change_member(
        turn,
        member=kept.member.id,
        seen=seen,
        name=kept.member.name,
        team=teams[row.team] if row.team else kept.member.team_id,
        other_teams=tuple(kept.other_teams | {teams[each] for each in row.other_teams}),
        telephone=row.telephone or kept.member.telephone,
        trained_for_equipment=kept.member.trained_for_equipment if row.trained is None else row.trained,
    )
    if row.role is not kept.role:
        change_role(
            turn, member=kept.member.id, seen=seen, role=row.role, from_day=turn.day, because="A list of staff says so"
        )


def _settle(turn: Turn, rows: Sequence[StaffRow], teams: Mapping[str, UUID]) -> _Arrivals:
    """Find out for each row, in the order of the list, whether it is new, known, changed or refused."""
    on_record = _on_record(turn)
    earlier: dict[str, StaffRow] = {}
    found = _Arrivals()
    for row in rows:
        turn.go_on()
        before, kept = earlier.setdefault(fold(row.name), row), on_record.get(fold(row.name))
        strange = next((team for team in (row.team, *row.other_teams) if team and team not in teams), None)
        if strange is not None:
            found.refused.append((row.line, f"“{strange}” is no team of this office."))
        elif before is not row:
            _settle_second(found, row, before)
        elif kept is None:
            found.new.append(row)
        elif kept.has_left:
            found.refused.append((row.line, f"{kept.member.name} has left: let them come back under Staff."))
        elif differs := _differences(row, kept, teams):
            found.changed.append(_Changed(row, kept, differs))
        else:
            found.known.append(row.line)
    return found


def _on_record(turn: Turn) -> dict[str, _OnRecord]:
    """Everybody of the office by the folded name, a name of before too, as today knows them."""
    others: dict[UUID, set[UUID]] = {}
    pairs = select(StaffTeam.staff_id, StaffTeam.team_id).where(
        StaffTeam.office_id == turn.office, StaffTeam.withdrawn_at.is_(None)
    )
    for member, team in turn.session.execute(pairs):
        others.setdefault(member, set()).add(team)
    comes = exists().where(StaffSpell.staff_id == Staff.id, StaffSpell.first_day > turn.day)
    rows = turn.session.execute(
        select(Staff, role_of_day(turn.day), is_on_staff(turn.day) | comes).where(Staff.office_id == turn.office)
    ).all()
    by_id = {
        member.id: _OnRecord(member, role, frozenset(others.get(member.id, ())), not stays)
        for member, role, stays in rows
    }
    former = select(FormerName.name, FormerName.staff_id).where(FormerName.office_id == turn.office)
    found = {fold(name): by_id[member] for name, member in turn.session.execute(former)}
    return found | {fold(each.member.name): each for each in by_id.values()}


def _settle_second(found: _Arrivals, row: StaffRow, before: StaffRow) -> None:
    """A name that stood on an earlier line: said again, or somebody else of the same name."""
    said = ("role", "team", "other_teams", "telephone", "trained", "from_day")
    if all(getattr(row, name) == getattr(before, name) for name in said):
        found.known.append(row.line)
    else:
        reason = f"{row.name} stands on line {before.line} already and says something else there."
        found.refused.append((row.line, f"{reason} Two of one name need to be told apart by their names."))


def _differences(row: StaffRow, kept: _OnRecord, teams: Mapping[str, UUID]) -> tuple[str, ...]:
    """What the row says otherwise, in words. The day from which somebody known works isn't compared."""
    names = {team: name for name, team in teams.items()}
    member, words = kept.member, ("No", "Yes")
    found: list[str] = []
    if row.role is not kept.role:
        found.append(f"Role from today: {kept.role.label} → {row.role.label}")
    if row.team and teams[row.team] != member.team_id:
        now = names.get(member.team_id, "none") if member.team_id else "none"
        found.append(f"Team: {now} → {row.team}")
    if more := [team for team in row.other_teams if teams[team] not in kept.other_teams | {member.team_id}]:
        found.append(f"Other teams: also {', '.join(more)}")
    if row.telephone and row.telephone != member.telephone:
        found.append(f"Telephone: {member.telephone or 'none'} → {row.telephone}")
    if row.trained is not None and row.trained is not member.trained_for_equipment:
        found.append(f"Trained for equipment: {words[member.trained_for_equipment]} → {words[row.trained]}")
    return tuple(found)


def _teams(turn: Turn) -> dict[str, UUID]:
    rows = turn.session.execute(select(Team.name, Team.id).where(Team.office_id == turn.office))
    return {row.name: row.id for row in rows}


def _member(row: StaffRow, teams: Mapping[str, UUID], stamp: Mapping[str, Any]) -> Staff:
    return Staff(
        name=row.name,
        role=row.role,
        team_id=teams[row.team] if row.team else None,
        telephone=row.telephone,
        trained_for_equipment=bool(row.trained),
        **stamp,
    )
