"""IPAD ratings as visits and levels: which letter a visit shows, what a new rating is, and medians over time.

Declined is not a level: it is shown apart and never averaged in. Visits stand in the order in which they took place,
whatever the order in which their ratings were typed in.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from models.values import Call
from models.vocabulary.goals import Letter

_WEEK = timedelta(days=7)

# A visit before five in the morning belongs to the night, which therefore comes first on its calendar day.
_ORDER_IN_DAY = {call: place for place, call in enumerate((Call.NIGHT, Call.MORNING, Call.LUNCH, Call.TEA, Call.BED))}
_LEVELS = {Letter.A2: 0, Letter.A1: 1, Letter.P: 2, Letter.I: 3}
TOP_LEVEL = _LEVELS[Letter.I]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFacts:
    """The current rating of one goal by one worker at one visit."""

    goal: UUID
    day: date
    call: Call
    worker: Hashable
    letter: Letter


Facts = TypeVar("Facts", bound=RatingFacts)
Facts_co = TypeVar("Facts_co", bound=RatingFacts, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedVisit(Generic[Facts_co]):
    """A visit with the letter that it shows, and every rating that was given at it.

    `is_disputed` says that its workers rated differently, so that somebody should ask (IPAD-1). `level` is 0 (two
    workers helped) to 3 (independent); none where the person declined (IPAD-3).
    """

    away: ClassVar[None] = None  # beside the visits that weren't rated: somebody who was rated was there
    goal: UUID
    day: date
    call: Call
    letter: Letter
    given: tuple[Facts_co, ...]
    is_disputed: bool
    level: int | None


@dataclass(frozen=True, slots=True)
class WeekLevel:
    """One week of an episode: its number from 1, first day, median level (none without one), and the counts."""

    number: int
    first_day: date
    median: float | None
    rated: int
    declined: int


def rated_visits(ratings: Iterable[Facts]) -> tuple[RatedVisit[Facts], ...]:
    """One goal's visits in the order of time, each showing the most help that any worker gave.

    Declined is shown only where nobody gave another letter. Source: OPG 3.4 (IPAD-1).
    """
    visits: defaultdict[tuple[date, Call], list[Facts]] = defaultdict(list)
    for each in ratings:
        visits[each.day, each.call].append(each)
    return tuple([_visit(day, call, visits[day, call]) for day, call in in_time(visits)])


def in_time(places: Iterable[tuple[date, Call]]) -> list[tuple[date, Call]]:
    """Visits as they took place: one before five in the morning is the first of its calendar day."""
    return sorted(places, key=lambda place: (place[0], _ORDER_IN_DAY[place[1]]))


def level(letter: Letter) -> int | None:
    """A2 0, A1 1, P 2, I 3; declined is no level. Source: good practice on OPG 3.4 (IPAD-3)."""
    return _LEVELS.get(letter)


def median_level(visits: Iterable[RatedVisit[RatingFacts]]) -> float | None:
    """The median of the levels; a half where it falls between two; none where nobody rated a level.

    Source: good practice on OPG 3.4 (IPAD-3).
    """
    levels = [each.level for each in visits if each.level is not None]
    return float(median(levels)) if levels else None


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
    """The median of each week, and where there is none: "A1, between A1 and P, none, I"."""
    return ", ".join(["none" if each.median is None else level_text(each.median) for each in weeks])


def weekly_levels(visits: Sequence[RatedVisit[RatingFacts]], first_day: date) -> tuple[WeekLevel, ...]:
    """The median level of each week since the first day of the episode, weeks without a rating too.

    Source: good practice on OPG 3.4 (IPAD-3).
    """
    inside = [each for each in visits if each.day >= first_day]
    if not inside:
        return ()
    last = max(each.day for each in inside)
    return tuple(_week(inside, number, first_day) for number in range(1, (last - first_day).days // 7 + 2))


def two_workers_warning(letter: Letter, workers_planned: int) -> str:
    """Say that A2 doesn't fit a visit planned for one worker; empty where nothing is odd. Source: OPG 3.4 (IPAD-1)."""
    if letter is not Letter.A2 or workers_planned != 1:
        return ""
    return "A2 says that two workers helped, but one was planned: ask who was there, or whether A1 was meant."


def _help(letter: Letter) -> int:
    """Least for the most help; declined after all of them."""
    return _LEVELS.get(letter, TOP_LEVEL + 1)


def _visit(day: date, call: Call, given: Sequence[Facts]) -> RatedVisit[Facts]:
    letters = {each.letter for each in given}
    shown = min(letters, key=_help)
    return RatedVisit(
        goal=given[0].goal,
        day=day,
        call=call,
        letter=shown,
        given=tuple(given),
        is_disputed=len(letters) > 1,
        level=level(shown),
    )


def _week(visits: Sequence[RatedVisit[RatingFacts]], number: int, first_day: date) -> WeekLevel:
    begins = first_day + (number - 1) * _WEEK
    within = [each for each in visits if begins <= each.day < begins + _WEEK]
    declined = sum(each.letter is Letter.D for each in within)
    return WeekLevel(number, begins, median_level(within), len(within), declined)
