"""Which charged days a signed agreement covers, and when a new one is due."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.agreement.periods import AskedFor, CostFacts, PlanFrom, cost_periods
from models.rules.agreement.prompts import CostPromptFacts, cost_prompts
from models.rules.agreement.renewal import (
    PaperFacts,
    RenewalReason,
    ToldPrice,
    agreed_periods,
    first_new_day,
    prices_from,
    renewal,
    renewal_text,
)
from models.rules.agreement.weekly_cost import RateFacts
from models.rules.clocks import end_of_day
from models.values import Call, Money, PlannedVisit
from models.vocabulary.agreement import Funding

BEGAN, APRIL = date(2026, 11, 17), date(2027, 4, 1)
MORNING = PlannedVisit(frozenset(range(7)), Call.MORNING, 30)
BED = PlannedVisit(frozenset(range(7)), Call.BED, 30)
OLD = RateFacts(date(2026, 4, 1), Money.pence(2480), Money.pence(4960))
NEW = RateFacts(APRIL, Money.pence(2560), Money.pence(5120))
SIGNED = datetime(2026, 11, 18, 12, tzinfo=UTC)


def periods(*plans, rates=(OLD,), asked=()):
    plans = plans or ((BEGAN, (MORNING,)),)
    numbered = tuple(PlanFrom(day, number, week) for number, (day, week) in enumerate(plans, start=1))
    return cost_periods(CostFacts(charged_from=BEGAN, plans=numbered, rates=rates, asked=asked))


def paper(*prices, issued=SIGNED, signed=True, refused=False, funding=Funding.SELF_FUNDER):
    prices = prices or ((BEGAN, 8680),)
    return PaperFacts(
        reference="ISA-1",
        issued_at=issued,
        funding=funding,
        prices=tuple(ToldPrice(day, Money.pence(pence) if pence is not None else None) for day, pence in prices),
        signed_at=issued if signed else None,
        refused_at=issued if refused else None,
    )


def due(found, papers, *, funding=Funding.SELF_FUNDER, today=date(2026, 11, 20)):
    return renewal(found, papers, funding, today)


@pytest.mark.rule("FUND-7")
def test_nothing_is_due_while_the_cost_is_what_was_signed_or_nothing_is_signed():
    assert due(periods(), [paper()]) is None
    assert due(periods(rates=(OLD, NEW)), [paper(signed=False)]) is None
    assert due(periods(rates=(OLD, NEW)), []) is None


@pytest.mark.rule("FUND-7")
def test_a_new_rate_is_due_by_the_end_of_the_day_before_it():
    found = due(periods(rates=(OLD, NEW)), [paper()])
    assert (found.from_day, found.because, str(found.before), str(found.after)) == (
        APRIL, RenewalReason.RATE, "£86.80", "£89.60",
    )  # fmt: skip
    assert found.due == end_of_day(date(2027, 3, 31))
    assert renewal_text(found) == (
        "a new agreement is due before 1 Apr 2027: the price of an hour changes (£86.80 → £89.60 a week)."
    )


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize(
    ("plans", "rates", "asked", "because"),
    [
        (((BEGAN, (MORNING,)), (APRIL, (MORNING, BED))), (OLD,), (), RenewalReason.PLAN),
        (((BEGAN, (MORNING, BED)), (APRIL, (MORNING,))), (OLD,), (), RenewalReason.PLAN),
        (((BEGAN, (MORNING,)), (APRIL, (MORNING, BED))), (OLD, NEW), (), RenewalReason.PLAN_AND_RATE),
        (((BEGAN, (MORNING,)),), (OLD,), (AskedFor(APRIL, None, ()),), RenewalReason.REQUEST),
    ],
)
def test_it_says_what_changes_whether_it_costs_more_or_less(plans, rates, asked, because):
    found = periods(*plans, rates=rates, asked=asked)
    signed = paper((BEGAN, found[0].cost.total.in_pence))
    assert (due(found, [signed]).from_day, due(found, [signed]).because) == (APRIL, because)


@pytest.mark.rule("FUND-7")
def test_a_paper_that_tells_both_prices_needs_no_other():
    assert due(periods(rates=(OLD, NEW)), [paper((BEGAN, 8680), (APRIL, 8960))]) is None


@pytest.mark.rule("FUND-7")
def test_a_newer_paper_settles_it_when_issued_and_not_when_refused():
    newer = {"issued": SIGNED + timedelta(days=9), "signed": False}
    both = periods(rates=(OLD, NEW))
    assert due(both, [paper(), paper((APRIL, 8960), **newer)]) is None
    assert due(both, [paper(), paper((APRIL, 8960), **newer, refused=True)]).from_day == APRIL


@pytest.mark.rule("FUND-7")
def test_what_has_gone_by_is_due_no_more_and_what_goes_on_is_late():
    raised = periods((BEGAN, (MORNING,)), (date(2026, 11, 19), (MORNING, BED)), (date(2026, 11, 21), (MORNING,)))
    assert due(raised, [paper()], today=date(2026, 11, 20)).from_day == date(2026, 11, 19)
    assert due(raised, [paper()], today=date(2026, 11, 21)) is None


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize(
    ("was", "now", "is_due"),
    [
        (Funding.SELF_FUNDER, Funding.CO_FUNDER, True),
        (Funding.CO_FUNDER, Funding.SELF_FUNDER, True),
        (Funding.CO_FUNDER, Funding.CO_FUNDER, False),
        (Funding.SELF_FUNDER, Funding.COUNCIL, False),
        (Funding.SELF_FUNDER, Funding.NOT_KNOWN, False),
    ],
)
def test_who_pays_makes_it_anew_where_somebody_pays(was, now, is_due):
    signed = paper((BEGAN, None if was is Funding.CO_FUNDER else 8680), funding=was)
    found = due(periods(), [signed], funding=now)
    assert (found is not None) is is_due
    assert found is None or (found.because, found.after) == (RenewalReason.WHO_PAYS, None)


@pytest.mark.rule("FUND-7")
def test_a_period_that_costs_more_than_the_last_signed_paper_is_not_agreed():
    raised = periods((BEGAN, (MORNING,)), (date(2026, 12, 1), (MORNING, BED)), (date(2026, 12, 8), (MORNING,)))
    assert [each.agreed for each in agreed_periods(raised, [paper(signed=False)])] == [None, None, None]
    assert [each.agreed for each in agreed_periods(raised, [paper()])] == [True, False, True]
    own = paper((date(2026, 12, 1), 17360), issued=SIGNED + timedelta(days=9))
    assert [each.agreed for each in agreed_periods(raised, [paper(), own])] == [True, True, True]


@pytest.mark.rule("FUND-7")
def test_a_period_is_cut_where_the_signed_price_changes():
    """A step-down was signed ahead and then taken back: from its day on the higher cost isn't agreed."""
    found = agreed_periods(periods(), [paper((BEGAN, 8680), (APRIL, 4340))])
    assert [(each.from_day, each.until, each.agreed) for each in found] == [
        (BEGAN, date(2027, 3, 31), True), (APRIL, None, False),
    ]  # fmt: skip
    assert due(periods(), [paper((BEGAN, 8680), (APRIL, 4340))]).from_day == APRIL


@pytest.mark.rule("FUND-7")
def test_today_says_it_with_its_deadline():
    facts = CostPromptFacts(name="Jean Gill", due=due(periods(rates=(OLD, NEW)), [paper()]))
    (prompt,) = cost_prompts(facts, datetime(2026, 11, 20, tzinfo=UTC))
    assert (prompt.rule, prompt.field, prompt.due) == ("FUND-7", "transfer.agreement", end_of_day(date(2027, 3, 31)))
    assert prompt.sentence.startswith("Jean Gill: a new agreement is due before 1 Apr 2027")
    assert cost_prompts(CostPromptFacts(name="Jean Gill"), datetime(2026, 11, 20, tzinfo=UTC)) == ()


def told(*prices):
    return tuple(ToldPrice(day, Money.pence(pence)) for day, pence in prices)


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize(
    ("prices", "first"),
    [
        (((BEGAN, 8680),), None),  # the same again
        (((BEGAN, 8680), (APRIL, 8960)), APRIL),
        (((BEGAN, 8000),), BEGAN),  # less is new as well
        (((APRIL, 8960),), APRIL),
        (((BEGAN - timedelta(days=1), 8680),), BEGAN - timedelta(days=1)),  # nothing was signed about that day
    ],
)
def test_a_paper_says_something_new_from_the_first_day_whose_price_was_not_signed(prices, first):
    assert first_new_day(told(*prices), [paper(), paper((BEGAN, 1), signed=False)], 0) == first


@pytest.mark.rule("FUND-7")
def test_of_a_first_paper_all_is_new_and_what_a_signed_one_said_of_later_counts_too():
    assert first_new_day(told((BEGAN, 8680)), [], 0) == BEGAN
    assert first_new_day(told((BEGAN, 8680)), [paper((BEGAN, 8680), (APRIL, 8960))], 0) == APRIL


@pytest.mark.rule("FUND-7")
def test_a_paper_says_nothing_of_days_before_it_counts():
    prices = told((BEGAN, 8680), (APRIL, 8960))
    day = timedelta(days=1)
    assert prices_from(prices, BEGAN) == prices
    assert prices_from(prices, APRIL - day) == told((APRIL - day, 8680), (APRIL, 8960))
    assert prices_from(prices, APRIL) == told((APRIL, 8960))
    assert prices_from(prices, APRIL + day) == told((APRIL + day, 8960))
    assert prices_from(prices, BEGAN - day) == prices
