"""A week of visits while somebody changes it cell by cell: the plan's new version before it is saved (PSP-1).

A cell is a call on a day. Each change answers a new draft, so that what was there can be put back.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from itertools import product
from typing import Self

from models.rules.plans.covered import by_cell, covered_lines
from models.rules.plans.totals import Slot, lines, slots
from models.values import Call, CoveredCall, PlannedVisit
from models.vocabulary.two_weeks import EVERY_WEEK, WEEK_A, WEEK_B

Cell = tuple[Call, int]  # the call, and the weekday from Monday 0
USUAL_MINUTES = 30
LONGEST_MINUTES = 24 * 60
_COVERED = 3  # what is kept of a call that somebody else covers; of a visit more


def stepped(minutes: int, step: int, *, up: bool) -> int:
    """The next whole step above or below these minutes: from one step to a whole day."""
    whole = (minutes // step + 1 if up else (minutes - 1) // step) * step
    return min(max(whole, step), LONGEST_MINUTES)


@dataclass(frozen=True, slots=True)
class WeekDraft:
    """The visits by cell, and by whom else a call is covered; `week` and `covered` give them as the fewest lines."""

    cells: Mapping[Cell, tuple[Slot, ...]]
    others: Mapping[Cell, str] = field(default_factory=dict)

    @classmethod
    def of(cls, week: Iterable[PlannedVisit], covered: Iterable[CoveredCall] = ()) -> Self:
        """A draft that begins with this week."""
        cells: dict[Cell, tuple[Slot, ...]] = {}
        for slot in slots(week).elements():
            key = (slot.call, slot.day)
            cells[key] = (*cells.get(key, ()), slot)
        return cls(cells, by_cell(covered))

    @property
    def week(self) -> tuple[PlannedVisit, ...]:
        """As a plan stores it."""
        return lines(Counter(slot for cell in self.cells.values() for slot in cell))

    @property
    def covered(self) -> tuple[CoveredCall, ...]:
        """The calls that others cover, as a plan stores them."""
        return covered_lines(self.others)

    def at(self, cells: Iterable[Cell]) -> tuple[Slot, ...]:
        """The visits of these cells."""
        return tuple(slot for cell in cells for slot in self.cells.get(cell, ()))

    def with_minutes(self, cells: Sequence[Cell], minutes: int) -> Self:
        """These visits last so long; where there was none, there is one now."""
        empty = tuple(cell for cell in cells if cell not in self.cells)
        changed = self._changed(cells, lambda slot: replace(slot, minutes=minutes))
        return changed.with_another(empty, minutes)

    def rounded(self, cells: Iterable[Cell], step: int) -> Self:
        """The minutes of these visits in the nearest whole step, one step at least; half a step goes up."""
        return self._changed(
            cells, lambda slot: replace(slot, minutes=max((slot.minutes + step // 2) // step, 1) * step)
        )

    def stepped(self, cells: Iterable[Cell], step: int, *, up: bool) -> Self:
        """Each of these visits goes to its own next whole step, however long the others are."""
        return self._changed(cells, lambda slot: replace(slot, minutes=stepped(slot.minutes, step, up=up)))

    def with_workers(self, cells: Iterable[Cell], workers: int) -> Self:
        """So many workers come to these visits."""
        return self._changed(cells, lambda slot: replace(slot, workers=workers))

    def with_time(self, cells: Iterable[Cell], at: time | None) -> Self:
        """These visits are at a time of their own, or none."""
        return self._changed(cells, lambda slot: replace(slot, at=at))

    def with_weeks(self, cells: Iterable[Cell], weeks: int) -> Self:
        """These visits are due every week (0), or in week A (1) or week B (2) alone."""
        return self._changed(cells, lambda slot: replace(slot, weeks=weeks))

    def with_weeks_swapped(self) -> Self:
        """Week A and week B changed over, in the whole week."""
        over = {EVERY_WEEK: EVERY_WEEK, WEEK_A: WEEK_B, WEEK_B: WEEK_A}
        return self._changed(self.cells, lambda slot: replace(slot, weeks=over[slot.weeks]))

    @property
    def takes_turns(self) -> bool:
        """Whether some visit is due only every second week."""
        return any(slot.weeks for cell in self.cells.values() for slot in cell)

    def with_tasks(self, cells: Iterable[Cell], tasks: str) -> Self:
        """What is done at these visits."""
        return self._changed(cells, lambda slot: replace(slot, tasks=tasks))

    def with_another(self, cells: Iterable[Cell], minutes: int = USUAL_MINUTES) -> Self:
        """One more visit in each of these cells; in the other week, where those there are all of one."""
        drafted = dict(self.cells)
        other = {frozenset({WEEK_A}): WEEK_B, frozenset({WEEK_B}): WEEK_A}
        for call, day in cells:
            there = frozenset(slot.weeks for slot in self.at([(call, day)]))
            new = Slot(day, call, None, minutes, 1, "", other.get(there, EVERY_WEEK))
            drafted[call, day] = (*drafted.get((call, day), ()), new)
        return replace(self, cells=drafted)

    def covered_by(self, cells: Iterable[Cell]) -> tuple[str, ...]:
        """Who else covers these cells, of each in their order; "" where nobody does."""
        return tuple(self.others.get(cell, "") for cell in cells)

    def with_covered(self, cells: Iterable[Cell], by: str) -> Self:
        """These calls are covered by somebody else; nobody covers them where `by` is empty."""
        others = {cell: who for cell, who in self.others.items() if cell not in set(cells)}
        return replace(self, others=others | (dict.fromkeys(cells, by) if by else {}))

    def without(self, cells: Iterable[Cell]) -> Self:
        """These cells are empty."""
        gone = set(cells)
        kept = {cell: found for cell, found in self.cells.items() if cell not in gone}
        return type(self)(kept, {cell: who for cell, who in self.others.items() if cell not in gone})

    def copied(self, calls: Iterable[Call], day: int, to: Iterable[int]) -> Self:
        """These days have at these calls what this day has there, nothing where it has nothing."""
        drafted, others = dict(self.cells), dict(self.others)
        for call, other in product(calls, to):
            found = tuple(replace(slot, day=other) for slot in self.cells.get((call, day), ()))
            drafted.pop((call, other), None)
            others.pop((call, other), None)
            if found:
                drafted[call, other] = found
            if (call, day) in self.others:
                others[call, other] = self.others[call, day]
        return type(self)(drafted, others)

    def kept(self) -> str:
        """As text, for the desk's drafts: a line of three is a call that somebody else covers, a longer one a visit."""
        visits = [
            [slot.day, slot.call.value, slot.minutes, slot.workers, str(slot.at or ""), slot.tasks, slot.weeks]
            for cell in self.cells.values()
            for slot in cell
        ]
        others = [[day, call.value, by] for (call, day), by in self.others.items()]
        return json.dumps([*sorted(visits), *sorted(others)])  # the same week is the same text, however it came about

    @classmethod
    def restored(cls, text: str) -> Self:
        """The draft that was kept as this text."""
        told = json.loads(text)
        visits = (
            PlannedVisit(
                frozenset({day}), Call(call), minutes, workers, time.fromisoformat(at) if at else None, tasks, *weeks
            )
            for day, call, minutes, workers, at, tasks, *weeks in (each for each in told if len(each) > _COVERED)
        )
        others = (each for each in told if len(each) == _COVERED)
        return cls.of(visits, tuple(CoveredCall(frozenset({day}), Call(call), by) for day, call, by in others))

    def _changed(self, cells: Iterable[Cell], change: Callable[[Slot], Slot]) -> Self:
        drafted = dict(self.cells)
        for cell in cells:
            if cell in drafted:
                drafted[cell] = tuple(change(slot) for slot in drafted[cell])
        return replace(self, cells=drafted)
