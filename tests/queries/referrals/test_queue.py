"""The queue in the Care Hub's order, and one referral in full, on both databases."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.office.choices import patches, staff, teams
from app.queries.referrals.queue import capacity, queue, referral
from app.services import referrals
from models.referrals import InformationRequest, Referral
from models.rules.referrals.stage import ReferralDeed, Stage
from models.values import Call
from models.vocabulary.referrals import Band, ReferralReason, Support
from models.vocabulary.staff import Role
from tests.builders import START_CHECKS, visit

DAY = timedelta(days=1)


def do(office, deed, key, **told):
    return office.do(deed, referral=key, seen=office.version(Referral, key), **told)


@pytest.mark.rule("REF-10")
def test_the_queue_is_in_the_care_hubs_order_with_its_reasons(office):
    other = office.a_referral(support=Support.SOME)
    alone = office.a_referral(support=Support.NOT_STATED)
    urgent = office.a_referral(urgent=True, support=Support.SOME)
    urgent_alone = office.a_referral(urgent=True)
    later = office.a_referral(reason=ReferralReason.AVOIDING_ADMISSION, received_at=office.now - DAY / 2)
    first = office.a_referral(from_hospital=True)
    rows = office.ask(queue)
    assert [row.id for row in rows] == [first, later, urgent_alone, urgent, alone, other]
    assert [row.band.number for row in rows] == [1, 1, 2, 3, 4, 5]
    assert rows[0].why == "(i) from hospital, waiting 1 d"
    assert rows[4].support_to_ask
    assert "ranked as none" in rows[4].because


@pytest.mark.rule("REF-10")
def test_what_left_the_queue_is_gone_and_what_is_held_stays(office):
    held, gone = office.a_referral(), office.a_referral()
    do(office, referrals.accept, held)
    do(office, referrals.hold_capacity, held)
    do(office, referrals.withdraw, gone, care_hub_told_at=office.now)
    [row] = office.ask(queue)
    assert (row.id, row.stage, row.hold_expires_at) == (held, Stage.HELD, office.now + 3 * DAY)
    assert row.hold_sentence == "Held for another 3 d."


def test_a_row_says_what_is_asked_for_and_of_whom(office):
    person = office.a_person(given="Siân", family="O'Neil")
    key = office.a_referral(visit(), visit(Call.BED, 45, 2), person=person, discharge_on=office.now.date())
    [row] = office.ask(queue, team=office.teams["North"])
    assert (row.person, row.age, row.patch, row.team) == ("Siân O'Neil", 86, "Matlock", "North")
    assert (row.calls, row.minutes, row.double_up) == ("Mon–Sun: morning 30, bed 45 ×2", 840, True)
    assert (row.version, row.stage) == (office.version(Referral, key), Stage.NEW)
    assert office.ask(queue, team=office.teams["South"]) == ()


@pytest.mark.rule("REF-3")
def test_the_wait_for_information_is_visible_and_stops_no_clock(office):
    key = office.a_referral()
    request = do(office, referrals.ask_for_information, key, what="Falls history", of_whom="Ward 4").made
    asked_at = office.now
    office.clock.advance(DAY)
    [row] = office.ask(queue)
    assert (row.stage, row.information_asked_at) == (Stage.INFORMATION_ASKED, asked_at)
    assert (row.information_of_whom, row.information_what) == ("Ward 4", "Falls history")
    assert row.why.endswith("waiting 2 d")
    office.do(referrals.chase_information, request=request, seen=1)
    with pytest.raises(Refused, match="Falls history"):
        do(office, referrals.accept, key)
    office.do(referrals.record_information, request=request, seen=2, answer="None", needs_and_risks="No falls")
    view = office.ask(referral, referral=key)
    assert (view.stage, view.needs_and_risks) == (Stage.NEW, "No falls")
    assert (view.waited_minutes, view.waited_for_information_minutes) == (2 * 24 * 60, 24 * 60)
    assert {each.what for each in view.history} == {
        "Received from Ward 4", "Asked Ward 4: Falls history", "Answered: None", "Chased: Falls history",
    }  # fmt: skip
    assert office.get(InformationRequest, request).chased_at == office.now


def test_the_queue_takes_as_many_statements_for_one_as_for_twenty(office, count_statements):
    office.a_referral()
    statements = count_statements(office.database)
    office.ask(queue)
    few = len([each for each in statements if each != "BEGIN"])
    for _ in range(19):
        office.a_referral(visit(), visit(Call.TEA))
    statements.clear()
    assert len(office.ask(queue)) == 20
    assert len([each for each in statements if each != "BEGIN"]) == few == 3


def test_one_referral_in_full_says_which_deeds_are_open_and_what_they_lack(office, count_statements):
    key = office.a_referral(needs_and_risks="", notice_given_on=office.now.date())
    statements = count_statements(office.database)
    view = office.ask(referral, referral=key)
    assert len([each for each in statements if each != "BEGIN"]) <= 9
    accept = view.deed(ReferralDeed.ACCEPT)
    assert accept.sentence == "Nothing is said about needs and risks: ask for it."
    assert view.deed(ReferralDeed.WITHDRAW).lacks == ()
    assert view.deed(ReferralDeed.HOLD).sentence == "It has to be accepted first."
    assert [each.item for each in view.checklist] == list(START_CHECKS)
    assert view.band is Band.NO_SUPPORT
    assert view.notice_last_day == office.now.date() + 14 * DAY
    do(office, referrals.change_details, key, needs_and_risks="Weak", urgent=True, delivery_confirmed=True)
    do(office, referrals.accept, key)
    view = office.ask(referral, referral=key)
    assert view.deed(ReferralDeed.HOLD).lacks == ()
    assert view.delivery_confirmed_at == office.now
    assert view.history[-1].what == "Accepted: safe and suitable"
    assert view.history[-1].by == "DSO North"


def test_another_offices_referral_is_refused(office):
    with pytest.raises(Refused, match="isn't in your office"):
        office.ask(referral, referral=office.id)


@pytest.mark.rule("REF-15")
def test_capacity_is_shown_by_team_and_by_patch_and_call(office, count_statements):
    office.an_episode(visit(Call.LUNCH, 30, 2))
    key = office.a_referral(visit())
    do(office, referrals.accept, key)
    do(office, referrals.confirm_capacity, key)
    statements = count_statements(office.database)
    north, south, interim = office.ask(capacity)
    assert len([each for each in statements if each != "BEGIN"]) == 2
    assert (north.load.in_use, north.load.promised, north.load.free) == (420, 210, 6000 - 630)
    assert [(each.patch, each.call, each.minutes) for each in north.breakdown] == [
        ("Matlock", Call.MORNING, 210), ("Matlock", Call.LUNCH, 420),
    ]  # fmt: skip
    assert "7 h in use" in north.sentence
    assert (south.breakdown, interim.name) == ((), "Interim")


def test_staff_teams_and_patches_are_there_for_choosing(office):
    assert len(office.ask(staff)) == len(Role) + 2
    assert [each.name for each in office.ask(staff, roles=frozenset({Role.DSO}))] == ["DSO Interim", "DSO North"]
    assert [(each.name, each.patches) for each in office.ask(teams)] == [
        (name, ("Bakewell", "Matlock")) for name in ("North", "South", "Interim")
    ]
    assert [(each.name, each.team_id) for each in office.ask(patches)] == [
        (name, office.teams["North"]) for name in ("Bakewell", "Matlock")
    ]
