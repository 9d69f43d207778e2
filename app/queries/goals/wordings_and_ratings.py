"""A person's goals with their earlier wordings, and all their ratings: one statement each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, case, exists, func, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.episodes.run_of_service import Run
from models.base import Key
from models.goal_facts import goal_facts
from models.goals import Goal, GoalWording
from models.prepared import Prepared
from models.ratings import IMPORTED, UNDONE, Rating, RatingCorrection, RatingImport
from models.rules.goals.arrivals import days_late, late_text
from models.rules.goals.beside_statement import said_otherwise
from models.rules.goals.levels import RatedVisit, rated_visits
from models.rules.goals.smart import GoalFacts
from models.staff import Staff
from models.values import Call, london_day
from models.vocabulary.goals import GoalState, Letter

_STATEMENTS_KEPT = 16  # a run has seldom more than three episodes
_IN_ORDER = attrgetter("at", "worker_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierWording:
    """How a goal was worded until it was changed; `otherwise` says what of its other parts was changed then."""

    wording: int
    facts: GoalFacts
    otherwise: tuple[str, ...] = ()
    changed_at: datetime
    changed_by: str
    because: str


class GivenRating(NamedTuple):
    """One worker's current letter at a visit, with all that was said of it; `worker` is their id.

    `arrived` is when it became what it is: typed in, read from a file, or corrected to this letter. `days_late` says
    how long after the visit it was typed in, `days_corrected` how long after it another letter was corrected to it by
    hand: 0 where that was in time or a file brought it.
    """

    goal: UUID
    day: date
    call: Call
    worker: UUID
    worker_name: str
    letter: Letter
    at: datetime
    wording: int
    comment: str
    arrived: datetime
    days_late: int = 0
    days_corrected: int = 0

    @property
    def late_text(self) -> str:
        """By how many days it came late, in words; empty in time."""
        return late_text(self.days_late, self.days_corrected)


class GoalVisits(NamedTuple):
    """A goal's rated visits in the order of time: all, and those of its present statement (GOAL-4)."""

    every: tuple[RatedVisit[GivenRating], ...] = ()
    present: tuple[RatedVisit[GivenRating], ...] = ()


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
    asked = _goals(len(run.episodes), of_one=goal is not None)
    rows = asked.rows(turn.session.connection(), _told(turn, run, goal))
    by_goal: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        by_goal[row.id].append(row)
    return tuple(_goal(each) for each in by_goal.values())


def visits_of(
    turn: Turn, run: Run, goals: Sequence[GoalRecord], goal: UUID | None = None
) -> defaultdict[UUID, GoalVisits]:
    """The visits of each goal of a run by its id, or of one goal; ratings taken back are left out (IPAD-1)."""
    asked = _ratings(len(run.episodes), of_one=goal is not None)
    given: defaultdict[UUID, list[GivenRating]] = defaultdict(list)
    for *told, typed, corrected in asked.tuples(turn.session.connection(), _told(turn, run, goal)):
        late = [days_late(told[1], at, turn.policy) for at in (typed, corrected)]
        each = GivenRating._make((*told, *late))
        given[each.goal].append(each)
    return defaultdict(GoalVisits, {each.id: _visits(each, given[each.id]) for each in goals if each.id in given})


def _visits(goal: GoalRecord, ratings: list[GivenRating]) -> GoalVisits:
    ratings.sort(key=_IN_ORDER)
    every = rated_visits(ratings)
    present = [each for each in ratings if each.wording >= goal.series_from]
    return GoalVisits(every, every if len(present) == len(ratings) else rated_visits(present))


def _told(turn: Turn, run: Run, goal: UUID | None) -> dict[str, object]:
    episodes = {f"episode_{number}": each.id for number, each in enumerate(run.episodes)}
    return {"office": turn.office, **episodes, **({} if goal is None else {"goal": goal})}


def _of_run(episodes: int, *, of_one: bool) -> tuple[ColumnElement[bool], ...]:
    """Whether a goal is of the run of so many episodes that `_told` tells, or the one that it tells."""
    of_these = Goal.episode_id.in_([bindparam(f"episode_{number}", type_=Key()) for number in range(episodes)])
    mine = (Goal.office_id == bindparam("office"), of_these)
    return (*mine, Goal.id == bindparam("goal")) if of_one else mine


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _goals(episodes: int, *, of_one: bool) -> Prepared:
    """A row a goal and earlier wording."""
    changer = aliased(Staff)
    query = (
        select(
            Goal.id, Goal.version, Goal.episode_id, Goal.number, Goal.wording, Goal.statement, Goal.measure,
            Goal.achievable, Goal.relevant, Goal.target, Goal.calls,
            Goal.own_words, Goal.aim, Goal.set_at, Goal.state, Goal.closed_at,
            Goal.held_record_at, Goal.mosaic_at, Staff.name.label("set_by"),
            GoalWording.wording.label("was"), GoalWording.statement.label("was_statement"),
            GoalWording.measure.label("was_measure"), GoalWording.achievable.label("was_achievable"),
            GoalWording.relevant.label("was_relevant"), GoalWording.target.label("was_target"),
            GoalWording.calls.label("was_calls"), GoalWording.aim.label("was_aim"),
            GoalWording.own_words.label("was_own_words"), GoalWording.changed_at, GoalWording.because,
            changer.name.label("changed_by"),
        )
        .join(Staff, Staff.id == Goal.set_by_id)
        .outerjoin(GoalWording, GoalWording.goal_id == Goal.id)
        .outerjoin(changer, changer.id == GoalWording.changed_by_id)
        .where(*_of_run(episodes, of_one=of_one))
        .order_by(Goal.set_at, Goal.number, Goal.id, GoalWording.wording)
    )  # fmt: skip
    return Prepared(query)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _ratings(episodes: int, *, of_one: bool) -> Prepared:
    """Found by their goals, whose wall they stand behind, in the order in which the table lies.

    By the office's own index every rating of the office would be looked at. They are put in order afterwards, which is
    cheaper done here.
    """
    corrected, by_hand = [
        case((Rating.version > 1, _corrected(other_than=because)))  # of the others no correction is looked for
        for because in ((UNDONE,), (UNDONE, IMPORTED))
    ]
    query = (
        select(
            Rating.goal_id, Rating.day, Rating.call, Rating.worker_id, Staff.name, Rating.letter, Rating.at,
            Rating.wording, Rating.comment, func.coalesce(corrected, RatingImport.read_at, Rating.created_at),
            case((Rating.import_id.is_(None), _typed())), by_hand,
        )
        .join_from(Goal, Rating, Rating.goal_id == Goal.id)
        .join(Staff, Staff.id == Rating.worker_id)
        .outerjoin(RatingImport, RatingImport.id == Rating.import_id)
        .where(*_of_run(episodes, of_one=of_one), Rating.withdrawn_at.is_(None))
    )  # fmt: skip
    return Prepared(query)


def _typed() -> ColumnElement[Any]:
    """When the letter was typed in: at the earliest when a first one was taken back, where it came after that."""
    taken_back, before = aliased(RatingCorrection), aliased(RatingCorrection)
    again = (
        select(func.max(taken_back.corrected_at))
        .where(*_of_place(taken_back, Rating), taken_back.because == UNDONE)
        .where(  # with nothing before it to go back to
            ~exists()
            .where(*_of_place(before, Rating), before.because != UNDONE)
            .where(before.corrected_at <= taken_back.corrected_at)
            .correlate(Rating, taken_back)
        )
        .correlate(Rating)
        .scalar_subquery()
    )
    return func.coalesce(case((Rating.version > 1, again)), Rating.created_at)


def _corrected(*, other_than: tuple[str, ...]) -> ScalarSelect[Any]:
    """When the present letter took the place of another; for other reasons than these.

    That is the deed that last changed the rating, or one after which this letter was what was kept as the earlier one:
    when only its comment was changed since, or a slip since was taken back.
    """
    gave, after = aliased(RatingCorrection), aliased(RatingCorrection)
    kept_next = (
        select(after.earlier_letter)
        .where(*_of_place(after, Rating), after.because != IMPORTED, after.corrected_at > gave.corrected_at)
        .order_by(after.corrected_at)
        .limit(1)
        .correlate(Rating, gave)
        .scalar_subquery()
    )
    return (
        select(func.max(gave.corrected_at))
        .where(*_of_place(gave, Rating), gave.earlier_letter != Rating.letter)
        .where((gave.operation_id == Rating.operation_id) | (kept_next == Rating.letter))
        .where(*[gave.because != each for each in other_than])
        .correlate(Rating)
        .scalar_subquery()
    )


def _of_place(correction: type[RatingCorrection], rating: type[Rating]) -> list[ColumnElement[bool]]:
    key = ("goal_id", "day", "call", "worker_id")
    return [getattr(correction, name) == getattr(rating, name) for name in key]


def _goal(rows: Sequence[Any]) -> GoalRecord:
    row = rows[0]
    was = [_earlier(each) for each in rows if each.was is not None]
    after = [*[each.facts for each in was[1:]], goal_facts(row)]
    earlier = tuple(
        [
            replace(each, otherwise=said_otherwise(each.facts, then))
            for each, then in zip(was, after[: len(was)], strict=True)
        ]
    )
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


def _series_from(row: Any, earlier: Sequence[EarlierWording]) -> int:
    first: int = row.wording
    for each in reversed(earlier):
        if each.facts.statement != row.statement:
            break
        first = each.wording
    return first


def _earlier(row: Any) -> EarlierWording:
    return EarlierWording(
        wording=row.was,
        facts=GoalFacts(
            statement=row.was_statement,
            measure=row.was_measure,
            achievable=row.was_achievable,
            relevant=row.was_relevant,
            target=row.was_target,
            calls=row.was_calls,
            own_words=row.was_own_words or "",
            aim=row.was_aim or "",
        ),
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        because=row.because,
    )
