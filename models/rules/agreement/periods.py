"""What is charged from the first charged day on: the plan and the rate in force on each day, folded into periods.

A period costs the same in every week of it. Nothing here asks for the day on which a paper is printed. A request to
reduce or stop counts from the next whole day, whether or not the plan has been changed yet.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from models.rules.agreement.charging import Liability, charged_from
from models.rules.agreement.weekly_cost import Cost, RateFacts, cost_of_days, dearer, rate_on, weekly_cost, weekly_costs
from models.rules.clocks import in_utc
from models.rules.decision import Lack
from models.rules.plans.in_force import plan_of_day
from models.rules.plans.totals import Slot, lines, slots, taking_turns
from models.rules.plans.two_weeks import alternates, of_week
from models.rules.sentences import day_text
from models.rules.who import EDITORS
from models.values import DAYS, Money, PlannedVisit, london_day
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, week_of_two

_DAY, _WEEK = timedelta(days=1), timedelta(days=len(DAYS))
_EQUAL = (Money.pence(100), Money.pence(200))  # where no rate is known yet: two workers count twice
Week = tuple[PlannedVisit, ...]


@dataclass(frozen=True, slots=True)
class PlanFrom:
    """A version of the plan by the day from which it is in force, its number, and its week (PSP-2)."""

    from_day: date
    number: int
    week: Week


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A request to reduce, or to stop where `week` is empty: the charged days on which it stands (FUND-8)."""

    from_day: date
    until: date | None
    week: Week


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFacts:
    """What decides about the cost of each day; `until` is the last charged day, none while support goes on.

    `week_begins` is the weekday with which a charged week begins, Monday 0.
    """

    charged_from: date
    until: date | None = None
    plans: tuple[PlanFrom, ...]
    rates: tuple[RateFacts, ...]
    asked: tuple[AskedFor, ...] = ()
    week_begins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days on which the same week at the same rate is charged; `until` is none while no change of it is known.

    `week` is what is charged, the plan's or, with `is_asked`, what was asked for. Without a rate it has no cost. Where
    calls take turns, so do two charged weeks.
    """

    from_day: date
    until: date | None
    week: Week
    rate: RateFacts | None
    is_asked: bool = False
    agreed: bool | None = None  # none where nothing has been signed yet (FUND-7)
    week_begins: int = 0

    @property
    def first_weeks(self) -> tuple[date, ...]:
        """The days with which the charged weeks begin that stand for it, as `charged_weeks` has them."""
        return charged_weeks(self.from_day, self.until, self.week_begins)

    @property
    def costs(self) -> tuple[Cost, ...]:
        """What a whole week of it costs; where calls take turns, that of each of `first_weeks`."""
        if self.rate is None or not alternates(self.week):
            return weekly_costs(self.week, self.rate) if self.rate is not None else ()
        return tuple(cost_of_days(self.week, self.rate, day, day + _WEEK - _DAY) for day in self.first_weeks)

    @property
    def cost(self) -> Cost | None:
        """What a whole week of it costs, line by line; the dearer one's where two take turns."""
        costs = self.costs
        return dearer(costs) if costs else None

    @property
    def lighter(self) -> Money | None:
        """What the cheaper week costs where two take turns; none where each costs the same."""
        sums = {each.total.in_pence for each in self.costs}
        return Money.pence(min(sums)) if len(sums) > 1 else None

    @property
    def dearer_week(self) -> int:
        """In which week of two the dearer charged week begins (1 or 2); 0 where each costs the same."""
        if self.lighter is None:
            return EVERY_WEEK
        return week_of_two(self.first_weeks[self.costs.index(dearer(self.costs))])

    def cost_of(self, first: date, last: date) -> Cost | None:
        """What some of its days cost, in one week."""
        return cost_of_days(self.week, self.rate, first, last) if self.rate is not None else None

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_day <= day and (self.until is None or day <= self.until)


def charged_weeks(first: date, until: date | None, week_begins: int) -> tuple[date, ...]:
    """With which days the charged weeks begin that stand for some days, at most one of each of two that take turns.

    The first two that begin within them; of fewer days than these take, each week in which one of them lies. None is
    named that begins after the last of them. Source: good practice (FUND-7).
    """
    begins = first + ((week_begins - first.weekday()) % len(DAYS)) * _DAY
    if until is None or begins + _WEEK <= until:
        return begins, begins + _WEEK
    return tuple(day for day in (begins - _WEEK, begins) if day + _WEEK > first and day <= until)


def cost_periods(facts: CostFacts) -> tuple[Period, ...]:
    """The charged days as periods of one cost a week, without a gap, the first beginning on the first charged day.

    Plan and rate are those in force on each day (PSP-2). Source: OPG 5.3, 5.6 (FUND-7); `standards.md` (FUND-8).
    """
    if facts.until is not None and facts.until < facts.charged_from:
        return ()
    days = _days_of_change(facts)
    ends = (*(each - _DAY for each in days[1:]), facts.until)
    found: list[Period] = []
    for day, until in zip(days, ends, strict=True):
        each = _period(facts, day, until)
        if found and _same(found[-1], each):
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(each)
    return tuple(found)


def last_charged_day(ended_at: datetime | None) -> date | None:
    """The last whole day before the end; a day is never charged in part. Source: OPG 5.6 (FUND-3)."""
    return None if ended_at is None else london_day(ended_at) - _DAY


def from_next_day(moment: datetime) -> date:
    """The first whole day after a request was made. Source: `standards.md`, *Money and law* (FUND-8)."""
    return london_day(moment) + _DAY


def period_of(periods: Iterable[Period], day: date) -> Period | None:
    """The period in which a day lies."""
    return next((each for each in periods if each.has(day)), None)


def request_to_answer(plans: Sequence[PlanFrom], asked: Iterable[AskedFor]) -> AskedFor | None:
    """The newest request that stands, while the last plan, in force or to come, still has more than was asked for.

    Source: OPG 5.3; `standards.md`, *Money and law* (PSP-5, FUND-8).
    """
    newest = max((each for each in asked if each.until is None), key=lambda each: each.from_day, default=None)
    last = max(plans, key=lambda each: (each.from_day, each.number), default=None)
    if newest is None or last is None:
        return None
    planned = _without_tasks(last.week)
    return newest if _least(planned, newest.week, None) != planned else None


def price_lacks(periods: Sequence[Period]) -> tuple[Lack, ...]:
    """Each charged day has its rate, or no cost can be told. Source: OPG 5.6 (FUND-4)."""
    if all(each.rate is not None for each in periods):
        return ()
    return (Lack("FUND-4", "There is no rate for that day: enter the rates first.", EDITORS, "rates.enter"),)


def charged_text(decided: Liability, moment: datetime) -> str:
    """The first charged day in a sentence, on screen as on paper; conditional while it rests on what lies ahead.

    Source: OPG 5.5, 5.6 (FUND-2, FUND-3).
    """
    day = charged_from(decided)
    if day is None:
        return ""
    told = f"{DAYS[day.weekday()]} {day_text(day)}"
    if is_conditional(decided, moment):
        return f"Charged from {told}, if no provider has offered by then."
    return f"Charged from {told}, the first whole day on which all of this holds."


def is_conditional(decided: Liability, moment: datetime) -> bool:
    """Whether what decides lies ahead of a moment, so that an offer may still come before it. (FUND-2, FUND-3, FUND-6).

    Source: OPG 5.5, 5.6.
    """
    return decided.since is not None and in_utc(decided.since) > in_utc(moment)


def _days_of_change(facts: CostFacts) -> tuple[date, ...]:
    asked = (day for each in facts.asked for day in (each.from_day, each.until + _DAY if each.until else None))
    known = {*(each.from_day for each in facts.plans), *(each.from_day for each in facts.rates), *asked}
    inside = (
        each
        for each in known
        if each is not None and each > facts.charged_from and (facts.until is None or each <= facts.until)
    )
    return (facts.charged_from, *sorted(inside))


def _period(facts: CostFacts, day: date, until: date | None) -> Period:
    plan, rate = plan_of_day(facts.plans, day), rate_on(facts.rates, day)
    planned = _without_tasks(plan.week) if plan is not None else ()
    asked = _asked_on(facts.asked, day)
    week = _least(planned, asked.week, rate) if asked is not None else planned
    begins = facts.week_begins
    return Period(from_day=day, until=until, week=week, rate=rate, is_asked=week != planned, week_begins=begins)


def _asked_on(asked: Iterable[AskedFor], day: date) -> AskedFor | None:
    """The newest request that stands on a day: who asks again has said what counts from then."""
    standing = (each for each in asked if each.from_day <= day and (each.until is None or day <= each.until))
    return max(standing, key=lambda each: each.from_day, default=None)


def _least(planned: Week, asked: Week, rate: RateFacts | None) -> Week:
    """Of each day of the week what costs less: no day is charged more than it was planned, or asked for."""
    rate = rate or RateFacts(date.min, *_EQUAL)
    if not alternates((*planned, *asked)):
        week = _least_of_days(planned, asked, rate)
        return planned if week == slots(planned) else lines(week)
    weeks = [_least_of_days(of_week(planned, which), of_week(asked, which), rate) for which in TURNS]
    return planned if weeks == [slots(of_week(planned, which)) for which in TURNS] else lines(taking_turns(*weeks))


def _least_of_days(planned: Week, asked: Week, rate: RateFacts) -> Counter[Slot]:
    week: Counter[Slot] = Counter()
    for day in range(len(DAYS)):
        one, other = _on(planned, day), _on(asked, day)
        week += slots(min((other, one), key=partial(_pence, rate)))
    return week


def _pence(rate: RateFacts, visits: Week) -> int:
    return weekly_cost(visits, rate).total.in_pence


def _on(week: Week, day: int) -> Week:
    return tuple(replace(each, days=frozenset({day}), tasks="") for each in week if day in each.days)


def _without_tasks(week: Week) -> Week:
    """What is done at a visit costs nothing by itself, so that a change of tasks begins no period."""
    return tuple(replace(each, tasks="") for each in week)


def _same(one: Period, other: Period) -> bool:
    """Whether two that follow each other are one: the same lines at the same prices."""
    costs = (weekly_costs(each.week, each.rate) if each.rate is not None else () for each in (one, other))
    return one.is_asked is other.is_asked and one.week == other.week and len(set(costs)) == 1
