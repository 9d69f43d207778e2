"""Staff from a list: what it brings is shown first, then stored in one transaction; the same list twice adds nobody.

A row is *known* when somebody of that name is on record and the row says nothing else; *changed* when it says something
else: then it is stored only if somebody chose it. What a list doesn't say is left as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import load, look
from models.people import Office
from models.rules.office.editors import office_editor_lacks
from models.staff import Staff
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
    def telephone(self) -> str: ...  # noqa: D102
    @property
    def trained(self) -> bool | None: ...  # noqa: D102


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


@dataclass(slots=True)
class _Arrivals:
    new: list[StaffRow] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    changed: list[tuple[StaffRow, Staff, dict[str, tuple[str, object]]]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def plan_staff(turn: Turn, rows: Sequence[StaffRow]) -> StaffPlan:
    """Say what taking these rows in would do; stores nothing."""
    found = _settle(turn, rows)
    return StaffPlan(
        tuple(row.line for row in found.new),
        tuple(found.known),
        tuple(
            ChangedStaff(row.line, kept.version, tuple(said for said, _ in differs.values()))
            for row, kept, differs in found.changed
        ),
        tuple(found.refused),
    )


def import_staff(turn: Turn, *, rows: Sequence[StaffRow], seen: Mapping[int, int]) -> Changes:
    """Store what these rows bring, settled anew, for another desk may have done so meanwhile.

    `seen` names the lines of changed rows that are to overwrite, each with the version whose differences were looked
    at. Refused to whoever may not change what stands in Office.
    """
    refuse_if(office_editor_lacks(look(turn, Staff, turn.staff).role))
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())  # one import at a time
    found = _settle(turn, rows)
    teams = _teams(turn)
    turn.session.add_all(_member(turn, row, teams) for row in found.new)
    for row, kept, differs in found.changed:
        if row.line in seen:
            record = load(turn, Staff, kept.id, seen=seen[row.line])
            for name, (_, value) in differs.items():
                setattr(record, name, value)
    turn.session.flush()
    return changes(Topic.SETTINGS)


def _settle(turn: Turn, rows: Sequence[StaffRow]) -> _Arrivals:
    """Find out for each row, in the order of the list, whether it is new, known, changed or refused."""
    members = turn.session.scalars(select(Staff).where(Staff.office_id == turn.office))
    on_record = {fold(each.name): each for each in members}
    teams = _teams(turn)
    names = {team: name for name, team in teams.items()}
    earlier: dict[str, StaffRow] = {}
    found = _Arrivals()
    for row in rows:
        before, kept = earlier.setdefault(fold(row.name), row), on_record.get(fold(row.name))
        if row.team and row.team not in teams:
            found.refused.append((row.line, f"“{row.team}” is no team of this office."))
        elif before is not row:
            _settle_second(found, row, before)
        elif kept is None:
            found.new.append(row)
        elif kept.archived_at is not None:
            found.refused.append((row.line, f"{kept.name} has left: let them come back under Staff."))
        elif differs := _differences(row, kept, teams, names):
            found.changed.append((row, kept, differs))
        else:
            found.known.append(row.line)
    return found


def _settle_second(found: _Arrivals, row: StaffRow, before: StaffRow) -> None:
    """A name that stood on an earlier line: said again, or somebody else of the same name."""
    if all(getattr(row, name) == getattr(before, name) for name in ("role", "team", "telephone", "trained")):
        found.known.append(row.line)
    else:
        reason = f"{row.name} stands on line {before.line} already and says something else there."
        found.refused.append((row.line, f"{reason} Two of one name need to be told apart by their names."))


def _differences(
    row: StaffRow, kept: Staff, teams: Mapping[str, UUID], names: Mapping[UUID, str]
) -> dict[str, tuple[str, object]]:
    """By the record's field what the row says otherwise: in words, and as it would be stored."""
    found: dict[str, tuple[str, object]] = {}
    if row.role is not kept.role:
        found["role"] = (f"Role: {kept.role.label} → {row.role.label}", row.role)
    if row.team and teams[row.team] != kept.team_id:
        now = names.get(kept.team_id, "none") if kept.team_id else "none"
        found["team_id"] = (f"Team: {now} → {row.team}", teams[row.team])
    if row.telephone and row.telephone != kept.telephone:
        found["telephone"] = (f"Telephone: {kept.telephone or 'none'} → {row.telephone}", row.telephone)
    if row.trained is not None and row.trained is not kept.trained_for_equipment:
        words = ("No", "Yes")
        said = f"Trained for equipment: {words[kept.trained_for_equipment]} → {words[row.trained]}"
        found["trained_for_equipment"] = (said, row.trained)
    return found


def _teams(turn: Turn) -> dict[str, UUID]:
    rows = turn.session.execute(select(Team.name, Team.id).where(Team.office_id == turn.office))
    return {row.name: row.id for row in rows}


def _member(turn: Turn, row: StaffRow, teams: Mapping[str, UUID]) -> Staff:
    return Staff(
        office_id=turn.office,
        operation_id=turn.operation,
        name=row.name,
        role=row.role,
        team_id=teams[row.team] if row.team else None,
        telephone=row.telephone,
        trained_for_equipment=bool(row.trained),
    )
