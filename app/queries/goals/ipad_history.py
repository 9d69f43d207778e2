"""A person's IPAD history: every goal and every visit on one time axis, and what is missing (IPAD-1, IPAD-3)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.run_of_service import Run
from app.queries.goals.milestones import MilestoneRow
from app.queries.goals.wordings_and_ratings import GivenRating, GoalRecord, GoalVisits
from models.rules.goals.arrivals import calls_begun
from models.rules.goals.beside_statement import beside_statement
from models.rules.goals.history_marks import (
    AGREED_BY_RATINGS,
    HistoryMark,
    came_after,
    in_order,
    mark_of_break,
    mark_of_milestone,
    mark_of_seam,
    marks_of_hours,
    stands_at,
)
from models.rules.goals.levels import RatedVisit, WeekLevel, in_time, trend_text, two_workers_warning, weekly_levels
from models.rules.goals.not_made import VisitMissed
from models.rules.goals.week_letters import WeekLetters, letters_by_week, weeks_until
from models.rules.goals.when import Estimate
from models.values import Call, london_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState, Letter

Place = tuple[date, Call]
Begun = tuple[date, frozenset[Call]]  # the day, and which of its calls have begun


@dataclass(frozen=True, slots=True)
class HistoryVisit:
    """A column: a visit that was rated, planned, or recorded as not made; `away` says why there was none."""

    day: date
    call: Call
    away: BreakKind | None = None
    not_made: VisitMissed | None = None

    @property
    def key(self) -> Place:
        """Day and call: with the goal and the worker, what a rating is stored under."""
        return self.day, self.call


class UnratedVisit(NamedTuple):
    """A goal at a visit that was planned and not recorded, or at which the person was `away`."""

    goal: UUID
    day: date
    call: Call
    away: BreakKind | None

    @property
    def letter(self) -> None:
        """None yet."""
        return

    @property
    def given(self) -> tuple[GivenRating, ...]:
        """Nothing by anybody."""
        return ()

    @property
    def is_disputed(self) -> bool:
        """Nobody differs."""
        return False


HistoryCell = RatedVisit[GivenRating] | UnratedVisit


@dataclass(frozen=True, slots=True)
class Seam:
    """From this day on the goal says something else."""

    day: date
    earlier_statement: str
    wording: int  # the last that said so: later ones are another series

    def ends_before(self, wording: int) -> bool:
        """Whether a letter of this wording belongs to what the goal says since."""
        return self.wording < wording


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryGoal:
    """A row: the goal, its newest rating, and the median level of each week (nothing where nobody rated).

    `beside` is what is said beside the statement, `trend` the levels: "A1, between A1 and P, none, I".
    `odd` are the visits at which a letter doesn't fit the plan, each with the sentence that asks about it (IPAD-1).
    """

    id: UUID
    number: int
    statement: str
    measure: str
    beside: tuple[str, ...]
    state: GoalState
    calls: tuple[Call, ...]
    seams: tuple[Seam, ...]
    latest: RatedVisit[GivenRating] | None
    weeks: tuple[WeekLevel, ...]
    not_recorded: int
    trend: str
    odd: tuple[tuple[Place, str], ...] = ()
    when: Estimate | None = None  # when it may be reached, which `goals.view` tells

    def series_of(self, cell: HistoryCell) -> int:
        """Under which statement a visit was rated, the first being 0: by the newest wording of its letters (GOAL-4)."""
        return _series(self.seams, (), cell)


@dataclass(frozen=True, slots=True)
class History:
    """All of it; `cells` holds only those that show something. Later than `begun` there may be further visits.

    `agreed` are the moments of what people agreed by the ratings: a letter that comes after one may flag it.
    """

    person: UUID
    name: str
    first_day: date
    visits: tuple[HistoryVisit, ...]
    goals: tuple[HistoryGoal, ...]
    cells: tuple[HistoryCell, ...]
    begun: Begun
    marks: tuple[HistoryMark, ...]
    agreed: tuple[datetime, ...] = ()

    @property
    def placed(self) -> tuple[tuple[HistoryMark, int, int], ...]:
        """Each mark with the first and the last of the visits at which it stands; nothing without a visit."""
        days = [each.day for each in self.visits]
        return tuple([(each, *stands_at(each, days)) for each in self.marks]) if days else ()

    @property
    def placed_by_week(self) -> tuple[tuple[HistoryMark, int, int], ...]:
        """The same by the weeks at which each stands, the first being 0."""
        weeks = [weeks_until(each.day, self.first_day) - 1 for each in self.visits]
        return tuple([(mark, weeks[first], weeks[last]) for mark, first, last in self.placed])

    @property
    def by_week(self) -> dict[UUID, tuple[WeekLetters, ...]]:
        """Each goal's weeks in short, as many for all of them (IPAD-3, GOAL-4)."""
        weeks = weeks_until(self.visits[-1].day, self.first_day) if self.visits else 0
        visits: defaultdict[UUID, list[HistoryCell]] = defaultdict(list)
        missed = {each.key for each in self.visits if each.not_made is not None}  # nobody was there to rate
        for cell in self.cells:
            visits[cell.goal].append(cell)
        numbered = {goal.id: [(each, goal.series_of(each)) for each in visits[goal.id]] for goal in self.goals}
        return {goal: letters_by_week(own, self.first_day, weeks, missed) for goal, own in numbered.items()}

    @property
    def not_recorded(self) -> int:
        """How many ratings are missing, of all goals."""
        return sum(goal.not_recorded for goal in self.goals)


def history_from(
    turn: Turn,
    run: Run,
    goals: Sequence[GoalRecord],
    visited: Mapping[UUID, GoalVisits],
    line: Iterable[MilestoneRow],
    not_made: Sequence[VisitMissed],
) -> History:
    """Everything rated in the present run of service, what of it wasn't made, and what was reached and changed."""
    begun = calls_begun(turn.moment)
    missed = _missed(run, not_made)
    planned = _planned(begun, run, goals, missed)
    cells: list[HistoryCell] = []
    rows: list[HistoryGoal] = []
    for goal in goals:
        row, own = _history_of(run, goal, visited[goal.id], planned, missed)
        rows.append(row)
        cells += own
    places = {(each.day, each.call) for each in cells}
    visits = tuple(
        [HistoryVisit(day, call, run.away_on(day), missed.get((day, call))) for day, call in in_time(places)]
    )
    reached = [(each.kind, each.at, each.detail) for each in line if each.at is not None]
    agreed = tuple([at for kind, at, _ in reached if kind in AGREED_BY_RATINGS])
    marks = _marks(run, turn.day, rows, reached, late_letters(cells, agreed))
    return History(run.person, run.name, run.first_day, visits, tuple(rows), tuple(cells), begun, marks, agreed)


def _marks(
    run: Run,
    today: date,
    goals: Sequence[HistoryGoal],
    reached: Iterable[tuple[MilestoneKind, datetime, str]],
    late: Iterable[GivenRating],
) -> tuple[HistoryMark, ...]:
    last = min(run.latest.last_day or today, today)
    letters = [(each.at, each.arrived) for each in late]
    return in_order(
        [
            *marks_of_hours(run.hours, run.first_day, last),
            *[mark_of_break(each.kind, each.began, each.returned, last) for each in run.breaks],
            *[mark_of_milestone(*each, letters) for each in reached],
            *[mark_of_seam(goal.id, each.day, each.earlier_statement) for goal in goals for each in goal.seams],
        ]
    )


def late_letters(cells: Iterable[HistoryCell], agreed: Collection[datetime]) -> list[GivenRating]:
    """Those that came after something was agreed by the ratings though their visit was before: they flag it."""
    if not agreed:
        return []
    given = (each for cell in cells for each in cell.given)
    return [each for each in given if any(came_after(each.at, each.arrived, at) for at in agreed)]


def one_goal(
    turn: Turn, run: Run, goal: GoalRecord, visited: GoalVisits, not_made: Sequence[VisitMissed]
) -> tuple[HistoryGoal, tuple[HistoryCell, ...], Begun]:
    """One row of the history with its cells, as `history_from` has them for all, and up to when it goes."""
    begun = calls_begun(turn.moment)
    missed = _missed(run, not_made)
    row, cells = _history_of(run, goal, visited, _planned(begun, run, [goal], missed), missed)
    return row, cells, begun


def _missed(run: Run, not_made: Iterable[VisitMissed]) -> dict[Place, VisitMissed]:
    return {(each.day, each.call): each for each in not_made if each.day >= run.first_day}


def _planned(
    begun: Begun, run: Run, goals: Sequence[GoalRecord], missed: Iterable[Place]
) -> dict[Place, BreakKind | None]:
    """The visits planned so far since the first goal was set, whose call has begun; those recorded as not made too."""
    today, calls = begun
    begins = max(run.first_day, min([goal.after for goal in goals], default=today))
    planned = {(day, call): away for day, call, away in run.planned(begins, today) if day < today or call in calls}
    return planned | {place: run.away_on(place[0]) for place in missed if place not in planned}


def _history_of(
    run: Run,
    goal: GoalRecord,
    visited: GoalVisits,
    planned: Mapping[Place, BreakKind | None],
    missed: Collection[Place],
) -> tuple[HistoryGoal, tuple[HistoryCell, ...]]:
    """A goal's row, and its cells in the order of time."""
    rated = visited.every
    if rated and rated[0].day < run.first_day:
        rated = tuple([each for each in rated if each.day >= run.first_day])
    there: dict[Place, HistoryCell] = {(each.day, each.call): each for each in rated}
    unrated = [
        UnratedVisit(goal.id, day, call, away)
        for (day, call), away in planned.items()
        if goal.after < day <= (goal.until or day)
        and (day, call) not in there
        and (not goal.calls or call in goal.calls)
    ]
    missing = sum([each.away is None and (each.day, each.call) not in missed for each in unrated])
    if not unrated:
        return _row(run, goal, rated, missing), rated
    cells = there | {(each.day, each.call): each for each in unrated}
    return _row(run, goal, rated, missing), tuple([cells[place] for place in in_time(cells)])


def _row(run: Run, goal: GoalRecord, visits: tuple[RatedVisit[GivenRating], ...], not_recorded: int) -> HistoryGoal:
    seams, handed_over = _seams(goal), [each.first_day for each in run.episodes[1:]]
    series_of = partial(_series, seams, handed_over) if seams or handed_over else None
    weeks = weekly_levels(visits, run.first_day, series_of)
    return HistoryGoal(
        id=goal.id,
        number=goal.number,
        statement=goal.facts.statement,
        measure=goal.facts.measure,
        beside=beside_statement(goal.facts),
        state=goal.state,
        calls=goal.calls,
        seams=seams,
        latest=visits[-1] if visits else None,
        weeks=weeks,
        not_recorded=not_recorded,
        trend=trend_text(weeks),
        odd=_odd(run, visits),
    )


def _series(seams: Sequence[Seam], handed_over: Iterable[date], cell: HistoryCell) -> int:
    """Under which statement a visit was rated, and after how many hand-overs, of which each begins another series."""
    newest = max([each.wording for each in cell.given], default=0)
    return sum([each.ends_before(newest) for each in seams]) + sum([day <= cell.day for day in handed_over])


def _odd(run: Run, visits: Iterable[RatedVisit[GivenRating]]) -> tuple[tuple[Place, str], ...]:
    """Where two workers are said to have helped though the plan of the day sent one; few, so each day is looked up.

    Source: OPG 3.4 (IPAD-1).
    """
    twos = [each for each in visits if any(given.letter is Letter.A2 for given in each.given)]
    asked = (((each.day, each.call), run.workers_at(each.day, each.call)) for each in twos)
    return tuple([(place, said) for place, workers in asked if (said := two_workers_warning(Letter.A2, workers))])


def _seams(goal: GoalRecord) -> tuple[Seam, ...]:
    """Where the statement itself was changed; another measure or date is no seam."""
    after = [*[each.facts.statement for each in goal.earlier[1:]], goal.facts.statement]
    return tuple(
        [
            Seam(london_day(each.changed_at), each.facts.statement, each.wording)
            for each, now in zip(goal.earlier, after, strict=False)
            if each.facts.statement != now
        ]
    )
