"""What Today asks about an offer: the person's answer, whether it began on its day, and then the end of our support."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.transfer.checklist import ChecklistFacts
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.offers import OfferFacts
from models.rules.transfer.prompts import TransferPromptFacts, transfer_prompts
from models.vocabulary.agreement import Funding

SECOND, DAY, HOUR = timedelta(seconds=1), timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def offered(at):
    """Mary Smith, sent to Brokerage, with an offer of Dove Care to start on 29 March, a clock change."""
    facts = TransferFacts(
        sent_to_brokerage_at=at("2026-03-20 10:00"),
        listed_at=at("2026-03-22 10:00"),
        agreed_at=None,
        offer_at=at("2026-03-23 10:00"),
        offer_starts_on=date(2026, 3, 29),
    )
    paid = ChecklistFacts(funding=Funding.COUNCIL)
    return TransferPromptFacts(name="Mary Smith", transfer=facts, provider="Dove Care", checklist=paid)


def said(facts, moment, policy):
    return [(each.rule, each.field) for each in transfer_prompts(facts, moment, policy)]


@pytest.mark.rule("INT-1")
def test_an_offer_without_an_answer_is_asked_about_from_its_moment(offered, at, policy):
    came = at("2026-03-23 10:00")
    assert ("INT-1", "transfer.answer") not in said(offered, came - SECOND, policy)
    (prompt,) = transfer_prompts(offered, came, policy)
    assert prompt.sentence == "Mary Smith has an offer from Dove Care: ask for their answer and record it."
    assert (prompt.shown_from, prompt.due, prompt.field) == (came, None, "transfer.answer")
    accepted = replace(offered, transfer=replace(offered.transfer, offer_accepted_at=came))
    assert said(accepted, came, policy) == []


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 5)])
@pytest.mark.parametrize("is_accepted", [True, False])
def test_on_its_day_it_is_asked_whether_ongoing_care_began_and_the_next_morning_it_is_overdue(
    offered, at, policy, day, is_accepted
):
    yes = offered.transfer.offer_at if is_accepted else None
    facts = replace(offered, transfer=replace(offered.transfer, offer_starts_on=day, offer_accepted_at=yes))
    begins, next_day = at(f"{day} 00:00"), at(f"{day + DAY} 00:00")
    assert ("INT-1", "transfer.pvi_start") not in said(facts, begins - SECOND, policy)
    (prompt,) = transfer_prompts(facts, begins, policy)
    assert prompt.sentence.endswith("did it?")
    assert (prompt.shown_from, prompt.field) == (begins, "transfer.pvi_start")
    assert next_day - SECOND <= prompt.due < next_day


@pytest.mark.rule("INT-1", "END-1", "END-2")
def test_once_it_began_the_end_of_our_support_is_asked_for_until_it_has_ended(offered, at, policy):
    moment = at("2026-03-29 09:00")
    begun = replace(offered, pvi_started_on=date(2026, 3, 29))
    assert said(begun, moment, policy) == [("END-1", "closure.end")]
    interim = replace(begun, handed_over_at=moment - 3 * DAY)
    (prompt,) = transfer_prompts(interim, moment, policy)
    assert prompt.rule == "END-2"
    assert prompt.sentence.endswith("started on 29 Mar 2026: end the interim support.")
    assert said(replace(interim, is_over=True), moment, policy) == []


@pytest.mark.rule("INT-1", "INT-2", "FUND-6")
def test_an_offer_that_came_to_nothing_asks_for_the_transfer_and_after_a_yes_for_the_list_again(offered, at, policy):
    ended = at("2026-03-26 10:00")
    past = OfferFacts(offered_at=at("2026-03-23 10:00"), ended_at=ended)
    facts = replace(offered.transfer, offer_at=None, offer_starts_on=None)
    declined = replace(offered, transfer=replace(facts, past_offers=(past,)))
    assert said(declined, ended - SECOND, policy) == [("INT-1", "transfer.answer")]
    assert said(declined, ended, policy) == [("INT-1", "transfer.conditions")]
    after_yes = replace(past, accepted_at=past.offered_at + HOUR)
    broken = replace(offered, transfer=replace(facts, past_offers=(after_yes,)))
    assert said(broken, ended, policy) == [("INT-1", "transfer.conditions"), ("INT-2", "transfer.listed")]
    again = replace(broken.transfer, listed_at=ended, past_listings=(facts.listed_at,))
    assert said(replace(broken, transfer=again), ended, policy) == [("INT-1", "transfer.conditions")]
