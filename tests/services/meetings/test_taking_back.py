"""A meeting takes back what it decided or assigned: what it did is as it was before, and the row stays with why."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from app.door.changes import Topic
from app.door.errors import Refused
from app.queries.meetings.agenda import agenda
from app.queries.today.in_meetings import open_action
from app.queries.who_decided import who_decided
from app.services.closure import ending
from app.services.closure import expecting as ahead
from app.services.episodes import milestones
from app.services.goals import goals
from app.services.meetings import meetings
from app.services.meetings.taking_back import take_back_action, take_back_decision
from app.services.owners.now import owners_of
from app.services.plans import versions
from app.services.transfer import conditions, expecting, handing_over
from models.episodes import Episode, Milestone
from models.logins import Membership
from models.meetings import Action, Decision, Meeting, MeetingTakenBack
from models.plans import Plan
from models.rules.sentences import day_text
from models.transfer import Transfer
from models.values import london_day
from models.vocabulary.access import Right
from models.vocabulary.closure import EndReason
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.transfer import TransferRoute
from tests.builders import visit

DUE, HOUR, DAY = date(2026, 11, 23), timedelta(hours=1), timedelta(days=1)
WHY = "meant for another"
K = DecisionKind


@pytest.fixture
def weekly(office):
    return office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made


@pytest.fixture
def decide(office, weekly):
    return partial(office.do, meetings.decide, meeting=weekly)


def take_back(office, decision, because=WHY):
    return office.do(
        take_back_decision, decision=decision, seen=office.version(Decision, decision), because=because
    )  # fmt: skip


def everything(office, kind):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(kind.id)).all()


def reached(office):
    return [each.at for each in everything(office, Milestone) if each.withdrawn_at is None]


@pytest.mark.rule("MDT-3")
def test_a_decision_taken_back_stays_with_its_reason_and_counts_no_more(office, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.END, note="manages alone").made
    with pytest.raises(Refused, match="Say why the meeting takes it back"):
        take_back(office, made, " ")
    before = office.version(Episode, episode)
    done = take_back(office, made, f" {WHY} ")
    (kept,) = everything(office, MeetingTakenBack)
    assert (kept.decision_id, kept.episode_id, kept.because) == (made, episode, WHY)
    assert (kept.taken_back_at, kept.taken_back_by_id) == (office.now, office.staff["DSO"])
    assert office.version(Episode, episode) == before + 1  # another desk looks at the agenda again
    assert done.people == {office.get(Episode, episode).person_id}
    (person,) = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY).people
    assert person.decisions == ()
    assert [(each.id, each.taken_back) for each in person.taken_back] == [(made, WHY)]
    with pytest.raises(Refused, match="taken back already"):
        take_back(office, made)


@pytest.mark.rule("MDT-3")
def test_nothing_is_taken_back_once_the_meeting_is_finished(office, weekly, decide):
    made = decide(episode=office.an_episode(), kind=K.CARRY_ON).made
    told = {"meeting": weekly, "what": "Ring", "owner": office.staff["OT"], "due": DUE}
    action = office.do(meetings.assign_action, **told).made
    office.do(meetings.finish_meeting, meeting=weekly, seen=office.version(Meeting, weekly))
    with pytest.raises(Refused, match="Weekly MDT is finished: what it decided is changed where it stands"):
        take_back(office, made)
    with pytest.raises(Refused, match="is finished"):
        office.do(take_back_action, action=action, seen=1, because=WHY)
    assert everything(office, MeetingTakenBack) == []


@pytest.mark.rule("MDT-3", "MILE-1")
def test_maximum_independence_is_dated_as_before_or_no_more(office, decide):
    episode = office.an_episode()
    first = decide(episode=episode, kind=K.MAXIMUM_INDEPENDENCE).made
    began = office.now
    office.clock.advance(HOUR)
    second = decide(episode=episode, kind=K.MAXIMUM_INDEPENDENCE).made
    with pytest.raises(Refused, match="Somebody has said it anew since, so it stands: correct it under the milestones"):
        take_back(office, first)
    take_back(office, second)
    assert reached(office) == [began]
    take_back(office, first)
    assert reached(office) == []


@pytest.mark.rule("MDT-3", "MILE-1")
def test_a_milestone_that_somebody_dated_since_stands(office, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.MAXIMUM_INDEPENDENCE).made
    office.clock.advance(HOUR)
    told = {"kind": MilestoneKind.MAXIMUM_INDEPENDENCE, "at": office.now, "present": "OT North"}
    office.do(milestones.record, episode=episode, **told)
    with pytest.raises(Refused, match="said it anew since"):
        take_back(office, made)
    assert reached(office) == [office.now]


@pytest.mark.rule("MDT-3", "MILE-2", "INT-1")
def test_what_somebody_corrected_since_stands_though_its_moment_is_the_meetings(office, decide):
    episode = office.an_episode()
    none = decide(episode=episode, kind=K.NFA).made
    told = {"at": office.now, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    office.do(milestones.record_assessment, episode=episode, **told)
    moved = decide(episode=episode, kind=K.TRANSFER, note="no offer yet").made
    told = {"at": office.now, "reason": "no provider", "present": "OT North"}
    office.do(conditions.agree_transfer, episode=episode, **told)
    for each, where in ((none, "under the milestones"), (moved, "among the conditions of the transfer")):
        with pytest.raises(Refused, match=f"said it anew since, so it stands: correct it {where}"):
            take_back(office, each)
    (milestone,), (transfer,) = everything(office, Milestone), everything(office, Transfer)
    assert (milestone.decision, milestone.withdrawn_at) == (AssessmentDecision.ONGOING, None)
    assert (transfer.agreed_at, transfer.reason) == (office.now, "no provider")


@pytest.mark.rule("MDT-3", "MILE-2")
def test_the_assessment_that_stood_before_stands_again_and_nobody_is_to_assess_any_more(office, decide):
    episode, at = office.an_episode(case_coordinator_id=office.staff["SW"]), office.now
    told = {"at": at, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    office.do(milestones.record_assessment, episode=episode, **told)
    office.clock.advance(HOUR)
    none = decide(episode=episode, kind=K.NFA).made
    take_back(office, none)
    (milestone,) = everything(office, Milestone)
    assert (milestone.at, milestone.decision, milestone.assessed_by) == (at, AssessmentDecision.ONGOING, "SW North")
    episode = office.an_episode(case_coordinator_id=office.staff["SW"])
    first = decide(episode=episode, kind=K.ASSESS).made
    take_back(office, first)
    (action,) = everything(office, Action)
    assert {each.action_id for each in everything(office, MeetingTakenBack)} == {None, action.id}
    second = decide(episode=episode, kind=K.ASSESS).made
    mine = next(each for each in everything(office, Action) if each.id != action.id)
    office.do(meetings.finish_action, action=mine.id, seen=1)
    take_back(office, second)
    assert sum(each.action_id is not None for each in everything(office, MeetingTakenBack)) == 1


@pytest.mark.rule("MDT-3", "MILE-2")
def test_the_action_to_assess_is_done_once_it_is_assessed_and_open_again_where_that_is_taken_back(office, decide):
    episode = office.an_episode(case_coordinator_id=office.staff["SW"])
    decide(episode=episode, kind=K.ASSESS)
    office.clock.advance(HOUR)
    none = decide(episode=episode, kind=K.NFA).made
    (action,) = everything(office, Action)
    assert (action.done_at, action.done_by_id) == (office.now, office.staff["DSO"])
    take_back(office, none)
    (action,) = everything(office, Action)
    assert (action.done_at, action.done_by_id) == (None, None)
    told = {"at": office.now, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    other = office.an_episode(case_coordinator_id=office.staff["SW"])
    decide(episode=other, kind=K.ASSESS)
    for deed, key in ((milestones.record_assessment, episode), (conditions.record_assessment, other)):
        assert Topic.MEETINGS in office.do_as("SW", deed, episode=key, **told).topics
    assert {each.done_by_id for each in everything(office, Action)} == {office.staff["SW"]}


@pytest.mark.rule("MDT-3", "MILE-2")
def test_an_action_in_the_same_words_that_somebody_assigned_is_theirs_to_tick(office, weekly, decide):
    episode = office.an_episode(case_coordinator_id=office.staff["SW"])
    told = {"meeting": weekly, "owner": office.staff["OT"], "due": DUE, "episode": episode}
    own = office.do(meetings.assign_action, what="Assess ongoing need", **told).made
    decide(episode=episode, kind=K.ASSESS)
    decide(episode=episode, kind=K.NFA)
    assert [each.id for each in everything(office, Action) if each.done_at is None] == [own]


@pytest.mark.rule("MDT-3", "INT-1")
def test_a_transfer_is_agreed_as_before_or_no_more(office, decide):
    episode = office.an_episode()
    made = decide(episode=episode, kind=K.TRANSFER, note="no offer yet").made
    take_back(office, made)
    (transfer,) = everything(office, Transfer)
    assert (transfer.agreed_at, transfer.reason) == (None, "")
    agreed = office.now
    office.do(conditions.agree_transfer, episode=episode, at=agreed, reason="no provider", present="OT North")
    office.clock.advance(HOUR)
    again = decide(episode=episode, kind=K.TRANSFER, note="no offer yet").made
    take_back(office, again)
    (transfer,) = everything(office, Transfer)
    assert (transfer.agreed_at, transfer.reason) == (agreed, "no provider")


@pytest.mark.rule("MDT-3", "END-10")
def test_what_stands_again_is_the_word_of_who_agreed_it_and_not_of_the_meeting_that_took_its_own_back(office, decide):
    episode = office.an_episode()
    told = {"at": office.now, "present": "OT North"}
    office.do(conditions.agree_transfer, episode=episode, reason="no provider", **told)
    office.do(milestones.record, episode=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, **told)
    stood = office.ask(who_decided, episodes=(episode,))
    assert set(stood) == {DecidedDeed.TRANSFER, DecidedDeed.MAXIMUM_INDEPENDENCE}
    office.clock.advance(HOUR)
    moved = decide(episode=episode, kind=K.TRANSFER, note="no offer yet").made
    office.clock.advance(HOUR)
    far = decide(episode=episode, kind=K.MAXIMUM_INDEPENDENCE).made
    decided = office.ask(who_decided, episodes=(episode,))
    take_back(office, moved)
    half = office.ask(who_decided, episodes=(episode,))
    assert half == {**decided, DecidedDeed.TRANSFER: stood[DecidedDeed.TRANSFER]} != decided
    take_back(office, far)
    assert office.ask(who_decided, episodes=(episode,)) == stood


@pytest.mark.rule("MDT-3", "INT-1")
def test_a_hand_over_that_was_asked_for_keeps_its_agreement(office, make_ready, decide):
    ready = make_ready(office)
    seen = office.version(Transfer, ready.transfer)
    made = decide(episode=ready.episode, seen=seen, kind=K.TRANSFER, note="no offer yet").made
    with pytest.raises(Refused, match="has been asked for since: open that step of the checklist again first"):
        take_back(office, made)


@pytest.mark.rule("MDT-3", "INT-1")
def test_maximum_independence_stands_under_the_hand_over_that_rests_on_it(office, make_ready, decide):
    ready = make_ready(office)
    with office.database.reading() as session:
        its = (Milestone.episode_id == ready.episode, Milestone.kind == MilestoneKind.MAXIMUM_INDEPENDENCE)
        (milestone,) = session.scalars(select(Milestone).where(*its))
    late = {"at": office.now, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    office.do(milestones.record_assessment, episode=ready.episode, **late)
    made = decide(episode=ready.episode, kind=K.MAXIMUM_INDEPENDENCE, seen=milestone.version).made
    with pytest.raises(Refused, match="has been asked for since"):
        take_back(office, made)
    office.clock.advance(HOUR)
    office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now)
    with pytest.raises(Refused, match="has moved to interim support since: take the hand-over back first"):
        take_back(office, made)


@pytest.mark.rule("MDT-3", "END-7")
def test_what_was_decided_stands_with_support_that_has_ended_since(office, decide):
    episode = office.an_episode()
    made = [decide(episode=episode, kind=kind).made for kind in (K.MAXIMUM_INDEPENDENCE, K.NFA, K.END)]
    office.clock.advance(HOUR)
    office.do(ending.end, episode=episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    stood = reached(office)
    for each in made:
        with pytest.raises(Refused, match="support has ended since: reopen it first"):
            take_back(office, each)
    assert reached(office) == stood


@pytest.mark.rule("MDT-3", "GOAL-2", "DAY-4")
def test_the_goal_setter_is_who_it_was_before(office, decide):
    episode, (first, second) = office.an_episode(), (office.staff["OT"], office.staff["SW"])
    named = decide(episode=episode, kind=K.GOAL_SETTER, goal_setter=first).made
    another = decide(episode=episode, kind=K.GOAL_SETTER, goal_setter=second).made
    assert office.ask(owners_of, episode).goal_setter == second
    take_back(office, another)
    assert office.ask(owners_of, episode).goal_setter == first
    take_back(office, named)
    assert office.ask(owners_of, episode).goal_setter is None
    office.do(goals.agree_goal_setter, episode=episode, seen=office.version(Episode, episode), setter=second)
    same = decide(episode=episode, kind=K.GOAL_SETTER, goal_setter=second).made
    take_back(office, same)
    assert office.ask(owners_of, episode).goal_setter == second


@pytest.mark.rule("MDT-3", "PSP-2", "PSP-4")
def test_a_step_down_that_a_plan_rests_on_is_kept_and_one_taken_back_carries_no_plan(office, decide):
    episode = office.an_episode(visit(minutes=60))
    plan = everything(office, Plan)[0].id
    made, other = (decide(episode=episode, kind=K.STEP_DOWN).made for _ in range(2))
    take_back(office, other)
    less = {"episode": episode, "based_on": plan, "week": (visit(minutes=30),), "because": "manages"}
    with pytest.raises(Refused, match="The meeting took this step-down back"):
        office.do(versions.new_version, **less, agreed=versions.Agreed(decision=other))
    office.clock.advance(HOUR)
    office.do(versions.new_version, **less, agreed=versions.Agreed(decision=made))
    with pytest.raises(Refused, match="plan from 20 Nov 2026 rests on it: take that version back first"):
        take_back(office, made)


@pytest.mark.rule("MDT-3")
def test_an_action_taken_back_is_nobodys_any_more(office, weekly):
    episode = office.an_episode()
    told = {"meeting": weekly, "owner": office.staff["OT"], "due": DUE}
    ring = office.do(meetings.assign_action, episode=episode, what="Ring", **told).made
    write = office.do(meetings.assign_action, what="Write", **told).made
    office.do(meetings.finish_action, action=write, seen=1)
    with pytest.raises(Refused, match="It is done already: open it again first"):
        office.do(take_back_action, action=write, seen=2, because=WHY)
    office.do(take_back_action, action=ring, seen=1, because=WHY)
    with pytest.raises(Refused, match="The meeting took this back"):
        office.do(meetings.finish_action, action=ring, seen=office.version(Action, ring))
    assert office.ask(open_action, action=ring) is None
    view = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY)
    (person,) = view.people
    assert (person.actions, [each.what for each in person.taken_back]) == ((), ["Ring"])
    office.do(meetings.take_up_action, action=write, seen=2)
    office.do(take_back_action, action=write, seen=3, because=WHY)
    view = office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY)
    assert (view.actions, [each.what for each in view.taken_back]) == ((), ["Write"])


@pytest.mark.rule("MDT-3")
def test_a_worker_takes_back_what_a_worker_decides_and_no_agreement_of_a_transfer(desk_office):
    office = desk_office
    episode, (first, second) = office.an_episode(), (office.staff["OT"], office.staff["SW"])
    meeting = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made
    decide = partial(office.do, meetings.decide, meeting=meeting, episode=episode)
    moved = decide(kind=K.TRANSFER, note="no offer yet").made
    with office.unwalled.writing() as session:
        session.execute(update(Membership).values(right=Right.WORKER))
    made = [decide(kind=kind).made for kind in (K.CARRY_ON, K.MAXIMUM_INDEPENDENCE)]
    named = decide(kind=K.GOAL_SETTER, goal_setter=first).made
    for each in (*made, named):
        take_back(office, each)
    decide(kind=K.GOAL_SETTER, goal_setter=first)
    another = decide(kind=K.GOAL_SETTER, goal_setter=second).made
    for each in (moved, another):
        with pytest.raises(Refused, match=r"at least the right “dso”.*ask whoever gives"):
            take_back(office, each)


@pytest.mark.rule("MDT-3", "END-9", "INT-1")
def test_a_transfer_is_kept_while_the_move_is_announced_or_pst_was_asked_for_the_end(office, make_ready, decide):
    ready = make_ready(office, route=TransferRoute.WITHIN_STS)
    seen = partial(office.version, Transfer, ready.transfer)
    made = decide(episode=ready.episode, seen=seen(), kind=K.TRANSFER, note="no offer").made
    move = office.do(expecting.hand_over_or_expect, transfer=ready.transfer, seen=seen(), at=office.now + 2 * DAY).made
    day = day_text(london_day(office.now + 2 * DAY))
    with pytest.raises(Refused, match=f"move on {day} is announced to Scheduling"):
        take_back(office, made)
    office.do(ahead.take_back, expected=move, seen=1, because="not yet")
    with pytest.raises(Refused, match="has been asked for since"):
        take_back(office, made)
