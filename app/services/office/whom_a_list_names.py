"""Which team, patch and staff a row about somebody in service names, by the office's records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.office.in_service import Details, GoalHeld, InService, InterimSince, SpeaksFor
from app.services.referrals.care_hub_list.whom_a_row_means import CallsRow, PersonRow
from models.rules.office.named import called_one_of
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day
from models.teams import Patch, Team, TeamPatch
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.staff import CASE_COORDINATORS, Role, TeamKind


class PersonInServiceRow(PersonRow, Protocol):
    """A row as `app.exchange.office.people_list` reads it; teams, patches and staff are as typed."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def telephone(self) -> str: ...  # noqa: D102
    @property
    def team(self) -> str: ...  # noqa: D102
    @property
    def patch(self) -> str: ...  # noqa: D102
    @property
    def interim(self) -> bool | None: ...  # noqa: D102
    @property
    def started(self) -> datetime: ...  # noqa: D102
    @property
    def interim_since(self) -> datetime | None: ...  # noqa: D102
    @property
    def calls(self) -> CallsRow: ...  # noqa: D102
    @property
    def dso(self) -> str: ...  # noqa: D102
    @property
    def coordinator(self) -> str: ...  # noqa: D102
    @property
    def goals(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def goals_set(self) -> datetime | None: ...  # noqa: D102
    @property
    def funding(self) -> Funding: ...  # noqa: D102
    @property
    def sent_to_brokerage(self) -> datetime | None: ...  # noqa: D102
    @property
    def listed(self) -> datetime | None: ...  # noqa: D102
    @property
    def communication(self) -> str: ...  # noqa: D102
    @property
    def risks(self) -> str: ...  # noqa: D102
    @property
    def speaks_for(self) -> str: ...  # noqa: D102
    @property
    def relation(self) -> str: ...  # noqa: D102
    @property
    def their_telephone(self) -> str: ...  # noqa: D102
    @property
    def notices(self) -> tuple[str, ...]: ...  # noqa: D102


class NotFound(Exception):  # noqa: N818  an answer about a row
    """A name that nobody of the office has; the text says which, and what to do."""


@dataclass(frozen=True, slots=True)
class _Team:
    id: UUID
    name: str
    kind: TeamKind
    patches: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class _Member:
    id: UUID
    name: str
    role: Role
    team: UUID | None


class OfficeNames:
    """The office's teams, patches and staff, asked once for the whole list."""

    def __init__(self, turn: Turn) -> None:
        served: dict[UUID, set[UUID]] = {}
        pairs = select(TeamPatch.team_id, TeamPatch.patch_id).where(TeamPatch.office_id == turn.office)
        for team, patch in turn.session.execute(pairs):
            served.setdefault(team, set()).add(patch)
        teams = select(Team.id, Team.name, Team.kind).where(Team.office_id == turn.office).order_by(Team.name)
        self._teams = tuple(
            _Team(row.id, row.name, row.kind, frozenset(served.get(row.id, ()))) for row in turn.session.execute(teams)
        )
        patches = select(Patch.name, Patch.id).where(Patch.office_id == turn.office)
        self._patches = {row.name: row.id for row in turn.session.execute(patches)}
        role = role_of_day(turn.day).label("role")
        staff = select(Staff.id, Staff.name, role, Staff.team_id).where(
            Staff.office_id == turn.office, is_on_staff(turn.day)
        )
        self._staff = tuple(_Member(*row) for row in turn.session.execute(staff.order_by(Staff.name)))

    def told(self, row: PersonInServiceRow) -> tuple[InService, tuple[str, ...]]:
        """All that is taken over of a row, and what was taken for granted; `NotFound` where a name is nobody's."""
        notices: list[str] = []
        patch = self._patch(row, notices)
        team = self._team(row, patch, notices)
        kind = _kind(row, team, notices)
        dso = self._dso(row, team, notices)
        coordinator = self._coordinator(row, notices)
        setter = coordinator or dso
        told = InService(
            details=_details(row, patch),
            kind=kind,
            team=team.id,
            dso=dso.id,
            coordinator=coordinator.id if coordinator else None,
            started=row.started,
            week=row.calls.visits,
            goals=tuple(
                GoalHeld(statement=goal, set_at=max(row.goals_set or row.started, row.started), set_by=setter.id)
                for goal in row.goals
            ),
            speaks_for=_speaks_for(row),
            interim=self._interim(row, team, dso, patch, notices) if kind.is_interim else None,
        )
        if row.goals:
            notices.append(f"Goals are taken as set by {setter.name}; what makes them SMART is typed under Goals.")
        return told, tuple(notices)

    def _patch(self, row: PersonInServiceRow, notices: list[str]) -> UUID | None:
        found = called_one_of(row.patch, self._patches) if row.patch else None
        if found is None:
            notices.append(f"“{row.patch}” is no patch of this office: not taken over." if row.patch else "No patch.")
        return self._patches[found] if found else None

    def _team(self, row: PersonInServiceRow, patch: UUID | None, notices: list[str]) -> _Team:
        names = ", ".join(f"“{team.name}”" for team in self._teams) or "none yet"
        if row.team:
            found = called_one_of(row.team, [team.name for team in self._teams])
            if found is None:
                raise NotFound(f"“{row.team}” is no team of this office. Its teams are {names}.")
            return next(team for team in self._teams if team.name == found)
        fitting = _fitting(self._teams, patch, is_interim=bool(row.interim))
        if len(fitting) != 1:
            raise NotFound(f"No team is said. This office's teams are {names}.")
        notices.append(f"No team is said: taken as {fitting[0].name}.")
        return fitting[0]

    def _dso(self, row: PersonInServiceRow, team: _Team, notices: list[str]) -> _Member:
        if row.dso:
            found = self._called(row.dso)
            if found is None:
                raise NotFound(f"“{row.dso}” is nobody on the staff: take the staff in first, or correct the name.")
            if found.role is not Role.DSO:
                notices.append(f"{found.name} is {found.role.label}, not DSO.")
            return found
        found = self._dso_of(team.id)
        if found is None:
            raise NotFound("No DSO is said, and the office has none on its staff: take the staff in first.")
        notices.append(f"No DSO is said: taken as {found.name}.")
        return found

    def _dso_of(self, team: UUID) -> _Member | None:
        """The team's DSO, else any."""
        organisers = [each for each in self._staff if each.role is Role.DSO]
        return next((each for each in organisers if each.team == team), organisers[0] if organisers else None)

    def _coordinator(self, row: PersonInServiceRow, notices: list[str]) -> _Member | None:
        if not row.coordinator:
            return None
        found = self._called(row.coordinator)
        if found is None:
            notices.append(f"“{row.coordinator}” is nobody on the staff: they come in without a case coordinator.")
        elif found.role not in CASE_COORDINATORS:
            notices.append(f"{found.name} is {found.role.label}, not SW or CCW.")
        return found

    def _called(self, typed: str) -> _Member | None:
        found = called_one_of(typed, [each.name for each in self._staff])
        return next((each for each in self._staff if each.name == found), None)

    def _interim(
        self, row: PersonInServiceRow, team: _Team, dso: _Member, patch: UUID | None, notices: list[str]
    ) -> InterimSince:
        """How it came to interim support; what the list doesn't say stays open, to be asked (INT-1)."""
        before = team
        if not team.kind.takes_referrals:
            fitting = _fitting(self._teams, patch, is_interim=False)
            short_term = [each for each in self._teams if each.kind.takes_referrals]
            before = (fitting or short_term or [team])[0]
        if row.interim_since is None:
            notices.append("One day is given: interim support is taken to begin with it.")
        sent = _earlier(row.sent_to_brokerage, row.listed)
        if sent != row.sent_to_brokerage:
            notices.append("Sent to Brokerage isn't said, or later than listed: taken as the same day.")
        had = self._dso_of(before.id) or dso
        return InterimSince(
            began=row.interim_since or row.started,
            team=before.id,
            dso=dso.id if before is team else had.id,
            sent_to_brokerage=sent,
            listed=row.listed,
        )


def _fitting(teams: Sequence[_Team], patch: UUID | None, *, is_interim: bool) -> list[_Team]:
    """The teams of this kind that serve the patch; of an office with one such team that one."""
    of_kind = [team for team in teams if team.kind.takes_referrals is not is_interim]
    of_kind = of_kind or list(teams)  # an area without an interim team is an office too (INT-8)
    serving = [team for team in of_kind if patch in team.patches]
    return serving if len(serving) == 1 else of_kind if len(of_kind) == 1 else []


def _kind(row: PersonInServiceRow, team: _Team, notices: list[str]) -> EpisodeKind:
    """By what the row says and by its team: interim support of a short-term team is support within STS (INT-8)."""
    if not team.kind.takes_referrals:
        if row.interim is False:
            notices.append(f"Taken as interim support, for {team.name} is an interim team.")
        return EpisodeKind.INTERIM_TEAM
    return EpisodeKind.INTERIM_IN_STS if row.interim else EpisodeKind.SHORT_TERM


def _details(row: PersonInServiceRow, patch: UUID | None) -> Details:
    return Details(
        given=row.given,
        family=row.family,
        born=row.born,
        nhs_number=row.nhs_number.digits if row.nhs_number else None,
        mosaic_id=row.mosaic_id.strip() or None,
        address=row.address,
        postcode=str(row.postcode or ""),
        patch=patch,
        telephone=row.telephone,
        communication=row.communication,
        risks=row.risks,
        funding=row.funding,
    )


def _speaks_for(row: PersonInServiceRow) -> SpeaksFor | None:
    return SpeaksFor(row.speaks_for, row.relation, telephone=row.their_telephone) if row.speaks_for else None


def _earlier(sent: datetime | None, listed: datetime | None) -> datetime | None:
    return min(filter(None, (sent, listed)), default=None)
