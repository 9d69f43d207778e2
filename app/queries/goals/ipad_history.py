"""A person's IPAD history: every goal and every visit on one time axis, and what is missing (IPAD-1, IPAD-3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.run_of_service import Run, run_of
from app.queries.goals.wordings_and_ratings import GivenRating, GoalRecord, goals_of, ratings_of, visits_of
from models.rules.goals.arrivals import visit_lacks
from models.rules.goals.levels import RatedVisit, WeekLevel, level_text, order_in_time, weekly_levels
from models.values import Call, london_day
from models.vocabulary import BreakKind, GoalState, Letter

_DAY = timedelta(days=1)
Place = tuple[date, Call]


@dataclass(frozen=True, slots=True)
class HistoryVisit:
    """A column: a visit that was rated or planned. `away` says why there was none."""

    day: date
    call: Call
    away: BreakKind | None = None

    @property
    def key(self) -> Place:
        """Day and call: with the goal and the worker, what a rating is stored under."""
        return self.day, self.call


@dataclass(frozen=True, slots=True)
class HistoryCell:
    """A goal at a visit. Without a letter the visit was planned and not recorded, or the person was `away`.

    `letter` is the most help that any worker gave; `given` has each worker's own letter.
    """

    goal: UUID
    day: date
    call: Call
    letter: Letter | None
    is_disputed: bool
    given: tuple[GivenRating, ...]
    away: BreakKind | None = None

    def letter_by(self, worker: UUID) -> Letter | None:
        """This worker's own letter, for a deed that may be undone."""
        return next((each.letter for each in self.given if each.worker_id == worker), None)


@dataclass(frozen=True, slots=True)
class Seam:
    """From this day on the goal says something else."""

    day: date
    earlier_statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryGoal:
    """A row: the goal, its newest rating, and the median level of each week (nothing where nobody rated)."""

    id: UUID
    number: int
    statement: str
    measure: str
    state: GoalState
    calls: tuple[Call, ...]
    set_on: date
    seams: tuple[Seam, ...]
    latest: RatedVisit | None
    weeks: tuple[WeekLevel, ...]
    not_recorded: int

    @property
    def trend(self) -> str:
        """The median level of each week, and where there is none: "A1, between A1 and P, none, I"."""
        return ", ".join("none" if each.median is None else level_text(each.median) for each in self.weeks)


@dataclass(frozen=True, slots=True)
class History:
    """All of it; `cells` holds only those that show something."""

    person: UUID
    name: str
    first_day: date
    visits: tuple[HistoryVisit, ...]
    goals: tuple[HistoryGoal, ...]
    cells: tuple[HistoryCell, ...]


def history(turn: Turn, *, person: UUID, since: date | None = None) -> History:
    """Everything rated in the present run of service, from `since` on where a day is given: three statements."""
    run = run_of(turn, person)
    return history_from(turn, run, goals_of(turn, run), ratings_of(turn, run), since)


def history_from(
    turn: Turn,
    run: Run,
    goals: Sequence[GoalRecord],
    ratings: Mapping[UUID, Sequence[GivenRating]],
    since: date | None = None,
) -> History:
    """The same from what was read already."""
    first = since or run.first_day
    planned = _planned(turn, run, goals, first)
    cells: list[HistoryCell] = []
    rows: list[HistoryGoal] = []
    for goal in goals:
        given = [each for each in ratings.get(goal.id, ()) if each.day >= first]
        own = _cells(goal, given, planned)
        cells += own
        missing = sum(each.letter is None and each.away is None for each in own)
        rows.append(_row(run, goal, visits_of(given), missing))
    places = {(each.day, each.call) for each in cells}
    visits = tuple(
        HistoryVisit(day, call, run.away_on(day)) for day, call in sorted(places, key=lambda at: order_in_time(*at))
    )
    return History(run.person, run.name, run.first_day, visits, tuple(rows), tuple(cells))


def _planned(turn: Turn, run: Run, goals: Iterable[GoalRecord], first: date) -> dict[Place, BreakKind | None]:
    """The visits planned so far since the first goal was set, whose call has begun."""
    begins = [london_day(goal.set_at) for goal in goals]
    day = max(first, min(begins, default=turn.day))
    found: dict[Place, BreakKind | None] = {}
    while day <= turn.day:
        away = run.away_on(day)
        for visit in run.planned_on(day):
            if not visit_lacks(day, visit.call, turn.moment):
                found[day, visit.call] = away
        day += _DAY
    return found


def _cells(
    goal: GoalRecord, ratings: Sequence[GivenRating], planned: Mapping[Place, BreakKind | None]
) -> list[HistoryCell]:
    given: defaultdict[Place, list[GivenRating]] = defaultdict(list)
    for each in ratings:
        given[each.day, each.call].append(each)
    cells = [
        HistoryCell(
            goal.id, shown.day, shown.call, shown.letter, shown.is_disputed, tuple(given[shown.day, shown.call])
        )
        for shown in visits_of(ratings)
    ]
    cells += [
        HistoryCell(goal.id, day, call, None, is_disputed=False, given=(), away=away)
        for (day, call), away in planned.items()
        if (day, call) not in given and goal.is_worked_on(day, call)
    ]
    return sorted(cells, key=lambda each: order_in_time(each.day, each.call))


def _row(run: Run, goal: GoalRecord, visits: tuple[RatedVisit, ...], not_recorded: int) -> HistoryGoal:
    return HistoryGoal(
        id=goal.id,
        number=goal.number,
        statement=goal.facts.statement,
        measure=goal.facts.measure,
        state=goal.state,
        calls=goal.calls,
        set_on=london_day(goal.set_at),
        seams=_seams(goal),
        latest=visits[-1] if visits else None,
        weeks=weekly_levels(visits, run.first_day),
        not_recorded=not_recorded,
    )


def _seams(goal: GoalRecord) -> tuple[Seam, ...]:
    """Where the statement itself was changed; another measure or date is no seam."""
    after = [*(each.facts.statement for each in goal.earlier[1:]), goal.facts.statement]
    return tuple(
        Seam(london_day(each.changed_at), each.facts.statement)
        for each, now in zip(goal.earlier, after, strict=False)
        if each.facts.statement != now
    )
