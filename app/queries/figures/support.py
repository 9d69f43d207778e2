"""What figures ask about support that ended, its goals, moves to interim support and held capacity (FIG-1)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, cast, func, null, select, union, union_all
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.figures.whose import Narrowed, Whose, of_those
from models.base import UtcDateTime
from models.episodes import Episode
from models.explained import Explained
from models.goals import Goal
from models.handing_over import HandOverTakenBack
from models.owners_of_days import team_of_day_or_end
from models.plans import Plan, mean_minutes
from models.plans_of_days import is_plan_of_day_or_end
from models.prepared import Prepared
from models.referrals import Hold, Referral
from models.rules.figures.endings import SupportEndFacts
from models.rules.figures.explained import ExplainedCount
from models.rules.figures.figure import FigurePeriod
from models.rules.figures.holds import HoldFigureFacts
from models.rules.figures.outcomes import GoalCount
from models.rules.figures.ways_on import TransferFigureFacts
from models.teams import Team
from models.transfer import Transfer
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

_STATEMENTS_KEPT = 8  # of as many periods, of one team and of all


def support_ends(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[SupportEndFacts]:
    """Support that ended in the period and began as short-term; of the team at its end. (DAY-4, INT-7)."""
    asked = _asked_of_ends(turn.office, period, whose.narrowed)
    yield from map(SupportEndFacts._make, asked.tuples(turn.session.connection(), whose.told))


def goal_counts(turn: Turn, whose: Whose, asked: FigurePeriod, period: FigurePeriod) -> Iterator[GoalCount]:
    """The goals of support that ended, counted by how they stand: in the period, and before it. (GOAL-3)."""
    found = _asked_of_goals(turn.office, asked, period, whose.narrowed)
    for state, now, complete_now, before, complete_before in found.tuples(turn.session.connection(), whose.told):
        yield GoalCount(state, complete_now, now - complete_now)
        yield GoalCount(state, complete_before, before - complete_before, is_before=True)


def moves(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[TransferFigureFacts]:
    """Hand-overs to interim support made or taken back in the period; of the team that handed over. (INT-7, INT-9)."""
    asked = _asked_of_moves(turn.office, period, whose.narrowed)
    yield from map(TransferFigureFacts._make, asked.tuples(turn.session.connection(), whose.told))


def holds_ended(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[HoldFigureFacts]:
    """Held capacity that was freed or used in the period; of the team of which it was held. (REF-13)."""
    asked = _asked_of_holds(turn.office, period, whose.narrowed)
    yield from map(HoldFigureFacts._make, asked.tuples(turn.session.connection(), whose.told))


def explained_counts(turn: Turn, whose: Whose, asked: FigurePeriod, period: FigurePeriod) -> Iterator[ExplainedCount]:
    """How many started, and with how many of them each was discussed: in the period, and before it. NICE QS173."""
    found = _asked_of_explained(turn.office, asked, period, whose.narrowed)
    for what, now, before in found.tuples(turn.session.connection(), whose.told):
        yield ExplainedCount(what, now)
        yield ExplainedCount(what, before, is_before=True)


def is_complete() -> ColumnElement[bool]:
    """Whether a goal has all five parts. Source: OPG 3.3 (GOAL-3)."""
    said = (Goal.statement, Goal.measure, Goal.achievable, Goal.relevant)
    return and_(Goal.target.is_not(None), *(func.trim(each) != "" for each in said))


def _narrow(query: Any, narrowed: Narrowed, team: Any, office: UUID, period: FigurePeriod) -> Any:
    return of_those(query, narrowed, team=team, person=Episode.person_id, office=office, day=period.last)


def _is_in(moment: Any, period: FigurePeriod) -> ColumnElement[bool]:
    begins, ends = period.bounds
    return and_(moment >= begins, moment < ends)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_ends(office: UUID, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    began, first = aliased(Episode), aliased(Plan)
    at_end, minutes, of_end = team_of_day_or_end(period.last), mean_minutes(first), mean_minutes(Plan)
    query: Any = (
        select(
            Episode.ended_at, Episode.end_reason, minutes[0], of_end[0], minutes[1], of_end[1], Team.name,
        )
        .join(began, _began_it(began))
        .join(Team, Team.id == at_end)
        .outerjoin(first, and_(first.episode_id == began.id, first.number == 1))
        .outerjoin(Plan, and_(Plan.episode_id == Episode.id, is_plan_of_day_or_end(period.last)))
        .where(*_ended(office, period))
    )  # fmt: skip
    return Prepared(_narrow(query, narrowed, at_end, office, period))


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_goals(office: UUID, asked: FigurePeriod, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    now, before = _is_in(Episode.ended_at, period), Episode.ended_at < period.bounds[0]
    began, part = aliased(Episode), aliased(Episode)
    of_it = and_(
        part.person_id == Episode.person_id,
        part.first_support_at == Episode.first_support_at,
        part.undone_at.is_(None),
    )
    query: Any = (
        select(
            Goal.state,
            _number(now),
            _number(and_(now, is_complete())),
            _number(before),
            _number(and_(before, is_complete())),
        )
        .select_from(Episode)
        .join(began, _began_it(began))
        .join(part, of_it)
        .join(Goal, Goal.episode_id == part.id)
        .where(*_ended(office, asked))
        .group_by(Goal.state)
    )
    return Prepared(_narrow(query, narrowed, team_of_day_or_end(asked.last), office, asked))


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_explained(office: UUID, asked: FigurePeriod, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    """Each start once for all, and once for each that stands, in whatever part of its support."""
    part = aliased(Episode)
    of_it = and_(
        part.person_id == Episode.person_id,
        part.first_support_at == Episode.first_support_at,
        part.undone_at.is_(None),
    )
    stands = and_(Explained.episode_id == part.id, Explained.taken_back_at.is_(None))
    begun = (
        select(Episode.id, Episode.started_at)
        .where(
            Episode.office_id == office,
            Episode.kind == EpisodeKind.SHORT_TERM,
            Episode.undone_at.is_(None),
            _is_in(Episode.started_at, asked),
        )
    )  # fmt: skip
    whole = begun.add_columns(cast(null(), Explained.what.type).label("what"))
    each = begun.add_columns(Explained.what.label("what")).join(part, of_it).join(Explained, stands)
    team = team_of_day_or_end(asked.last)
    both = union(*(_narrow(query, narrowed, team, office, asked) for query in (whole, each))).subquery()
    now = _is_in(both.c.started_at, period)
    before = both.c.started_at < period.bounds[0]
    return Prepared(select(both.c.what, _number(now), _number(before)).group_by(both.c.what))


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _began_it(began: Any) -> ColumnElement[bool]:
    """Whether an episode is the short-term one with which the support of the outer one began (INT-7)."""
    return and_(
        began.person_id == Episode.person_id,
        began.first_support_at == Episode.first_support_at,
        began.follows_id.is_(None),
        began.undone_at.is_(None),
        began.kind == EpisodeKind.SHORT_TERM,
    )


def _ended(office: UUID, period: FigurePeriod) -> tuple[ColumnElement[bool], ...]:
    return (
        Episode.office_id == office,
        Episode.undone_at.is_(None),
        _is_in(Episode.ended_at, period),
        Episode.end_reason != EndReason.TRANSFERRED,
    )


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_moves(office: UUID, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    moved = (
        select(
            Transfer.episode_id, Transfer.route, Transfer.sent_to_brokerage_at, Transfer.handed_over_at,
            cast(null(), UtcDateTime()).label("taken_back_at"),
        )
        .where(Transfer.office_id == office, _is_in(Transfer.handed_over_at, period))
    )  # fmt: skip
    back = (
        select(Transfer.episode_id, Transfer.route, Transfer.sent_to_brokerage_at, cast(null(), UtcDateTime()),
               HandOverTakenBack.taken_back_at)
        .join(HandOverTakenBack, HandOverTakenBack.transfer_id == Transfer.id)
        .where(Transfer.office_id == office, _is_in(HandOverTakenBack.taken_back_at, period))
    )  # fmt: skip
    both = union_all(moved, back).subquery()
    query: Any = (
        select(both.c.route, both.c.sent_to_brokerage_at, both.c.handed_over_at, both.c.taken_back_at)
        .join(Episode, Episode.id == both.c.episode_id)
        .where(Episode.undone_at.is_(None))
    )
    return Prepared(_narrow(query, narrowed, team_of_day_or_end(period.last), office, period))


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_holds(office: UUID, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    query: Any = select(Hold.found_at, Hold.ended_at, Hold.ended_as, Hold.worker_minutes).where(
        Hold.office_id == office, _is_in(Hold.ended_at, period)
    )
    if narrowed.by_patch:
        query = query.join(Referral, Referral.id == Hold.referral_id)
    person = Referral.person_id
    return Prepared(of_those(query, narrowed, team=Hold.team_id, person=person, office=office, day=period.last))
