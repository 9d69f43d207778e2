"""What a week of planned visits adds up to, how it reads in words, and how it is split.

A *slot* is one visit of one day: the same call on the same weekday may have several, and two single ones are not a
double-up. Where calls take turns in two weeks, a week is the heavier of them: what is promised has to fit in it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import time

from models.rules.decision import Lack
from models.rules.plans.two_weeks import heavier_week, of_week
from models.rules.sentences import hours_of
from models.rules.who import DSO, REFERRER
from models.values import DAYS, Call, PlannedVisit, days_text
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, weeks_text

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
class WeekSums:
    """One of two weeks that take turns, in numbers."""

    weeks: int
    visits: int
    contact_minutes: int
    worker_minutes: int


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """A week in numbers: visits, minutes with the person, minutes of workers, and visits by two workers.

    Where calls take turns it is the heavier week, and `in_turn` has week A and week B; else that is empty.
    """

    visits: int
    contact_minutes: int
    worker_minutes: int
    double_ups: int
    by_call: tuple[CallTotals, ...]
    has_double_up: bool = False
    heavier_week: int = EVERY_WEEK
    in_turn: tuple[WeekSums, ...] = ()

    @property
    def sentence(self) -> str:
        """The numbers in words, as under a week grid; both weeks where they differ."""
        doubles = f", {self.double_ups} by two workers" if self.double_ups else ""
        visits = "1 visit" if self.visits == 1 else f"{self.visits} visits"
        heavier = "" if self.lighter_minutes == self.worker_minutes else "the heavier week, "
        which = f" in {heavier}{weeks_text(self.heavier_week)}" if self.in_turn else " a week"
        said = (
            f"{visits}{which}{doubles}: {hours_of(self.contact_minutes, 'contact')}, "
            f"{hours_of(self.worker_minutes, 'worker')}"
        )
        return "; ".join((said, *(_other_week(each) for each in self.in_turn if each.weeks != self.heavier_week)))

    @property
    def lighter_minutes(self) -> int | None:
        """The worker minutes of the lighter week; none where every week is the same."""
        return self._lighter("worker_minutes")

    @property
    def lighter_contact_minutes(self) -> int | None:
        """The minutes with the person of that week, which may be more than the heavier one's."""
        return self._lighter("contact_minutes")

    def by_turns(self, of: str, written: Callable[[int], str]) -> str:
        """One of these numbers, of week A and of week B where they differ: "12.5 / 10"."""
        return " / ".join(dict.fromkeys(written(getattr(each, of)) for each in self.in_turn or (self,)))

    def _lighter(self, of: str) -> int | None:
        return next((getattr(each, of) for each in self.in_turn if each.weeks != self.heavier_week), None)

    @property
    def minutes_of_two(self) -> tuple[int, int]:
        """Contact minutes and worker minutes of two weeks in a row."""
        if not self.in_turn:
            return 2 * self.contact_minutes, 2 * self.worker_minutes
        return sum(each.contact_minutes for each in self.in_turn), sum(each.worker_minutes for each in self.in_turn)


def _other_week(sums: WeekSums) -> str:
    visits = "no visit" if not sums.visits else "1 visit" if sums.visits == 1 else f"{sums.visits} visits"
    hours = f"{hours_of(sums.contact_minutes, 'contact')}, {hours_of(sums.worker_minutes, 'worker')}"
    return f"{visits} in {weeks_text(sums.weeks)}: {hours}"


def contact_minutes(visit: PlannedVisit) -> int:
    """Minutes a week with the person, however many workers come. Source: good practice (PSP-1)."""
    return len(visit.days) * visit.minutes


def worker_minutes(visit: PlannedVisit) -> int:
    """Minutes a week of all workers: a double-up counts both. Source: good practice (PSP-1)."""
    return contact_minutes(visit) * visit.workers


def totals(visits: Iterable[PlannedVisit]) -> PlanTotals:
    """What a week adds up to, and the same by call; the heavier week where calls take turns. (PSP-1, REF-15).

    Source: good practice.
    """
    lines = tuple(visits)
    heavier = heavier_week(lines)
    week = of_week(lines, heavier) if heavier else lines
    by_call = tuple(
        CallTotals(call, _visits(at), _contact(at), _worker(at))
        for call in _CALLS
        if (at := tuple(each for each in week if each.call is call))
    )
    doubles = _visits(each for each in week if each.workers == _BOTH)
    in_turn = tuple(_sums(of_week(lines, which), which) for which in TURNS) if heavier else ()
    has_double_up = any(each.workers == _BOTH for each in lines)
    return PlanTotals(_visits(week), _contact(week), _worker(week), doubles, by_call, has_double_up, heavier, in_turn)


def _sums(week: tuple[PlannedVisit, ...], which: int) -> WeekSums:
    return WeekSums(which, _visits(week), _contact(week), _worker(week))


def _visits(visits: Iterable[PlannedVisit]) -> int:
    return sum(len(each.days) for each in visits)


def _contact(visits: Iterable[PlannedVisit]) -> int:
    return sum(contact_minutes(each) for each in visits)


def _worker(visits: Iterable[PlannedVisit]) -> int:
    return sum(worker_minutes(each) for each in visits)


def calls_in_words(visits: Iterable[PlannedVisit]) -> str:
    """A week in one line, as the tracker has it: "Mon–Sun: morning 45 ×2, tea 30; Thu (week A): lunch 30".

    Days with the same visits stand together, those of every week first. Source: good practice (PSP-1).
    """
    on_days: defaultdict[tuple[int, frozenset[int]], list[PlannedVisit]] = defaultdict(list)
    for visit in sorted(visits, key=_in_day):
        on_days[visit.weeks, visit.days].append(visit)
    most_days_first = sorted(on_days, key=lambda place: (place[0], -len(place[1]), sorted(place[1])))
    return "; ".join(f"{_week_text(*place)}: {', '.join(map(str, on_days[place]))}" for place in most_days_first)


def _week_text(weeks: int, days: frozenset[int]) -> str:
    text = f"{DAYS[0]}–{DAYS[-1]}" if days == _EVERY_DAY else days_text(days)
    return f"{text} ({weeks_text(weeks)})" if weeks else text


def _in_day(visit: PlannedVisit) -> tuple[int, time, int, int, str, int]:
    return _CALLS.index(visit.call), visit.at or time.min, visit.minutes, visit.workers, visit.tasks, visit.weeks


@dataclass(frozen=True, slots=True)
class Slot:
    """One visit of one day of the week."""

    day: int
    call: Call
    at: time | None
    minutes: int
    workers: int
    tasks: str
    weeks: int = EVERY_WEEK


def slots(visits: Iterable[PlannedVisit]) -> Counter[Slot]:
    """The week visit by visit, each with how often it is planned."""
    return Counter(
        Slot(day, each.call, each.at, each.minutes, each.workers, each.tasks, each.weeks)
        for each in visits
        for day in each.days
    )


def lines(week: Counter[Slot]) -> tuple[PlannedVisit, ...]:
    """The fewest lines of a plan that mean these visits, in the order of the day."""
    rest, found = Counter(week), []
    while rest := +rest:
        days: defaultdict[tuple[Call, int, int, time | None, str, int], set[int]] = defaultdict(set)
        for slot in rest:
            days[slot.call, slot.minutes, slot.workers, slot.at, slot.tasks, slot.weeks].add(slot.day)
        found += [PlannedVisit(frozenset(on), *line) for line, on in days.items()]
        rest -= Counter(set(rest))
    return tuple(sorted(found, key=lambda each: (*_in_day(each), sorted(each.days))))


def taking_turns(week_a: Counter[Slot], week_b: Counter[Slot]) -> Counter[Slot]:
    """The visits of week A and of week B as those of both: what is in either alone takes turns."""
    both = week_a & week_b
    turns = zip((week_a - both, week_b - both), TURNS, strict=True)
    return both + Counter({replace(slot, weeks=which): n for week, which in turns for slot, n in week.items()})


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
