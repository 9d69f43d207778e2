"""Somebody dies while they wait: their hours are given back by one deed, and everybody who has to hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.capacity.team_capacity import capacity
from app.queries.referrals.left import left
from app.queries.referrals.queue import queue, referral
from app.queries.today.prompts import today
from app.services import referrals
from app.services.closure import deaths
from models.people import Concern, Person
from models.referrals import Hold, Referral
from models.rules.referrals.offers import Offer
from models.rules.referrals.stage import Stage
from models.tracker import TrackerChange
from models.values import Call
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import visit

HOUR = timedelta(hours=1)


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def a_death(office, person, deed=deaths.report_death, **told):
    office.do(deed, person=person, seen=office.version(Person, person), **told)


def accepted(office, **values):
    key = office.a_referral(**values)
    do(office, referrals.accept, key)
    return key


def north(office):
    return next(each.load for each in office.ask(capacity) if each.name == "North")


def all_of(office, kind, order):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(order)).all()


def told(office):
    return [each for each in all_of(office, TrackerChange, TrackerChange.number) if each.withdrawn_at is None]


def lines(office):
    return {(row.rule, row.field): row for row in office.ask(today)}


@pytest.fixture
def person(office):
    return office.a_person()


@pytest.mark.rule("END-6", "REF-14")
@pytest.mark.parametrize("deed", [referrals.hold_capacity, referrals.confirm_capacity])
def test_held_and_promised_hours_of_somebody_who_died_are_given_back_by_one_deed(office, person, deed):
    key = accepted(office, person=person)
    do(office, deed, key)
    office.send_tracker()
    a_death(office, person)
    assert north(office).committed == 210  # nobody gives hours away twice: a person gives them back
    do(office, referrals.leave_as_died, key)
    kept = office.get(Referral, key)
    assert (kept.outcome, kept.outcome_at, kept.assessor_notified_at) == (ReferralOutcome.DIED, office.now, office.now)
    assert kept.outcome_because == "The assessor was notified"
    assert north(office).committed == 0
    assert office.ask(queue) == ()
    kinds = [TrackerChangeKind.HOLD, TrackerChangeKind.DIED, TrackerChangeKind.HOLD_RELEASED]
    assert [each.kind for each in told(office)] == kinds
    assert told(office)[1].reason == "Reported to have died: book no visits"
    assert [(each.ended_as, each.assessor_notified_at) for each in all_of(office, Hold, Hold.id)] in (
        [], [(HoldEnd.DIED, office.now)],
    )  # fmt: skip
    assert lines(office).keys() == {("END-8", "closure.end")}


@pytest.mark.rule("END-6", "REF-13")
@pytest.mark.parametrize("deed", [referrals.hold_capacity, referrals.confirm_capacity])
def test_scheduling_never_hears_of_a_release_of_what_it_never_heard_of(office, person, deed):
    key = accepted(office, person=person)
    do(office, deed, key)
    a_death(office, person)
    do(office, referrals.leave_as_died, key)
    assert told(office) == []


@pytest.mark.rule("END-6", "REF-17")
def test_every_waiting_referral_of_the_person_goes_along(office, person):
    key = accepted(office, *(), person=person)
    do(office, referrals.change_calls, key, calls=(visit(), visit(Call.TEA, 45)))
    rest = do(office, referrals.part_accept, key, starting=(visit(),)).made
    another, somebody = office.a_referral(person=person), office.a_referral()
    do(office, referrals.hold_capacity, rest)
    a_death(office, person, deaths.confirm_death, died_on=office.now.date())
    do(office, referrals.leave_as_died, key)
    outcomes = [office.get(Referral, each).outcome for each in (key, rest, another, somebody)]
    assert outcomes == [ReferralOutcome.DIED] * 3 + [None]
    assert north(office).committed == 0


@pytest.mark.rule("END-6")
def test_without_a_report_nobody_leaves_as_died(office):
    key = accepted(office)
    with pytest.raises(Refused, match="No death is reported"):
        do(office, referrals.leave_as_died, key)


@pytest.mark.rule("END-6")
def test_after_a_death_nothing_is_arranged_and_the_way_out_stands_first(office, person):
    key = office.a_referral(person=person)
    a_death(office, person)
    for deed in (referrals.accept, referrals.hold_capacity, referrals.confirm_capacity):
        with pytest.raises(Refused, match=r"died|accepted first"):
            do(office, deed, key)
    offered = office.ask(referral, referral=key).offers
    assert (offered.first, offered.beside) == (Offer.DIED, (Offer.DIED,))
    assert set(offered.further) == {Offer.PARTICULARS, Offer.SHEET, Offer.DEATH}


@pytest.mark.rule("END-6")
def test_today_says_what_is_still_theirs_and_queue_and_list_mark_the_death(office, person):
    key = accepted(office, person=person)
    assert not office.ask(queue)[0].death_reported
    do(office, referrals.hold_capacity, key)
    a_death(office, person)
    assert office.ask(queue)[0].death_reported
    line = lines(office)["END-6", "referrals.died"]
    assert "is reported to have died, and capacity is still theirs" in line.sentence
    assert (line.referral_id, line.due) == (key, None)
    a_death(office, person, deaths.confirm_death, died_on=office.now.date())
    assert " has died, and capacity" in lines(office)["END-6", "referrals.died"].sentence
    do(office, referrals.leave_as_died, key, because="Her daughter rang")
    [row] = office.ask(left)
    assert (row.outcome, row.because, row.death_reported) == (ReferralOutcome.DIED, "Her daughter rang", True)


@pytest.mark.rule("END-6", "DAY-1")
def test_an_untold_concern_stays_on_today_after_a_death(office, person):
    office.a_referral(person=person)
    office.store(Concern(person_id=person, raised_at=office.now, raised_by_id=office.staff["CWC"], what="bruise"))
    a_death(office, person)
    assert ("DAY-1", "today.concern") in lines(office)


@pytest.mark.rule("END-6", "END-8", "REF-13")
@pytest.mark.parametrize("deed", [referrals.hold_capacity, referrals.confirm_capacity])
def test_a_report_that_was_a_mistake_brings_the_referral_back_without_its_capacity(office, person, deed):
    key, new = accepted(office, person=person), office.a_referral(person=person)
    do(office, deed, key)
    a_death(office, person)
    do(office, referrals.leave_as_died, key)
    office.clock.advance(HOUR)
    a_death(office, person, deaths.undo_death)
    view = office.ask(referral, referral=key)
    assert (view.stage, view.outcome, view.load.committed) == (Stage.WAITING_FOR_CAPACITY, None, 0)
    assert any("given back" in each.what or "Hold ended" in each.what for each in view.history)
    assert office.ask(referral, referral=new).stage is Stage.NEW
    assert office.get(Referral, key).assessor_notified_at is None
    do(office, referrals.confirm_capacity, key)
    assert office.ask(referral, referral=key).stage is Stage.PROMISED
    assert ("END-6", "referrals.died") not in lines(office)
