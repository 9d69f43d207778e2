"""Prompts of a referral, at and around each limit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.referrals.prompts import QuestionFacts, ReferralPromptFacts, may_be_home, referral_prompts
from models.vocabulary.referrals import ReferralOutcome

HOUR, MINUTE, STEP = timedelta(hours=1), timedelta(minutes=1), timedelta(microseconds=1)
MARY = ReferralPromptFacts(name="Mary Smith")
GONE = [each for each in ReferralOutcome if each is not ReferralOutcome.STARTED]


def fields(facts, moment, policy):
    return [each.field for each in referral_prompts(facts, moment, policy)]


@pytest.mark.rule("REF-3")
def test_information_is_chased_from_the_asking_until_it_comes(at, policy):
    asked = at("2026-11-18 10:00")
    facts = replace(MARY, questions=(QuestionFacts(asked, "Ward 4"), QuestionFacts(asked, "the GP", asked + HOUR)))
    (prompt,) = referral_prompts(facts, asked, policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("REF-3", "referrals.information", None)
    assert prompt.sentence.startswith("Mary Smith")
    assert "Ward 4" in prompt.sentence
    assert referral_prompts(facts, asked - MINUTE, policy) == ()


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize("found", ["2026-11-16 10:00", "2026-03-27 10:00", "2026-10-23 10:00"])
@pytest.mark.parametrize(
    ("after", "word"),
    [
        (47 * HOUR, ""),
        (48 * HOUR - STEP, ""),
        (48 * HOUR, "until"),
        (71 * HOUR, "until"),
        (72 * HOUR, "until"),
        (72 * HOUR + STEP, "expired"),
        (73 * HOUR, "expired"),
    ],
)
def test_held_capacity_warns_in_its_last_day_and_expires_after_the_72nd_hour(at, policy, found, after, word):
    facts = replace(MARY, hold_found_at=at(found))
    prompts = referral_prompts(facts, at(found) + after, policy)
    assert len(prompts) == bool(word)
    for prompt in prompts:
        assert word in prompt.sentence
        assert prompt.due == at(found) + 72 * HOUR
        assert (prompt.rule, prompt.field) == ("REF-13", "referrals.hold")
        assert (prompt.shown_from > prompt.due) is (word == "expired")


@pytest.mark.rule("REF-13")
def test_a_warning_longer_than_the_hold_begins_with_the_hold(at, policy):
    found = at("2026-11-16 10:00")
    early = replace(policy, hold_warning=100 * HOUR)
    facts = replace(MARY, hold_found_at=found)
    (prompt,) = referral_prompts(facts, found, early)
    assert prompt.shown_from == found
    assert "start the service" in prompt.sentence


@pytest.mark.rule("REF-13")
def test_a_missing_discharge_date_is_asked_for_while_capacity_is_held(at, policy):
    found = at("2026-11-16 10:00")
    facts = replace(MARY, hold_found_at=found, from_hospital=True)
    (prompt,) = referral_prompts(facts, found, policy)
    assert (prompt.field, prompt.due) == ("referrals.discharge", None)
    assert fields(replace(facts, discharge_on=date(2026, 11, 25)), found, policy) == []
    assert fields(replace(facts, from_hospital=False), found, policy) == []
    assert fields(replace(facts, hold_found_at=None), found, policy) == []
    promised = replace(facts, first_start_at=found + 24 * HOUR)
    assert "has capacity promised and no discharge date" in referral_prompts(promised, found, policy)[0].sentence
    assert fields(facts, found + 73 * HOUR, policy) == ["referrals.hold"]  # expired: no date brings it back


@pytest.mark.rule("REF-18")
@pytest.mark.parametrize(
    ("moment", "said"), [("2026-10-24 23:59", False), ("2026-10-25 00:00", True), ("2026-10-28 09:00", True)]
)
def test_from_the_discharge_date_on_somebody_may_be_home_without_support(at, policy, moment, said):
    facts = replace(MARY, discharge_on=date(2026, 10, 25), from_hospital=True)
    prompts = referral_prompts(facts, at(moment), policy)
    assert [(each.rule, each.field, each.due) for each in prompts] == [("REF-18", "referrals.start", None)] * said
    assert all("may be home without support" in each.sentence for each in prompts)


@pytest.mark.rule("REF-8")
def test_chc_is_asked_to_take_over_and_then_followed_up_until_they_have(at, policy):
    known, asked = at("2026-11-16 10:00"), at("2026-11-17 10:00")
    facts = replace(MARY, chc_since=known)
    (first,) = referral_prompts(facts, known, policy)
    assert (first.rule, first.field, first.due) == ("REF-8", "referrals.chc", None)
    assert "ask CHC" in first.sentence
    (second,) = referral_prompts(replace(facts, chc_asked_at=asked), asked, policy)
    assert "follow it up" in second.sentence
    assert second.shown_from == asked
    assert fields(replace(facts, chc_asked_at=asked, chc_transferred_at=asked), asked, policy) == []
    assert fields(replace(facts, outcome=ReferralOutcome.STARTED), asked, policy) == ["referrals.chc"]


@pytest.mark.rule("REF-3", "REF-8", "REF-13", "REF-18")
@pytest.mark.parametrize("outcome", GONE)
def test_a_referral_that_left_the_queue_prompts_nothing(at, policy, outcome):
    moment = at("2026-11-16 10:00")
    facts = replace(
        MARY,
        questions=(QuestionFacts(moment, "Ward 4"),),
        hold_found_at=moment,
        from_hospital=True,
        discharge_on=date(2026, 11, 16),
        chc_since=moment,
    )
    assert len(referral_prompts(facts, moment + 72 * HOUR, policy)) == 4
    assert referral_prompts(replace(facts, outcome=outcome), moment + 72 * HOUR, policy) == ()


@pytest.mark.rule("REF-18")
def test_who_waits_may_be_home_from_the_day_of_the_discharge_on():
    day = date(2026, 11, 20)
    assert may_be_home(day, day)
    assert may_be_home(day - timedelta(days=1), day)
    assert not may_be_home(day + timedelta(days=1), day)
    assert not may_be_home(None, day)
