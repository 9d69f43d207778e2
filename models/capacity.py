"""What each team's hours are given away for: one statement, so that a gate and a screen count the same (REF-15)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, case, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from models.episodes import Episode
from models.plans import Plan
from models.referrals import Hold, Referral, RequestedVisit
from models.rules.capacity.load import Load
from models.teams import Reduction, Team
from models.vocabulary.staff import TeamKind

_WEEKDAYS = range(7)


def days_counted(mask: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """How many weekdays a stored number means; neither database counts bits by itself."""
    days: ColumnElement[int] = literal(0)
    for day in _WEEKDAYS:
        days = days + case((mask.bitwise_and(1 << day) > 0, 1), else_=0)
    return days


def requested_minutes() -> ScalarSelect[int]:
    """The worker minutes a week that the referral of the outer statement asks for now."""
    minutes = days_counted(RequestedVisit.days) * RequestedVisit.minutes * RequestedVisit.workers
    return (
        select(func.coalesce(func.sum(minutes), 0))
        .where(RequestedVisit.referral_id == Referral.id, RequestedVisit.revision == Referral.calls_revision)
        .correlate(Referral)
        .scalar_subquery()
    )


def is_newest_plan() -> ColumnElement[bool]:
    """Whether a plan is the version in force of its episode."""
    later = Plan.__table__.alias("later")
    return ~exists().where(later.c.episode_id == Plan.episode_id, later.c.number > Plan.number).correlate(Plan)


def is_promised() -> ColumnElement[bool]:
    """Whether Scheduling's word still stands: not held, and not given back with a hold since."""
    given_back = exists().where(
        Hold.referral_id == Referral.id,
        (Hold.ended_at.is_(None)) | (Hold.ended_at >= Referral.scheduling_confirmed_at),
    )
    return and_(
        Referral.outcome.is_(None),
        Referral.scheduling_confirmed_at.is_not(None),
        ~given_back.correlate(Referral),
    )


def team_loads(office: UUID, day: date) -> Select[UUID, str, TeamKind, int, int, int, int]:
    """A row a team: its limit on that day, and what is in use, promised and held, in worker minutes a week."""
    return (
        select(
            Team.id,
            Team.name,
            Team.kind,
            (Team.worker_minutes_a_week - _reduced(day)).label("limit"),
            _in_use().label("in_use"),
            _promised().label("promised"),
            _held().label("held"),
        )
        .where(Team.office_id == office)
        .order_by(Team.kind.desc(), Team.name)
    )


def load_of(row: Row[UUID, str, TeamKind, int, int, int, int]) -> Load:
    """The load that a row of `team_loads` says."""
    return Load(max(0, int(row.limit)), int(row.in_use), int(row.promised), int(row.held))


def _reduced(day: date) -> ScalarSelect[int]:
    return _sum(
        Reduction.worker_minutes_a_week,
        (
            Reduction.team_id == Team.id,
            Reduction.withdrawn_at.is_(None),
            Reduction.first_day <= day,
            Reduction.last_day >= day,
        ),
    )


def _in_use() -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(Plan.worker_minutes), 0))
        .join(Episode, Episode.id == Plan.episode_id)
        .where(Episode.team_id == Team.id, Episode.ended_at.is_(None), is_newest_plan())
        .correlate(Team)
        .scalar_subquery()
    )


def _promised() -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(requested_minutes()), 0))
        .select_from(Referral)
        .where(Referral.team_id == Team.id, is_promised())
        .correlate(Team)
        .scalar_subquery()
    )


def _held() -> ScalarSelect[int]:
    return _sum(Hold.worker_minutes, (Hold.team_id == Team.id, Hold.ended_at.is_(None)))


def _sum(column: InstrumentedAttribute[int], where: Iterable[ColumnElement[bool]]) -> ScalarSelect[int]:
    return select(func.coalesce(func.sum(column), 0)).where(*where).correlate(Team).scalar_subquery()
