"""What a decision about a referral leaves on record: whole, of just that referral, and told to whom it concerns."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.referrals.queue import queue
from app.services import referrals
from models.referrals import Hold, Placement, Referral
from models.tracker import TrackerChange
from models.values import Call
from models.vocabulary.referrals import Band, HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import neighbours_of, visit

HOUR = timedelta(hours=1)
PLACED = {"band": Band.FROM_HOSPITAL, "because": " Carer ill ", "consulted": " Care Hub "}
LEAVING = (
    (
        referrals.decline,
        {"because": " Two nurses ", "discussed_with_assessor": True},
        (ReferralOutcome.DECLINED, "Two nurses"),
        "Declined: the promised capacity is free",
    ),
    (
        referrals.signpost,
        {"where_to": " Lunch club "},
        (ReferralOutcome.SIGNPOSTED, "Lunch club"),
        "Signposted: the promised capacity is free",
    ),
    (
        referrals.withdraw,
        {"because": " Went home "},
        (ReferralOutcome.WITHDRAWN, "Went home"),
        "No longer required: the capacity is free",
    ),
)


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


def a_held(office):
    key = office.a_referral()
    do(office, referrals.accept, key)
    do(office, referrals.hold_capacity, key)
    return key


def all_of(office, kind, order):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(order)).all()


def placements(office):
    return all_of(office, Placement, Placement.decided_at)


def last_told(office):
    return all_of(office, TrackerChange, TrackerChange.number)[-1]


@pytest.mark.rule("REF-4", "REF-5", "REF-14")
@pytest.mark.parametrize(("deed", "told", "outcome", "because"), LEAVING)
def test_who_leaves_with_capacity_promised_frees_it_and_says_why(office, deed, told, outcome, because):
    key = office.a_referral()
    do(office, referrals.accept, key)
    do(office, referrals.confirm_capacity, key)
    office.send_tracker()
    told = told | ({"care_hub_told_at": office.now} if deed is referrals.withdraw else {})
    changed = do(office, deed, key, **told)
    kept = office.get(Referral, key)
    assert ((kept.outcome, kept.outcome_because), kept.outcome_at) == (outcome, office.now)
    assert kept.outcome_by_id == office.staff["DSO"]
    assert changed.people == {kept.person_id}
    assert (last_told(office).kind, last_told(office).reason) == (TrackerChangeKind.HOLD_RELEASED, because)


@pytest.mark.rule("REF-5")
def test_only_a_decline_was_talked_over_with_the_assessor(office):
    declined, signposted = office.a_referral(), office.a_referral()
    do(office, referrals.decline, declined, because="Two nurses", discussed_with_assessor=True)
    do(office, referrals.signpost, signposted, where_to="Lunch club")
    assert office.get(Referral, declined).discussed_with_assessor
    assert not office.get(Referral, signposted).discussed_with_assessor


@pytest.mark.rule("REF-14")
def test_a_withdrawal_keeps_when_the_care_hub_was_told_and_ends_the_hold_as_withdrawn(office):
    key = a_held(office)
    do(office, referrals.withdraw, key, care_hub_told_at=office.now - HOUR)
    assert office.get(Referral, key).care_hub_told_at == office.now - HOUR
    [hold] = all_of(office, Hold, Hold.found_at)
    assert (hold.ended_as, hold.ended_at, hold.ended_by_id) == (HoldEnd.WITHDRAWN, office.now, office.staff["DSO"])


@pytest.mark.rule("REF-4", "REF-5")
def test_who_holds_capacity_gives_it_back_before_declining_or_signposting(office):
    key = a_held(office)
    for deed, told, rule in (
        (referrals.decline, {"because": "x", "discussed_with_assessor": True}, "REF-5"),
        (referrals.signpost, {"where_to": "x"}, "REF-4"),
    ):
        with pytest.raises(Refused, match="give the capacity back first") as refused:
            do(office, deed, key, **told)
        assert refused.value.rule == rule


@pytest.mark.rule("REF-11")
def test_a_placement_is_kept_whole_and_names_who_decided_it(office):
    key, until = office.a_referral(), office.now + 24 * HOUR
    made = do(
        office,
        referrals.place_out_of_order,
        key,
        decided_by=office.staff["Service manager"],
        expires_at=until,
        **PLACED,
    )
    [kept] = placements(office)
    assert (kept.id, kept.referral_id) == (made.made, key)
    assert (kept.band, kept.because, kept.consulted) == (Band.FROM_HOSPITAL, "Carer ill", "Care Hub")
    assert (kept.decided_at, kept.expires_at) == (office.now, until)
    assert kept.decided_by_id == office.staff["Service manager"]
    assert made.people == {office.get(Referral, key).person_id}


@pytest.mark.rule("REF-11")
def test_who_sits_at_the_desk_decides_unless_somebody_else_is_named_and_never_somebody_of_another_office(office):
    key = office.a_referral()
    do(office, referrals.place_out_of_order, key, **PLACED)
    assert placements(office)[0].decided_by_id == office.staff["DSO"]
    with pytest.raises(Refused, match="in your office's list"):
        do(office, referrals.place_out_of_order, key, decided_by=neighbours_of(office).staff["DSO"], **PLACED)


@pytest.mark.rule("REF-11")
def test_a_new_placement_ends_the_one_that_held_and_no_other(office):
    mine, other = office.a_referral(), office.a_referral()
    for key in (other, mine):
        do(office, referrals.place_out_of_order, key, **PLACED)
        office.clock.advance(HOUR)
    do(office, referrals.place_out_of_order, mine, **PLACED)
    lifted = office.now
    office.clock.advance(HOUR)
    do(office, referrals.lift_placement, mine)
    theirs, first, second = placements(office)
    assert (theirs.referral_id, theirs.lifted_at) == (other, None)
    assert (first.lifted_at, second.lifted_at) == (lifted, office.now)
    assert len({each.operation_id for each in (theirs, first, second)}) == 3


@pytest.mark.rule("REF-11")
def test_an_accepted_referral_is_placed_and_lifted_too_and_one_that_left_is_not(office):
    key = office.a_referral()
    do(office, referrals.accept, key)
    do(office, referrals.place_out_of_order, key, **PLACED)
    changed = do(office, referrals.lift_placement, key)
    assert changed.people == {office.get(Referral, key).person_id}
    assert not office.ask(queue)[0].out_of_order
    do(office, referrals.withdraw, key, care_hub_told_at=office.now)
    with pytest.raises(Refused, match="left the queue"):
        do(office, referrals.lift_placement, key)


@pytest.mark.rule("REF-17")
def test_the_rest_keeps_both_its_moments_and_the_decision_and_is_told_by_its_own_reference(office):
    morning, tea = visit(), visit(Call.TEA, 45)
    key = office.a_referral(morning, tea, first_asked_at=office.now - 72 * HOUR, received_at=office.now - 48 * HOUR)
    changed = do(office, referrals.part_accept, key, starting=(morning,), reference="CH90001")
    mine, rest = office.get(Referral, key), office.get(Referral, changed.made)
    assert changed.people == {mine.person_id}
    assert (rest.reference, rest.calls_text) == ("CH90001", "The rest of what was asked")
    assert (rest.received_at, rest.first_asked_at) == (office.now - 48 * HOUR, office.now - 72 * HOUR)
    assert (rest.accepted_at, rest.accepted_by_id) == (mine.accepted_at, mine.accepted_by_id)
    assert (mine.accepted_at, mine.accepted_by_id) == (office.now, office.staff["DSO"])


@pytest.mark.rule("REF-17")
def test_a_part_of_what_was_accepted_earlier_keeps_that_decision(office):
    morning, tea = visit(), visit(Call.TEA, 45)
    key = office.a_referral(morning, tea)
    office.do_as("Service manager", referrals.accept, referral=key, seen=1, decided_by=office.staff["Interim DSO"])
    accepted = office.now
    office.clock.advance(HOUR)
    rest = do(office, referrals.part_accept, key, starting=(morning,)).made
    for each in (key, rest):
        assert office.get(Referral, each).accepted_at == accepted
        assert office.get(Referral, each).accepted_by_id == office.staff["Interim DSO"]


@pytest.mark.rule("REF-3", "REF-17")
def test_no_part_is_taken_of_what_could_not_be_accepted(office):
    key = office.a_referral(visit(), visit(Call.TEA, 45), needs_and_risks="")
    with pytest.raises(Refused, match="needs and risks"):
        do(office, referrals.part_accept, key, starting=(visit(),))
    assert office.get(Referral, key).accepted_at is None


@pytest.mark.rule("REF-12")
def test_what_is_accepted_is_not_accepted_again(office):
    key = office.a_referral()
    do(office, referrals.accept, key)
    with pytest.raises(Refused, match="already so"):
        do(office, referrals.accept, key)


@pytest.mark.rule("REF-15")
def test_calls_that_are_promised_grow_by_what_is_free_and_by_no_minute_more(office):
    key = office.a_referral(visit())
    do(office, referrals.accept, key)
    do(office, referrals.confirm_capacity, key)
    rest = 6000 - 210
    more = visit(Call.TEA, rest // 10, days=frozenset(range(5)), workers=2)
    with pytest.raises(Refused, match="free"):
        do(office, referrals.change_calls, key, calls=(visit(minutes=31), more))
    do(office, referrals.change_calls, key, calls=(visit(), more))
