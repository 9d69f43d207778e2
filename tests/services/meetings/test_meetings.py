"""Meetings as they are held: who was there, what was decided with its effect, and what somebody took on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.changes import Topic
from app.door.errors import Refused
from app.queries.meetings.agenda import agenda
from app.queries.transfer.transfer import transfer
from app.services.meetings import meetings
from models.breaks import Break
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.meetings import Action, Attendance, Decision, Meeting
from models.people import Person
from models.ratings import Rating
from models.staff import Staff
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import DecisionKind, MeetingKind
from tests.builders import visit

DUE = date(2026, 11, 23)


@pytest.fixture
def weekly(office):
    return office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made


def everything(office, kind):
    with office.database.reading() as session:
        return session.scalars(select(kind)).all()


@pytest.mark.rule("MDT-1")
def test_a_meeting_begins_with_those_who_are_there(office):
    there = (office.staff["OT"], office.staff["SW"], office.staff["OT"])
    made = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY, attending=there).made
    assert office.get(Meeting, made).held_at == office.now
    assert {each.staff_id for each in everything(office, Attendance)} == {office.staff["OT"], office.staff["SW"]}
    assert len(everything(office, Attendance)) == 2
    assert all(each.operation_id for each in everything(office, Attendance))


@pytest.mark.rule("MDT-3")
def test_a_second_meeting_of_the_same_kind_is_refused_until_the_first_is_finished(office, weekly):
    team = office.teams["North"]
    with pytest.raises(Refused, match="Weekly MDT of 20 Nov 2026 at 09:00 is still open"):
        office.do(meetings.open_meeting, team=team, kind=MeetingKind.WEEKLY)
    office.do(meetings.open_meeting, team=team, kind=MeetingKind.DAILY)
    office.do(meetings.open_meeting, team=office.teams["South"], kind=MeetingKind.WEEKLY)
    office.do(meetings.finish_meeting, meeting=weekly)
    office.do(meetings.open_meeting, team=team, kind=MeetingKind.WEEKLY)
    assert len(everything(office, Meeting)) == 4


def test_somebody_comes_goes_and_comes_back(office, weekly):
    who = office.staff["CCW"]
    office.do(meetings.attend, meeting=weekly, staff=who)
    office.do(meetings.attend, meeting=weekly, staff=who)
    office.do(meetings.leave, meeting=weekly, staff=who)
    with pytest.raises(Refused, match="aren't marked as being"):
        office.do(meetings.leave, meeting=weekly, staff=who)
    office.do(meetings.attend, meeting=weekly, staff=who)
    (only,) = everything(office, Attendance)
    assert only.left_at is None


@pytest.mark.rule("MDT-3", "GOAL-2")
def test_a_goal_setter_agreed_is_named_on_the_episode(office, weekly):
    episode = office.an_episode()
    done = office.do(
        meetings.decide,
        meeting=weekly,
        episode=episode,
        kind=DecisionKind.GOAL_SETTER,
        goal_setter=office.staff["OT"],
    )
    assert office.get(Episode, episode).goal_setter_id == office.staff["OT"]
    assert office.get(Decision, done.made).kind is DecisionKind.GOAL_SETTER
    assert Topic.MEETINGS in done.topics
    assert Topic.EPISODES in done.topics


@pytest.mark.rule("MDT-3", "MILE-2")
def test_maximum_independence_is_dated_as_the_milestone_that_the_transfer_reads(office, weekly):
    episode = office.an_episode()
    office.clock.advance(timedelta(minutes=5))
    office.do(meetings.decide, meeting=weekly, episode=episode, kind=DecisionKind.MAXIMUM_INDEPENDENCE)
    assert everything(office, Transfer) == []
    (milestone,) = everything(office, Milestone)
    assert office.ask(transfer, episode=episode).facts.independence_agreed_at == office.now
    assert (milestone.kind, milestone.at) == (MilestoneKind.MAXIMUM_INDEPENDENCE, office.now)


@pytest.mark.rule("MDT-3")
def test_a_transfer_is_agreed_with_its_reason(office, weekly):
    episode = office.an_episode()
    with pytest.raises(Refused, match="Give the reason"):
        office.do(meetings.decide, meeting=weekly, episode=episode, kind=DecisionKind.TRANSFER)
    assert everything(office, Decision) == []
    office.do(meetings.decide, meeting=weekly, episode=episode, kind=DecisionKind.TRANSFER, note=" no offer yet ")
    (transfer,) = everything(office, Transfer)
    assert (transfer.agreed_at, transfer.reason) == (office.now, "no offer yet")


@pytest.mark.rule("MDT-3", "MILE-2")
def test_no_further_action_is_dated_as_the_outcome_of_the_assessment(office, weekly):
    episode = office.an_episode()
    office.do(meetings.attend, meeting=weekly, staff=office.staff["OT"])
    office.do(meetings.decide, meeting=weekly, episode=episode, kind=DecisionKind.NFA, note="needs nothing more")
    (milestone,) = everything(office, Milestone)
    assert (milestone.kind, milestone.at) == (MilestoneKind.ASSESSED, office.now)
    assert (milestone.decision, milestone.assessed_by) == (AssessmentDecision.NFA, "Weekly MDT: OT North")
    interim = office.an_episode(kind=EpisodeKind.INTERIM_TEAM)
    with pytest.raises(Refused, match="is for short-term support"):
        office.do(meetings.decide, meeting=weekly, episode=interim, kind=DecisionKind.NFA)


@pytest.mark.rule("MDT-3", "MILE-2")
def test_to_assess_is_an_action_of_the_case_coordinator_by_the_next_meeting(office, weekly):
    nobodys = office.an_episode(person=office.a_person(family="Able"), case_coordinator_id=None)
    with pytest.raises(Refused, match="Jean Able has no case coordinator, who assesses ongoing need: name one first"):
        office.do(meetings.decide, meeting=weekly, episode=nobodys, kind=DecisionKind.ASSESS)
    assert everything(office, Decision) == everything(office, Action) == []
    episode = office.an_episode(case_coordinator_id=office.staff["SW"])
    office.do(meetings.decide, meeting=weekly, episode=episode, kind=DecisionKind.ASSESS)
    (action,) = everything(office, Action)
    assert (action.what, action.owner_id) == ("Assess ongoing need", office.staff["SW"])
    assert (action.episode_id, action.due) == (episode, office.now.date() + timedelta(days=7))
    assert everything(office, Milestone) == []
    episode = office.an_episode(person=office.a_person(family="Bell"), case_coordinator_id=office.staff["SW"])
    with office.unwalled.writing() as session:
        session.get_one(Staff, office.staff["SW"]).archived_at = office.now - timedelta(days=3)
    with pytest.raises(Refused, match="case coordinator of Jean Bell, isn't on the staff on 20 Nov 2026: name another"):
        office.do(meetings.decide, meeting=weekly, episode=episode, kind=DecisionKind.ASSESS)


@pytest.mark.rule("MDT-3", "MILE-2")
def test_to_assess_is_decided_once_and_not_where_it_is_assessed(office, weekly):
    person = office.a_person(family="Able")
    told = {"meeting": weekly, "episode": office.an_episode(person=person, case_coordinator_id=office.staff["SW"])}
    office.do(meetings.decide, **told, kind=DecisionKind.ASSESS)
    with pytest.raises(Refused, match="To assess Jean Able's ongoing need is an action already, due on 27 Nov 2026"):
        office.do(meetings.decide, **told, kind=DecisionKind.ASSESS)
    office.do(meetings.decide, **told, kind=DecisionKind.NFA)
    with pytest.raises(Refused, match="Jean Able's ongoing need was assessed on 20 Nov 2026: assign an action"):
        office.do(meetings.decide, **told, kind=DecisionKind.ASSESS)
    assert len(everything(office, Action)) == 1


@pytest.mark.rule("MDT-3")
@pytest.mark.parametrize("kind", [DecisionKind.STEP_DOWN, DecisionKind.END, DecisionKind.CARRY_ON])
def test_other_decisions_stand_as_they_are(office, weekly, kind):
    episode = office.an_episode()
    before = office.version(Episode, episode)
    office.do(meetings.decide, meeting=weekly, episode=episode, kind=kind, note="lunch can go")
    (decision,) = everything(office, Decision)
    assert (decision.kind, decision.note, decision.recorded_by_id) == (kind, "lunch can go", office.staff["DSO"])
    assert office.version(Episode, episode) == before + 1  # another desk looks at the decision before it decides
    assert everything(office, Transfer) == []


@pytest.mark.rule("MDT-3")
def test_a_decision_out_of_place_is_refused_and_leaves_nothing(office, weekly):
    interim = office.an_episode(kind=EpisodeKind.INTERIM_TEAM)
    with pytest.raises(Refused, match="case coordinator agrees"):
        office.do(meetings.decide, meeting=weekly, episode=interim, kind=DecisionKind.STEP_DOWN)
    ended = office.an_episode(ended_at=office.now, end_reason="goals_achieved")
    with pytest.raises(Refused, match="has ended"):
        office.do(meetings.decide, meeting=weekly, episode=ended, kind=DecisionKind.END)
    office.do(meetings.finish_meeting, meeting=weekly)
    with pytest.raises(Refused, match="is finished"):
        office.do(meetings.decide, meeting=weekly, episode=interim, kind=DecisionKind.CARRY_ON)
    assert everything(office, Decision) == []


@pytest.mark.rule("MDT-3")
def test_an_action_is_assigned_finished_after_the_meeting_and_taken_up_again(office, weekly):
    episode = office.an_episode()
    with pytest.raises(Refused, match="Say what"):
        office.do(meetings.assign_action, meeting=weekly, what=" ", owner=office.staff["OT"], due=DUE)
    made = office.do(
        meetings.assign_action,
        meeting=weekly,
        episode=episode,
        what="Order a perching stool",
        owner=office.staff["OT"],
        due=DUE,
    ).made
    office.do(meetings.finish_meeting, meeting=weekly)
    office.do_as("OT", meetings.finish_action, action=made, seen=1)
    done = office.get(Action, made)
    assert (done.done_at, done.done_by_id) == (office.now, office.staff["OT"])
    with pytest.raises(Refused, match="has changed since"):
        office.do(meetings.finish_action, action=made, seen=1)
    with pytest.raises(Refused, match="done already"):
        office.do(meetings.finish_action, action=made, seen=2)
    office.do(meetings.take_up_action, action=made, seen=2)
    assert office.get(Action, made).done_at is None
    with pytest.raises(Refused, match="is open"):
        office.do(meetings.take_up_action, action=made, seen=3)


@pytest.mark.rule("MDT-3")
def test_all_carry_on_by_one_deed_or_nobody_does(office):
    first, second, third = (settled(office, name) for name in ("Able", "Best", "Cole"))
    weekly = after_another(office)
    seen = {each: office.version(Episode, each) for each in (first, second)}
    done = office.do(meetings.carry_all_on, meeting=weekly, seen=seen)
    assert {(each.episode_id, each.kind) for each in everything(office, Decision)} == {
        (first, DecisionKind.CARRY_ON), (second, DecisionKind.CARRY_ON),
    }  # fmt: skip
    assert done.people == {office.get(Episode, each).person_id for each in (first, second)}
    with pytest.raises(Refused, match="has changed since"):
        office.do(meetings.carry_all_on, meeting=weekly, seen={third: office.version(Episode, third), **seen})
    with pytest.raises(Refused, match="Nobody is as the last meeting left them"):
        office.do(meetings.carry_all_on, meeting=weekly, seen={})
    office.do(meetings.finish_meeting, meeting=weekly)
    with pytest.raises(Refused, match="is finished"):
        office.do(meetings.carry_all_on, meeting=weekly, seen={third: office.version(Episode, third)})
    assert len(everything(office, Decision)) == 2


@pytest.mark.rule("MDT-1", "MDT-3")
def test_nobody_carries_on_for_whom_something_has_changed_meanwhile(office):
    died, acts, planned, away, reached, quiet = (
        settled(office, name) for name in ("Able", "Best", "Cole", "Dale", "Else", "Farr")
    )
    elsewhere = settled(office, "Gray", team_id=office.teams["South"])
    weekly = after_another(office)
    seen = {each: office.version(Episode, each) for each in (died, acts, planned, away, reached, elsewhere, quiet)}
    with office.database.writing() as session:
        session.get_one(Person, office.get(Episode, died).person_id).death_reported_at = office.now
    told = {"meeting": weekly, "what": "Ring", "owner": office.staff["OT"], "due": DUE + timedelta(days=9)}
    office.do(meetings.assign_action, episode=acts, **told)
    office.a_plan(planned, visit(minutes=60), number=2)
    gone = {"began_at": office.now, "last_visit_on": office.now.date(), "last_asked_at": office.now}
    kind = {"kind": BreakKind.HOSPITAL, "episode_kind": EpisodeKind.SHORT_TERM}
    office.store(Break(episode_id=away, recorded_by_id=office.staff["DSO"], **gone, **kind))
    office.do(meetings.decide, meeting=weekly, episode=reached, kind=DecisionKind.MAXIMUM_INDEPENDENCE)
    names = "Jean Able, Jean Best, Jean Cole, Jean Dale, Jean Else and Jean Gray"
    with pytest.raises(Refused, match=f"changed since the last meeting for {names}: decide about each"):
        office.do(meetings.carry_all_on, meeting=weekly, seen=seen)
    assert [each.kind for each in everything(office, Decision)] == [DecisionKind.MAXIMUM_INDEPENDENCE]
    office.do(meetings.carry_all_on, meeting=weekly, seen={quiet: seen[quiet]})


@pytest.mark.rule("MDT-1", "MDT-3")
def test_nobody_carries_on_whom_the_agenda_shows_under_needs_a_decision(office):
    agreed = settled(office, "Able")
    six_weeks = settled(office, "Best", started_at=office.now - timedelta(days=36))
    better, quiet = settled(office, "Cole"), settled(office, "Dale")
    team = {"team": office.teams["North"], "kind": MeetingKind.WEEKLY}
    last = office.do(meetings.open_meeting, **team).made
    version = office.version(Episode, agreed)
    office.do(meetings.decide, meeting=last, episode=agreed, seen=version, kind=DecisionKind.STEP_DOWN, note="less")
    office.do(meetings.finish_meeting, meeting=last)
    office.clock.advance(timedelta(days=7))
    weekly = office.do(meetings.open_meeting, **team).made
    with office.database.reading() as session:
        goals = {each.episode_id: each for each in session.scalars(select(Goal))}
    office.store(
        *(
            Rating(
                goal_id=goals[better].id, day=office.now.date() - timedelta(days=days), call=Call.LUNCH, wording=1,
                letter=Letter.I, worker_id=office.staff["CCW"], at=office.now - timedelta(days=days),
            )
            for days in range(1, 11)
        )
    )  # fmt: skip
    episodes = (agreed, six_weeks, better, quiet)
    view = office.ask(agenda, **team)
    assert [each.episode_id for each in view.as_before] == [quiet]
    asks = {each.episode_id: each.asks for each in view.people}
    assert (asks[agreed], asks[six_weeks], asks[better]) == (
        ("step-down to be planned",), ("six weeks: what follows?",), ("end?",),
    )  # fmt: skip
    seen = {each: office.version(Episode, each) for each in episodes}
    with pytest.raises(Refused, match="meeting for Jean Able, Jean Best and Jean Cole: decide"):
        office.do(meetings.carry_all_on, meeting=weekly, seen=seen)
    assert [each.kind for each in everything(office, Decision)] == [DecisionKind.STEP_DOWN]
    office.do(meetings.carry_all_on, meeting=weekly, seen={quiet: seen[quiet]})


def settled(office, family, **values):
    """Somebody of whom there is nothing to say: in service for some weeks, with a goal and somebody who sets it."""
    told = {"started_at": office.now - timedelta(days=20), "goal_setter_id": office.staff["OT"]} | values
    episode = office.an_episode(person=office.a_person(family=family), **told)
    office.a_goal(episode, set_at=told["started_at"])
    return episode


def after_another(office):
    """A weekly meeting a week after another one."""
    team = {"team": office.teams["North"], "kind": MeetingKind.WEEKLY}
    office.do(meetings.finish_meeting, meeting=office.do(meetings.open_meeting, **team).made)
    office.clock.advance(timedelta(days=7))
    return office.do(meetings.open_meeting, **team).made


@pytest.mark.rule("END-6", "MDT-3")
@pytest.mark.parametrize("kind", list(DecisionKind))
def test_of_somebody_reported_to_have_died_only_the_end_is_decided(office, weekly, kind):
    episode = office.an_episode()
    person = office.get(Episode, episode).person_id
    with office.unwalled.writing() as session:
        session.get_one(Person, person).death_reported_at = office.now
    told = {"meeting": weekly, "episode": episode, "seen": None, "kind": kind, "note": "as said"}
    if kind in {DecisionKind.END, DecisionKind.CARRY_ON}:
        office.do(meetings.decide, **told | {"seen": office.version(Episode, episode)})
    else:
        with pytest.raises(Refused, match="is reported to have died: decide on the end"):
            office.do(meetings.decide, **told)
    assert len(everything(office, Decision)) == int(kind in {DecisionKind.END, DecisionKind.CARRY_ON})
