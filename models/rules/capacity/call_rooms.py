"""What is left at one call of one patch, singly and as double-ups: the day's visits laid out over the workers there.

A double-up needs two workers at the same time, so two gaps at different times are none. Nobody records who goes where
at which minute; what is known is how many workers are out at once and for how long. The visits of a day are therefore
laid out over that many workers, as well as can be done: double-ups side by side in pairs, single visits first where
they take nothing from a pair. Whatever is called free fits into that layout and can really be worked (travel is in
the minutes, as Scheduling plans it); a cleverer layout may find more, never less.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush, heapreplace

from models.values import DAYS, PlannedVisit
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS

DOUBLE_UP = 2
GivenVisits = Iterable[PlannedVisit] | Mapping[PlannedVisit, int]
_WEEK = range(len(DAYS))
_DAYS_KEPT = 1_024  # a county has some four hundred calls of patches, most with seven days that are alike


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

    def place(self, minutes: int, workers: int, times: int) -> None:
        """Lay equal visits out where they leave most for double-ups; what fits nowhere, over the time of the freest."""
        if workers == DOUBLE_UP:
            self._place_side_by_side(minutes, times)
        else:
            self._place_singly(minutes, times)

    def count(self, minutes: int, workers: int) -> int:
        """How many more visits of this length fit."""
        free = self._common() if workers == DOUBLE_UP else self._free
        return sum(max(0, each) // minutes for each in free)

    def _common(self) -> list[int]:
        """The minutes that both of each pair still have."""
        paired = self._free[: self._paired]
        return list(map(min, paired[::DOUBLE_UP], paired[1::DOUBLE_UP]))

    def _place_side_by_side(self, minutes: int, times: int) -> None:
        """The pair that fits best is filled before the next one is begun: with each visit it fits better still."""
        common = self._common()
        for pair in sorted(range(len(common)), key=common.__getitem__):
            laid = min(times, max(0, common[pair]) // minutes)
            common[pair] -= laid * minutes
            self._take(pair, laid * minutes)
            times -= laid
        for pair in _freest(common, minutes, times):
            self._take(pair, minutes)

    def _take(self, pair: int, minutes: int) -> None:
        for worker in (pair * DOUBLE_UP, pair * DOUBLE_UP + 1):
            self._free[worker] -= minutes

    def _place_singly(self, minutes: int, times: int) -> None:
        """Each with whoever fits best: takes least from a pair, then has least to spare."""
        fitting = [self._fit(worker, minutes) for worker, free in enumerate(self._free) if free >= minutes]
        heapify(fitting)
        while times and fitting:
            best = heappop(fitting)
            worker = best[-1]
            if best != self._fit(worker, minutes):
                continue  # it was given a visit since, or the other of the pair was, and stands there anew
            self._free[worker] -= minutes
            times -= 1
            for either in (worker, worker ^ 1) if worker < self._paired else (worker,):
                if self._free[either] >= minutes:
                    heappush(fitting, self._fit(either, minutes))
        for worker in _freest(self._free, minutes, times):
            self._free[worker] -= minutes

    def _fit(self, worker: int, minutes: int) -> tuple[int, int, int]:
        """What a visit would take from a pair, what the worker has, and who it is: the least fits best."""
        free = self._free[worker]
        taken = max(0, min(free, self._free[worker ^ 1]) - free + minutes) if worker < self._paired else 0
        return taken, free, worker


def _freest(free: Iterable[int], minutes: int, times: int) -> Iterator[int]:
    """So many times whoever has most left, each time with as many minutes less; nobody where there is nobody."""
    heap = [(-each, place) for place, each in enumerate(free)]
    heapify(heap)
    for _ in range(times if heap else 0):
        left, place = heap[0]
        heapreplace(heap, (left + minutes, place))
        yield place


_Visits = tuple[tuple[tuple[int, int], int], ...]  # of one day: workers and minutes, and how many visits are so


@lru_cache(maxsize=_DAYS_KEPT)
def _room(hours: CallHours, visits: _Visits, minutes: int, workers: int) -> int:
    """How many more fit: double-ups first and long ones first, for what is hardest to place goes where there is room.

    Kept, because a screen asks again for each call of each patch whenever one of them changes.
    """
    laid = _Day(hours)
    for (together, length), times in visits:
        laid.place(length, together, times)
    return laid.count(minutes, workers)


def _by_day(given: Counter[PlannedVisit]) -> list[_Visits]:
    """Each day's visits, Monday first, in the order in which they are laid out."""
    there: list[Counter[tuple[int, int]]] = [Counter() for _ in _WEEK]
    for visit, times in given.items():
        for day in visit.days:
            there[day][visit.workers, visit.minutes] += times
    return [tuple(sorted(each.items(), reverse=True)) for each in there]


def free_visits(hours: CallHours, given: GivenVisits, minutes: int, workers: int) -> tuple[int, ...]:
    """How many more visits of this length fit on each day, Monday first; double-ups as two workers at once.

    `given` are the visits there, or how many there are of each; where some are due every second week only, what fits
    in either week. Source: OPG 1.5 (REF-15).
    """
    there = Counter(given)
    weeks = [in_week(there, which) for which in TURNS] if any(each.weeks for each in there) else [there]
    rooms = ([_room(hours, visits, minutes, workers) for visits in _by_day(each)] for each in weeks)
    return tuple(map(min, zip(*rooms, strict=True)))


def in_week(given: Counter[PlannedVisit], which: int) -> Counter[PlannedVisit]:
    """Those of the visits that are due in week A (1) or week B (2). Source: good practice (PSP-1, REF-15)."""
    return Counter({each: times for each, times in given.items() if each.weeks in {EVERY_WEEK, which}})


def days_with_room(hours: CallHours, given: GivenVisits, asked: PlannedVisit) -> frozenset[int]:
    """The days of a visit on which it still fits at this call. Source: OPG 1.5 (REF-15)."""
    counts = free_visits(hours, given, asked.minutes, asked.workers)
    return frozenset(day for day in asked.days if counts[day] > 0)
