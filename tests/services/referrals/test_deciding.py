"""Accepting, part-accepting, declining, signposting, withdrawing and placing, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.referrals.queue import queue, referral
from app.services import referrals
from models.audit import AuditEntry
from models.referrals import Placement, Referral
from models.rules.referrals.stage import Stage
from models.tracker import TrackerChange
from models.values import Call
from models.vocabulary.referrals import Band, ExistingPackage, ReferralOutcome, Support
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import visit


def stage_of(office, key):
    return office.ask(referral, referral=key).stage


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def told(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()


@pytest.mark.rule("REF-12")
def test_an_accepted_referral_waits_for_capacity_and_uses_no_hours(office):
    key = office.a_referral()
    changed = do(office, referrals.accept, key)
    assert stage_of(office, key) is Stage.WAITING_FOR_CAPACITY
    assert office.get(Referral, key).accepted_by_id == office.staff["DSO"]
    assert office.get(Referral, key).person_id in changed.people
    view = office.ask(referral, referral=key)
    assert (view.load.promised, view.load.held) == (0, 0)
    assert [row.id for row in office.ask(queue)] == [key]
    with office.database.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.row_id == key, AuditEntry.deed == "update")).one()
        assert entry.operation_id == office.get(Referral, key).operation_id


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"needs_and_risks": ""}, "needs and risks", marks=pytest.mark.rule("REF-3")),
        pytest.param({"alternatives_considered": " "}, "what else was considered", marks=pytest.mark.rule("REF-4")),
        pytest.param({"end_of_life": True}, "health professional", marks=pytest.mark.rule("REF-6")),
        pytest.param({"urgent": True}, "deliver the support safely", marks=pytest.mark.rule("REF-7")),
        pytest.param({"chc": True}, "your own review", marks=pytest.mark.rule("REF-8")),
        pytest.param(
            {"existing_package": ExistingPackage.WHOLE_MOVES}, "notice is worked", marks=pytest.mark.rule("REF-9")
        ),
        pytest.param({"support": Support.NOT_STATED}, "family included", marks=pytest.mark.rule("REF-10")),
        pytest.param({"document": None}, "which document", marks=pytest.mark.rule("REF-1")),
        pytest.param({"reason": None}, "why the Short Term Service", marks=pytest.mark.rule("REF-2")),
    ],
)
def test_accepting_is_refused_with_what_is_missing(office, values, sentence):
    key = office.a_referral(**values)
    with pytest.raises(Refused, match=sentence) as refused:
        do(office, referrals.accept, key)
    assert refused.value.who
    assert office.get(Referral, key).accepted_at is None


def test_a_stale_desk_is_refused(office):
    key = office.a_referral()
    do(office, referrals.accept, key)
    with pytest.raises(Refused, match="has changed since"):
        office.do(referrals.withdraw, referral=key, seen=1, care_hub_told_at=office.now)
    assert office.get(Referral, key).outcome is None


@pytest.mark.rule("REF-5")
def test_a_decline_needs_a_reason_and_the_talk_with_the_assessor(office):
    key = office.a_referral()
    with pytest.raises(Refused, match="assessor"):
        do(office, referrals.decline, key, because="Needs two nurses", discussed_with_assessor=False)
    assert office.get(Referral, key).outcome is None
    do(office, referrals.decline, key, because="Needs two nurses", discussed_with_assessor=True)
    assert office.get(Referral, key).outcome is ReferralOutcome.DECLINED
    assert office.ask(queue) == ()


@pytest.mark.rule("REF-4")
def test_signposting_is_an_outcome_of_its_own(office):
    key = office.a_referral()
    with pytest.raises(Refused, match="to which service"):
        do(office, referrals.signpost, key, where_to="")
    do(office, referrals.signpost, key, where_to="Lunch club")
    view = office.ask(referral, referral=key)
    assert (view.outcome, view.outcome_because) == (ReferralOutcome.SIGNPOSTED, "Lunch club")


@pytest.mark.rule("REF-14")
def test_withdrawing_frees_the_hold_at_once_and_tells_scheduling(office):
    key = office.a_referral()
    do(office, referrals.accept, key)
    do(office, referrals.hold_capacity, key)
    office.send_tracker()
    with pytest.raises(Refused, match="Care Hub"):
        do(office, referrals.withdraw, key, care_hub_told_at=None)
    do(office, referrals.withdraw, key, care_hub_told_at=office.now, because="Went to her sister")
    view = office.ask(referral, referral=key)
    assert view.stage is Stage.WITHDRAWN
    assert view.load.held == 0
    assert [each.kind for each in told(office)] == [TrackerChangeKind.HOLD, TrackerChangeKind.HOLD_RELEASED]


@pytest.mark.rule("REF-11")
def test_a_referral_placed_out_of_order_is_marked_and_keeps_its_computed_band(office):
    first, second = office.a_referral(urgent=True), office.a_referral()
    with pytest.raises(Refused, match="who was consulted"):
        do(office, referrals.place_out_of_order, second, band=Band.FROM_HOSPITAL, because="Carer ill", consulted="")
    do(office, referrals.place_out_of_order, second, band=Band.FROM_HOSPITAL, because="Carer ill", consulted="Care Hub")
    rows = office.ask(queue)
    assert [row.id for row in rows] == [second, first]
    assert rows[0].out_of_order
    assert rows[0].computed_band is Band.NO_SUPPORT
    assert "DSO North" in rows[0].why
    do(office, referrals.place_out_of_order, second, band=Band.OTHER, because="Carer back", consulted="Care Hub")
    do(office, referrals.lift_placement, second)
    rows = office.ask(queue)
    assert [row.id for row in rows] == [first, second]
    assert not rows[1].out_of_order
    with office.database.reading() as session:
        assert len(session.scalars(select(Placement)).all()) == 2


@pytest.mark.rule("REF-17")
def test_a_part_is_taken_on_and_the_rest_waits_with_its_first_asked_moment(office):
    morning, tea = visit(), visit(Call.TEA, 45)
    asked = office.now - timedelta(days=3)
    key = office.a_referral(morning, tea, first_asked_at=asked)
    rest = do(office, referrals.part_accept, key, starting=(morning,)).made
    mine, theirs = office.ask(referral, referral=key), office.ask(referral, referral=rest)
    assert (mine.visits, theirs.visits) == ((morning,), (tea,))
    assert (mine.stage, theirs.stage) == (Stage.WAITING_FOR_CAPACITY, Stage.WAITING_FOR_CAPACITY)
    assert theirs.first_asked_at == asked
    assert theirs.earlier_reference == mine.reference
    assert len(office.ask(queue)) == 2


@pytest.mark.rule("REF-17")
def test_a_part_is_neither_everything_nor_something_else(office):
    key = office.a_referral(visit())
    with pytest.raises(Refused, match="accept the whole"):
        do(office, referrals.part_accept, key, starting=(visit(),))
    with pytest.raises(Refused, match="Only visits that were asked"):
        do(office, referrals.part_accept, key, starting=(visit(Call.BED),))
    assert office.get(Referral, key).accepted_at is None


@pytest.mark.rule("REF-17", "REF-13")
def test_a_part_of_what_is_held_is_told_to_scheduling_anew(office):
    key = office.a_referral(visit(), visit(Call.TEA, 45))
    do(office, referrals.accept, key)
    do(office, referrals.hold_capacity, key)
    office.send_tracker()
    do(office, referrals.part_accept, key, starting=(visit(),))
    view = office.ask(referral, referral=key)
    assert (view.stage, view.load.held) == (Stage.HELD, 210)
    first, retracted, anew = told(office)
    assert (retracted.kind, retracted.retracts_id) == (TrackerChangeKind.RETRACTED, first.id)
    assert (anew.kind, anew.calls) == (TrackerChangeKind.HOLD, "Mon–Sun: morning 30")


@pytest.mark.rule("REF-17")
def test_no_part_is_taken_of_what_has_expired_or_left(office):
    key = office.a_referral(visit(), visit(Call.TEA, 45))
    do(office, referrals.accept, key)
    do(office, referrals.hold_capacity, key)
    office.clock.advance(timedelta(hours=73))
    with pytest.raises(Refused, match="hold has expired"):
        do(office, referrals.part_accept, key, starting=(visit(),))
    do(office, referrals.release, key)
    with pytest.raises(Refused, match="left the queue"):
        do(office, referrals.part_accept, key, starting=(visit(),))
