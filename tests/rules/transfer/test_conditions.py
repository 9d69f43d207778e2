"""What must hold before a transfer, to the minute, and before the hand-over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.transfer.conditions import (
    HandOverFacts,
    TransferFacts,
    alternatives,
    brokerage_limit,
    conditions,
    finishing_lacks,
    hand_over_lacks,
    is_listing_missing,
    listing_limit,
    route_lacks,
    transfer_lacks,
)
from models.vocabulary.plans import PlanKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
DONE = frozenset({TransferStepKind.END_DATE_REQUEST, TransferStepKind.TRANSFER_ACCEPTED})


@pytest.fixture
def agreed(at):
    """Somebody for whom everything holds but one of the three ways."""
    return TransferFacts(
        independence_agreed_at=at("2026-11-02 10:00"),
        assessed_at=at("2026-11-03 10:00"),
        support_plan_at=at("2026-11-04 10:00"),
        agreed_at=at("2026-11-09 10:00"),
    )


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize(
    ("field", "who"),
    [
        ("independence_agreed_at", "the MDT"),
        ("assessed_at", "the case coordinator"),
        ("support_plan_at", "the case coordinator"),
        ("agreed_at", "the MDT"),
    ],
)
def test_each_condition_that_fails_refuses_the_transfer_and_names_who_can_mend_it(agreed, at, policy, field, who):
    sent = replace(agreed, sent_to_brokerage_at=at("2026-11-05 10:00"))
    moment = at("2026-11-10 10:00")
    assert transfer_lacks(sent, moment, policy) == ()
    (lack,) = transfer_lacks(replace(sent, **{field: None}), moment, policy)
    assert (lack.rule, lack.who) == ("INT-1", who)
    assert "not recorded yet" in lack.sentence


@pytest.mark.rule("INT-1")
def test_a_condition_dated_ahead_does_not_hold_yet(agreed):
    agreed_at = agreed.agreed_at
    assert all(each.holds for each in conditions(agreed, agreed_at))
    before = conditions(agreed, agreed_at - MINUTE)
    assert [each.holds for each in before] == [True, True, True, False]
    assert "9 Nov 2026" in before[3].sentence


@pytest.mark.rule("INT-1", "INT-2")
@pytest.mark.parametrize("sent", ["2026-11-10 10:00", "2026-03-28 10:00", "2026-10-24 10:00"])
@pytest.mark.parametrize(
    ("after", "holds"), [(48 * HOUR - MINUTE, False), (48 * HOUR, True), (48 * HOUR + MINUTE, True)]
)
def test_48_hours_with_brokerage_are_counted_to_the_minute_across_clock_changes(at, policy, sent, after, holds):
    facts = TransferFacts(sent_to_brokerage_at=at(sent))
    way = alternatives(facts, at(sent) + after, policy)[0]
    assert way.holds is holds
    assert way.sentence.startswith("48 hours with Brokerage were over" if holds else "48 hours with Brokerage are over")
    assert brokerage_limit(facts, policy) == at(sent) + 48 * HOUR


@pytest.mark.rule("INT-2")
def test_the_policy_says_whether_the_48_hours_count_from_sent_or_from_listed(at, policy):
    facts = TransferFacts(sent_to_brokerage_at=at("2026-11-10 10:00"), listed_at=at("2026-11-12 15:00"))
    from_listed = replace(policy, transfer_counts_from_listed=True)
    assert brokerage_limit(facts, policy) == at("2026-11-12 10:00")
    assert brokerage_limit(facts, from_listed) == at("2026-11-14 15:00")
    assert not alternatives(facts, at("2026-11-14 14:59"), from_listed)[0].holds
    assert alternatives(facts, at("2026-11-14 15:00"), from_listed)[0].holds


@pytest.mark.rule("INT-2")
def test_listed_is_never_assumed(at, policy):
    facts = TransferFacts(sent_to_brokerage_at=at("2026-11-10 10:00"))
    from_listed = replace(policy, transfer_counts_from_listed=True)
    way = alternatives(facts, at("2026-12-10 10:00"), from_listed)[0]
    assert brokerage_limit(facts, from_listed) is None
    assert not way.holds
    assert way.who == "Brokerage"
    assert "lack of provision list" in way.sentence


@pytest.mark.rule("INT-1")
def test_an_offer_ends_the_wait_without_one_and_counts_where_it_cannot_start_yet(at, policy):
    facts = TransferFacts(
        sent_to_brokerage_at=at("2026-11-10 10:00"),
        offer_at=at("2026-11-13 10:00"),
        offer_starts_on=date(2026, 11, 20),
    )
    before = alternatives(facts, at("2026-11-13 09:59"), policy)
    assert [each.holds for each in before] == [True, False, False]
    after = alternatives(facts, at("2026-11-13 10:00"), policy)
    assert [each.holds for each in after] == [False, True, False]
    assert "can't start before 20 Nov 2026" in after[1].sentence


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize(("starts", "holds"), [(19, False), (20, False), (21, True), (None, True)])
def test_an_offer_that_can_start_today_is_no_reason_for_a_transfer(at, policy, starts, holds):
    day = date(2026, 11, starts) if starts else None
    facts = TransferFacts(offer_at=at("2026-11-13 10:00"), offer_starts_on=day)
    assert alternatives(facts, at("2026-11-20 23:59"), policy)[1].holds is holds


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize(
    ("since", "evidence", "holds"),
    [
        (date(2026, 11, 20), "three agencies rung", True),
        (date(2026, 11, 21), "three agencies rung", False),
        (date(2026, 11, 20), " ", False),
        (None, "three agencies rung", False),
    ],
)
def test_the_persons_own_search_counts_where_it_is_dated_and_evidenced(at, policy, since, evidence, holds):
    facts = TransferFacts(own_search_since=since, own_search_evidence=evidence)
    way = alternatives(facts, at("2026-11-20 09:00"), policy)[2]
    assert way.holds is holds
    assert ("say what shows it" in way.sentence) is (since is not None and not evidence.strip())
    assert ("not recorded" in way.sentence) is (since is None)


@pytest.mark.rule("INT-1")
def test_without_any_of_the_three_ways_the_transfer_is_refused_with_all_of_them_said(agreed, at, policy):
    moment = at("2026-11-20 09:00")
    (lack,) = transfer_lacks(agreed, moment, policy)
    assert "not been sent to Brokerage" in lack.sentence
    assert "No PVI provider has offered" in lack.sentence
    assert "own search" in lack.sentence
    searching = replace(agreed, own_search_since=date(2026, 11, 1), own_search_evidence="two letters")
    assert transfer_lacks(searching, moment, policy) == ()


@pytest.mark.rule("INT-2")
@pytest.mark.parametrize(("after", "missing"), [(48 * HOUR - MINUTE, False), (48 * HOUR, True), (60 * HOUR, True)])
def test_listed_is_missing_from_48_hours_after_sending(at, policy, after, missing):
    sent = at("2026-10-24 10:00")
    facts = TransferFacts(sent_to_brokerage_at=sent)
    assert listing_limit(facts, policy) == sent + 48 * HOUR
    assert is_listing_missing(facts, sent + after, policy) is missing
    assert not is_listing_missing(replace(facts, listed_at=sent + HOUR), sent + after, policy)
    assert not is_listing_missing(replace(facts, offer_at=sent + HOUR), sent + after, policy)


@pytest.mark.rule("INT-2")
def test_nothing_is_missing_before_the_package_is_sent(at, policy):
    assert listing_limit(TransferFacts(), policy) is None
    assert not is_listing_missing(TransferFacts(), at("2026-11-20 09:00"), policy)


@pytest.mark.rule("INT-3")
def test_the_sts_psp_is_not_finished_before_the_end_date_request():
    (lack,) = finishing_lacks(frozenset({TransferStepKind.PSP_SENT}))
    assert (lack.rule, lack.who) == ("INT-3", "the STS DSO")
    assert finishing_lacks(frozenset({TransferStepKind.END_DATE_REQUEST})) == ()


@pytest.mark.rule("INT-5", "INT-7")
@pytest.mark.parametrize(
    ("gap", "rule"),
    [
        ({"plan_kind": None}, "INT-7"),
        ({"route": None}, "INT-7"),
        ({"has_team": False}, "INT-7"),
        ({"done": frozenset({TransferStepKind.END_DATE_REQUEST})}, "INT-5"),
        ({"done": frozenset({TransferStepKind.TRANSFER_ACCEPTED})}, "INT-3"),
    ],
)
def test_a_hand_over_to_a_team_names_each_thing_that_is_missing(agreed, at, policy, gap, rule):
    facts = replace(agreed, sent_to_brokerage_at=at("2026-11-05 10:00"))
    whole = HandOverFacts(route=TransferRoute.INTERIM_TEAM, has_team=True, plan_kind=PlanKind.SHORT_TERM, done=DONE)
    moment = at("2026-11-20 09:00")
    assert hand_over_lacks(facts, whole, moment, policy) == ()
    assert [each.rule for each in hand_over_lacks(facts, replace(whole, **gap), moment, policy)] == [rule]


@pytest.mark.rule("INT-1", "INT-7")
def test_a_hand_over_is_refused_while_a_condition_fails(at, policy):
    whole = HandOverFacts(route=TransferRoute.INTERIM_TEAM, has_team=True, plan_kind=PlanKind.SHORT_TERM, done=DONE)
    lacks = hand_over_lacks(TransferFacts(), whole, at("2026-11-20 09:00"), policy)
    assert len(lacks) == 5


@pytest.mark.rule("INT-8", "PSP-9")
def test_staying_with_sts_needs_a_long_term_psp_and_no_team():
    stays = HandOverFacts(route=TransferRoute.WITHIN_STS, plan_kind=PlanKind.SHORT_TERM)
    (lack,) = route_lacks(stays)
    assert [each.rule for each in route_lacks(replace(stays, route=TransferRoute.INTERIM_TEAM))] == ["INT-7", "INT-5"]
    assert lack.rule == "PSP-9"
    assert route_lacks(replace(stays, plan_kind=PlanKind.LONG_TERM)) == ()
