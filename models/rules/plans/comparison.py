"""What changed between two versions of a plan, visit by visit, in sentences that people can check."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import time
from enum import Enum

from models.rules.plans.covered import Covered, by_cell
from models.rules.plans.totals import Slot, slots
from models.values import Call, PlannedVisit, days_text
from models.vocabulary.two_weeks import EVERY_WEEK, weeks_text

_CALLS = tuple(Call)
_NOBODY: tuple[Covered, Covered] = ((), ())
_Key = tuple[Call, time | None]
_Change = tuple["VisitChangeKind", str, int]


class VisitChangeKind(Enum):
    """What happened to a visit."""

    ADDED = "added"
    STOPPED = "stopped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class VisitChange:
    """One change, with all the days on which it is the same; `what` without the call and the days.

    `weeks` is 1 or 2 where it is of that week alone, before and after.
    """

    call: Call
    at: time | None
    days: frozenset[int]
    kind: VisitChangeKind
    what: str
    weeks: int = EVERY_WEEK

    @property
    def sentence(self) -> str:
        """For instance "Morning, Mon–Fri: 45 → 30 minutes, 2 workers → 1"."""
        call = f"{self.call.label} at {self.at:%H:%M}" if self.at else self.call.label
        turn = f" ({weeks_text(self.weeks)})" if self.weeks else ""
        return f"{call}, {days_text(self.days)}{turn}: {self.what}"


def compare(
    old: tuple[PlannedVisit, ...], new: tuple[PlannedVisit, ...], covered: tuple[Covered, Covered] = _NOBODY
) -> tuple[VisitChange, ...]:
    """All that changed, in the order of the day; the same visits in other lines are no change.

    `covered` are the calls that others cover, of the one week and of the other.

    Visits of one day and call are paired where they are alike, then with one of the same week of two, then in their
    order; a visit at a time of its own is paired with the visit at that time. Source: good practice (PSP-2).
    """
    before, after = slots(old), slots(new)
    gone, come = _by_place(before - after), _by_place(after - before)
    days: defaultdict[tuple[_Key, _Change, int], set[int]] = defaultdict(set)
    for day, key in {*gone, *come}:
        for change, times in Counter(_pair(gone[day, key], come[day, key])).items():
            for nth in range(times):
                days[key, change, nth].add(day)
    found = [VisitChange(*key, frozenset(on), kind, what, weeks) for (key, (kind, what, weeks), _), on in days.items()]
    found += _covered_else(*covered)
    return tuple(
        sorted(found, key=lambda each: (_in_day((each.call, each.at)), sorted(each.days), each.weeks, each.what))
    )


def _covered_else(old: Covered, new: Covered) -> list[VisitChange]:
    """Where another covers a call than before, or nobody; days alike together."""
    before, now = by_cell(old), by_cell(new)
    days: defaultdict[tuple[Call, str, str], set[int]] = defaultdict(set)
    for call, day in before.keys() | now.keys():
        was, stands = before.get((call, day), ""), now.get((call, day), "")
        if was != stands:
            days[call, was, stands].add(day)
    return [
        VisitChange(call, None, frozenset(on), *_who_covers(was, stands)) for (call, was, stands), on in days.items()
    ]


def _who_covers(was: str, stands: str) -> tuple[VisitChangeKind, str]:
    if not was:
        return VisitChangeKind.ADDED, f"covered by {stands}"
    if not stands:
        return VisitChangeKind.STOPPED, f"no longer covered by {was}"
    return VisitChangeKind.CHANGED, f"covered by {was} → {stands}"


def _by_place(week: Counter[Slot]) -> defaultdict[tuple[int, _Key], list[Slot]]:
    places: defaultdict[tuple[int, _Key], list[Slot]] = defaultdict(list)
    for slot in sorted(week.elements(), key=lambda each: (each.minutes, each.workers, each.tasks, each.weeks)):
        places[slot.day, (slot.call, slot.at)].append(slot)
    return places


def _pair(gone: list[Slot], come: list[Slot]) -> list[_Change]:
    pairs, old, new = [], list(gone), []
    for slot in come:
        same_week = next((each for each in old if each.weeks == slot.weeks), None)
        if same_week is None:
            new.append(slot)
        else:
            old.remove(same_week)
            pairs.append((same_week, slot))
    both = min(len(old), len(new))
    pairs += zip(old, new, strict=False)
    changed = [(VisitChangeKind.CHANGED, _difference(*pair), _week_of_both(*pair)) for pair in pairs]
    stopped = [(VisitChangeKind.STOPPED, f"stopped ({_what(slot)})", EVERY_WEEK) for slot in old[both:]]
    added = [(VisitChangeKind.ADDED, f"added ({_what(slot)})", EVERY_WEEK) for slot in new[both:]]
    return changed + stopped + added


def _week_of_both(old: Slot, new: Slot) -> int:
    return old.weeks if old.weeks == new.weeks else EVERY_WEEK


def _difference(old: Slot, new: Slot) -> str:
    parts = []
    if old.minutes != new.minutes:
        parts.append(f"{old.minutes} → {new.minutes} minutes")
    if old.workers != new.workers:
        parts.append(f"{_workers(old.workers)} → {new.workers}")
    if old.weeks != new.weeks:
        parts.append(f"{_when(old.weeks)} → {_when(new.weeks)}")
    if old.tasks != new.tasks:
        parts.append(f"tasks “{old.tasks}” → “{new.tasks}”")
    return ", ".join(parts)


def _what(slot: Slot) -> str:
    when = f", {_when(slot.weeks)}" if slot.weeks else ""
    return f"{slot.minutes} minutes, {_workers(slot.workers)}{when}"


def _when(weeks: int) -> str:
    return f"every second week ({weeks_text(weeks)})" if weeks else "every week"


def _workers(number: int) -> str:
    return "1 worker" if number == 1 else f"{number} workers"


def _in_day(key: _Key) -> tuple[int, time]:
    return _CALLS.index(key[0]), key[1] or time.min
