"""A person's goals with their earlier wordings, and all their ratings: one statement each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.episodes.run_of_service import Run
from models.goal_facts import goal_facts
from models.goals import Goal, GoalWording
from models.ratings import Rating
from models.rules.goals.levels import RatingFacts
from models.rules.goals.smart import GoalFacts
from models.staff import Staff
from models.values import Call, london_day
from models.vocabulary.goals import GoalState


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierWording:
    """How a goal was worded until it was changed."""

    wording: int
    facts: GoalFacts
    changed_at: datetime
    changed_by: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRating(RatingFacts):
    """One worker's current letter at a visit, with all that was said of it; `worker` is their id."""

    worker: UUID
    worker_name: str
    at: datetime
    wording: int
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecord:
    """A goal with all that was said of it.

    `calls` are those at which it is worked on; none named means all. Its visits are rated `after` the day on which it
    was set, `until` the day of its closing. `series_from` is the wording with which the present statement began: what
    was rated before was another goal (GOAL-4).
    """

    id: UUID
    version: int
    episode: UUID
    number: int
    wording: int
    facts: GoalFacts
    set_at: datetime
    set_by: str
    state: GoalState
    held_record_at: datetime | None
    mosaic_at: datetime | None
    earlier: tuple[EarlierWording, ...]
    calls: tuple[Call, ...]
    after: date
    until: date | None
    series_from: int


def goals_of(turn: Turn, run: Run, goal: UUID | None = None) -> tuple[GoalRecord, ...]:
    """The goals of a run of service, in the order in which they were set; or one of them."""
    changer = aliased(Staff)
    query = (
        select(
            Goal.id, Goal.version, Goal.episode_id, Goal.number, Goal.wording, Goal.statement, Goal.measure,
            Goal.achievable, Goal.relevant, Goal.target, Goal.calls, Goal.set_at, Goal.state, Goal.closed_at,
            Goal.held_record_at, Goal.mosaic_at, Staff.name.label("set_by"),
            GoalWording.wording.label("was"), GoalWording.statement.label("was_statement"),
            GoalWording.measure.label("was_measure"), GoalWording.achievable.label("was_achievable"),
            GoalWording.relevant.label("was_relevant"), GoalWording.target.label("was_target"),
            GoalWording.calls.label("was_calls"), GoalWording.changed_at, GoalWording.because,
            changer.name.label("changed_by"),
        )
        .join(Staff, Staff.id == Goal.set_by_id)
        .outerjoin(GoalWording, GoalWording.goal_id == Goal.id)
        .outerjoin(changer, changer.id == GoalWording.changed_by_id)
        .where(Goal.office_id == turn.office, Goal.episode_id.in_([each.id for each in run.episodes]))
        .order_by(Goal.set_at, Goal.number, Goal.id, GoalWording.wording)
    )  # fmt: skip
    rows = turn.session.execute(query if goal is None else query.where(Goal.id == goal)).all()
    by_goal: defaultdict[UUID, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        by_goal[row.id].append(row)
    return tuple(_goal(each) for each in by_goal.values())


def ratings_of(turn: Turn, run: Run, goal: UUID | None = None) -> dict[UUID, list[GivenRating]]:
    """Every current rating of the goals of a run, or of one of them; those taken back are left out (IPAD-1)."""
    query = (
        select(
            Rating.goal_id, Rating.day, Rating.call, Rating.worker_id, Staff.name, Rating.letter, Rating.at,
            Rating.wording, Rating.comment,
        )
        .join(Goal, Goal.id == Rating.goal_id)
        .join(Staff, Staff.id == Rating.worker_id)
        .where(
            Rating.office_id == turn.office,
            Goal.episode_id.in_([each.id for each in run.episodes]),
            Rating.withdrawn_at.is_(None),
        )
        .order_by(Rating.day, Rating.at, Staff.name)
    )  # fmt: skip
    rows = turn.session.execute(query if goal is None else query.where(Rating.goal_id == goal)).all()
    by_goal: defaultdict[UUID, list[GivenRating]] = defaultdict(list)
    for goal_id, day, call, worker, name, letter, at, wording, comment in rows:
        by_goal[goal_id].append(
            GivenRating(
                goal=goal_id,
                day=day,
                call=call,
                worker=worker,
                worker_name=name,
                letter=letter,
                at=at,
                wording=wording,
                comment=comment,
            )
        )
    return by_goal


def _goal(rows: Sequence[Row[*tuple[Any, ...]]]) -> GoalRecord:
    row = rows[0]
    earlier = tuple([_earlier(each) for each in rows if each.was is not None])
    return GoalRecord(
        id=row.id,
        version=row.version,
        episode=row.episode_id,
        number=row.number,
        wording=row.wording,
        facts=goal_facts(row),
        set_at=row.set_at,
        set_by=row.set_by,
        state=row.state,
        held_record_at=row.held_record_at,
        mosaic_at=row.mosaic_at,
        earlier=earlier,
        calls=tuple([Call(each) for each in row.calls.split(",") if each]),
        after=london_day(row.set_at),
        until=london_day(row.closed_at) if row.closed_at else None,
        series_from=_series_from(row, earlier),
    )


def _series_from(row: Row[*tuple[Any, ...]], earlier: Sequence[EarlierWording]) -> int:
    first: int = row.wording
    for each in reversed(earlier):
        if each.facts.statement != row.statement:
            break
        first = each.wording
    return first


def _earlier(row: Row[*tuple[Any, ...]]) -> EarlierWording:
    return EarlierWording(
        wording=row.was,
        facts=GoalFacts(
            statement=row.was_statement,
            measure=row.was_measure,
            achievable=row.was_achievable,
            relevant=row.was_relevant,
            target=row.was_target,
            calls=row.was_calls,
        ),
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        because=row.because,
    )
