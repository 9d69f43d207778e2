"""The sum of the first charged weeks, and of as many whole ones: what a bill of some weeks comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.policy import PolicySettings
from models.rules.agreement.periods import Period, period_of
from models.rules.agreement.weekly_cost import Cost
from models.values import DAYS, Money

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BillPart:
    """Days of one charged week that cost by one plan and rate; a whole week has its own days' sum."""

    from_day: date
    until: date
    is_whole: bool
    cost: Cost


@dataclass(frozen=True, slots=True)
class Bill:
    """The charged days of the first weeks, part by part; the total is the sum of the parts."""

    from_day: date
    until: date
    parts: tuple[BillPart, ...]

    @property
    def total(self) -> Money:
        """What its parts add up to."""
        return Money.pence(sum(each.cost.total.in_pence for each in self.parts))


def first_bill(periods: Sequence[Period], policy: PolicySettings) -> Bill | None:
    """The first weeks of charge, as many as a bill has, the week of the first charged day counted as the first.

    A week that isn't whole costs the visits planned on its charged days or, by the setting, nothing. None while a rate
    is missing. Source: `standards.md`, *Money and law* (FUND-7).
    """
    if not periods or any(each.rate is None for each in periods):
        return None
    first = periods[0].from_day
    begins = first - ((first.weekday() - (policy.charged_week_begins - 1)) % len(DAYS)) * _DAY
    last = min(begins + policy.bill_weeks * len(DAYS) * _DAY - _DAY, periods[-1].until or date.max)
    weeks = range((last - begins).days // len(DAYS) + 1)
    parts = tuple(
        part for week in weeks for part in _parts(periods, begins + week * len(DAYS) * _DAY, first, last, policy)
    )
    return Bill(first, last, parts)


def four_weeks(period: Period, policy: PolicySettings) -> Money | None:
    """What as many whole weeks cost as a bill has, each by its own calls. Source: good practice (FUND-7)."""
    costs = period.costs
    weeks = (costs[number % len(costs)].total.in_pence for number in range(policy.bill_weeks))
    return Money.pence(sum(weeks)) if costs else None


def _parts(
    periods: Sequence[Period], week: date, first: date, last: date, policy: PolicySettings
) -> tuple[BillPart, ...]:
    begins, ends = max(week, first), min(week + (len(DAYS) - 1) * _DAY, last)
    is_part = (ends - begins).days + 1 < len(DAYS)
    if is_part and not policy.part_weeks_by_day:
        return ()
    found: list[BillPart] = []
    day = begins
    while day <= ends and (period := period_of(periods, day)) is not None:
        until = min(ends, period.until or ends)
        cost = period.cost_of(day, until)
        if cost is not None:
            found.append(BillPart(day, until, (until - day).days + 1 == len(DAYS), cost))
        day = until + _DAY
    return tuple(found)
