"""Whose hours may come back by the estimate, on both databases: apart from what is agreed, whoever is in service."""

from datetime import timedelta

import pytest

from app.queries.capacity.may_come_back import hours_that_may_come_back
from app.queries.capacity.outlook import capacity_outlook
from models.episodes import Episode, Milestone
from models.meetings import Decision, Meeting
from models.people import Person
from models.plans import PlanTakenBack
from models.rules.capacity.outlook import BackKind
from models.transfer import Transfer
from models.values import Call, london_day
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.transfer import TransferRoute
from tests.builders import visit
from tests.rising import rising

pytestmark = pytest.mark.rule("IPAD-4", "REF-15")


def test_who_gets_on_is_named_with_their_hours_and_nothing_in_the_outlook_changes(office):
    before = office.ask(capacity_outlook)
    episode = rising(office)
    (row,) = office.ask(hours_that_may_come_back)
    assert (row.episode_id, row.team_id, row.minutes) == (episode, office.teams["North"], 210)
    assert london_day(office.now) < row.first <= row.last
    now = office.ask(capacity_outlook)
    assert [each.back for each in now] == [each.back for each in before]
    assert [day.day_back for day in now[0].days] == [day.day_back for day in before[0].days]
    assert office.ask(hours_that_may_come_back, team=office.teams["North"]) == (row,)
    assert office.ask(hours_that_may_come_back, team=office.teams["South"]) == ()


def test_a_draft_of_a_goal_at_the_same_call_hides_nothing_and_a_complete_one_does(office):
    episode = rising(office)
    office.a_goal(episode, measure="", statement="A draft at the same call")
    (row,) = office.ask(hours_that_may_come_back)
    assert (row.episode_id, row.minutes) == (episode, 210)
    office.a_goal(episode, statement="I will lay the table")  # complete, and not rated yet
    assert office.ask(hours_that_may_come_back) == ()


def test_nothing_is_said_of_the_dead_of_interim_support_or_of_who_moves_on(office):
    dead, moving = rising(office), rising(office)
    rising(office, kind=EpisodeKind.INTERIM_TEAM)
    rising(office, letters="A1 " * 14)
    person = office.get(Episode, dead).person_id
    assert {each.episode_id for each in office.ask(hours_that_may_come_back)} == {dead, moving}
    office.store(Transfer(episode_id=moving, route=TransferRoute.INTERIM_TEAM))
    with office.database.writing() as session:
        session.get_one(Person, person).death_reported_at = office.now
    assert office.ask(hours_that_may_come_back) == ()


def test_what_a_plan_for_later_takes_already_may_not_come_back_again(office):
    fewer, without = rising(office), rising(office)
    ahead = {"number": 2, "effective_from": office.now + timedelta(days=2)}
    office.a_plan(fewer, visit(Call.LUNCH, minutes=10), **ahead)
    office.a_plan(without, visit(Call.MORNING, minutes=30), **ahead)
    assert [(each.episode_id, each.minutes) for each in office.ask(hours_that_may_come_back)] == [(fewer, 70)]


def test_nothing_may_come_back_of_whose_maximum_independence_is_agreed(office):
    episode = rising(office)
    assert [each.episode_id for each in office.ask(hours_that_may_come_back)] == [episode]
    kind = MilestoneKind.MAXIMUM_INDEPENDENCE
    agreed = Milestone(episode_id=episode, kind=kind, at=office.now, recorded_by_id=office.staff["DSO"])
    office.store(agreed)
    assert office.ask(hours_that_may_come_back) == ()
    with office.database.writing() as session:
        session.get_one(Milestone, agreed.id).withdrawn_at = office.now
    assert len(office.ask(hours_that_may_come_back)) == 1


@pytest.mark.rule("PSP-4")
def test_whose_step_down_the_mdt_agreed_is_told_of_by_that_until_a_version_follows(office):
    episode, other = rising(office), rising(office)
    meeting = Meeting(
        team_id=office.teams["North"], kind=MeetingKind.WEEKLY, held_at=office.now, opened_by_id=office.staff["DSO"]
    )
    office.store(meeting)
    told = {"meeting_id": meeting.id, "recorded_by_id": office.staff["DSO"], "decided_at": office.now}
    office.store(Decision(episode_id=other, kind=DecisionKind.CARRY_ON, **told))
    office.store(Decision(episode_id=episode, kind=DecisionKind.STEP_DOWN, **told))
    assert [each.episode_id for each in office.ask(hours_that_may_come_back)] == [other]
    [agreed] = office.ask(capacity_outlook, team=office.teams["North"])[0].back
    assert (agreed.episode_id, agreed.kind, agreed.day) == (episode, BackKind.STEP_DOWN, None)
    ahead = {"number": 2, "effective_from": office.now + timedelta(days=2), "made_at": office.now}
    taken_back = office.a_plan(episode, visit(Call.LUNCH, minutes=10), **ahead)
    assert {each.episode_id: each.minutes for each in office.ask(hours_that_may_come_back)} == {episode: 70, other: 210}
    office.store(
        PlanTakenBack(
            plan_id=taken_back, taken_back_at=office.now, taken_back_by_id=office.staff["DSO"], because="Too soon"
        )
    )
    assert [each.episode_id for each in office.ask(hours_that_may_come_back)] == [other]


def test_it_takes_as_many_statements_for_many_as_for_one(office, count_statements):
    rising(office)
    statements = count_statements(office.database)
    office.ask(hours_that_may_come_back)
    first = len([each for each in statements if each != "BEGIN"])
    for _ in range(3):
        rising(office)
    statements.clear()
    assert len(office.ask(hours_that_may_come_back)) == 4
    assert len([each for each in statements if each != "BEGIN"]) == first
