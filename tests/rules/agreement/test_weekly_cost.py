"""What a week costs: each line rounded to the penny, and lines that add up."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.agreement.weekly_cost import (
    RateFacts,
    cost_of_days,
    hours_and_minutes,
    rate_on,
    weekly_cost,
)
from models.values import Call, Money, PlannedVisit

EVERY_DAY = frozenset(range(7))
RATE = RateFacts(date(2026, 4, 1), Money(Decimal("24.80")), Money(Decimal("49.60")))
VISITS = st.builds(
    PlannedVisit,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    call=st.sampled_from(list(Call)),
    minutes=st.integers(1, 180),
    workers=st.integers(1, 2),
)
RATES = st.builds(
    RateFacts,
    from_day=st.just(date(2026, 4, 1)),
    single_handed=st.integers(1, 9999).map(Money.pence),
    double_handed=st.integers(1, 9999).map(Money.pence),
)


@pytest.mark.rule("FUND-4")
def test_a_week_is_minutes_times_the_rate_of_one_or_two_workers():
    week = weekly_cost(
        [PlannedVisit(EVERY_DAY, Call.MORNING, 45), PlannedVisit(frozenset({0, 3}), Call.BED, 30, workers=2)], RATE
    )
    assert [(each.minutes, each.rate, str(each.cost)) for each in week.lines] == [
        (315, RATE.single_handed, "£130.20"),
        (60, RATE.double_handed, "£49.60"),
    ]
    assert str(week.total) == "£179.80"


@pytest.mark.rule("FUND-4")
def test_each_line_shows_its_working():
    (line,) = weekly_cost([PlannedVisit(EVERY_DAY, Call.MORNING, 45, workers=2)], RATE).lines
    assert line.working == "Morning, every day, two workers: 7 × 45 min = 5 h 15 min at £49.60 an hour = £260.40"


@pytest.mark.rule("FUND-4")
def test_the_total_is_the_sum_of_the_rounded_lines():
    third = [PlannedVisit(frozenset({0}), Call.LUNCH, 20), PlannedVisit(frozenset({0}), Call.TEA, 20)]
    week = weekly_cost(third, RateFacts(date(2026, 4, 1), Money.pence(1000), Money.pence(2000)))
    assert [each.cost.in_pence for each in week.lines] == [333, 333]
    assert week.total.in_pence == 666


@pytest.mark.rule("FUND-4")
def test_half_a_penny_is_rounded_up():
    rate = RateFacts(date(2026, 4, 1), Money.pence(1), Money.pence(2))
    assert weekly_cost([PlannedVisit(frozenset({0}), Call.TEA, 30)], rate).total.in_pence == 1
    assert weekly_cost([PlannedVisit(frozenset({0}), Call.TEA, 29)], rate).total.in_pence == 0


@pytest.mark.rule("FUND-4")
def test_no_visits_cost_nothing():
    assert weekly_cost([], RATE).total.in_pence == 0


@pytest.mark.rule("FUND-4")
@given(st.lists(VISITS, max_size=12), RATES)
def test_each_line_is_the_exact_sum_rounded_half_up_and_the_lines_add_up(visits, rate):
    week = weekly_cost(visits, rate)
    for visit, line in zip(visits, week.lines, strict=True):
        pence = Fraction((rate.single_handed, rate.double_handed)[visit.workers - 1].in_pence)
        exact = pence * visit.minutes * len(visit.days) / 60
        rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
        assert line.cost.in_pence == int(rounded)
    assert week.total.in_pence == sum(each.cost.in_pence for each in week.lines)


@pytest.mark.rule("FUND-4")
@pytest.mark.parametrize(("minutes", "text"), [(45, "45 min"), (60, "1 h"), (315, "5 h 15 min"), (0, "0 min")])
def test_a_length_of_time_needs_no_decimals(minutes, text):
    assert hours_and_minutes(minutes) == text


@pytest.mark.rule("FUND-4", "FUND-7")
@pytest.mark.parametrize(
    ("first", "last", "times"),
    [
        (date(2026, 3, 25), date(2026, 3, 29), 5),
        (date(2026, 10, 25), date(2026, 10, 25), 1),
        (date(2026, 3, 23), date(2026, 3, 29), 7),
    ],
)
def test_some_days_of_a_week_cost_the_visits_planned_on_them(first, last, times):
    cost = cost_of_days(
        [PlannedVisit(EVERY_DAY, Call.MORNING, 20), PlannedVisit(frozenset({1}), Call.BED, 30, workers=2)],
        RATE,
        first,
        last,
    )
    assert cost.lines[0].times == times
    assert [each.visit.call for each in cost.lines] == [Call.MORNING, Call.BED][: 2 if times == 7 else 1]


@pytest.mark.rule("FUND-4")
@pytest.mark.parametrize(
    ("day", "pence"), [(date(2026, 3, 31), 2300), (date(2026, 4, 1), 2480), (date(2027, 1, 1), 2480)]
)
def test_the_newest_rate_that_has_begun_applies(day, pence):
    older = RateFacts(date(2025, 4, 1), Money.pence(2300), Money.pence(4600))
    for rates in ([older, RATE], [RATE, older]):
        assert rate_on(rates, day).single_handed.in_pence == pence


@pytest.mark.rule("FUND-4")
def test_a_day_before_the_first_rate_has_none():
    assert rate_on([RATE], date(2026, 3, 31)) is None
