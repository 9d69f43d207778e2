from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.referrals.stage import (
    Asked,
    HeldCapacity,
    ReferralDeed,
    ReferralMoments,
    Stage,
    checklist_lacks,
    deed_answer,
    deed_answers,
    stage,
    undo_start_lacks,
    waiting,
)
from models.values import start_of_day
from models.vocabulary.referrals import HoldEnd, ReferralOutcome

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def now(at):
    return at("2026-11-20 09:00")


@pytest.fixture
def moments(at):
    """One referral at each stage."""
    new = ReferralMoments(first_asked=at("2026-11-16 09:00"))
    accepted = replace(new, accepted_at=at("2026-11-17 09:00"))
    found = at("2026-11-17 10:00")
    ended = {each: replace(accepted, outcome=each, outcome_at=found) for each in ReferralOutcome}
    return {
        Stage.NEW: new,
        Stage.INFORMATION_ASKED: replace(new, questions=(Asked(found),)),
        Stage.WAITING_FOR_CAPACITY: accepted,
        Stage.PROMISED: replace(accepted, scheduling_confirmed_at=found),
        Stage.HELD: replace(accepted, hold=HeldCapacity(found)),
        Stage.HOLD_EXPIRED: replace(accepted, hold=HeldCapacity(at("2026-11-17 08:59"))),
        Stage.STARTED: ended[ReferralOutcome.STARTED],
        Stage.DECLINED: ended[ReferralOutcome.DECLINED],
        Stage.SIGNPOSTED: ended[ReferralOutcome.SIGNPOSTED],
        Stage.WITHDRAWN: ended[ReferralOutcome.WITHDRAWN],
        Stage.LAPSED: ended[ReferralOutcome.LAPSED],
        Stage.DIED: ended[ReferralOutcome.DIED],
    }


@pytest.mark.rule("REF-3", "REF-12", "REF-13", "REF-14", "REF-16")
def test_the_stage_is_computed_from_the_moments(moments, now, policy):
    assert set(moments) == set(Stage)
    assert {each: stage(found, now, policy) for each, found in moments.items()} == {each: each for each in Stage}


@pytest.mark.rule("REF-3")
def test_information_that_came_makes_a_referral_new_again(moments, now, policy):
    came = replace(moments[Stage.NEW], questions=(Asked(now - HOUR, now), Asked(now - HOUR)))
    assert stage(came, now, policy) is Stage.INFORMATION_ASKED
    assert stage(replace(came, questions=came.questions[:1]), now, policy) is Stage.NEW


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize(
    ("found", "expires"),
    [
        ("2026-11-17 09:00", "2026-11-20 09:00"),
        ("2026-03-27 16:00", "2026-03-30 17:00"),
        ("2026-10-23 16:00", "2026-10-26 15:00"),
    ],
)
@pytest.mark.parametrize(
    ("step", "expected"), [(-SECOND, Stage.HELD), (0 * SECOND, Stage.HELD), (SECOND, Stage.HOLD_EXPIRED)]
)
def test_held_capacity_can_be_started_until_the_72nd_hour_and_not_after(
    moments, at, policy, found, expires, step, expected
):
    held = replace(moments[Stage.WAITING_FOR_CAPACITY], hold=HeldCapacity(at(found)))
    moment = at(expires) + step
    assert stage(held, moment, policy) is expected
    assert (deed_answer(ReferralDeed.START, held, moment, policy).lacks == ()) is (expected is Stage.HELD)
    assert (deed_answer(ReferralDeed.RELEASE, held, moment, policy).lacks == ()) is (expected is Stage.HOLD_EXPIRED)


@pytest.mark.rule("REF-13", "REF-15")
@pytest.mark.parametrize(
    ("step", "expected"),
    [(-SECOND, Stage.WAITING_FOR_CAPACITY), (0 * SECOND, Stage.WAITING_FOR_CAPACITY), (SECOND, Stage.PROMISED)],
)
def test_capacity_given_back_is_promised_no_more_until_confirmed_again(moments, now, policy, step, expected):
    given_back = HeldCapacity(now - 5 * HOUR, now - HOUR, HoldEnd.RETRACTED)
    found = replace(moments[Stage.WAITING_FOR_CAPACITY], hold=given_back, scheduling_confirmed_at=now - HOUR + step)
    assert stage(found, now, policy) is expected


OPEN = {Stage.NEW, Stage.INFORMATION_ASKED}
ACCEPTED = {Stage.WAITING_FOR_CAPACITY, Stage.PROMISED}
QUEUED = OPEN | ACCEPTED | {Stage.HELD, Stage.HOLD_EXPIRED}


@pytest.mark.rule("REF-11", "REF-12", "REF-13", "REF-14", "REF-16", "REF-19")
@pytest.mark.parametrize(
    ("deed", "stages"),
    [
        (ReferralDeed.ASK_INFORMATION, QUEUED),
        (ReferralDeed.PLACE, QUEUED),
        (ReferralDeed.ACCEPT, OPEN),
        (ReferralDeed.DECLINE, OPEN | ACCEPTED),
        (ReferralDeed.SIGNPOST, OPEN | ACCEPTED),
        (ReferralDeed.CONFIRM_CAPACITY, {Stage.WAITING_FOR_CAPACITY, Stage.HELD}),
        (ReferralDeed.HOLD, ACCEPTED),
        (ReferralDeed.RETRACT, {Stage.PROMISED, Stage.HELD}),
        (ReferralDeed.RELEASE, {Stage.HOLD_EXPIRED}),
        (ReferralDeed.START, {Stage.PROMISED, Stage.HELD}),
        (ReferralDeed.WITHDRAW, QUEUED),
        (ReferralDeed.REFER_AGAIN, {Stage.LAPSED}),
        (ReferralDeed.UNDO_START, {Stage.STARTED}),
    ],
)
def test_a_deed_is_possible_at_its_stages_and_refused_with_a_sentence_at_others(moments, now, policy, deed, stages):
    answers = {each: deed_answer(deed, found, now, policy) for each, found in moments.items()}
    assert {each for each, answer in answers.items() if not answer.lacks} == stages
    lacks = [lack for answer in answers.values() for lack in answer.lacks]
    assert all(lack.rule and lack.who and lack.sentence.endswith(".") for lack in lacks)


@pytest.mark.rule("REF-12", "REF-13")
@pytest.mark.parametrize(
    ("at_stage", "deed", "rule", "words"),
    [
        (Stage.NEW, ReferralDeed.START, "REF-12", "accepted first"),
        (Stage.NEW, ReferralDeed.HOLD, "REF-12", "accepted first"),
        (Stage.INFORMATION_ASKED, ReferralDeed.CONFIRM_CAPACITY, "REF-12", "accepted first"),
        (Stage.WAITING_FOR_CAPACITY, ReferralDeed.START, "REF-12", "Scheduling has to confirm"),
        (Stage.WAITING_FOR_CAPACITY, ReferralDeed.ACCEPT, "REF-12", "already"),
        (Stage.PROMISED, ReferralDeed.CONFIRM_CAPACITY, "REF-15", "already"),
        (Stage.HELD, ReferralDeed.DECLINE, "REF-5", "give the capacity back"),
        (Stage.HELD, ReferralDeed.RELEASE, "REF-13", "no expired hold"),
        (Stage.NEW, ReferralDeed.RETRACT, "REF-13", "no held capacity"),
        (Stage.PROMISED, ReferralDeed.UNDO_START, "REF-19", "hasn't started"),
        (Stage.NEW, ReferralDeed.REFER_AGAIN, "REF-13", "still in the queue"),
        (Stage.HOLD_EXPIRED, ReferralDeed.START, "REF-13", "release it"),
        (Stage.HOLD_EXPIRED, ReferralDeed.RETRACT, "REF-13", "release it"),
        (Stage.WITHDRAWN, ReferralDeed.START, "REF-16", "left the queue (withdrawn)"),
        (Stage.DECLINED, ReferralDeed.REFER_AGAIN, "REF-13", "whose hold has lapsed"),
    ],
)
def test_a_refusal_says_what_comes_first(moments, now, policy, at_stage, deed, rule, words):
    (lack,) = deed_answer(deed, moments[at_stage], now, policy).lacks
    assert lack.rule == rule
    assert words in lack.sentence


@pytest.mark.rule("REF-19")
def test_the_start_waits_for_every_item_of_the_checklist(moments, now, policy):
    unchecked = ("key safe tried", "hoist in place")
    found = replace(moments[Stage.PROMISED], unchecked=unchecked)
    answer = deed_answer(ReferralDeed.START, found, now, policy)
    assert [each.rule for each in answer.lacks] == ["REF-19", "REF-19"]
    assert "hoist in place" in answer.lacks[1].sentence
    assert deed_answer(ReferralDeed.WITHDRAW, found, now, policy).lacks == ()
    assert checklist_lacks(()) == ()


@pytest.mark.rule("REF-19")
def test_a_start_is_undone_with_a_reason():
    assert undo_start_lacks("Wrong person") == ()
    assert undo_start_lacks("  ")[0].rule == "REF-19"


def test_every_deed_is_answered_in_the_order_of_the_screen(moments, now, policy):
    assert [each.deed for each in deed_answers(moments[Stage.NEW], now, policy)] == list(ReferralDeed)


def asked(start, *spans):
    return tuple(Asked(start + begun * HOUR, None if came is None else start + came * HOUR) for begun, came in spans)


@pytest.mark.rule("REF-3", "REF-10")
@pytest.mark.parametrize(
    ("spans", "hours"),
    [
        ([], 0),
        ([(1, 3)], 2),
        ([(1, None)], 23),
        ([(1, 3), (5, 6)], 3),
        ([(1, 6), (3, 9)], 8),
        ([(1, 9), (3, 6)], 8),
        ([(3, 6), (1, 9)], 8),
        ([(1, 3), (3, 6)], 5),
        ([(1, 9), (3, None)], 23),
        ([(1, None), (2, None)], 23),
        ([(-3, 2)], 2),
        ([(4, 4)], 0),
        ([(20, 30)], 4),
        ([(30, 40)], 0),
    ],
)
def test_waiting_for_information_counts_two_open_questions_once(at, spans, hours):
    first = at("2026-10-24 12:00")
    found = waiting(ReferralMoments(first_asked=first, questions=asked(first, *spans)), first + 24 * HOUR)
    assert found.total == 24 * HOUR
    assert found.for_information == hours * HOUR


@pytest.mark.rule("REF-10")
def test_waiting_ends_when_the_referral_leaves_the_queue(at):
    first = at("2026-10-24 12:00")
    found = ReferralMoments(
        first_asked=first,
        questions=asked(first, (1, None)),
        outcome=ReferralOutcome.STARTED,
        outcome_at=first + 10 * HOUR,
    )
    assert waiting(found, first + 24 * HOUR).total == 10 * HOUR
    assert waiting(found, first + 24 * HOUR).for_information == 9 * HOUR


def test_a_referral_first_asked_in_the_future_has_not_waited(at):
    first = at("2026-10-24 12:00")
    assert waiting(ReferralMoments(first_asked=first), first - HOUR).total == timedelta(0)


@pytest.mark.rule("REF-3")
@given(st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 40)), max_size=6), st.integers(0, 40))
def test_waiting_for_information_is_the_hours_in_which_any_question_was_open(spans, until):
    first = start_of_day(date(2026, 10, 25))
    found = waiting(ReferralMoments(first_asked=first, questions=asked(first, *spans)), first + until * HOUR)
    is_open = [any(a <= hour and (b is None or hour < b) for a, b in spans) for hour in range(until)]
    assert found.for_information == sum(is_open) * HOUR
