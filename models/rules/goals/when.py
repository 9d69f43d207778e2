"""Between which two days a goal may be reached at the present pace, from the person's own ratings: never a decision.

How it is worked out. Each rated visit is a level from 0 (A2) to 3 (I). A straight line through them, newer visits
weighing more, is tried at every height, slope and scatter of a grid, and each line weighs as much as it explains the
letters that were given. From the lines, by their weight, futures are played on from the last rated visit, as many
visits a day as were rated lately, some with the pace stopping on the way, until the aim is met (`aims`). The range
leaves out the quickest and the slowest futures. There is none where too few lines rise: then no trend is said.

The shares below were chosen on courses of another kind than the method's, so that about eight in ten ranges hold; on
which courses that was measured, and how often they held, stands in `tests/rules/goals/README.md`. Chance is a fixed
row of numbers: the same ratings give the same days.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from models.policy import PolicySettings
from models.rules.goals.aims import Aim, aim_of, standing
from models.rules.goals.levels import TOP_LEVEL, level
from models.rules.goals.suggestions import GoalHistory
from models.rules.sentences import counted, day_text

HORIZON = 42  # days; further ahead nobody's pace is the present one
_HALF = 12.0  # a visit so many days ago weighs half
_RISING = 0.015  # levels a day, one in two months: less is no trend
_SURE = 0.75  # of the weight of all lines rises, or there is no trend
_STOPS = 0.05  # of the futures stop rising on the way
_SLOWER = 0.2  # a future may be slower than its line by up to this share
_FUTURES = 300
_QUICKEST, _SLOWEST = 0.15, 0.8  # of the futures, in the order of their days: the ends of the range
_LATELY = 21  # days over which visits a day are counted
_LEAST_VISITS = 0.2  # a day
_HEIGHTS = tuple(-0.5 + 0.25 * step for step in range(19))  # levels, on the day that is looked from
_SLOPES = (-0.03, -0.015, 0.0, 0.01, 0.02, 0.035, 0.05, 0.07, 0.09, 0.115, 0.14, 0.17, 0.2, 0.25)  # levels a day
_SCATTERS = (0.5, 0.8, 1.15)  # levels
_LOW, _HIGH, _STEP = -3.0, 9.0, 0.05  # of the heights for which the chance of each letter is kept
_LAST = round((_HIGH - _LOW) / _STEP)
_SLIP = 0.0075  # any letter may be given by mistake
_NO_WEIGHT = 7.0  # a line whose logarithm is further below the best one's counts for nothing
_NEVER = math.inf
_A_WEEK = 7
_ROW = 8192


class EstimateKind(Enum):
    """What can be said of when."""

    BETWEEN = "between"
    REACHED = "reached"
    TOO_FEW = "too few"
    NO_TREND = "no trend"
    LATER = "later"
    UNCLEAR = "unclear"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Between which days a goal may be reached, none where nothing can be said; the sentence says why, plainly."""

    kind: EstimateKind
    sentence: str
    first: date | None = None
    last: date | None = None


class _Line(NamedTuple):
    weight: float
    height: float
    slope: float
    scatter: float


def when_reached(history: GoalHistory, day: date, policy: PolicySettings) -> Estimate:
    """When the goal may be reached as seen on this day, by the visits rated so far. Source: good practice (IPAD-4)."""
    newest_first = list(history.until(day))
    aim = aim_of(history.aim, policy)
    if standing(newest_first, aim).is_reached:
        return Estimate(EstimateKind.REACHED, "The target is reached by the last ratings.")
    if any(each.began <= day and (each.returned is None or each.returned > day) for each in history.breaks):
        return Estimate(EstimateKind.AWAY, "Away: when the target may be reached is estimated after the return.")
    if len(newest_first) < policy.estimate_from:
        few = f"{counted(len(newest_first), 'rated visit')} so far: when is estimated from {policy.estimate_from} on."
        return Estimate(EstimateKind.TOO_FEW, few)
    visits = tuple([((day - each.day).days, each.level) for each in reversed(newest_first)])
    kind, first, last = _estimated(visits, aim)
    if kind is not EstimateKind.BETWEEN:
        return Estimate(kind, _NOTHING[kind])
    between = (day + timedelta(days=first), day + timedelta(days=last))
    sentence = (
        f"At the present pace the target may be reached between {day_text(between[0])} and {day_text(between[1])}, "
        f"by {len(visits)} rated visits since {day_text(newest_first[-1].day)}; about 8 in 10 such ranges hold."
    )
    return Estimate(kind, sentence, *between)


_NOTHING = {
    EstimateKind.NO_TREND: "No trend towards less help in the last ratings, so no day is estimated.",
    EstimateKind.LATER: "At the present pace the target isn't reached within six weeks.",
    EstimateKind.UNCLEAR: "Less help is needed than before, but the ratings differ too much to say by when.",
}


@lru_cache(maxsize=4096)  # an office's goals: the same ratings are asked by several screens
def _estimated(visits: tuple[tuple[int, int | None], ...], aim: Aim) -> tuple[EstimateKind, int, int]:
    """`visits` are days ago and level, the oldest first. The days ahead between which it is reached."""
    lines = _lines(visits)
    whole = sum(each.weight for each in lines)
    if sum(each.weight for each in lines if each.slope > _RISING) < _SURE * whole:
        return EstimateKind.NO_TREND, 0, 0
    days = sorted(_futures(lines, visits, aim))
    first, last = days[int(_QUICKEST * _FUTURES)], days[int(_SLOWEST * _FUTURES)]
    if first == _NEVER:
        return EstimateKind.LATER, 0, 0
    if last == _NEVER:
        return EstimateKind.UNCLEAR, 0, 0
    return EstimateKind.BETWEEN, max(1, math.floor(first)), math.ceil(last)


def _lines(visits: Sequence[tuple[int, int | None]]) -> list[_Line]:
    """Every line of the grid that explains the letters at all, with its weight."""
    there = Counter((ago, at) for ago, at in visits if at is not None)
    seen = [(ago, at, times * 0.5 ** (ago / _HALF)) for (ago, at), times in there.items()]
    found = []
    for scatter in _SCATTERS:
        logarithms = _logarithms(scatter)
        for height in _HEIGHTS:
            for slope in _SLOPES:
                fits = sum([weight * logarithms[_place(height - slope * ago)][at] for ago, at, weight in seen])
                found.append(_Line(fits, height, slope, scatter))
    best = max(each.weight for each in found)
    close = [each._replace(weight=math.exp(each.weight - best)) for each in found if each.weight > best - _NO_WEIGHT]
    # In the order of how soon they get there, so that the futures that are drawn cover soon and late alike.
    return sorted(close, key=lambda each: (each.height + each.slope * _A_WEEK, each))


def _futures(lines: Sequence[_Line], visits: Sequence[tuple[int, int | None]], aim: Aim) -> Iterator[float]:
    """In how many days each of the futures meets the aim."""
    lately = min(visits[0][0] + 1, _LATELY)
    every = 1 / max(sum(ago < lately for ago, _ in visits) / lately, _LEAST_VISITS)
    wanted = level(aim.letter) or 0
    declined = sum(at is None for _, at in visits)
    given = 1 - (declined + 0.3) / (len(visits) + 3)
    met = [at is not None and at >= wanted for _, at in visits][-aim.of :]
    meeting = {each: [sum(row[wanted:]) * given for row in _chances(each)] for each in _SCATTERS}
    reached = list(accumulate(each.weight for each in lines))
    row, at, place = _row(), 0, 0
    for number in range(_FUTURES):
        while reached[place] < (number + 0.5) / _FUTURES * reached[-1] and place < len(lines) - 1:
            place += 1
        line = lines[place]
        chances = meeting[line.scatter]
        stops = HORIZON * row[(at + 1) % _ROW] if row[at % _ROW] < _STOPS else _NEVER
        pace = line.slope * (1 - _SLOWER * row[(at + 2) % _ROW])
        at += 3
        window, day = list(met), every
        while day <= HORIZON:
            window.append(row[at % _ROW] < chances[_place(line.height + pace * min(day, stops))])
            at += 1
            if len(window) >= aim.of and sum(window[-aim.of :]) >= aim.at_least:
                break
            day += every
        yield day if day <= HORIZON else _NEVER


def _place(height: float) -> int:
    return min(max(int((height - _LOW) / _STEP + 0.5), 0), _LAST)


@cache
def _chances(scatter: float) -> tuple[tuple[float, ...], ...]:
    """For each height the chance of each level, from A2 to I."""
    return tuple([_of_levels(_LOW + _STEP * step, scatter) for step in range(_LAST + 1)])


def _of_levels(height: float, scatter: float) -> tuple[float, ...]:
    below = [0.5 * (1 + math.erf((step + 0.5 - height) / scatter / math.sqrt(2))) for step in range(TOP_LEVEL)]
    exact = [top - foot for foot, top in zip((0.0, *below), (*below, 1.0), strict=True)]
    return tuple([_SLIP + (1 - _SLIP * len(exact)) * each for each in exact])


@cache
def _logarithms(scatter: float) -> tuple[tuple[float, ...], ...]:
    return tuple([tuple([math.log(each) for each in row]) for row in _chances(scatter)])


@cache
def _row() -> tuple[float, ...]:
    """A fixed row of numbers from 0 to 1, as a linear congruential generator makes them."""
    found, number = [], 7
    for _ in range(_ROW):
        number = (1_103_515_245 * number + 12_345) % 2**31
        found.append(number / 2**31)
    return tuple(found)
