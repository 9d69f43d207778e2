"""IPAD ratings as visits and levels: which letter a visit shows, what a new rating is, and medians over time.

Declined is not a level: it is shown apart and never averaged in. Visits stand in the order in which they took place,
whatever the order in which their ratings were typed in.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

from models.values import Call
from models.vocabulary.goals import Letter

_WEEK_DAYS = 7

# A visit before five in the morning belongs to the night, which therefore comes first on its calendar day.
_ORDER_IN_DAY = {call: place for place, call in enumerate((Call.NIGHT, Call.MORNING, Call.LUNCH, Call.TEA, Call.BED))}
_LEVELS = {Letter.A2: 0, Letter.A1: 1, Letter.P: 2, Letter.I: 3}
TOP_LEVEL = _LEVELS[Letter.I]


class Rated(Protocol):
    """The current rating of one goal by one worker at one visit, with whatever else is known of it."""

    @property
    def goal(self) -> UUID: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def call(self) -> Call: ...  # noqa: D102
    @property
    def worker(self) -> Hashable: ...  # noqa: D102
    @property
    def letter(self) -> Letter: ...  # noqa: D102


class RatingFacts(NamedTuple):
    """A rating, and nothing else of it; a history has thousands, and a tuple is made in a third of the time."""

    goal: UUID
    day: date
    call: Call
    worker: Hashable
    letter: Letter


Facts = TypeVar("Facts", bound=Rated)
Facts_co = TypeVar("Facts_co", bound=Rated, covariant=True)


class RatedVisit(NamedTuple, Generic[Facts_co]):
    """A visit with the letter that it shows, and every rating that was given at it.

    `is_disputed` says that its workers rated differently, so that somebody should ask (IPAD-1). `level` is 0 (two
    workers helped) to 3 (independent); none where the person declined (IPAD-3).
    """

    goal: UUID
    day: date
    call: Call
    letter: Letter
    given: tuple[Facts_co, ...]
    is_disputed: bool
    level: int | None

    @property
    def away(self) -> None:
        """Beside the visits that weren't rated: somebody who was rated was there."""
        return


@dataclass(frozen=True, slots=True)
class WeekLevel:
    """One week of an episode: its number from 1, first day, median level (none without one), and the counts.

    The first week of another series `begins_anew`: no line joins two series, and no median is made of both (GOAL-4).
    """

    number: int
    first_day: date
    median: float | None
    rated: int
    declined: int
    begins_anew: bool = False


def rated_visits(ratings: Iterable[Facts]) -> tuple[RatedVisit[Facts], ...]:
    """One goal's visits in the order of time, each showing the most help that any worker gave.

    Declined is shown only where nobody gave another letter. Source: OPG 3.4 (IPAD-1).
    """
    visits: defaultdict[tuple[date, Call], list[Facts]] = defaultdict(list)
    for each in ratings:
        visits[each.day, each.call].append(each)
    return tuple([_visit(place, visits[place]) for place in in_time(visits)])


def in_time(places: Iterable[tuple[date, Call]]) -> list[tuple[date, Call]]:
    """Visits as they took place: one before five in the morning is the first of its calendar day."""
    return sorted(places, key=lambda place: (place[0], _ORDER_IN_DAY[place[1]]))


def level(letter: Letter) -> int | None:
    """A2 0, A1 1, P 2, I 3; declined is no level. Source: good practice on OPG 3.4 (IPAD-3)."""
    return _LEVELS.get(letter)


def median_level(visits: Iterable[RatedVisit[Rated]]) -> float | None:
    """The median of the levels; a half where it falls between two; none where nobody rated a level.

    Source: good practice on OPG 3.4 (IPAD-3).
    """
    return median_of([each.level for each in visits if each.level is not None])


def median_of(levels: Sequence[int]) -> float | None:
    """The median of these levels; a half where it falls between two; none of none.

    Source: good practice on OPG 3.4 (IPAD-3).
    """
    if not levels:
        return None
    ordered, middle = sorted(levels), len(levels) // 2
    return float(ordered[middle]) if len(levels) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def level_text(of: float) -> str:
    """A median in words: "P", or "between A1 and P"."""
    names = {number: letter.value for letter, number in _LEVELS.items()}
    below = int(of)
    return names[below] if of == below else f"between {names[below]} and {names[below + 1]}"


def letters_between(of: float | None) -> tuple[Letter, ...]:
    """Between which letters a median lies: one, two where it falls between, none where there is none (IPAD-3)."""
    if of is None:
        return ()
    names = {number: letter for letter, number in _LEVELS.items()}
    below = int(of)
    return (names[below],) if of == below else (names[below], names[below + 1])


def trend_text(weeks: Iterable[WeekLevel]) -> str:
    """The median of each week, and where there is none: "A1, none, I"; "A1, anew: I" where another series begins."""
    return ", ".join(
        [
            ("anew: " if each.begins_anew else "") + ("none" if each.median is None else level_text(each.median))
            for each in weeks
        ]
    )


def weekly_levels(
    visits: Iterable[RatedVisit[Facts]], first_day: date, series_of: Callable[[RatedVisit[Facts]], int] | None = None
) -> tuple[WeekLevel, ...]:
    """The median level of each week since the first day of the episode, weeks without a rating too.

    `series_of` numbers the series that a visit was rated in: another begins where a goal was reworded and where the
    support was handed over. A week tells of the newest series that was rated in it; the first begins anew where an
    older one was rated in it before.
    Source: good practice on OPG 3.4 (IPAD-3, GOAL-4).
    """
    levels: defaultdict[int, list[int | None]] = defaultdict(list)
    series: dict[int, int] = {}
    followed: set[int] = set()  # weeks in which a newer series followed an older one
    first = first_day.toordinal()
    for each in visits:
        week = (each.day.toordinal() - first) // _WEEK_DAYS
        if series_of is not None:
            now = series_of(each)
            if now < series.setdefault(week, now):
                continue
            if now > series[week]:
                levels[week].clear()
                series[week] = now
                followed.add(week)
        levels[week].append(each.level)
    anew = {week for before, week in pairwise(series) if series[before] != series[week]}
    anew |= followed & set(islice(series, 1))
    weeks = range(max(levels, default=-1) + 1)
    return tuple([_week(number, first, levels.get(number, ()), begins_anew=number in anew) for number in weeks])


def two_workers_warning(letter: Letter, workers_planned: int) -> str:
    """Say that A2 doesn't fit a visit planned for one worker; empty where nothing is odd. Source: OPG 3.4 (IPAD-1)."""
    if letter is not Letter.A2 or workers_planned != 1:
        return ""
    return "A2 says that two workers helped, but one was planned: ask who was there, or whether A1 was meant."


def _help(letter: Letter) -> int:
    """Least for the most help; declined after all of them."""
    return _LEVELS.get(letter, TOP_LEVEL + 1)


def _visit(place: tuple[date, Call], given: Sequence[Facts]) -> RatedVisit[Facts]:
    first, (day, call) = given[0], place
    if len(given) == 1:  # as nearly all are
        return RatedVisit(first.goal, day, call, first.letter, (first,), False, _LEVELS.get(first.letter))
    letters = {each.letter for each in given}
    shown = min(letters, key=_help)
    return RatedVisit(first.goal, day, call, shown, tuple(given), len(letters) > 1, level(shown))


def _week(after: int, first: int, rated: Sequence[int | None], *, begins_anew: bool) -> WeekLevel:
    """A week so many whole weeks `after` the first; a rating without a level is one that was declined."""
    levels = [each for each in rated if each is not None]
    begins = date.fromordinal(first + after * _WEEK_DAYS)
    return WeekLevel(after + 1, begins, median_of(levels), len(rated), len(rated) - len(levels), begins_anew)
