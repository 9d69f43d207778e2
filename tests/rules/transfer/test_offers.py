"""How long an offer of a PVI provider is open, and what it does to the 48 hours and to the list."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.agreement.charging import Listing
from models.rules.transfer.conditions import (
    TransferFacts,
    alternatives,
    brokerage_limit,
    is_listing_missing,
    listing_limit,
    transfer_lacks,
)
from models.rules.transfer.offers import (
    OfferFacts,
    accepting_lacks,
    correcting_lacks,
    falling_through_lacks,
    listings,
    new_day_lacks,
    open_offer,
    pvi_start_lacks,
    relisting_lacks,
    standing_lacks,
    taking_back_lacks,
    times_with_brokerage,
)

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SENT = ("2026-11-10 10:00", "2026-03-28 10:00", "2026-10-24 10:00")  # the last two across a clock change


@pytest.mark.rule("INT-1")
def test_an_offer_is_open_from_its_moment_until_it_comes_to_nothing(at):
    came, ended = at("2026-11-10 10:00"), at("2026-11-12 15:00")
    offer = OfferFacts(offered_at=came, ended_at=ended)
    moments = (came - SECOND, came, ended - SECOND, ended, ended + SECOND)
    assert [offer.is_open_at(each) for each in moments] == [False, True, True, False, False]
    assert replace(offer, ended_at=None).is_open_at(ended + 30 * DAY)


@pytest.mark.rule("INT-1")
def test_of_several_offers_the_open_one_is_found_whatever_came_before(at):
    first = OfferFacts(offered_at=at("2026-11-10 10:00"), ended_at=at("2026-11-11 10:00"))
    second = OfferFacts(offered_at=at("2026-11-12 10:00"))
    assert open_offer((first, second), at("2026-11-10 12:00")) is first
    assert open_offer((first, second), at("2026-11-11 12:00")) is None
    assert open_offer((first, second), at("2026-11-13 12:00")) is second


@pytest.mark.rule("INT-1", "INT-2")
@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize(("after", "is_over"), [(-SECOND, False), (timedelta(), True), (SECOND, True)])
def test_an_offer_that_came_to_nothing_leaves_the_hours_counting_from_the_first_sending(
    at, policy, sent, after, is_over
):
    sent_at = at(sent)
    past = OfferFacts(offered_at=sent_at + HOUR, accepted_at=sent_at + 2 * HOUR, ended_at=sent_at + 3 * HOUR)
    facts = TransferFacts(sent_to_brokerage_at=sent_at, past_offers=(past,))
    moment = sent_at + 48 * HOUR + after
    assert brokerage_limit(facts, policy) == sent_at + 48 * HOUR
    assert [each.holds for each in alternatives(facts, moment, policy)] == [is_over, False, False]
    assert is_listing_missing(facts, moment, policy) == is_over


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize("sent", SENT)
def test_while_an_offer_is_open_the_48_hours_are_shut_and_open_again_the_second_it_ends(at, policy, sent):
    sent_at, ended = at(sent), at(sent) + 50 * HOUR
    agreed = {
        "independence_agreed_at": sent_at,
        "assessed_at": sent_at,
        "support_plan_at": sent_at,
        "agreed_at": sent_at,
        "sent_to_brokerage_at": sent_at,
    }
    offer = OfferFacts(offered_at=sent_at + HOUR, starts_on=(sent_at + DAY).date(), ended_at=ended)
    facts = TransferFacts(**agreed, past_offers=(offer,))
    (lack,) = transfer_lacks(facts, ended - SECOND, policy)
    assert "Brokerage has an offer" in lack.sentence
    assert transfer_lacks(facts, ended, policy) == ()
    ends = alternatives(facts, ended, policy)[1].sentence
    assert ends.startswith("No offer of a PVI provider is open: the last one came to nothing on")


@pytest.mark.rule("INT-1")
def test_cant_start_yet_holds_while_the_start_lies_ahead(at, policy):
    facts = TransferFacts(
        sent_to_brokerage_at=at("2026-11-10 10:00"), offer_at=at("2026-11-11 10:00"),
        offer_starts_on=date(2026, 11, 20),
    )  # fmt: skip
    last, first = at("2026-11-19 23:59:59"), at("2026-11-20 00:00")
    assert [alternatives(facts, each, policy)[1].holds for each in (last, first)] == [True, False]
    accepted = replace(facts, offer_accepted_at=at("2026-11-12 10:00"))
    assert alternatives(accepted, last, policy)[1].holds


@pytest.mark.rule("INT-1", "INT-2", "FUND-6")
def test_counted_from_the_list_the_hours_run_from_the_present_listing(at, policy):
    from_listed = replace(policy, transfer_counts_from_listed=True)
    first, again = at("2026-11-11 10:00"), at("2026-11-16 10:00")
    past = OfferFacts(
        offered_at=at("2026-11-12 10:00"), accepted_at=at("2026-11-13 15:00"), ended_at=at("2026-11-15 10:00")
    )
    facts = TransferFacts(sent_to_brokerage_at=at("2026-11-10 10:00"), listed_at=first)
    assert brokerage_limit(facts, from_listed) == first + 48 * HOUR
    broken = replace(facts, past_offers=(past,))
    assert brokerage_limit(broken, from_listed) is None
    assert is_listing_missing(broken, past.ended_at, from_listed)
    assert not is_listing_missing(broken, past.ended_at - SECOND, from_listed)
    relisted = replace(broken, listed_at=again, past_listings=(first,))
    assert brokerage_limit(relisted, from_listed) == again + 48 * HOUR
    assert not is_listing_missing(relisted, again, from_listed)
    assert listing_limit(relisted, from_listed) == at("2026-11-12 10:00")


@pytest.mark.rule("FUND-6")
def test_a_yes_takes_the_package_off_the_list_from_that_day_and_a_no_does_not(at):
    listed = at("2026-11-10 10:00")
    declined = OfferFacts(offered_at=listed + HOUR, ended_at=listed + 2 * HOUR)
    assert listings([listed], [declined]) == (Listing(listed),)
    accepted = OfferFacts(offered_at=listed + HOUR, accepted_at=at("2026-11-12 23:59:59"))
    assert listings([listed], [declined, accepted]) == (Listing(listed, at("2026-11-12 00:00")),)
    same_day = OfferFacts(offered_at=listed, accepted_at=listed)
    assert listings([listed], [same_day]) == (Listing(listed, listed),)
    before = OfferFacts(offered_at=listed - DAY, accepted_at=listed - SECOND)
    assert listings([listed], [before]) == (Listing(listed),)


@pytest.mark.rule("FUND-6")
def test_brokerage_looks_again_once_an_accepted_offer_fell_through(at):
    sent, ended = at("2026-11-10 10:00"), at("2026-11-14 10:00")
    past = OfferFacts(offered_at=at("2026-11-11 10:00"), accepted_at=at("2026-11-12 09:00"), ended_at=ended)
    assert times_with_brokerage(sent, [past]) == (Listing(sent, at("2026-11-12 00:00")), Listing(ended))
    assert times_with_brokerage(sent, [replace(past, accepted_at=None)]) == (Listing(sent),)
    assert times_with_brokerage(None, []) == ()


@pytest.mark.rule("INT-1", "FUND-6")
def test_what_is_recorded_about_an_offer_is_in_its_order_and_has_its_reason(at):
    came = at("2026-11-10 10:00")
    assert falling_through_lacks("Too far", came, came) == ()
    assert "Say why" in falling_through_lacks(" ", came, came)[0].sentence
    assert "before the offer came" in falling_through_lacks("Too far", came - SECOND, came)[0].sentence
    assert accepting_lacks(came, came) == ()
    assert "before the offer came" in accepting_lacks(came - SECOND, came)[0].sentence
    assert correcting_lacks(came, None) == correcting_lacks(came, came) == ()
    assert "before the person accepted" in correcting_lacks(came + SECOND, came)[0].sentence
    assert standing_lacks("", None) == ()
    assert "Dove Care is still open" in standing_lacks("Dove Care", came)[0].sentence
    assert taking_back_lacks(came) == ()
    assert len(taking_back_lacks(None)) == 1


@pytest.mark.rule("FUND-6")
def test_a_package_is_listed_again_from_the_second_at_which_an_accepted_offer_came_to_nothing(at):
    came, ended = at("2026-11-10 10:00"), at("2026-11-12 10:00")
    offer = OfferFacts(offered_at=came, accepted_at=came + HOUR, ended_at=ended)
    assert [len(relisting_lacks(each, [offer])) for each in (ended - SECOND, ended, ended + SECOND)] == [1, 0, 0]
    assert relisting_lacks(ended - SECOND, [replace(offer, accepted_at=None)]) == ()
    assert listings([came, ended], [offer]) == (Listing(came, at("2026-11-10 10:00")), Listing(ended))


@pytest.mark.rule("INT-6", "INT-1")
def test_ongoing_care_starts_after_its_offer_and_not_ahead_and_a_new_day_lies_ahead(at, policy):
    came, today = at("2026-11-10 10:00"), date(2026, 11, 20)
    assert pvi_start_lacks(date(2026, 11, 10), came, today) == pvi_start_lacks(today, came, today) == ()
    assert "before its offer" in pvi_start_lacks(date(2026, 11, 9), came, today)[0].sentence
    assert "lies ahead" in pvi_start_lacks(today + DAY, came, today)[0].sentence
    assert (
        new_day_lacks(None, today, policy, is_meant=False) == new_day_lacks(today, today, policy, is_meant=False) == ()
    )
    assert "in the past" in new_day_lacks(today - DAY, today, policy, is_meant=False)[0].sentence
