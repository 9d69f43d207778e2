"""In which ways one call of a week can be less: dropped, shorter, by one worker, or not every day (PSP-4)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.values import PlannedVisit

_WEEKEND = frozenset({5, 6})
_BOTH = 2


@dataclass(frozen=True, slots=True)
class WayDown:
    """One way in words, and what the line of the week becomes; nothing where the call is dropped."""

    words: str
    visits: tuple[PlannedVisit, ...]


def ways_down(visit: PlannedVisit, step: int) -> tuple[WayDown, ...]:
    """As it is, then what is less, the least change first; minutes go down in steps of `step` to one step.

    Only what a meeting says in a word: any other change is made in the whole week. Source: OPG 3.1 (PSP-1, PSP-4).
    """
    return (WayDown("as now", (visit,)), *_by_one_worker(visit), *_shorter(visit, step), *_fewer_days(visit),
            WayDown("dropped", ()))  # fmt: skip


def _by_one_worker(visit: PlannedVisit) -> Iterator[WayDown]:
    if visit.workers == _BOTH:
        yield WayDown("by one worker", (replace(visit, workers=1),))


def _shorter(visit: PlannedVisit, step: int) -> Iterator[WayDown]:
    longest = (visit.minutes - 1) // step * step
    for minutes in range(longest, 0, -step):
        shorter = replace(visit, minutes=minutes)
        yield WayDown(f"{minutes} minutes", (shorter,))
        for one in _by_one_worker(shorter):
            yield WayDown(f"{minutes} minutes, {one.words}", one.visits)


def _fewer_days(visit: PlannedVisit) -> Iterator[WayDown]:
    at_weekend, others = visit.days & _WEEKEND, visit.days - _WEEKEND
    if at_weekend and others:
        yield WayDown("not at the weekend", (replace(visit, days=others),))
        yield WayDown("only at the weekend", (replace(visit, days=at_weekend),))
