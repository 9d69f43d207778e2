"""What the right of somebody's login lets them do at a server, and what is said where it is too little for a deed."""

from datetime import timedelta
from functools import partial

import pytest
from psycopg.errors import LockNotAvailable
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from app.door.errors import Refused
from app.services.deed import one_import_at_a_time
from app.services.episodes import milestones
from app.services.meetings import meetings
from app.services.office import policy, teams
from app.services.plans import chc
from app.services.plans.aim import decide_aim
from app.services.today import handover_notes
from app.services.today.chasing import record_chaser
from app.services.transfer import conditions
from models.deciding import WhoDecided
from models.episodes import Episode, HandoverNote
from models.logins import Membership
from models.people import Office
from models.teams import Team
from models.transfer import Transfer
from models.vocabulary.access import Right
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.today import ChaserAbout


def with_right(office, right):
    """What whoever gives the logins does."""
    with office.unwalled.writing() as session:
        session.execute(update(Membership).values(right=right))


def write_note(office):
    return office.do(handover_notes.write_note, team=office.teams["North"], until=office.now.date(), note="Ring").made


def test_a_worker_does_what_only_holds_a_record_that_is_a_dsos(desk_office):
    office = desk_office
    waits = office.a_referral(chc=True, chc_known_at=office.now, chc_asked_at=office.now - timedelta(days=1))
    episode, serving = office.an_episode(), office.an_episode()
    with_right(office, Right.WORKER)
    assessed = {"at": office.now, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    assert office.do(milestones.record_assessment, episode=episode, **assessed).made
    assert office.do(record_chaser, about=ChaserAbout.CHC, asked=waits, whom="CHC").made
    found = office.do(chc.record_chc, episode=serving).made
    office.do(chc.ask_chc, episode=serving)
    assert office.do(record_chaser, about=ChaserAbout.CHC, asked=found, whom="CHC").made
    assert write_note(office)


def test_a_worker_records_what_the_mdt_found_and_no_other_word_of_anybody(desk_office):
    office, agreed = desk_office, {"at": desk_office.now, "present": "OT North"}
    first, second, third = (office.an_episode() for _ in range(3))
    with_right(office, Right.WORKER)
    assert office.do(conditions.agree_maximum_independence, episode=first, **agreed).made
    assessed = {"at": office.now, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    assert office.do(conditions.record_assessment, episode=first, **assessed).made
    assert office.do(milestones.record, episode=second, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, **agreed).made
    with pytest.raises(Refused, match=at_least("dso")):
        office.do(conditions.agree_transfer, episode=third, reason="No offer", **agreed)
    with office.database.reading() as session:
        assert set(session.scalars(select(WhoDecided.episode_id))) == {first, second}
        assert session.scalars(select(Transfer.episode_id)).all() == [first]


@pytest.mark.rule("MDT-3")
def test_a_worker_records_what_a_meeting_decided_of_an_episode_and_changes_nothing_else_of_it(desk_office):
    office = desk_office
    episode, setters = office.an_episode(), (office.staff["OT"], office.staff["SW"])
    meeting = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made
    decide = partial(office.do, meetings.decide, meeting=meeting, episode=episode)
    with_right(office, Right.READER)
    with pytest.raises(Refused, match=at_least("worker")):
        decide(kind=DecisionKind.CARRY_ON)
    with_right(office, Right.WORKER)
    for kind in (DecisionKind.CARRY_ON, DecisionKind.STEP_DOWN, DecisionKind.MAXIMUM_INDEPENDENCE):
        assert decide(kind=kind).made
    for setter in setters:  # the first is the episode's own, another counts from today
        assert decide(kind=DecisionKind.GOAL_SETTER, goal_setter=setter).made
    with pytest.raises(Refused, match=at_least("dso")):
        decide(kind=DecisionKind.TRANSFER, note="No offer")
    for changed in (
        update(Episode).values(dso_id=office.staff["Interim DSO"], version=Episode.version + 1),
        update(Episode).values(ended_at=office.now, version=Episode.version + 1),
    ):
        with pytest.raises(DBAPIError, match="lacks a right"), office.database.writing() as session:
            session.execute(changed.where(Episode.id == episode))
    assert office.get(Episode, episode).goal_setter_id == setters[0]


@pytest.mark.parametrize("right", [Right.WORKER, Right.DSO])
def test_whoever_takes_in_holds_the_office_though_its_row_is_an_administrators(desk_office, right):
    office = desk_office
    with_right(office, right)

    def amid(turn):
        one_import_at_a_time(turn)
        at_once = select(Office.id).where(Office.id == turn.office).with_for_update(nowait=True)
        with office.unwalled.writing() as other, pytest.raises(OperationalError) as refused:
            other.execute(at_once)
        return refused.value.orig

    assert isinstance(office.work().keep(amid), LockNotAvailable)


def agree(office, episode):
    office.do(conditions.agree_transfer, episode=episode, at=office.now, reason="No offer")


@pytest.mark.parametrize(
    ("right", "to_change", "to_rename"), [(Right.READER, "worker", "worker"), (Right.WORKER, "dso", "manager")]
)
def test_what_a_right_is_too_little_for_is_refused_with_the_least_it_takes(desk_office, right, to_change, to_rename):
    office, team = desk_office, desk_office.teams["North"]
    episode, agreed = office.an_episode(), office.an_episode()
    agree(office, agreed)
    with office.database.reading() as session:
        (transfer,) = session.scalars(select(Transfer)).all()
    with_right(office, right)
    with pytest.raises(Refused, match=at_least(to_change)):
        agree(office, episode)
    with pytest.raises(Refused, match=at_least(to_change)):
        office.do(conditions.send_to_brokerage, episode=agreed, seen=transfer.version, at=office.now)
    seen = office.version(Team, team)
    with pytest.raises(Refused, match=at_least(to_rename)):
        office.do(teams.change_team, team=team, seen=seen, name="Else", telephone="")
    assert (office.version(Transfer, transfer.id), office.version(Team, team)) == (transfer.version, seen)


def at_least(right):
    return f"Your login may not record this: that takes at least the right “{right}” in this office.*ask whoever gives"


def test_a_login_that_is_nobody_of_the_staff_is_told_what_ties_it(desk_office):
    office = desk_office
    with office.unwalled.writing() as session:
        session.execute(update(Membership).values(staff_id=None))
    with pytest.raises(Refused, match=r"^Your login isn't tied to anybody.*user right LOGIN RIGHT.*--as NAME"):
        write_note(office)


def test_a_reader_is_told_so_of_a_note_too_and_a_worker_writes_it(desk_office):
    office = desk_office
    note = write_note(office)
    with_right(office, Right.READER)
    for deed in (write_note, lambda office: office.do(handover_notes.take_down, note=note, seen=1)):
        with pytest.raises(Refused, match=at_least("worker")) as refused:
            deed(office)
        assert refused.value.who == "whoever gives the logins"
    with_right(office, Right.WORKER)
    office.do(handover_notes.take_down, note=note, seen=office.version(HandoverNote, note))


@pytest.mark.rule("STC-2")
def test_a_worker_who_is_allocated_records_whether_somebody_recuperates_first(desk_office):
    office = desk_office
    episode = office.an_episode()
    office.do_as(
        "Service manager", partial(policy.set_policy, setting="recuperation_possible", because="STCH"), number=1
    )
    with_right(office, Right.WORKER)
    office.do(decide_aim, episode=episode, seen=None, support_for=AimOfSupport.RECUPERATE, because="Weak after flu")
