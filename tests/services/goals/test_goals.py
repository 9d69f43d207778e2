"""Setting, changing and closing goals."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.goals import goals
from models.audit import AuditEntry
from models.episodes import Episode, Milestone
from models.goals import Goal, GoalWording
from models.rules.goals.aims import Aim
from models.rules.goals.smart import RecordPlace
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import GoalState, Letter

SMART = {
    "statement": "I will make my own lunch",
    "measure": "made on 6 of 7 days",
    "achievable": "stands for ten minutes",
    "relevant": "no lunch call needed",
    "target": date(2026, 12, 10),
    "calls": (Call.LUNCH,),
    "own_words": "",
    "aim": None,
}


def rows(office, kind, *where):
    with office.database.reading() as session:
        return session.scalars(select(kind).where(*where)).all()


@pytest.mark.rule("GOAL-1", "GOAL-2", "MILE-1")
def test_the_first_complete_goal_dates_the_milestone(office):
    episode = office.an_episode()
    made = office.do_as("OT", goals.set_goal, episode=episode, **SMART).made
    goal = office.get(Goal, made)
    assert (goal.number, goal.wording, goal.calls, goal.set_by_id) == (1, 1, "lunch", office.staff["OT"])
    (milestone,) = rows(office, Milestone, Milestone.episode_id == episode)
    assert (milestone.kind, milestone.at) == (MilestoneKind.GOALS_SET, office.now)
    office.clock.advance(timedelta(hours=1))
    office.do(goals.set_goal, episode=episode, **SMART | {"statement": "I will dress"})
    assert len(rows(office, Milestone)) == 1


@pytest.mark.rule("GOAL-3")
def test_a_draft_is_kept_and_dates_nothing_until_it_is_filled_in(office):
    episode = office.an_episode()
    goal = office.do(goals.set_goal, episode=episode, statement="I will make my own lunch").made
    assert rows(office, Milestone) == []
    office.do(goals.change_goal, goal=goal, seen=1, **SMART)
    (earlier,) = rows(office, GoalWording)
    assert earlier.because == "What was missing was filled in"
    assert [each.kind for each in rows(office, Milestone)] == [MilestoneKind.GOALS_SET]


@pytest.mark.rule("GOAL-1")
def test_a_goal_after_later_milestones_is_set_without_dating_one_out_of_order(office):
    episode = office.an_episode()
    office.store(Milestone(episode_id=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - timedelta(1)))
    office.do(goals.set_goal, episode=episode, **SMART)
    assert len(rows(office, Milestone)) == 1


@pytest.mark.rule("GOAL-2")
def test_somebody_outside_the_mdt_sets_no_goals(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="not by the role Admin"):
        office.do_as("Admin", goals.set_goal, episode=episode, **SMART)
    office.do_as("Admin", goals.set_goal, episode=episode, set_by=office.staff["OT"], **SMART)
    assert [goal.set_by_id for goal in rows(office, Goal)] == [office.staff["OT"]]


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize(("said", "sentence"), [("  ", "exactly what"), ("I will MAKE  my own lunch", "already")])
def test_a_goal_without_words_or_with_those_of_another_is_refused(office, said, sentence):
    episode = office.an_episode()
    office.do(goals.set_goal, episode=episode, **SMART)
    with pytest.raises(Refused, match=sentence):
        office.do(goals.set_goal, episode=episode, **SMART | {"statement": said})
    assert len(rows(office, Goal)) == 1


def test_no_goal_is_set_after_the_end(office):
    episode = office.an_episode(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    with pytest.raises(Refused, match="has ended"):
        office.do(goals.set_goal, episode=episode, **SMART)


@pytest.mark.rule("GOAL-4")
def test_a_change_keeps_the_earlier_wording_with_who_when_and_why(office):
    goal = office.do(goals.set_goal, episode=office.an_episode(), **SMART).made
    office.clock.advance(timedelta(days=1))
    with pytest.raises(Refused, match="why the goal is changed"):
        office.do(goals.change_goal, goal=goal, seen=1, **SMART | {"measure": "made every day"})
    done = office.do(
        goals.change_goal, goal=goal, seen=1, because="It went well", **SMART | {"measure": "made every day"}
    )
    (earlier,) = rows(office, GoalWording)
    assert (earlier.measure, earlier.because, earlier.wording) == ("made on 6 of 7 days", "It went well", 1)
    assert (earlier.changed_at, earlier.changed_by_id) == (office.now, office.staff["DSO"])
    held = office.get(Goal, goal)
    assert (held.measure, held.wording, done.made) == ("made every day", 2, goal)
    assert held.operation_id == earlier.operation_id
    entries = rows(office, AuditEntry, AuditEntry.row_id == goal, AuditEntry.operation_id == held.operation_id)
    assert entries


@pytest.mark.rule("GOAL-4")
def test_other_calls_are_a_change_too_and_no_change_is_none(office):
    goal = office.do(goals.set_goal, episode=office.an_episode(), **SMART).made
    with pytest.raises(Refused, match="why"):
        office.do(goals.change_goal, goal=goal, seen=1, **SMART | {"calls": (Call.LUNCH, Call.TEA)})
    office.do(goals.change_goal, goal=goal, seen=1, **SMART)
    assert rows(office, GoalWording) == []


def test_a_change_over_somebody_elses_is_refused(office):
    goal = office.do(goals.set_goal, episode=office.an_episode(), **SMART).made
    office.do(goals.close_goal, goal=goal, seen=1, state=GoalState.ACHIEVED)
    with pytest.raises(Refused, match="has changed since"):
        office.do(goals.change_goal, goal=goal, seen=1, because="x", **SMART | {"measure": "other"})
    assert rows(office, GoalWording) == []


def test_a_goal_is_closed_once_and_may_be_reopened(office):
    goal = office.a_goal(office.an_episode())
    office.do(goals.close_goal, goal=goal, seen=1, state=GoalState.DROPPED)
    held = office.get(Goal, goal)
    assert (held.state, held.closed_at) == (GoalState.DROPPED, office.now)
    with pytest.raises(Refused, match="closed already"):
        office.do(goals.close_goal, goal=goal, seen=held.version, state=GoalState.ACHIEVED)
    office.do(goals.reopen_goal, goal=goal, seen=held.version)
    assert office.get(Goal, goal).state is GoalState.OPEN
    with pytest.raises(Refused, match="is open"):
        office.do(goals.reopen_goal, goal=goal, seen=office.version(Goal, goal))


def test_a_goal_of_somebody_no_longer_in_service_is_not_changed(office):
    episode = office.an_episode(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    goal = office.a_goal(episode, **{key: SMART[key] for key in ("statement", "measure")})
    with pytest.raises(Refused, match="no longer in service"):
        office.do(goals.change_goal, goal=goal, seen=1, because="x", **SMART | {"measure": "other"})


@pytest.mark.rule("GOAL-5")
def test_goals_are_ticked_as_recorded_and_unticked(office):
    episode = office.an_episode()
    both = [office.a_goal(episode), office.a_goal(episode)]

    def seen():
        return {each: office.version(Goal, each) for each in both}

    office.do(goals.mark_recorded, seen=seen(), place=RecordPlace.HELD_RECORD)
    office.do(goals.mark_recorded, seen={both[0]: seen()[both[0]]}, place=RecordPlace.MOSAIC)
    assert [office.get(Goal, each).held_record_at for each in both] == [office.now, office.now]
    assert [office.get(Goal, each).mosaic_at for each in both] == [office.now, None]
    office.do(goals.mark_recorded, seen=seen(), place=RecordPlace.HELD_RECORD, done=False)
    assert [office.get(Goal, each).held_record_at for each in both] == [None, None]
    with pytest.raises(Refused, match="by itself"):
        office.do(goals.mark_recorded, seen=seen(), place=RecordPlace.SHORT_TERM_PSP)


@pytest.mark.rule("GOAL-2")
def test_the_mdt_agrees_who_sets_the_goals(office):
    episode = office.an_episode()
    office.do(goals.agree_goal_setter, episode=episode, seen=1, setter=office.staff["OT"])
    assert office.get(Episode, episode).goal_setter_id == office.staff["OT"]
    with pytest.raises(Refused, match="role Scheduler"):
        office.do(goals.agree_goal_setter, episode=episode, seen=2, setter=office.staff["Scheduler"])
    with pytest.raises(Refused, match="has changed since"):
        office.do(goals.agree_goal_setter, episode=episode, seen=1, setter=office.staff["SW"])
    ended = office.an_episode(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    with pytest.raises(Refused, match="has ended"):
        office.do(goals.agree_goal_setter, episode=ended, seen=1, setter=office.staff["SW"])


@pytest.mark.rule("GOAL-3", "REF-19")
def test_a_goal_of_earlier_support_or_of_an_undone_start_is_in_nobodys_way(office):
    person, begun = office.a_person(), office.now - timedelta(days=90)
    ended = {"ended_at": begun + timedelta(days=9), "end_reason": EndReason.HOSPITAL, "end_decided_at": office.now}
    before = office.an_episode(person=person, started_at=begun, **ended)
    undone = office.an_episode(person=person, ended_at=office.now, undone_at=office.now, undone_because="A mistake")
    for episode in (before, undone):
        office.a_goal(episode, statement=SMART["statement"])
    now = office.an_episode(person=person)
    made = office.do(goals.set_goal, episode=now, **SMART).made
    office.do(goals.change_goal, goal=made, seen=1, **SMART | {"measure": "on 5 of 7 days"}, because="Agreed")
    with pytest.raises(Refused, match="worked on already"):
        office.do(goals.set_goal, episode=now, **SMART)


@pytest.mark.rule("GOAL-3")
def test_a_goal_taken_along_to_interim_support_is_still_worked_on(office):
    person, moved = office.a_person(), office.now - timedelta(days=1)
    ended = {"ended_at": moved, "end_reason": EndReason.TRANSFERRED, "end_decided_at": moved, "closed_at": moved}
    first = office.an_episode(person=person, started_at=moved - timedelta(days=30), **ended)
    office.a_goal(first, statement=SMART["statement"])
    now = office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=moved, follows_id=first)
    with pytest.raises(Refused, match="worked on already"):
        office.do(goals.set_goal, episode=now, **SMART)


@pytest.mark.rule("GOAL-3", "GOAL-4")
def test_an_aim_is_the_measure_where_none_is_told_and_its_earlier_wording_is_kept(office):
    aim = Aim(Letter.I, 6, 7)
    told = SMART | {"measure": "", "aim": aim, "own_words": " I want my own lunch again. "}
    goal = office.do(goals.set_goal, episode=office.an_episode(), **told).made
    held = office.get(Goal, goal)
    assert (held.measure, held.aim) == ("Independent at 6 of 7 lunch visits", "I 6 of 7")
    assert held.own_words == "I want my own lunch again."
    words = told | {"measure": held.measure, "aim": Aim(Letter.P, 5, 7), "because": "Too steep"}
    office.do(goals.change_goal, goal=goal, seen=1, **words)
    (was,) = rows(office, GoalWording)
    now = office.get(Goal, goal)
    assert (was.aim, was.own_words, was.measure, now.aim) == ("I 6 of 7", held.own_words, held.measure, "P 5 of 7")
    assert now.measure == "Prompt or less help at 5 of 7 lunch visits"  # nobody had worded it: it follows the aim
    words = words | {"measure": now.measure, "calls": (Call.TEA,)}
    office.do(goals.change_goal, goal=goal, seen=now.version, **words)
    now = office.get(Goal, goal)
    assert now.measure == "Prompt or less help at 5 of 7 tea visits"
    office.do(goals.change_goal, goal=goal, seen=now.version, **words | {"measure": "5 of 7 teas", "aim": aim})
    now = office.get(Goal, goal)
    assert now.measure == "5 of 7 teas"
    office.do(goals.change_goal, goal=goal, seen=now.version, **words | {"measure": now.measure})
    assert office.get(Goal, goal).measure == "5 of 7 teas"


@pytest.mark.rule("GOAL-4")
def test_a_whole_goal_is_given_an_aim_with_a_reason_and_a_draft_without(office):
    goal = office.do(goals.set_goal, episode=office.an_episode(), **SMART).made
    lower = SMART | {"measure": SMART["measure"], "aim": Aim(Letter.A1, 1, 7)}
    with pytest.raises(Refused, match="why the goal is changed"):
        office.do(goals.change_goal, goal=goal, seen=1, **lower)
    office.do(goals.change_goal, goal=goal, seen=1, because="Agreed with her", **lower)
    assert [each.because for each in rows(office, GoalWording)] == ["Agreed with her"]


@pytest.mark.rule("GOAL-3")
@pytest.mark.parametrize("aim", [Aim(Letter.I, 8, 7), Aim(Letter.D, 1, 7)])
def test_an_aim_that_no_ratings_can_reach_is_refused(office, aim):
    with pytest.raises(Refused, match="reached") as found:
        office.do(goals.set_goal, episode=office.an_episode(), **SMART | {"aim": aim})
    assert [(each.rule, each.field) for each in found.value.lacks] == [("GOAL-3", "aim")]
    goal = office.do(goals.set_goal, episode=office.an_episode(), **SMART).made
    with pytest.raises(Refused, match="reached"):
        office.do(goals.change_goal, goal=goal, seen=1, because="x", **SMART | {"aim": aim})


@pytest.mark.rule("GOAL-4", "INT-7")
def test_a_goal_set_after_a_transfer_is_numbered_on_from_those_before_it(office):
    person, moved = office.a_person(), office.now - timedelta(days=3)
    earlier = office.an_episode(
        person=person, started_at=office.now - timedelta(days=90), ended_at=office.now - timedelta(days=60),
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    office.a_goal(earlier, number=7)
    first = office.an_episode(
        person=person, started_at=office.now - timedelta(days=9), ended_at=moved, end_reason=EndReason.TRANSFERRED
    )
    office.a_goal(first, number=2)
    now = office.an_episode(person=person, started_at=moved, kind=EpisodeKind.INTERIM_TEAM, follows_id=first)
    made = office.do(goals.set_goal, episode=now, **SMART).made
    assert office.get(Goal, made).number == 3
