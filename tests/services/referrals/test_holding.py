"""Promising, holding, giving back and releasing capacity, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.referrals.queue import capacity, queue, referral
from app.services import referrals
from models.referrals import Hold, Referral
from models.rules.referrals.stage import Stage
from models.tracker import TrackerChange
from models.values import Call
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import visit

HOUR = timedelta(hours=1)
NEARLY_ALL = tuple(visit(call, 180, 2) for call in (Call.MORNING, Call.TEA))  # 84 of North's 100 hours a week


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def accepted(office, *visits, **values):
    key = office.a_referral(*visits, **values)
    do(office, referrals.accept, key)
    return key


def north(office):
    return next(each.load for each in office.ask(capacity) if each.name == "North")


def told(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


@pytest.mark.rule("REF-15")
def test_promised_and_held_hours_count_against_the_team(office):
    first, second = accepted(office), accepted(office)
    do(office, referrals.confirm_capacity, first)
    do(office, referrals.hold_capacity, second)
    load = north(office)
    assert (load.promised, load.held, load.free) == (210, 210, 6000 - 420)
    assert office.ask(referral, referral=first).stage is Stage.PROMISED
    assert [(row.kind, row.contact_minutes, row.to_team, row.referral_id) for row in told(office)] == [
        (TrackerChangeKind.HOLD, 210, "North", first),
        (TrackerChangeKind.HOLD, 210, "North", second),
    ]


@pytest.mark.rule("REF-15")
def test_what_is_promised_to_one_is_refused_to_another_until_it_is_given_back(office):
    first, second = accepted(office, *NEARLY_ALL), accepted(office, *NEARLY_ALL)
    do(office, referrals.hold_capacity, first)
    for deed in (referrals.hold_capacity, referrals.confirm_capacity):
        with pytest.raises(Refused, match="84 h a week are asked and 16 h are free"):
            do(office, deed, second)
    do(office, referrals.give_back, first)
    do(office, referrals.confirm_capacity, second)
    assert north(office).promised == 84 * 60
    assert office.ask(referral, referral=first).stage is Stage.WAITING_FOR_CAPACITY


@pytest.mark.rule("REF-15")
def test_a_promise_that_becomes_a_hold_is_not_counted_twice(office):
    key = accepted(office, *NEARLY_ALL)
    do(office, referrals.confirm_capacity, key)
    do(office, referrals.hold_capacity, key)
    load = north(office)
    assert (load.promised, load.held) == (0, 84 * 60)
    do(office, referrals.give_back, key)
    assert north(office).committed == 0


@pytest.mark.rule("REF-15")
def test_capacity_needs_calls(office):
    key = accepted(office)
    do(office, referrals.change_calls, key, calls=())
    with pytest.raises(Refused, match="which calls"):
        do(office, referrals.hold_capacity, key)


@pytest.mark.rule("REF-12")
def test_capacity_is_not_held_before_acceptance(office):
    key = office.a_referral()
    with pytest.raises(Refused, match="accepted first"):
        do(office, referrals.hold_capacity, key)
    assert north(office).held == 0


@pytest.mark.rule("REF-13")
def test_a_hold_lasts_up_to_72_hours_and_is_then_released_by_a_person(office):
    key = accepted(office)
    do(office, referrals.hold_capacity, key, found_at=office.now)
    office.send_tracker()
    office.clock.advance(72 * HOUR)
    assert office.ask(referral, referral=key).stage is Stage.HELD
    with pytest.raises(Refused, match="no expired hold"):
        do(office, referrals.release, key)
    office.clock.advance(timedelta(microseconds=1))
    [row] = office.ask(queue)
    assert row.stage is Stage.HOLD_EXPIRED
    assert north(office).held == 210  # nobody is promised these hours overnight
    with pytest.raises(Refused, match="release it and notify the assessor"):
        do(office, referrals.start, key)
    do(office, referrals.release, key)
    assert office.get(Referral, key).outcome is ReferralOutcome.LAPSED
    with office.database.reading() as session:
        hold = session.scalars(select(Hold)).one()
    assert (hold.ended_as, hold.assessor_notified_at) == (HoldEnd.RELEASED, office.now)
    assert north(office).held == 0
    assert [each.kind for each in told(office)] == [TrackerChangeKind.HOLD, TrackerChangeKind.HOLD_RELEASED]


@pytest.mark.rule("REF-13")
def test_a_hold_counts_from_when_the_capacity_was_found(office):
    key = accepted(office)
    with pytest.raises(Refused, match="more than 72 h ago"):
        do(office, referrals.hold_capacity, key, found_at=office.now - 73 * HOUR)
    with pytest.raises(Refused, match="in the future"):
        do(office, referrals.hold_capacity, key, found_at=office.now + HOUR)
    do(office, referrals.hold_capacity, key, found_at=office.now - 70 * HOUR)
    assert office.ask(referral, referral=key).hold_expires_at == office.now + 2 * HOUR


@pytest.mark.rule("REF-13")
def test_after_a_lapse_support_is_asked_anew_and_ranks_by_the_first_moment(office):
    asked = office.now - timedelta(days=4)
    key = accepted(office, first_asked_at=asked)
    do(office, referrals.hold_capacity, key)
    with pytest.raises(Refused, match="no need to refer again"):
        do(office, referrals.refer_again, key)
    office.clock.advance(73 * HOUR)
    do(office, referrals.release, key)
    again = do(office, referrals.refer_again, key).made
    view = office.ask(referral, referral=again)
    assert (view.stage, view.first_asked_at, view.received_at) == (Stage.NEW, asked, office.now)
    assert view.earlier_reference == office.get(Referral, key).reference
    assert view.calls == "Mon–Sun: morning 30"


@pytest.mark.rule("REF-13")
def test_a_lapse_is_referred_again_once_and_not_by_what_came_before_it(office):
    key = accepted(office)
    do(office, referrals.hold_capacity, key)
    office.clock.advance(73 * HOUR)
    do(office, referrals.release, key)
    with pytest.raises(Refused, match="before the hold lapsed"):
        do(office, referrals.refer_again, key, received_at=office.now - HOUR)
    again = do(office, referrals.refer_again, key).made
    with pytest.raises(Refused, match=f"already, as {office.get(Referral, again).reference}"):
        do(office, referrals.refer_again, key)


@pytest.mark.rule("REF-15")
def test_more_calls_for_somebody_held_have_to_be_free(office):
    key = accepted(office)
    do(office, referrals.hold_capacity, key)
    with pytest.raises(Refused, match="are free"):
        do(office, referrals.change_calls, key, calls=(*NEARLY_ALL, visit(Call.BED, 180, 1)))
    do(office, referrals.change_calls, key, calls=NEARLY_ALL)
    assert north(office).held == 84 * 60


@pytest.mark.rule("REF-15")
def test_of_two_desks_that_hold_the_last_hours_at_once_one_is_refused(office):
    keys = [accepted(office, *NEARLY_ALL) for _ in range(2)]
    together = Barrier(2)

    def hold(key):
        work = office.work()
        together.wait(10)
        try:
            work.write(lambda turn: referrals.hold_capacity(turn, referral=key, seen=2))
        except Refused as refused:
            return refused.rule
        return "held"

    with ThreadPoolExecutor(2) as desks:
        answers = sorted(desks.map(hold, keys))
    assert answers == ["REF-15", "held"]
    assert north(office).held == 84 * 60
