"""What each team's hours are given away for: one statement, so that a gate and a screen count the same (REF-15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.base import UtcDateTime
from models.episodes import Episode
from models.owners import OwnerChange
from models.owners_of_days import (
    is_in_team,
    is_newest_of_its_day,
    team_at_plan,
    team_before_change,
    team_of_day,
    team_of_referral_of_day,
)
from models.plans import Plan
from models.plans_of_days import is_coming, is_plan_of_day, minutes_before, stands
from models.referrals import Hold, Referral, RequestedVisit
from models.rules.capacity.dated_hours import ContractedFrom, Reduced, limit_from
from models.rules.capacity.load import Load, Step
from models.rules.clocks import end_of_day
from models.shared_of_days import shared_on, shared_until_and_from
from models.shared_visits import is_away
from models.teams import ContractedChange, Reduction, Team
from models.values import london_day
from models.vocabulary.owners import OwnerOf
from models.vocabulary.referrals import HoldEnd
from models.vocabulary.staff import TeamKind

_WEEKDAYS = range(7)
STATEMENTS_KEPT = 8  # of an office and a day: those that are worked on, and the days that a new plan asks about
THE_TEAM = bindparam("team", type_=Team.id.type)
_PLANNED, _STARTS, _REDUCED, _CONTRACTED = range(4)  # what a row of `_steps` tells


def days_counted(mask: InstrumentedAttribute[int] | ColumnElement[int]) -> ColumnElement[int]:
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


def is_promised() -> ColumnElement[bool]:
    """Whether Scheduling's word still stands: not held, and not given back with a hold since."""
    given_back = exists().where(
        Hold.referral_id == Referral.id,
        (Hold.ended_at.is_(None))
        | ((Hold.ended_at >= Referral.scheduling_confirmed_at) & (Hold.ended_as != HoldEnd.PROMISED)),
    )
    return and_(
        Referral.outcome.is_(None),
        Referral.scheduling_confirmed_at.is_not(None),
        (Referral.capacity_given_back_at.is_(None))
        | (Referral.capacity_given_back_at < Referral.scheduling_confirmed_at),
        ~given_back.correlate(Referral),
    )


@dataclass(frozen=True, slots=True)
class TeamHours:
    """A team and what its hours are given away for; `contracted` are those of the day, whoever is on leave."""

    id: UUID
    name: str
    kind: TeamKind
    load: Load
    contracted: int


def contracted_minutes(day: date) -> ColumnElement[int]:
    """The worker minutes a week that the team of the outer statement is contracted to do on a day. (REF-15)."""
    return func.coalesce(_changed(ContractedChange.worker_minutes_a_week, day), Team.worker_minutes_a_week)


def contracted_because(day: date) -> ColumnElement[str]:
    """Why the hours in force on a day are what they are. (REF-15)."""
    return func.coalesce(_changed(ContractedChange.because, day), Team.worker_minutes_because)


def _changed(column: InstrumentedAttribute[Any], day: date) -> ScalarSelect[Any]:
    return (
        select(column)
        .where(
            ContractedChange.team_id == Team.id,
            ContractedChange.withdrawn_at.is_(None),
            ContractedChange.from_day <= day,
        )
        .order_by(ContractedChange.from_day.desc(), ContractedChange.id.desc())
        .limit(1)
        .correlate(Team)
        .scalar_subquery()
    )


def team_hours(session: Session, office: UUID, day: date, *, team: UUID | None = None) -> tuple[TeamHours, ...]:
    """Each team's load from this day on, in worker minutes a week: one statement, short-term teams first.

    In use is what the plans of that day use, also of who is away, which is counted apart as well; plans agreed for
    later, promised starts to come, contracted hours that change, and the leave and sickness that reduce them are
    weighed day by day (REF-15). A team that is closed comes only where it is asked for.
    """
    statement = _hours(office, day, of_one=team is not None)
    rows = session.execute(statement, {} if team is None else {"team": team})
    return tuple(_team(list(lines), day) for _, lines in groupby(rows, key=lambda row: row.id))


@lru_cache(maxsize=STATEMENTS_KEPT)
def _hours(office: UUID, day: date, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    """The statement, of one `team` or of all: made once a day, for making it takes longest."""
    steps, used = _steps(office, day).subquery(), _in_use(office, day, of_one=of_one).subquery()
    promised, held = _promised(office, day).subquery(), _held(office).subquery()
    return (
        select(
            Team.id,
            Team.name,
            Team.kind,
            contracted_minutes(day).label("contracted"),
            func.coalesce(used.c.in_use, 0).label("in_use"),
            func.coalesce(used.c.away, 0).label("away"),
            func.coalesce(promised.c.minutes, 0).label("promised"),
            func.coalesce(held.c.minutes, 0).label("held"),
            steps.c.at,
            steps.c.minutes,
            steps.c.what,
            steps.c.first_day,
            steps.c.last_day,
        )
        .outerjoin(used, used.c.team_id == Team.id)
        .outerjoin(promised, promised.c.team_id == Team.id)
        .outerjoin(held, held.c.team_id == Team.id)
        .outerjoin(steps, steps.c.team_id == Team.id)
        .where(
            Team.office_id == office,
            Team.id == THE_TEAM if of_one else Team.closed_from.is_(None),
        )
        .order_by(Team.kind.desc(), Team.name, Team.id, steps.c.key)
    )


def _team(rows: list[Row[Any]], day: date) -> TeamHours:
    row = rows[0]
    limit, moves = limit_from(
        int(row.contracted),
        [ContractedFrom(each.first_day, int(each.minutes)) for each in rows if each.what == _CONTRACTED],
        [Reduced(each.first_day, each.last_day, int(each.minutes)) for each in rows if each.what == _REDUCED],
        day,
    )
    used = (
        Step(london_day(each.at), int(each.minutes), starts=each.what == _STARTS)
        for each in rows
        if each.what in {_PLANNED, _STARTS}
    )
    load = Load(limit, int(row.in_use), int(row.promised), int(row.held), (*used, *moves), away=int(row.away))
    return TeamHours(row.id, row.name, row.kind, load, int(row.contracted))


def _steps(office: UUID, day: date) -> CompoundSelect[*tuple[Any, ...]]:
    """What changes after the day: plans and moves agreed, starts promised for later, and what the limit is made of."""
    no_day, no_moment = cast(null(), Date()), cast(null(), UtcDateTime())
    plans = (
        select(
            team_at_plan(Plan.effective_from).label("team_id"), Plan.id.label("key"), literal(_PLANNED).label("what"),
            Plan.effective_from.label("at"),
            (Plan.worker_minutes - minutes_before()).label("minutes"),
            no_day.label("first_day"), no_day.label("last_day"),
        )
        .join(Episode, Episode.id == Plan.episode_id)
        .where(Plan.office_id == office, is_coming(day), _is_open(Plan.episode_id))
    )  # fmt: skip
    starts = select(
        team_of_referral_of_day(day), Referral.id, literal(_STARTS), Referral.start_planned_at, requested_minutes(),
        no_day, no_day,
    ).where(Referral.office_id == office, is_promised(), Referral.start_planned_at > end_of_day(day))  # fmt: skip
    reductions = select(
        Reduction.team_id, Reduction.id, literal(_REDUCED), no_moment, Reduction.worker_minutes_a_week,
        Reduction.first_day, Reduction.last_day,
    ).where(Reduction.office_id == office, Reduction.withdrawn_at.is_(None), Reduction.last_day >= day)  # fmt: skip
    contracted = select(
        ContractedChange.team_id, ContractedChange.id, literal(_CONTRACTED), no_moment,
        ContractedChange.worker_minutes_a_week, ContractedChange.from_day, no_day,
    ).where(
        ContractedChange.office_id == office, ContractedChange.withdrawn_at.is_(None), ContractedChange.from_day > day
    )  # fmt: skip
    return union_all(
        plans, starts, reductions, contracted, _leaves(office, day), _comes(office, day), *_shared(office, day)
    )


def _shared(office: UUID, day: date) -> Iterator[Select[*tuple[Any, ...]]]:
    """What counts in full from a day to come on that two share until then, and the other way round. (REF-15)."""
    no_day = cast(null(), Date())
    for change, sign in zip(shared_until_and_from(office, day), (1, -1), strict=True):
        lines = change.subquery()
        minutes = days_counted(lines.c.days) * lines.c.minutes * lines.c.workers * sign
        yield select(lines.c.team_id, lines.c.id, literal(_PLANNED), lines.c.effective_from, minutes, no_day, no_day)


def _leaves(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    """What a team is rid of when an episode moves to another on a day to come. (DAY-4)."""
    return _moves(office, day, team_before_change(OwnerChange), -_minutes_at_move())


def _comes(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    """What the other team gets that day: the plan until then; one that begins with that day is a step of its own."""
    return _moves(office, day, OwnerChange.to_team_id, _minutes_at_move())


def _moves(office: UUID, day: date, team: Any, minutes: Any) -> Select[*tuple[Any, ...]]:
    no_day = cast(null(), Date())
    return (
        select(team, OwnerChange.id, literal(_PLANNED), OwnerChange.effective_from, minutes, no_day, no_day)
        .join(Episode, Episode.id == OwnerChange.episode_id)
        .where(
            OwnerChange.office_id == office,
            OwnerChange.what == OwnerOf.TEAM,
            OwnerChange.effective_from > end_of_day(day),
            is_newest_of_its_day(),
            _is_open(OwnerChange.episode_id),
        )
    )


def _is_open(episode: Any) -> ColumnElement[bool]:
    """Whether an episode is, asked of each of the few changes to come: joined, all that are open would be walked."""
    known = Episode.__table__.alias()
    return exists().where(known.c.id == episode, known.c.ended_at.is_(None)).correlate_except(known)


def _minutes_at_move() -> Any:
    """The worker minutes a week of the plan in force until the move; 0 before the first."""
    minutes = (
        select(Plan.worker_minutes)
        .where(Plan.episode_id == Episode.id, Plan.effective_from < OwnerChange.effective_from, stands())
        .order_by(Plan.effective_from.desc(), Plan.number.desc())
        .limit(1)
        .correlate(Episode, OwnerChange)
        .scalar_subquery()
    )
    return func.coalesce(minutes, 0)


def _in_use(office: UUID, day: date, *, of_one: bool) -> Select[*tuple[Any, ...]]:
    """By team the worker minutes of the plans of a day, and how many of them are of people who are away.

    What two people share counts once. While one of them is away it is the other's, and nothing is kept beside it.
    """
    plans = (
        select(
            team_of_day(day).label("team_id"), Plan.worker_minutes,
            case((is_away(Episode.id, day), Plan.worker_minutes), else_=0).label("away"),
        )
        .join(Episode, Episode.id == Plan.episode_id)
        .where(
            Episode.office_id == office,
            Episode.ended_at.is_(None),
            is_plan_of_day(day),
            *((is_in_team(THE_TEAM, day),) if of_one else ()),
        )
    )  # fmt: skip
    lines = shared_on(office, day).subquery()
    once = -days_counted(lines.c.days) * lines.c.minutes * lines.c.workers
    shared = select(lines.c.team_id, once, case((lines.c.is_away, once), else_=0))
    each = union_all(plans, shared.where(lines.c.team_id == THE_TEAM) if of_one else shared).subquery()
    minutes = (func.sum(each.c.worker_minutes).label("in_use"), func.sum(each.c.away).label("away"))
    return select(each.c.team_id, *minutes).group_by(each.c.team_id)


def _promised(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    each = (
        select(team_of_referral_of_day(day).label("team_id"), requested_minutes().label("minutes"))
        .where(Referral.office_id == office, is_promised())
        .subquery()
    )
    return _by_team(each.c.team_id, each.c.minutes)


def _held(office: UUID) -> Select[*tuple[Any, ...]]:
    return _by_team(Hold.team_id, Hold.worker_minutes).where(Hold.office_id == office, Hold.ended_at.is_(None))


def _by_team(team: Any, minutes: Any) -> Select[*tuple[Any, ...]]:
    return select(team, func.sum(minutes).label("minutes")).group_by(team)
