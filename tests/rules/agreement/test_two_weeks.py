"""What calls cost that take turns in two weeks: each charged week by its own calls, every sum worked out by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.agreement.bill import first_bill, four_weeks
from models.rules.agreement.periods import AskedFor, CostFacts, PlanFrom, cost_periods, request_to_answer
from models.rules.agreement.renewal import (
    PaperFacts,
    ToldPrice,
    agreed_periods,
    first_new_day,
    renewal,
    renewal_text,
)
from models.rules.agreement.told import period_text, turn_text
from models.rules.agreement.weekly_cost import RateFacts, cost_of_days, weekly_cost
from models.values import Call, Money, PlannedVisit
from models.vocabulary.agreement import Funding
from models.vocabulary.two_weeks import WEEK_A, WEEK_B

BEGAN = date(2026, 11, 17)  # a Tuesday in a week B
RATE = RateFacts(date(2026, 4, 1), Money.pence(2480), Money.pence(4960))
MORNING = PlannedVisit(frozenset(range(7)), Call.MORNING, 30)  # 3 h 30 = £86.80
SHOWER_A = PlannedVisit(frozenset({0, 2, 4}), Call.TEA, 45, weeks=WEEK_A)  # 2 h 15 = £55.80
SHOWER_B = PlannedVisit(frozenset({1, 3}), Call.TEA, 45, weeks=WEEK_B)  # 1 h 30 = £37.20
WEEK = (MORNING, SHOWER_A, SHOWER_B)  # week A £142.60, week B £124.00
SIGNED = datetime(2026, 11, 18, 12, tzinfo=UTC)


def periods(*plans, asked=(), week_begins=0):
    plans = plans or ((BEGAN, WEEK),)
    numbered = tuple(PlanFrom(day, number, week) for number, (day, week) in enumerate(plans, start=1))
    return cost_periods(
        CostFacts(charged_from=BEGAN, plans=numbered, rates=(RATE,), asked=asked, week_begins=week_begins)
    )


def price(weekly, lighter=None, dearer_week=WEEK_A):
    if lighter is None:
        return ToldPrice(BEGAN, Money.pence(weekly))
    return ToldPrice(BEGAN, Money.pence(weekly), Money.pence(lighter), dearer_week)


def paper(*sums):
    prices = (price(*sums),)
    return PaperFacts(reference="ISA-1", issued_at=SIGNED, funding=Funding.SELF_FUNDER, prices=prices, signed_at=SIGNED)


@pytest.mark.rule("FUND-4", "FUND-7")
def test_each_of_two_weeks_costs_its_own_calls(policy):
    (found,) = periods()
    assert [str(each.total) for each in found.costs] == ["£142.60", "£124.00"]  # from Mon 23 Nov, a week A
    assert (str(found.cost.total), str(found.lighter)) == ("£142.60", "£124.00")
    assert str(four_weeks(found, policy)) == "£533.20"  # twice each
    assert period_text(found, policy) == ("From Tue 17 Nov 2026: £142.60 and £124.00 by turns a week, 4 weeks £533.20.")
    assert turn_text(found, 1) == "The week from Mon 30 Nov 2026, and every second one from then: £124.00"
    assert [line.working for line in found.costs[0].lines] == [
        "Morning, every day, one worker: 7 × 30 min = 3 h 30 min at £24.80 an hour = £86.80",
        "Tea, Mon, Wed, Fri (week A), one worker: 3 × 45 min = 2 h 15 min at £24.80 an hour = £55.80",
    ]


@pytest.mark.rule("FUND-7")
def test_a_bill_of_four_weeks_has_each_week_by_its_own_calls(policy):
    bill = first_bill(periods(), policy)
    assert [(part.from_day, str(part.cost.total)) for part in bill.parts] == [
        (BEGAN, "£111.60"),  # six mornings £74.40, Tuesday's and Thursday's shower £37.20
        (date(2026, 11, 23), "£142.60"),
        (date(2026, 11, 30), "£124.00"),
        (date(2026, 12, 7), "£142.60"),
    ]
    assert str(bill.total) == "£520.80"


@pytest.mark.rule("FUND-7")
def test_a_year_is_charged_day_by_day_over_new_year_and_both_clock_changes():
    (found,) = periods()
    start = date(2026, 12, 28)  # week 53 of its year
    for number in range(52):
        first = start + timedelta(weeks=number)
        expected = ("£124.00", "£142.60")[number % 2]
        assert str(found.cost_of(first, first + timedelta(days=6)).total) == expected


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize("begins", range(7))
def test_a_charged_week_may_begin_on_any_day(begins, policy):
    weekend = PlannedVisit(frozenset({5, 6, 0}), Call.BED, 25, weeks=WEEK_A)
    (found,) = periods((BEGAN, (MORNING, weekend)), week_begins=begins)
    first = found.first_weeks[0]
    assert (first.weekday(), BEGAN <= first <= BEGAN + timedelta(days=6)) == (begins, True)
    by_days = [
        cost_of_days(found.week, RATE, day, day + timedelta(days=6))
        for day in (first + timedelta(weeks=number) for number in range(4))
    ]
    assert [each.total for each in found.costs] == [each.total for each in by_days[:2]]
    assert four_weeks(found, policy).in_pence == sum(each.total.in_pence for each in by_days)


@pytest.mark.rule("FUND-8")
def test_no_day_of_either_week_is_charged_more_than_was_planned_or_asked():
    shopping = PlannedVisit(frozenset({3}), Call.LUNCH, 60, weeks=WEEK_A)
    less = PlannedVisit(frozenset({3}), Call.LUNCH, 30)
    asked = (AskedFor(BEGAN, None, (MORNING, less)),)
    (found,) = periods((BEGAN, (MORNING, shopping)), asked=asked)
    assert [str(each.total) for each in found.costs] == ["£99.20", "£86.80"]  # half an hour, and none in week B
    assert found.is_asked
    assert request_to_answer((PlanFrom(BEGAN, 1, (MORNING, shopping)),), asked) is asked[0]


@pytest.mark.rule("FUND-8")
def test_who_asks_for_a_call_every_second_week_pays_it_every_second_week():
    every_week = PlannedVisit(frozenset({3}), Call.LUNCH, 60)
    asked = (AskedFor(BEGAN, None, (MORNING, replace(every_week, weeks=WEEK_B))),)
    (found,) = periods((BEGAN, (MORNING, every_week)), asked=asked)
    assert [str(each.total) for each in found.costs] == ["£86.80", "£111.60"]
    (same,) = periods((BEGAN, WEEK), asked=(AskedFor(BEGAN, None, WEEK),))
    assert not same.is_asked


@pytest.mark.rule("FUND-7")
def test_a_paper_that_says_both_weeks_covers_both_and_nothing_dearer():
    every_week = (MORNING, replace(SHOWER_A, weeks=0))
    (found,) = agreed_periods(periods(), [paper(14260, 12400)])
    assert found.agreed
    assert renewal(periods(), [paper(14260, 12400)], Funding.SELF_FUNDER, BEGAN) is None
    (more,) = agreed_periods(periods((BEGAN, every_week)), [paper(14260, 12400)])
    assert more.agreed is False  # each week now costs what only every second one did
    due = renewal(periods((BEGAN, every_week)), [paper(14260, 12400)], Funding.SELF_FUNDER, BEGAN)
    assert "(£142.60 and £124.00 by turns → £142.60 a week)" in renewal_text(due)
    (less,) = agreed_periods(periods(), [paper(14260)])
    assert less.agreed
    due = renewal(periods(), [paper(14260)], Funding.SELF_FUNDER, BEGAN)
    assert "(£142.60 → £142.60 and £124.00 by turns a week)" in renewal_text(due)
    assert first_new_day([price(14260, 12400)], [paper(14260)], 0) == BEGAN


@pytest.mark.rule("FUND-7")
def test_a_paper_that_says_the_dearer_week_in_the_other_of_the_two_doesnt_cover_it():
    swapped = tuple(replace(each, weeks=WEEK_A + WEEK_B - each.weeks) if each.weeks else each for each in WEEK)
    day = date(2026, 12, 14)  # a week B, of which the paper says £124.00
    found = periods((BEGAN, WEEK), (day, swapped))
    assert str(found[1].cost_of(day, day + timedelta(days=6)).total) == "£142.60"
    signed = paper(14260, 12400)
    assert [(each.from_day, each.agreed) for each in agreed_periods(found, [signed])] == [(BEGAN, True), (day, False)]
    due = renewal(found, [signed], Funding.SELF_FUNDER, BEGAN)
    assert renewal_text(due) == (
        "a new agreement is due before 14 Dec 2026: the weekly hours change (£142.60 in week A and £124.00 in week B → "
        "£124.00 in week A and £142.60 in week B a week)."
    )
    assert [each.dearer_week for each in found] == [WEEK_A, WEEK_B]
    assert first_new_day([price(14260, 12400, WEEK_B)], [signed], 0) == BEGAN
    other = [paper(14260, 12400, WEEK_B)]
    assert agreed_periods(found, other)[1].agreed
    assert renewal(found[1:], other, Funding.SELF_FUNDER, day) is None


LUNCH = PlannedVisit(frozenset({3}), Call.LUNCH, 60)  # Thursday, £24.80
LUNCH_A = replace(LUNCH, weeks=WEEK_A)


@pytest.mark.rule("FUND-7")
def test_days_that_cost_what_was_signed_ask_for_no_new_paper_however_few_they_are(policy):
    found = periods(
        (BEGAN, (MORNING, LUNCH)), (date(2026, 11, 25), (MORNING, LUNCH_A)), (date(2026, 11, 29), (MORNING, LUNCH))
    )
    assert [[str(cost.total) for cost in each.costs] for each in found] == [["£111.60"]] * 3  # 25-28 Nov in a week A
    assert period_text(found[1], policy).startswith("From Wed 25 Nov 2026 until Sat 28 Nov 2026: £111.60 a week, ")
    assert renewal(found, [paper(11160)], Funding.SELF_FUNDER, BEGAN) is None
    (same,) = {each.agreed for each in agreed_periods(found, [paper(11160)])}
    assert same
    told = [ToldPrice(each.from_day, each.cost.total, each.lighter, each.dearer_week) for each in found]
    assert first_new_day(told, [paper(11160)], 0) is None


@pytest.mark.rule("FUND-7")
def test_only_weeks_are_named_of_which_a_day_is_in_the_period():
    ends = date(2026, 12, 1)  # a Tuesday in a week B
    found = periods((BEGAN, (MORNING,)), (date(2026, 11, 25), WEEK), (ends + timedelta(days=1), (MORNING,)))[1]
    assert [turn_text(found, number) for number in (0, 1)] == [
        "The week from Mon 23 Nov 2026: £142.60",
        "The week from Mon 30 Nov 2026: £124.00",
    ]
    within = replace(found, from_day=date(2026, 12, 1))
    assert [str(each.total) for each in within.costs] == ["£124.00"]
    longer = replace(found, until=date(2026, 12, 14))
    assert turn_text(longer, 0) == "The week from Mon 30 Nov 2026, and every second one from then: £124.00"
    assert turn_text(longer, 1) == "The week from Mon 7 Dec 2026: £142.60"


@pytest.mark.rule("FUND-7")
def test_a_paper_with_one_of_two_weeks_says_nothing_other_than_one_with_both():
    told = [price(14260, 12400), ToldPrice(date(2026, 11, 25), Money.pence(14260))]  # to the end of a week A
    told.append(replace(told[0], from_day=date(2026, 11, 30)))
    assert first_new_day(told, [paper(14260, 12400)], 0) is None
    assert first_new_day([*told[:2], replace(told[2], from_day=date(2026, 12, 1))], [paper(14260, 12400)], 0) == (
        date(2026, 11, 25)  # its last day is in a week B
    )


@pytest.mark.rule("FUND-7")
def test_a_change_of_tasks_begins_no_period_where_two_weeks_cost_the_same_by_other_calls():
    week = (MORNING, LUNCH_A, PlannedVisit(frozenset({3}), Call.TEA, 60, weeks=WEEK_B))
    (found,) = periods((BEGAN, week), (date(2026, 11, 24), (replace(MORNING, tasks="wash"), *week[1:])))
    assert [str(each.total) for each in found.costs] == ["£111.60", "£111.60"]


@pytest.mark.rule("FUND-4")
def test_one_sum_for_a_week_is_the_dearer_one():
    assert str(weekly_cost(WEEK, RATE).total) == "£142.60"
    swapped = (MORNING, replace(SHOWER_A, weeks=WEEK_B), replace(SHOWER_B, weeks=WEEK_A))
    assert str(weekly_cost(swapped, RATE).total) == "£142.60"
    alike = (MORNING, replace(SHOWER_A, weeks=WEEK_A), replace(SHOWER_A, weeks=WEEK_B))
    (found,) = periods((BEGAN, alike))
    assert found.lighter is None
