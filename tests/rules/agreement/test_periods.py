"""The charged days as periods: plan and rate of each day, changes inside a week, requests for less, the end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.agreement.periods import (
    AskedFor,
    CostFacts,
    PlanFrom,
    cost_periods,
    from_next_day,
    last_charged_day,
    price_lacks,
)
from models.rules.agreement.weekly_cost import RateFacts
from models.values import Call, Money, PlannedVisit

EVERY_DAY = frozenset(range(7))
OLD = RateFacts(date(2026, 4, 1), Money.pence(2480), Money.pence(4960))
NEW = RateFacts(date(2027, 4, 1), Money.pence(2560), Money.pence(5120))
MORNING = PlannedVisit(EVERY_DAY, Call.MORNING, 30)
BED = PlannedVisit(EVERY_DAY, Call.BED, 30)
PAIR = PlannedVisit(frozenset({0, 3}), Call.BED, 45, workers=2)
BEGAN = date(2026, 11, 17)


def facts(*plans, rates=(OLD, NEW), asked=(), until=None, began=BEGAN):
    return CostFacts(
        charged_from=began,
        until=until,
        plans=tuple(PlanFrom(day, number, week) for number, (day, week) in enumerate(plans, start=1)),
        rates=rates,
        asked=asked,
    )


def told(periods):
    return [(each.from_day, each.until, str(each.cost.total) if each.cost else None) for each in periods]


@pytest.mark.rule("FUND-7")
def test_a_rate_to_come_ends_a_period_on_the_day_before():
    assert told(cost_periods(facts((date(2026, 11, 1), (MORNING,))))) == [
        (BEGAN, date(2027, 3, 31), "£86.80"),
        (date(2027, 4, 1), None, "£89.60"),
    ]


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize(
    ("changes", "rate_from"),
    [
        (date(2026, 3, 29), date(2026, 4, 1)),
        (date(2026, 10, 25), date(2026, 10, 25)),
        (date(2026, 10, 26), date(2026, 10, 28)),
        (date(2026, 3, 31), date(2026, 3, 30)),
    ],
    ids=["clocks go forward", "both on the day when clocks go back", "in the week after", "rate before plan"],
)
def test_plan_and_rate_change_on_their_own_days_inside_a_week(changes, rate_from):
    first = changes - timedelta(days=20)
    before, after = RateFacts(date(2025, 4, 1), *_prices(2480)), RateFacts(rate_from, *_prices(2560))
    periods = cost_periods(facts((first, (MORNING,)), (changes, (MORNING, BED)), rates=(before, after), began=first))
    days = [first + timedelta(days=number) for number in range(40)]
    for day in days:
        week = (MORNING, BED) if day >= changes else (MORNING,)
        (found,) = [each for each in periods if each.has(day)]
        assert (found.week, found.rate) == (week, after if day >= rate_from else before), day
    assert periods[-1].until is None


def _prices(pence):
    return Money.pence(pence), Money.pence(2 * pence)


@pytest.mark.rule("FUND-7")
def test_a_change_that_costs_the_same_begins_no_period():
    tasks = PlannedVisit(EVERY_DAY, Call.MORNING, 30, tasks="wash, dress")
    periods = cost_periods(facts((date(2026, 11, 1), (MORNING,)), (date(2026, 12, 1), (tasks,)), rates=(OLD,)))
    assert told(periods) == [(BEGAN, None, "£86.80")]


@pytest.mark.rule("FUND-7")
def test_of_two_versions_of_one_day_the_newer_counts_and_days_before_the_first_charged_one_dont():
    periods = cost_periods(
        facts((date(2026, 11, 1), (MORNING,)), (BEGAN, (PAIR,)), (BEGAN, (MORNING, BED)), rates=(OLD,))
    )
    assert told(periods) == [(BEGAN, None, "£173.60")]


@pytest.mark.rule("FUND-7")
def test_support_that_has_ended_is_charged_up_to_the_last_whole_day():
    ended = datetime(2026, 12, 1, 14, tzinfo=UTC)
    until = last_charged_day(ended)
    assert until == date(2026, 11, 30)
    assert told(cost_periods(facts((BEGAN, (MORNING,)), until=until))) == [(BEGAN, until, "£86.80")]
    assert last_charged_day(datetime(2026, 12, 1, tzinfo=UTC)) == date(2026, 11, 30)
    assert cost_periods(facts((BEGAN, (MORNING,)), until=BEGAN - timedelta(days=1))) == ()


@pytest.mark.rule("FUND-4", "FUND-7")
def test_a_charged_day_without_a_rate_is_named():
    periods = cost_periods(facts((BEGAN, (MORNING,)), rates=(NEW,)))
    assert told(periods) == [(BEGAN, date(2027, 3, 31), None), (date(2027, 4, 1), None, "£89.60")]
    assert [each.sentence for each in price_lacks(periods)] == ["There is no rate for that day: enter the rates first."]
    assert price_lacks(periods[1:]) == ()


@pytest.mark.rule("FUND-8")
def test_from_the_next_whole_day_no_more_is_charged_than_was_asked_for():
    asked = AskedFor(from_next_day(datetime(2026, 12, 1, 9, tzinfo=UTC)), None, (MORNING,))
    periods = cost_periods(facts((BEGAN, (MORNING, BED)), rates=(OLD,), asked=(asked,)))
    assert told(periods) == [(BEGAN, date(2026, 12, 1), "£173.60"), (date(2026, 12, 2), None, "£86.80")]
    assert [each.is_asked for each in periods] == [False, True]


@pytest.mark.rule("FUND-8")
def test_asking_for_more_than_is_planned_charges_no_more_than_the_plan():
    asked = AskedFor(date(2026, 12, 2), None, (MORNING, BED))
    periods = cost_periods(facts((BEGAN, (MORNING,)), rates=(OLD,), asked=(asked,)))
    assert told(periods) == [(BEGAN, None, "£86.80")]


@pytest.mark.rule("FUND-8")
def test_each_day_of_the_week_costs_what_is_less():
    """Longer visits on fewer days: on the days asked for the plan's shorter ones count, on the others nothing."""
    asked = AskedFor(BEGAN, None, (PlannedVisit(frozenset({0, 1}), Call.MORNING, 60),))
    (period,) = cost_periods(facts((BEGAN, (MORNING,)), rates=(OLD,), asked=(asked,)))
    assert period.week == (PlannedVisit(frozenset({0, 1}), Call.MORNING, 30),)


@pytest.mark.rule("FUND-8")
def test_after_a_stop_nothing_is_charged_until_it_is_withdrawn():
    asked = AskedFor(date(2026, 12, 2), date(2026, 12, 9), ())
    periods = cost_periods(facts((BEGAN, (MORNING,)), rates=(OLD,), asked=(asked,)))
    assert told(periods) == [
        (BEGAN, date(2026, 12, 1), "£86.80"),
        (date(2026, 12, 2), date(2026, 12, 9), "£0.00"),
        (date(2026, 12, 10), None, "£86.80"),
    ]


@pytest.mark.rule("FUND-8")
def test_the_newest_request_counts():
    first = AskedFor(date(2026, 12, 2), None, ())
    second = AskedFor(date(2026, 12, 5), None, (MORNING,))
    periods = cost_periods(facts((BEGAN, (MORNING, BED)), rates=(OLD,), asked=(second, first)))
    assert [total for *_, total in told(periods)] == ["£173.60", "£0.00", "£86.80"]


@pytest.mark.rule("FUND-8")
@pytest.mark.parametrize(
    ("asked_at", "day"),
    [
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 31)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_next_day_is_the_office_s_next_day_across_both_clock_changes(asked_at, day):
    assert from_next_day(asked_at) == day
