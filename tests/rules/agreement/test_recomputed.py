"""Every sum worked out again, day by day and in fractions, by nothing of the program's own cost code."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from models.policy import PolicySettings
from models.rules.agreement.bill import first_bill, four_weeks
from models.rules.agreement.periods import AskedFor, CostFacts, PlanFrom, cost_periods
from models.rules.agreement.weekly_cost import RateFacts
from models.values import Call, Money, PlannedVisit

DAY = timedelta(days=1)
CLOCKS = (date(2026, 3, 29), date(2026, 10, 25))


def half_up(pence):
    """To the penny, half a penny up, without Decimal."""
    return (2 * pence.numerator + pence.denominator) // (2 * pence.denominator)


def a_week(chance):
    return tuple(
        PlannedVisit(
            frozenset(chance.sample(range(7), chance.randint(1, 7))),
            chance.choice(list(Call)),
            chance.randint(5, 95),
            chance.randint(1, 2),
        )
        for _ in range(chance.randint(1, 5))
    )


def in_force(things, day):
    """The last of the pairs of a day and a thing that has begun."""
    return max((each for each in things if each[0] <= day), key=lambda each: each[0])[1]


def line(visit, times, rate):
    return half_up(Fraction(rate[visit.workers - 1] * visit.minutes * times, 60))


def a_case(seed):
    chance = random.Random(seed)  # noqa: S311  a case that can be made again
    middle = chance.choice(CLOCKS) + chance.randint(-9, 9) * DAY
    first = middle - chance.randint(0, 12) * DAY
    plans = [(first - 5 * DAY, a_week(chance))]
    plans += [(first + chance.randint(1, 30) * DAY, a_week(chance)) for _ in range(chance.randint(0, 3))]
    rates = [(first - 40 * DAY, (2480, 4960)), (middle, (chance.randint(2000, 3000), chance.randint(4000, 6000)))]
    until = first + chance.randint(0, 60) * DAY if chance.random() < 0.4 else None
    return first, until, plans, rates


def found_for(seed):
    first, until, plans, rates = a_case(seed)
    facts = CostFacts(
        charged_from=first,
        until=until,
        plans=tuple(PlanFrom(day, number, week) for number, (day, week) in enumerate(plans)),
        rates=tuple(RateFacts(day, *map(Money.pence, prices)) for day, prices in rates),
    )
    return cost_periods(facts)


@pytest.mark.rule("FUND-4", "FUND-7")
@pytest.mark.parametrize("seed", range(150))
def test_each_day_lies_in_one_period_with_the_week_and_the_price_of_that_day(seed):
    first, until, plans, rates = a_case(seed)
    last_of_day = dict(plans)  # of two of one day the newer
    periods = found_for(seed)
    for number in range(-3, 80):
        day = first + number * DAY
        lying = [each for each in periods if each.from_day <= day and (each.until is None or day <= each.until)]
        if number < 0 or (until is not None and day > until):
            assert lying == []
            continue
        (period,) = lying
        week, price = in_force(last_of_day.items(), day), in_force(rates, day)
        expected = [line(each, len(each.days), price) for each in week]
        assert [each.cost.in_pence for each in period.cost.lines] == expected
        assert period.cost.total.in_pence == sum(expected)


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize("by_day", [True, False])
@pytest.mark.parametrize("begins", [1, 4, 7])
@pytest.mark.parametrize("seed", range(25))
def test_the_first_bill_is_the_sum_of_its_days(seed, begins, by_day, policy: PolicySettings):
    told = replace(policy, charged_week_begins=begins, part_weeks_by_day=by_day)
    first, until, plans, rates = a_case(seed)
    periods = found_for(seed)
    bill = first_bill(periods, told)
    week = first
    while week.isoweekday() != begins:
        week -= DAY
    last = min(week + 27 * DAY, until or date.max)
    total, versions = 0, dict(plans)
    while week <= last:
        days = [week + number * DAY for number in range(7) if first <= week + number * DAY <= last]
        runs = {}
        for day in days if by_day or len(days) == 7 else ():
            start = max(each.from_day for each in periods if each.from_day <= day)
            runs.setdefault(start, []).append(day)
        for run in runs.values():
            price, visits = in_force(rates, run[0]), in_force(versions.items(), run[0])
            total += sum(line(each, sum(day.weekday() in each.days for day in run), price) for each in visits)
        week += 7 * DAY
    assert bill.total.in_pence == total
    assert (bill.from_day, bill.until) == (first, last)


@pytest.mark.rule("FUND-7")
def test_four_whole_weeks_are_four_times_the_week(policy: PolicySettings):
    for seed in range(20):
        for period in found_for(seed):
            assert four_weeks(period, policy).in_pence == 4 * period.cost.total.in_pence


@pytest.mark.rule("FUND-8")
@pytest.mark.parametrize("seed", range(60))
def test_on_no_day_is_more_charged_than_was_planned_or_asked_for(seed):
    chance = random.Random(seed)  # noqa: S311  a case that can be made again
    first, planned, asked = CLOCKS[seed % 2], a_week(chance), a_week(chance)
    rate = RateFacts(first - DAY, Money.pence(2480), Money.pence(4960))
    (period,) = cost_periods(
        CostFacts(
            charged_from=first,
            plans=(PlanFrom(first, 1, planned),),
            rates=(rate,),
            asked=(AskedFor(first, None, asked),),
        )
    )
    for number in range(7):
        day = first + number * DAY
        cost = period.cost_of(day, day).total.in_pence
        for week in (planned, asked):
            assert cost <= sum(line(each, 1, (2480, 4960)) for each in week if day.weekday() in each.days)
