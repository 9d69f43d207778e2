"""What a week of planned visits adds up to, how it reads in words, and how it is split.

A *slot* is one visit of one day: the same call on the same weekday may have several, and two single ones are not a
double-up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from models.rules.decision import Lack
from models.rules.who import DSO, REFERRER
from models.values import DAYS, Call, PlannedVisit, days_text, hours_text

_EVERY_DAY = frozenset(range(len(DAYS)))
_BOTH = 2
_CALLS = tuple(Call)


@dataclass(frozen=True, slots=True)
class CallTotals:
    """The week at one call."""

    call: Call
    visits: int
    contact_minutes: int
    worker_minutes: int


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """A week in numbers: visits, minutes with the person, minutes of workers, and visits by two workers."""

    visits: int
    contact_minutes: int
    worker_minutes: int
    double_ups: int
    by_call: tuple[CallTotals, ...]

    @property
    def sentence(self) -> str:
        """The numbers in words, as under a week grid."""
        doubles = f", {self.double_ups} by two workers" if self.double_ups else ""
        visits = "1 visit" if self.visits == 1 else f"{self.visits} visits"
        return (
            f"{visits} a week{doubles}: {hours_text(self.contact_minutes)} contact hours, "
            f"{hours_text(self.worker_minutes)} worker hours"
        )


def contact_minutes(visit: PlannedVisit) -> int:
    """Minutes a week with the person, however many workers come. Source: good practice (PSP-1)."""
    return len(visit.days) * visit.minutes


def worker_minutes(visit: PlannedVisit) -> int:
    """Minutes a week of all workers: a double-up counts both. Source: good practice (PSP-1)."""
    return contact_minutes(visit) * visit.workers


def totals(visits: Iterable[PlannedVisit]) -> PlanTotals:
    """What a week adds up to, and the same by call. Source: good practice (PSP-1)."""
    week = tuple(visits)
    by_call = tuple(
        CallTotals(call, sum(len(each.days) for each in at), _contact(at), _worker(at))
        for call in _CALLS
        if (at := tuple(each for each in week if each.call is call))
    )
    doubles = sum(len(each.days) for each in week if each.workers == _BOTH)
    return PlanTotals(sum(len(each.days) for each in week), _contact(week), _worker(week), doubles, by_call)


def _contact(visits: tuple[PlannedVisit, ...]) -> int:
    return sum(contact_minutes(each) for each in visits)


def _worker(visits: tuple[PlannedVisit, ...]) -> int:
    return sum(worker_minutes(each) for each in visits)


def calls_in_words(visits: Iterable[PlannedVisit]) -> str:
    """A week in one line, as the tracker has it: "Mon–Sun: morning 45 ×2, tea 30; Mon, Wed: lunch 30".

    Days with the same visits stand together. Source: good practice (PSP-1).
    """
    on_days: defaultdict[frozenset[int], list[PlannedVisit]] = defaultdict(list)
    for visit in sorted(visits, key=_in_day):
        on_days[visit.days].append(visit)
    most_days_first = sorted(on_days, key=lambda days: (-len(days), sorted(days)))
    return "; ".join(f"{_week_text(days)}: {', '.join(map(str, on_days[days]))}" for days in most_days_first)


def _week_text(days: frozenset[int]) -> str:
    return f"{DAYS[0]}–{DAYS[-1]}" if days == _EVERY_DAY else days_text(days)


def _in_day(visit: PlannedVisit) -> tuple[int, time, int, int, str]:
    return _CALLS.index(visit.call), visit.at or time.min, visit.minutes, visit.workers, visit.tasks


@dataclass(frozen=True, slots=True)
class Slot:
    """One visit of one day of the week."""

    day: int
    call: Call
    at: time | None
    minutes: int
    workers: int
    tasks: str


def slots(visits: Iterable[PlannedVisit]) -> Counter[Slot]:
    """The week visit by visit, each with how often it is planned."""
    return Counter(
        Slot(day, each.call, each.at, each.minutes, each.workers, each.tasks) for each in visits for day in each.days
    )


def lines(week: Counter[Slot]) -> tuple[PlannedVisit, ...]:
    """The fewest lines of a plan that mean these visits, in the order of the day."""
    rest, found = Counter(week), []
    while rest := +rest:
        days: defaultdict[tuple[Call, int, int, time | None, str], set[int]] = defaultdict(set)
        for slot in rest:
            days[slot.call, slot.minutes, slot.workers, slot.at, slot.tasks].add(slot.day)
        found += [PlannedVisit(frozenset(on), *line) for line, on in days.items()]
        rest -= Counter(set(rest))
    return tuple(sorted(found, key=lambda each: (*_in_day(each), sorted(each.days))))


@dataclass(frozen=True, slots=True)
class PartAcceptance:
    """The calls that start or are held now, and those that stay in the queue as a referral of their own."""

    starting: tuple[PlannedVisit, ...]
    remaining: tuple[PlannedVisit, ...]


def split_lacks(asked: Iterable[PlannedVisit], starting: Iterable[PlannedVisit]) -> tuple[Lack, ...]:
    """A part is some of the visits that were asked, not none, not all, and nothing else.

    Source: good practice (REF-17).
    """
    whole, part = slots(asked), slots(starting)
    if not part:
        return (Lack("REF-17", "Choose the visits that start now.", DSO),)
    if part - whole:
        return (Lack("REF-17", "Only visits that were asked for can start: ask for others anew.", REFERRER),)
    if part == whole:
        return (Lack("REF-17", "These are all the visits: accept the whole referral.", DSO),)
    return ()


def split(asked: Iterable[PlannedVisit], starting: Iterable[PlannedVisit]) -> PartAcceptance:
    """Divide what was asked; both parts together are the whole, nothing twice. Source: good practice (REF-17)."""
    whole, part = slots(asked), slots(starting)
    return PartAcceptance(lines(part), lines(whole - part))
