"""What is left at one call of one patch, singly and as double-ups: the day's visits laid out over the workers there.

A double-up needs two workers at the same time, so two gaps at different times are none. Nobody records who goes where
at which minute; what is known is how many workers are out at once and for how long. The visits of a day are therefore
laid out over that many workers, as well as can be done: double-ups side by side in pairs, single visits first where
they take nothing from a pair. Whatever is called free fits into that layout and can really be worked (travel is in
the minutes, as Scheduling plans it); a cleverer layout may find more, never less.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.values import DAYS, PlannedVisit

DOUBLE_UP = 2
_WEEK = range(len(DAYS))


@dataclass(frozen=True, slots=True)
class CallHours:
    """What a team is contracted to do at one call in one patch: worker minutes a week, and workers out at once."""

    minutes: int
    workers: int

    @property
    def span(self) -> int:
        """For how many minutes of a day each of them works at this call; every day alike."""
        return self.minutes // (len(DAYS) * self.workers) if self.workers else 0


class _Day:
    """The workers of one day: minutes side by side in each pair, and singly in each worker's own time."""

    def __init__(self, hours: CallHours) -> None:
        self._span = hours.span
        self._pairs = [0] * (hours.workers // DOUBLE_UP)  # minutes of double-ups in each
        self._single = [0] * hours.workers  # of single visits; workers 2n and 2n + 1 are the pair n

    def common(self, pair: int) -> int:
        """The minutes in which both of a pair are still free, single visits standing at the end of each one's time."""
        first = pair * DOUBLE_UP
        return self._span - self._pairs[pair] - max(self._single[first : first + DOUBLE_UP])

    def own(self, worker: int) -> int:
        """The minutes in which one worker is still free."""
        pair = worker // DOUBLE_UP
        return self._span - self._single[worker] - (self._pairs[pair] if pair < len(self._pairs) else 0)

    def place(self, minutes: int, workers: int) -> bool:
        """Lay a visit out where it leaves most for double-ups; where it fits nowhere, over the time of the freest."""
        return self._side_by_side(minutes) if workers == DOUBLE_UP else self._alone(minutes)

    def _side_by_side(self, minutes: int) -> bool:
        if not self._pairs:
            return False
        fitting = [pair for pair in range(len(self._pairs)) if self.common(pair) >= minutes]
        chosen = min(fitting, key=self.common) if fitting else max(range(len(self._pairs)), key=self.common)
        self._pairs[chosen] += minutes
        return bool(fitting)

    def _alone(self, minutes: int) -> bool:
        everybody = range(len(self._single))
        fitting = [worker for worker in everybody if self.own(worker) >= minutes]
        if fitting:
            chosen = min(fitting, key=lambda worker: (self._taken_from_pair(worker, minutes), self.own(worker)))
        elif everybody:
            chosen = max(everybody, key=self.own)
        else:
            return False
        self._single[chosen] += minutes
        return bool(fitting)

    def _taken_from_pair(self, worker: int, minutes: int) -> int:
        pair = worker // DOUBLE_UP
        if pair >= len(self._pairs):
            return 0
        highest = max(self._single[pair * DOUBLE_UP : (pair + 1) * DOUBLE_UP])
        return max(highest, self._single[worker] + minutes) - highest

    def count(self, minutes: int, workers: int) -> int:
        """How many more visits of this length fit."""
        if workers == DOUBLE_UP:
            return sum(max(0, self.common(pair)) // minutes for pair in range(len(self._pairs)))
        return sum(max(0, self.own(worker)) // minutes for worker in range(len(self._single)))


def _laid_out(hours: CallHours, given: Iterable[PlannedVisit], day: int) -> _Day:
    """Double-ups first and long ones first: what is hardest to place is placed while there is room."""
    laid = _Day(hours)
    there = [(each.workers, each.minutes) for each in given if day in each.days]
    for workers, minutes in sorted(there, reverse=True):
        laid.place(minutes, workers)
    return laid


def free_visits(hours: CallHours, given: Iterable[PlannedVisit], minutes: int, workers: int) -> tuple[int, ...]:
    """How many more visits of this length fit on each day, Monday first; double-ups as two workers at once.

    Source: OPG 1.5 (REF-15).
    """
    visits = tuple(given)
    return tuple(_laid_out(hours, visits, day).count(minutes, workers) for day in _WEEK)


def days_with_room(hours: CallHours, given: Iterable[PlannedVisit], asked: PlannedVisit) -> frozenset[int]:
    """The days of a visit on which it still fits at this call. Source: OPG 1.5 (REF-15)."""
    visits = tuple(given)
    return frozenset(day for day in asked.days if _laid_out(hours, visits, day).count(asked.minutes, asked.workers) > 0)
