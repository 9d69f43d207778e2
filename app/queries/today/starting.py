"""Starting today and tomorrow, with first visit confirmed or not (DAY-2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, ScalarSelect, Select, and_, bindparam, func, or_, select, union

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.episodes import Episode
from models.owners_of_days import patch_of_day, team_of_referral_of_day
from models.people import Person
from models.referrals import Referral, StartCheck
from models.settings import StartCheckItem
from models.teams import Patch, Team
from models.values import london_day, start_of_day, whole_name

_FIRST_VISIT = "%first visit%"  # the office words its checklist itself; it is this item however it goes on
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRow:
    """Somebody whose service starts on `day`, at `at` where a time is known; `is_late` where it should have by now.

    `check` is the item of the office's checklist that confirms the first visit, nothing where it has none; `check_seen`
    is the version of its tick, none where it never had one.
    """

    referral_id: UUID
    check_seen: int | None
    person_id: UUID
    person: str
    telephone: str
    patch: str
    team: str
    calls: str
    day: date
    at: datetime | None
    has_started: bool
    is_late: bool
    check: str
    confirmed_at: datetime | None

    @property
    def can_confirm(self) -> bool:
        """Whether the first visit is still to be confirmed, by an item of the office's checklist."""
        return self.confirmed_at is None and bool(self.check)

    @property
    def field(self) -> str:
        """Where it goes on: at the start, or with the plan of whoever has started."""
        return "plans" if self.has_started else "referrals.start"


def starting(turn: Turn, *, team: UUID | None = None) -> tuple[StartRow, ...]:
    """Who starts today and tomorrow, of one team or all, in the order of their first visit; one statement.

    Planned or, without a plan, by the discharge date; started today too, and planned earlier but not started.
    Source: good practice (DAY-2).
    """
    asked = _asked(turn.day)
    if team is not None:
        asked = asked.where(team_of_referral_of_day(turn.day) == team)
    rows = (_row(turn, row) for row in turn.session.execute(asked, {"office": turn.office}))
    return tuple(sorted(rows, key=lambda row: (row.day, row.at is None, row.at or row.day, row.person)))


@lru_cache(maxsize=2)
def _asked(day: date) -> Select[*tuple[Any, ...]]:
    """Made once a day: it takes longer to make than to answer."""
    began = _began(day)
    near: CompoundSelect[UUID] = union(
        select(Referral.id).where(Referral.office_id == bindparam("office"), _waits(day)),
        select(Episode.referral_id).where(began),
    )
    return (
        select(
            Referral.id, _check_seen(), Referral.person_id, Person.given, Person.family, Person.telephone,
            Patch.name.label("patch"), Team.name.label("team"), Referral.calls_text,
            Referral.start_planned_at, Referral.discharge_on, Episode.started_at, _check(), _confirmed(),
        )
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .join(Team, Team.id == team_of_referral_of_day(day))
        .outerjoin(Patch, Patch.id == patch_of_day(day))
        .outerjoin(Episode, (Episode.referral_id == Referral.id) & Episode.undone_at.is_(None))
        .where(
            Referral.office_id == bindparam("office"), Person.death_reported_at.is_(None),
            Referral.id.in_(near),  # each found by an index of its own: the two together by none
            or_(_waits(day), began),
        )
    )  # fmt: skip


def _waits(day: date) -> ColumnElement[bool]:
    """A start that is planned by tomorrow, or without a plan somebody comes home today or tomorrow."""
    planned = Referral.start_planned_at.is_not(None) & (Referral.start_planned_at < start_of_day(day + 2 * _DAY))
    home = (
        Referral.start_planned_at.is_(None)
        & Referral.accepted_at.is_not(None)
        & Referral.discharge_on.between(day, day + _DAY)
    )
    return Referral.outcome.is_(None) & or_(planned, home)


def _began(day: date) -> ColumnElement[bool]:
    after = start_of_day(day + 2 * _DAY)
    return and_(Episode.started_at >= start_of_day(day), Episode.started_at < after, Episode.ended_at.is_(None))


def _check_seen() -> ColumnElement[int | None]:
    """Of the item that `_check` names."""
    return (
        select(StartCheck.version)
        .where(StartCheck.referral_id == Referral.id, StartCheck.item == _item())
        .correlate(Referral)
        .scalar_subquery()
        .label("check_seen")
    )


def _check() -> ColumnElement[str]:
    return _item().label("check")


def _item() -> ScalarSelect[str]:
    """The item of the office's checklist that confirms the first visit."""
    return (
        select(func.min(StartCheckItem.item))
        .where(
            StartCheckItem.office_id == Referral.office_id,
            StartCheckItem.archived_at.is_(None),
            func.lower(StartCheckItem.item).like(_FIRST_VISIT),
        )
        .correlate(Referral)
        .scalar_subquery()
    )


def _confirmed() -> ColumnElement[datetime | None]:
    return (
        select(func.max(StartCheck.done_at))
        .where(StartCheck.referral_id == Referral.id, func.lower(StartCheck.item).like(_FIRST_VISIT))
        .correlate(Referral)
        .scalar_subquery()
        .label("confirmed_at")
    )


def _row(turn: Turn, row: AnyRow) -> StartRow:
    at = row.started_at or row.start_planned_at
    return StartRow(
        referral_id=row.id,
        check_seen=row.check_seen,
        person_id=row.person_id,
        person=whole_name(row.given, row.family),
        telephone=row.telephone,
        patch=row.patch or "",
        team=row.team,
        calls=row.calls_text,
        day=london_day(at) if at is not None else row.discharge_on,
        at=at,
        has_started=row.started_at is not None,
        is_late=row.started_at is None and at is not None and at < turn.moment,
        check=row.check or "",
        confirmed_at=row.confirmed_at,
    )
