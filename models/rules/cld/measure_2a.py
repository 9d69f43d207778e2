"""ASCOF 2A: the share of ended ST-Max episodes of new clients after which no long-term support follows.

As the department computes it today, step by step; every number and list is of the release. Source: cld.md 3, read
from DataS-DHSC's Create_ASCOF_2A_2425_Onwards.sql, whose lines the functions name (FIG-2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from models.rules.cld.events import (
    OPEN,
    CldEvent,
    Span,
    age_in_years,
    birth_of,
    clusters,
    death_of,
    joined_table,
    of_clients,
    services,
)
from models.rules.cld.release import Release

UNKNOWN_AGE = "Unknown"
TOTAL = "Total"
_TENTH = Decimal("0.1")


class Counts(Enum):
    """Where an episode counts in 2A, or why it doesn't."""

    SUCCESS = "numerator and denominator"
    NO_SUCCESS = "denominator only"
    NOWHERE = "left out"
    UNABLE = "left out: unable to classify"
    STILL_OPEN = "not counted: still open"
    OTHER_PERIOD = "not counted: ends outside the period"
    UNDER_AGE = "not counted: under age"
    DEAD_BEFORE = "not counted: died before the start"
    EXISTING = "not counted: existing client"


class Episode2A(NamedTuple):
    """One episode of 2A: a run of rows, where it counts, what came of it, by which step, and the age band."""

    person: str
    start: date
    end: date | None
    counts: Counts
    result: str = ""
    step: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class Line2A:
    """The figure of an age band, or of all: 100 × successes ÷ denominator, and 0 where nothing is in it."""

    label: str
    successes: int
    denominator: int

    @property
    def percent(self) -> Decimal:
        """With one decimal; 0 of none, as the department publishes it. (2A 1073-1081)."""
        if not self.denominator:
            return Decimal("0.0")
        return (Decimal(100) * self.successes / self.denominator).quantize(_TENTH, ROUND_HALF_UP)


def episodes_2a(events: Iterable[CldEvent], release: Release, *, period: Span, data: Span) -> tuple[Episode2A, ...]:
    """Every ST-Max episode, with where it counts in the period's 2A; `data` are the days that the rows cover.

    The first edition's data ends with the period, the revised edition's later. Source: cld.md 3.
    """
    found: list[Episode2A] = []
    for person, rows in of_clients(joined_table(events, release, data), release).items():
        all_services = services(rows, release)
        st_max = [each for each in all_services if each.service_type == release.values.st_max]
        others = [each for each in rows if each.event_type != release.values.service]
        runs = (_Sequel(person, run, rows, all_services, others, release) for run in clusters(st_max, release))
        found += [each.counted(period) for each in runs]
    return tuple(sorted(found))


def figure_2a(episodes: Iterable[Episode2A], release: Release) -> tuple[Line2A, ...]:
    """By age band and in total; who is of unknown age counts in the total alone. Source: cld.md 3.11."""
    counted = [each for each in episodes if each.counts in {Counts.SUCCESS, Counts.NO_SUCCESS}]
    lines = []
    for label in (*_bands(release.measure_2a.adult_from, release.measure_2a.older_from), TOTAL):
        here = [each for each in counted if label in {TOTAL, each.band}]
        lines.append(Line2A(label, sum(each.counts is Counts.SUCCESS for each in here), len(here)))
    return tuple(lines)


def named_count(episode: Episode2A) -> str:
    """Under which name an episode is counted: where it counts, and of what is left out by what. (FIG-2)."""
    by_result = episode.counts is Counts.NOWHERE
    return f"{episode.counts.value}: {episode.result}" if by_result else episode.counts.value


def class_of(result: str, release: Release) -> Counts:
    """Where an episode with this result counts. Source: cld.md 3.10 (2A 963-1006)."""
    measure = release.measure_2a
    for results, counts in (
        (measure.success, Counts.SUCCESS),
        (measure.no_success, Counts.NO_SUCCESS),
        (measure.nowhere, Counts.NOWHERE),
    ):
        if result in results:
            return counts
    return Counts.UNABLE


def _bands(adult: int, older: int) -> tuple[str, str]:
    return f"{adult} to {older - 1}", f"{older} and above"


@dataclass(frozen=True, slots=True)
class _Sequel:
    """What came of one run of ST-Max rows: the first step that answers."""

    person: str
    run: Sequence[CldEvent]
    rows: Sequence[CldEvent]
    services: Sequence[CldEvent]
    others: Sequence[CldEvent]
    release: Release

    @property
    def start(self) -> date:
        return self.run[0].start

    @property
    def end(self) -> date:
        return max(each.until for each in self.run)

    @property
    def outcome(self) -> str:
        """The outcome of the row that ends last; of those of one day the best that says something. (2A 189-215)."""
        last = [each for each in self.run if each.until == self.end]
        return min(last, key=lambda each: (self.release.penalised(each.outcome), -each.record)).outcome

    def counted(self, period: Span) -> Episode2A:
        """Where it counts. Source: cld.md 3.5 to 3.10."""
        if self.end == OPEN:
            return Episode2A(self.person, self.start, None, Counts.STILL_OPEN)
        if not period.holds(self.end):
            return self._left_out(Counts.OTHER_PERIOD, "")
        measure, born, died = self.release.measure_2a, birth_of(self.rows), death_of(self.rows)
        age = None if born is None else age_in_years(born, self.end)
        younger, older = _bands(measure.adult_from, measure.older_from)
        band = UNKNOWN_AGE if age is None else older if age >= measure.older_from else younger
        if age is not None and age < measure.adult_from:
            return self._left_out(Counts.UNDER_AGE, "")
        if died is not None and died < self.start:
            return self._left_out(Counts.DEAD_BEFORE, band)
        if any(self._makes_existing(each) for each in self.services):
            return self._left_out(Counts.EXISTING, band)
        result, step = self._result(died)
        return Episode2A(self.person, self.start, self.end, class_of(result, self.release), result, step, band)

    def _left_out(self, counts: Counts, band: str) -> Episode2A:
        return Episode2A(self.person, self.start, self.end, counts, band=band)

    def _makes_existing(self, each: CldEvent) -> bool:
        """Long-term support that began before the episode and goes on, or ended shortly before. (2A 325-335)."""
        measure = self.release.measure_2a
        return (
            each.service_type in measure.long_term
            and each.start < self.start
            and (self.start - each.until).days < measure.new_client_after
        )

    def _result(self, died: date | None) -> tuple[str, str]:
        """What came of it, and by which step. Source: cld.md 3.9 (2A 395-929)."""
        values, measure = self.release.values, self.release.measure_2a
        if died is not None and (died - self.end).days <= measure.death_within:
            return values.deceased, "1"
        if self.outcome == values.hospital:
            return values.hospital, "2"
        following = [each for each in self.services if self._follows(each) and each.service_type in measure.sequels]
        if following:
            return self._of_service(following), "3"
        outcomes = self._outcomes()
        if outcomes:
            return min(outcomes, key=lambda told: (self.release.rank(told[0]), told[1]))
        if any(self._is_inside(each) and each.component == values.equipment for each in self.services):
            return values.low_level, "5"
        return self.outcome, "6"

    def _follows(self, each: CldEvent) -> bool:
        last = self.end + timedelta(days=self.release.measure_2a.sequel_within)
        return self.start <= each.start <= last and each.until > self.end

    def _is_inside(self, each: CldEvent) -> bool:
        return each.start >= self.start and self.start < each.until <= self.end

    def _of_service(self, following: Iterable[CldEvent]) -> str:
        """The best type, of one type a short stay first. (2A 523-609)."""
        values, measure = self.release.values, self.release.measure_2a
        order = [*measure.sequels]
        best = min(following, key=lambda each: (order.index(each.service_type), not self._is_short_stay(each)))
        is_other = best.service_type == values.other_short_term
        return measure.short_stay_result if is_other and self._is_short_stay(best) else best.service_type

    def _is_short_stay(self, each: CldEvent) -> bool:
        return each.component in self.release.values.short_stays

    def _outcomes(self) -> list[tuple[str, str]]:
        """The outcomes that say something, each with its step: of the episode, of what follows, of what it ended with.

        Where something follows that tells nothing but *ended as planned*, the episode's own isn't asked here.
        Source: 2A 611-843.
        """
        values = self.release.values
        following = [each for each in (*self.services, *self.others) if self._follows(each)]
        told = [
            each for each in following if each.event_type != values.service and each.outcome != values.ended_as_planned
        ]
        found = [(each.outcome, "4b") for each in told]
        if told or not following:
            found.append((self.outcome, "4a"))
        days = self.release.measure_2a.assessed_before_end
        kinds = {values.assessment, values.review}
        ending = [
            each
            for each in self.others
            if each.event_type in kinds
            and self._is_inside(each)
            and (self.end - each.until).days < days
            and self.release.is_usable(each.outcome)
        ]
        if ending:
            last = max(ending, key=lambda each: (each.until, -self.release.rank(each.outcome), each.record))
            found.append((last.outcome, "4c"))
        return [(outcome, step) for outcome, step in found if self.release.is_usable(outcome)]
