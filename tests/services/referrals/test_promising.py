"""Promised capacity has a limit, one clock a referral, and Scheduling hears of it once, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.capacity.team_capacity import capacity
from app.queries.referrals.queue import queue, referral
from app.queries.today.prompts import today
from app.services import referrals
from models.referrals import Hold, Referral
from models.rules.referrals.stage import Stage
from models.tracker import TrackerChange
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import START_CHECKS

HOUR, DAY, INSTANT = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


@pytest.fixture
def key(office):
    made = office.a_referral()
    do(office, referrals.accept, made)
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=made, seen=None, item=item)
    return made


def north(office):
    return next(each.load for each in office.ask(capacity) if each.name == "North")


def told(office):
    with office.database.reading() as session:
        rows = session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()
    return [each for each in rows if each.withdrawn_at is None]


def end_of(day):
    return day.replace(hour=23, minute=59, second=59, microsecond=999_999)


@pytest.mark.rule("REF-13")
def test_a_promise_lasts_to_the_end_of_the_first_agreed_starts_day(office, key):
    found, start = office.now, office.now + 9 * DAY
    do(office, referrals.confirm_capacity, key, start_planned_at=start)
    limit = end_of(start)
    assert office.ask(referral, referral=key).hold_expires_at == limit
    office.clock.advance(limit - found)
    assert office.ask(queue)[0].stage is Stage.PROMISED
    office.clock.advance(INSTANT)
    [row] = office.ask(queue)
    assert (row.stage, row.is_promised, north(office).promised) == (Stage.HOLD_EXPIRED, True, 210)
    [line] = [each for each in office.ask(today) if each.rule == "REF-13"]
    assert "promised capacity has expired" in line.sentence
    with pytest.raises(Refused, match="release it and notify the assessor"):
        do(office, referrals.start, key)
    office.send_tracker()
    do(office, referrals.release, key)
    kept = office.get(Referral, key)
    assert (kept.outcome, kept.assessor_notified_at) == (ReferralOutcome.LAPSED, office.now)
    assert north(office).committed == 0
    assert [each.kind for each in told(office)] == [TrackerChangeKind.PROMISED, TrackerChangeKind.HOLD_RELEASED]


@pytest.mark.rule("REF-13")
def test_a_start_that_is_agreed_for_tomorrow_leaves_the_72_hours(office, key):
    do(office, referrals.confirm_capacity, key, start_planned_at=office.now + DAY)
    assert office.ask(referral, referral=key).hold_expires_at == office.now + 72 * HOUR


@pytest.mark.rule("REF-13")
def test_a_promise_without_a_start_is_a_hold(office, key):
    do(office, referrals.confirm_capacity, key)
    view = office.ask(referral, referral=key)
    assert (view.hold_expires_at, view.hold_sentence) == (office.now + 72 * HOUR, "Held for another 3 d.")
    office.clock.advance(72 * HOUR + INSTANT)
    assert office.ask(referral, referral=key).stage is Stage.HOLD_EXPIRED


@pytest.mark.rule("REF-13")
def test_a_start_is_agreed_at_most_two_weeks_after_the_capacity_was_found(office, key):
    with pytest.raises(Refused, match="at most 14 days after"):
        do(office, referrals.confirm_capacity, key, start_planned_at=office.now + 15 * DAY)
    do(office, referrals.confirm_capacity, key, start_planned_at=office.now + 14 * DAY)
    with pytest.raises(Refused, match="at most 14 days after"):
        do(office, referrals.change_details, key, start_planned_at=office.now + 15 * DAY)


@pytest.mark.rule("REF-13")
def test_a_start_moved_later_moves_no_limit_and_scheduling_hears_the_new_day(office, key):
    do(office, referrals.confirm_capacity, key, start_planned_at=office.now + 5 * DAY)
    limit = office.ask(referral, referral=key).hold_expires_at
    do(office, referrals.change_details, key, start_planned_at=office.now + 9 * DAY)
    assert office.ask(referral, referral=key).hold_expires_at == limit
    [row] = told(office)  # the first never went out
    assert row.effective_at == office.now + 9 * DAY
    office.send_tracker()
    do(office, referrals.change_details, key, start_planned_at=office.now + 8 * DAY)
    kinds = [each.kind for each in told(office)]
    assert kinds == [TrackerChangeKind.PROMISED, TrackerChangeKind.RETRACTED, TrackerChangeKind.PROMISED]


@pytest.mark.rule("REF-13")
@pytest.mark.parametrize("deed", [referrals.hold_capacity, referrals.confirm_capacity])
def test_a_start_in_time_is_recorded_after_the_limit_and_a_later_one_isnt(office, key, deed):
    do(office, deed, key)
    limit = office.now + 72 * HOUR
    office.clock.advance(75 * HOUR)
    with pytest.raises(Refused, match="has expired"):
        do(office, referrals.start, key, started_at=limit + INSTANT)
    do(office, referrals.start, key, started_at=limit)
    assert office.get(Referral, key).outcome is ReferralOutcome.STARTED


@pytest.mark.rule("REF-13")
def test_a_hold_becomes_a_promise_by_its_own_clock(office, key):
    found = office.now
    do(office, referrals.hold_capacity, key)
    office.clock.advance(10 * HOUR)
    with pytest.raises(Refused, match="which start is agreed"):
        do(office, referrals.confirm_capacity, key)
    do(office, referrals.confirm_capacity, key, start_planned_at=office.now + DAY)
    view = office.ask(referral, referral=key)
    assert (view.stage, view.hold_expires_at) == (Stage.PROMISED, found + 72 * HOUR)
    assert (north(office).promised, north(office).held) == (210, 0)
    with office.database.reading() as session:
        assert session.scalars(select(Hold.ended_as)).one() is HoldEnd.PROMISED
    assert office.ask(queue)[0].stage is Stage.PROMISED
    assert [each.reason for each in told(office)] == ["Capacity promised: Scheduling has confirmed it"]


@pytest.mark.rule("REF-13")
def test_capacity_taken_again_within_72_hours_goes_on_with_the_first_clock_the_gap_counted(office, key):
    found = office.now
    do(office, referrals.hold_capacity, key)
    office.clock.advance(10 * HOUR)
    do(office, referrals.give_back, key)
    office.clock.advance(50 * HOUR)
    do(office, referrals.hold_capacity, key)
    assert office.ask(referral, referral=key).hold_expires_at == found + 72 * HOUR
    do(office, referrals.give_back, key)
    office.clock.advance(72 * HOUR)
    with pytest.raises(Refused, match="clock goes on and has run out"):
        do(office, referrals.hold_capacity, key)
    with pytest.raises(Refused, match="clock goes on and has run out"):
        do(office, referrals.confirm_capacity, key)
    office.clock.advance(INSTANT)
    do(office, referrals.hold_capacity, key)
    assert office.ask(referral, referral=key).hold_expires_at == office.now + 72 * HOUR


@pytest.mark.rule("REF-13")
def test_promised_capacity_is_given_back_and_the_referral_waits_again(office, key):
    found = office.now
    do(office, referrals.confirm_capacity, key, start_planned_at=found + 2 * DAY)
    office.clock.advance(HOUR)
    do(office, referrals.give_back, key)
    assert (office.ask(queue)[0].stage, north(office).committed) == (Stage.WAITING_FOR_CAPACITY, 0)
    assert told(office) == []  # it had not gone out: nobody hears of it
    office.clock.advance(HOUR)
    do(office, referrals.confirm_capacity, key, start_planned_at=found + 14 * DAY)
    assert office.ask(referral, referral=key).hold_expires_at == found + 72 * HOUR  # the first start's limit stands
