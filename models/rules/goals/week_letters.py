"""A week of one goal in short: how often each letter was given, the median, and what stands apart from it.

Nothing is left out unsaid: declined is no level, a visit without a letter isn't one, and what was rated before a goal
was reworded is another series.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from models.rules.goals.levels import letters_between, level, median_of
from models.rules.sentences import counted, day_text, joined
from models.values import DAYS, Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter

_WEEK = len(DAYS)
_NO_VISITS = "no visits yet"
_LEVELS = tuple(letter for letter in Letter if level(letter) is not None)


class Visited(Protocol):
    """A goal at a visit: the letter that it shows, or why there is none."""

    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def call(self) -> Call: ...  # noqa: D102
    @property
    def letter(self) -> Letter | None: ...  # noqa: D102
    @property
    def away(self) -> BreakKind | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class SeriesLetters:
    """What was rated in a week under one statement: how often each level, how often declined, the median (or none)."""

    counts: tuple[tuple[Letter, int], ...]
    declined: int
    median: float | None

    @property
    def middle(self) -> tuple[Letter, ...]:
        """The letter of the median, two where it falls between them, none where no level was rated."""
        return letters_between(self.median)

    @property
    def rated(self) -> int:
        """At how many visits a letter was given, declined too."""
        return sum(often for _, often in self.counts) + self.declined

    @property
    def text(self) -> str:
        """The counts: "4 P, 1 A1, 2 D"."""
        all_of_them = (*self.counts, *(((Letter.D, self.declined),) if self.declined else ()))
        return ", ".join(f"{often} {letter.value}" for letter, often in all_of_them)

    @property
    def sentence(self) -> str:
        """The counts and the median in words: "median P of 5 ratings (4 P, 1 A1), 2 declined"."""
        declined = f"{self.declined} declined" if self.declined else ""
        if self.median is None:
            return declined
        counts = ", ".join(f"{often} {letter.value}" for letter, often in self.counts)
        ratings = counted(self.rated - self.declined, "rating")
        median = joined([each.value for each in self.middle])
        between = "between " if len(self.middle) > 1 else ""
        return ", ".join(part for part in (f"median {between}{median} of {ratings} ({counts})", declined) if part)


@dataclass(frozen=True, slots=True)
class WeekLetters:
    """A week of the support, its number from 1: what was rated under each statement, and what wasn't.

    `awaited` visits were due and aren't rated, at those `away` the person wasn't there, at those `not_made` nobody was
    there to rate.
    """

    number: int
    first_day: date
    series: tuple[SeriesLetters, ...]
    awaited: int
    away: int
    not_made: int = 0

    @property
    def due(self) -> int:
        """At how many visits the goal was due and the person there."""
        return self.rated + self.awaited

    @property
    def rated(self) -> int:
        """How many of them were rated."""
        return sum(each.rated for each in self.series)

    @property
    def text(self) -> str:
        """The counts of each statement: "1 P ‖ 2 I"; of a week without a visit due why it had none, empty else."""
        if rated := " ‖ ".join([each.text for each in self.series]):
            return rated
        return "" if self.due else "; ".join(self._apart) or _NO_VISITS

    @property
    def _apart(self) -> list[str]:
        away = [f"away at {counted(self.away, 'visit')}"] if self.away else []
        return [*away, f"{self.not_made} not made"] if self.not_made else away

    @property
    def sentence(self) -> str:
        """All of it in words; "no visits yet" where there was none."""
        parts = [each.sentence for each in self.series]
        if len(parts) > 1:
            parts = [f"before the goal was reworded {'; then '.join(parts)}"]
        if self.awaited:
            parts.append(f"{self.awaited} not rated yet" if self.rated else f"none of {self.awaited} rated yet")
        parts += self._apart
        return f"Week {self.number}, from {day_text(self.first_day)}: {'; '.join(parts) or _NO_VISITS}"


def letters_by_week(
    visits: Iterable[tuple[Visited, int]],
    first_day: date,
    weeks: int,
    not_made: Container[tuple[date, Call]] = (),
) -> tuple[WeekLetters, ...]:
    """Each of so many weeks since the first day, of one goal's visits, each with the number of its series.

    `not_made` are the places of visits at which nobody was there to rate; a letter counts all the same.

    Source: good practice on OPG 3.4 (IPAD-3, GOAL-4).
    """
    by_week: defaultdict[int, list[tuple[Visited, int]]] = defaultdict(list)
    for each, series in visits:
        by_week[(each.day - first_day).days // _WEEK].append((each, series))
    return tuple([_week(number, first_day, by_week.get(number, ()), not_made) for number in range(weeks)])


def weeks_until(last: date, first_day: date) -> int:
    """In which week a day lies, the first day's being 1. Source: good practice on OPG 3.4 (IPAD-3)."""
    return (last - first_day).days // _WEEK + 1


def _week(
    after: int, first_day: date, visits: Sequence[tuple[Visited, int]], not_made: Container[tuple[date, Call]]
) -> WeekLetters:
    rated: defaultdict[int, list[Letter]] = defaultdict(list)
    for each, series in visits:
        if each.letter is not None:
            rated[series].append(each.letter)
    away = sum([each.away is not None for each, _ in visits])
    unrated = [(each.day, each.call) for each, _ in visits if each.letter is None and each.away is None]
    missed = sum([place in not_made for place in unrated])
    return WeekLetters(
        number=after + 1,
        first_day=first_day + timedelta(days=after * _WEEK),
        series=tuple([_series(rated[number]) for number in sorted(rated)]),
        awaited=len(unrated) - missed,
        away=away,
        not_made=missed,
    )


def _series(letters: Sequence[Letter]) -> SeriesLetters:
    often = Counter(letters)
    levels = [found for each in letters if (found := level(each)) is not None]
    return SeriesLetters(
        tuple([(each, often[each]) for each in _LEVELS if often[each]]), often[Letter.D], median_of(levels)
    )
