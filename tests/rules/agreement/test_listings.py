"""Unbroken times on the lack of provision list, and who pays not known: from when somebody would be liable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.agreement.charging import ChargeFacts, Listing, charged_from, liability, liable_whoever_pays
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind

SECOND = timedelta(seconds=1)


@pytest.mark.rule("FUND-6", "FUND-2", "FUND-3")
def test_not_known_is_not_the_council_and_says_from_when_somebody_who_pays_would_be_liable(listed, at, policy):
    plan = {"support_plan_at": at("2026-10-20 09:00"), "fabo_at": at("2026-10-27 09:00")}
    facts = replace(listed, funding=Funding.NOT_KNOWN, **plan)
    earliest = min(
        liability(replace(facts, funding=each), policy).since for each in (Funding.CO_FUNDER, Funding.SELF_FUNDER)
    )
    assert liable_whoever_pays(facts, policy) == earliest
    unknown = liability(facts, policy)
    assert (unknown.rule, unknown.since, charged_from(unknown)) == ("FUND-6", None, None)
    assert [each.sentence.split(" liable")[0] for each in unknown.lines] == [
        "A self-funder would be",
        "A co-funder would be",
    ]
    assert liable_whoever_pays(replace(facts, fabo_at=None), policy) is not None
    assert liable_whoever_pays(replace(facts, listed_at=None), policy) is None
    assert liable_whoever_pays(replace(facts, kind=EpisodeKind.SHORT_TERM), policy) is None


@pytest.fixture
def listed(at):
    """A self-funder in interim support, listed over a clock change; everything else held before."""
    return ChargeFacts(
        kind=EpisodeKind.INTERIM_TEAM,
        funding=Funding.SELF_FUNDER,
        interim_started_at=at("2026-10-20 09:00"),
        need_confirmed_at=at("2026-10-20 09:00"),
        sent_to_brokerage_at=at("2026-10-20 09:00"),
        listed_at=at("2026-10-24 10:00"),
    )


@pytest.mark.rule("FUND-6", "FUND-3")
def test_a_listing_that_is_broken_off_before_its_48_hours_makes_nobody_liable_and_one_after_does(listed, at, policy):
    since, over = listed.listed_at, listed.listed_at + timedelta(hours=48)
    assert over == at("2026-10-26 09:00")  # the clocks went back in between
    for until, liable in ((over - SECOND, False), (over, False), (over + SECOND, True), (None, True)):
        pays = liability(replace(listed, listings=(Listing(since, until),)), policy)
        assert (pays.since == over) == liable
        assert (pays.lacks == ()) == liable
    broken = liability(replace(listed, listings=(Listing(since, over),)), policy)
    assert "broken off on 26 Oct 2026, as an offer was accepted" in broken.lines[-1].sentence


@pytest.mark.rule("FUND-6")
def test_a_later_listing_starts_its_own_48_hours_and_what_was_reached_stays(listed, at, policy):
    first, again = listed.listed_at, at("2026-11-05 10:00")
    short = (Listing(first, first + timedelta(hours=20)), Listing(again))
    pays = liability(replace(listed, listed_at=again, listings=short), policy)
    assert pays.since == again + timedelta(hours=48)
    reached = (Listing(first, first + timedelta(hours=49)), Listing(again))
    pays = liability(replace(listed, listed_at=again, listings=reached), policy)
    assert pays.since == first + timedelta(hours=48)


@pytest.mark.rule("FUND-6")
def test_what_comes_only_after_the_first_listing_was_broken_off_counts_in_the_next(listed, at, policy):
    first, again = listed.listed_at, at("2026-11-05 10:00")
    times = (Listing(first, first + timedelta(days=5)), Listing(again))
    for need, since in (
        (first + timedelta(days=5) - SECOND, first + timedelta(days=5) - SECOND),
        (first + timedelta(days=5), again + timedelta(hours=48)),
        (again + timedelta(days=9), again + timedelta(days=9)),
    ):
        pays = liability(replace(listed, need_confirmed_at=need, listings=times), policy)
        assert pays.since == since


@pytest.mark.rule("FUND-6", "INT-2")
def test_an_office_that_charges_from_sending_counts_anew_once_an_accepted_offer_fell_through(listed, at, policy):
    from_sent = replace(policy, charging_counts_from_listed=False)
    sent, again = listed.sent_to_brokerage_at, at("2026-11-05 10:00")
    broken = replace(listed, listed_at=None, sendings=(Listing(sent, sent + timedelta(hours=30)), Listing(again)))
    assert liability(broken, from_sent).since == again + timedelta(hours=48)
    assert liability(replace(broken, sendings=()), from_sent).since == sent + timedelta(hours=48)
