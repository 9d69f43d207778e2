"""Who has an episode or a referral, since when and why, with all changes that were said of it (DAY-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.door.errors import not_listed
from app.door.turn import Turn
from models.capacity import team_hours
from models.episodes import Episode
from models.owners import OwnerChange
from models.people import Person
from models.referrals import Referral
from models.rules.owners.changing import may_have
from models.rules.owners.of_days import change_of_day, changes_to_come
from models.staff import Staff
from models.staff_of_days import is_on_leave, is_on_staff, role_of_day
from models.teams import Patch
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import Role, TeamKind

_OF_EPISODE = (
    OwnerOf.DSO, OwnerOf.CASE_COORDINATOR, OwnerOf.ALLOCATED_WORKER, OwnerOf.GOAL_SETTER, OwnerOf.TEAM,
    OwnerOf.PATCH,
)  # fmt: skip
_OF_REFERRAL = (OwnerOf.TEAM, OwnerOf.PATCH)


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody, a team or a patch that could have it; a team with the worker minutes a week that it has free."""

    id: UUID
    name: str
    free: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change that was said: to whom, from which day, why, by whom; and why it was taken back, if it was."""

    id: UUID
    what: OwnerOf
    to: str
    from_day: date
    because: str
    by: str
    is_to_come: bool
    taken_back: str


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Who has one of these today. `since` is none of the first, who has it from the beginning or as first agreed."""

    what: OwnerOf
    holder: UUID | None
    name: str
    since: date | None
    because: str
    is_away: bool  # has left, or is on leave today
    heirs: tuple[Heir, ...]


@dataclass(frozen=True, slots=True)
class OwnersView:
    """An episode or a referral, whose it is, and the changes, the newest first."""

    episode: UUID | None
    referral: UUID | None
    person: UUID
    rows: tuple[OwnerRow, ...]
    changes: tuple[ChangeRow, ...]
    is_open: bool


def owners_of_episode(turn: Turn, *, episode: UUID) -> OwnersView:
    """Whose an episode is; five statements. Source: STCH; good practice (DAY-4)."""
    record, person = _found(turn, Episode, episode)
    first = {
        OwnerOf.DSO: record.dso_id,
        OwnerOf.CASE_COORDINATOR: record.case_coordinator_id,
        OwnerOf.ALLOCATED_WORKER: None,
        OwnerOf.GOAL_SETTER: record.goal_setter_id,
        OwnerOf.TEAM: record.team_id,
        OwnerOf.PATCH: person.patch_id,
    }
    kind = TeamKind.INTERIM if record.kind is EpisodeKind.INTERIM_TEAM else TeamKind.SHORT_TERM
    known = _Known(turn, kind, or_(OwnerChange.episode_id == episode, OwnerChange.person_id == person.id))
    rows = tuple(known.row(what, first[what]) for what in _OF_EPISODE)
    handed_on = record.end_reason is EndReason.TRANSFERRED
    is_open = record.ended_at is None or (record.closed_at is None and record.undone_at is None and not handed_on)
    return OwnersView(episode, None, person.id, rows, known.rows_of_changes(), is_open)


def owners_of_referral(turn: Turn, *, referral: UUID) -> OwnersView:
    """With which team a referral waits and in which patch; five statements. Source: OPG 1.5 (DAY-4, REF-15)."""
    record, person = _found(turn, Referral, referral)
    first = {OwnerOf.TEAM: record.team_id, OwnerOf.PATCH: person.patch_id}
    about = or_(OwnerChange.referral_id == referral, OwnerChange.person_id == person.id)
    known = _Known(turn, TeamKind.SHORT_TERM, about)
    rows = tuple(known.row(what, first[what]) for what in _OF_REFERRAL)
    return OwnersView(None, referral, person.id, rows, known.rows_of_changes(), record.outcome is None)


class _Known:
    """The changes there are, and everybody and everything by name."""

    def __init__(self, turn: Turn, kind: TeamKind, about: Any) -> None:
        self.day = turn.day
        query = select(OwnerChange).where(about).order_by(OwnerChange.number)
        self.changes = tuple(turn.session.scalars(query))
        self.staff = {
            row.id: row
            for row in turn.session.execute(
                select(
                    Staff.id, Staff.name, role_of_day(self.day).label("role"), is_on_staff(self.day).label("is_here"),
                    is_on_leave(self.day).label("on_leave"),
                )
                .where(Staff.office_id == turn.office)
                .order_by(Staff.name)
            )
        }  # fmt: skip
        self.teams = team_hours(turn.session, turn.office, self.day)
        self.kind = kind
        patches = select(Patch.id, Patch.name).where(Patch.office_id == turn.office).order_by(Patch.name)
        self.patches = {row.id: row.name for row in turn.session.execute(patches)}

    def row(self, what: OwnerOf, first: UUID | None) -> OwnerRow:
        """Who has it today."""
        standing = (each for each in self.changes if each.what is what and each.taken_back_at is None)
        change = change_of_day(standing, self.day)
        holder = change.to if change is not None else first
        member = self.staff.get(holder) if holder is not None else None
        return OwnerRow(
            what,
            holder,
            self.name(holder),
            change.from_day if change is not None else None,
            change.because if change is not None else "",
            member is not None and (member.on_leave or not member.is_here),
            tuple(each for each in self.heirs(what) if each.id != holder),
        )

    def heirs(self, what: OwnerOf) -> Iterable[Heir]:
        """Who could have it."""
        if what is OwnerOf.TEAM:
            return (Heir(each.id, each.name, each.load.free) for each in self.teams if each.kind is self.kind)
        if what is OwnerOf.PATCH:
            return (Heir(key, name) for key, name in self.patches.items())
        able = (each for each in self.staff.values() if each.is_here and may_have(what, Role(each.role)))
        return (Heir(each.id, each.name) for each in able)

    def rows_of_changes(self) -> tuple[ChangeRow, ...]:
        """The newest day first."""
        coming = {
            each.id
            for what in OwnerOf
            for each in changes_to_come(
                (one for one in self.changes if one.what is what and one.taken_back_at is None), self.day
            )
        }
        ordered = sorted(self.changes, key=lambda each: (each.effective_from, each.number), reverse=True)
        return tuple(
            ChangeRow(
                each.id,
                each.what,
                self.name(each.to),
                each.from_day,
                each.because,
                self.name(each.made_by_id),
                each.id in coming,
                each.taken_back_because,
            )
            for each in ordered
        )

    def name(self, key: UUID | None) -> str:
        """Somebody's, a team's or a patch's; nothing for nobody."""
        if key is None:
            return ""
        if key in self.staff:
            return str(self.staff[key].name)
        return next((each.name for each in self.teams if each.id == key), self.patches.get(key, ""))


def _found(turn: Turn, kind: Any, key: UUID) -> Any:
    found = turn.session.execute(
        select(kind, Person)
        .join(Person, Person.id == kind.person_id)
        .where(kind.id == key, kind.office_id == turn.office)
    ).one_or_none()
    if found is None:
        raise not_listed(kind.__tablename__)
    return found
