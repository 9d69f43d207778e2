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
    """The workers of one day, by the minutes that each still has; workers 2n and 2n + 1 are a pair.

    Double-ups stand at the beginning of a pair's time and single visits at the end of each one's, so that what both of
    a pair still have is what the busier of them has.
    """

    def __init__(self, hours: CallHours) -> None:
        self._free = [hours.span] * hours.workers
        self._paired = hours.workers - hours.workers % DOUBLE_UP

    def place(self, minutes: int, workers: int) -> None:
        """Lay a visit out where it leaves most for double-ups; where it fits nowhere, over the time of the freest."""
        if workers == DOUBLE_UP:
            self._place_side_by_side(minutes)
        elif self._free:
            self._free[self._worker_for(minutes)] -= minutes

    def count(self, minutes: int, workers: int) -> int:
        """How many more visits of this length fit."""
        free = self._common() if workers == DOUBLE_UP else self._free
        return sum(max(0, each) // minutes for each in free)

    def _common(self) -> list[int]:
        """The minutes that both of each pair still have."""
        paired = self._free[: self._paired]
        return list(map(min, paired[::DOUBLE_UP], paired[1::DOUBLE_UP]))

    def _place_side_by_side(self, minutes: int) -> None:
        common = self._common()
        if not common:
            return
        wanted = min((each for each in common if each >= minutes), default=max(common))
        first = common.index(wanted) * DOUBLE_UP
        for worker in (first, first + 1):
            self._free[worker] -= minutes

    def _worker_for(self, minutes: int) -> int:
        """Who fits best: takes least from a pair, then has least to spare."""
        best = (minutes + 1, 0, self._free.index(max(self._free)))
        for worker, free in enumerate(self._free):
            if free >= minutes:
                taken = max(0, min(free, self._free[worker ^ 1]) - free + minutes) if worker < self._paired else 0
                best = min(best, (taken, free, worker))
        return best[-1]


def _laid_out(hours: CallHours, visits: Iterable[tuple[int, int]]) -> _Day:
    """Double-ups first and long ones first: what is hardest to place is placed while there is room."""
    laid = _Day(hours)
    for workers, minutes in visits:
        laid.place(minutes, workers)
    return laid


def _by_day(given: Iterable[PlannedVisit]) -> list[tuple[tuple[int, int], ...]]:
    """Workers and minutes of each day's visits, Monday first, in the order in which they are laid out."""
    there: list[list[tuple[int, int]]] = [[] for _ in _WEEK]
    for visit in given:
        for day in visit.days:
            there[day].append((visit.workers, visit.minutes))
    return [tuple(sorted(each, reverse=True)) for each in there]


def free_visits(hours: CallHours, given: Iterable[PlannedVisit], minutes: int, workers: int) -> tuple[int, ...]:
    """How many more visits of this length fit on each day, Monday first; double-ups as two workers at once.

    Days that are alike are laid out once: most plans are the same every day. Source: OPG 1.5 (REF-15).
    """
    days = _by_day(given)
    counts = {visits: _laid_out(hours, visits).count(minutes, workers) for visits in dict.fromkeys(days)}
    return tuple(counts[visits] for visits in days)


def days_with_room(hours: CallHours, given: Iterable[PlannedVisit], asked: PlannedVisit) -> frozenset[int]:
    """The days of a visit on which it still fits at this call. Source: OPG 1.5 (REF-15)."""
    counts = free_visits(hours, given, asked.minutes, asked.workers)
    return frozenset(day for day in asked.days if counts[day] > 0)
