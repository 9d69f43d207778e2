"""Whose each prompt is: the deed's own, chased by the DSO; a leaver's stands with the team; and the next date."""

from datetime import date, timedelta

import pytest

from app.queries.today.in_meetings import open_action
from app.queries.today.next_dates import next_of
from app.queries.today.prompts import PromptGroup, today
from app.services import referrals
from app.services.meetings import meetings
from models.episodes import Episode, Milestone
from models.meetings import Action
from models.people import Person
from models.referrals import Referral
from models.staff import Staff
from models.transfer import Transfer
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.transfer import TransferRoute

DAY = timedelta(days=1)


def line(office, rule, **asked):
    return next((row for row in office.ask(today, **asked) if row.rule == rule), None)


def mine(office, staff, rule):
    rows = office.work(staff).read(today, mine=True)
    return [row for row in rows if row.rule == rule]


def person_of(office, episode):
    return office.get(Episode, episode).person_id


def has_left(office, staff):
    with office.database.writing() as session:
        session.get_one(Staff, office.staff[staff]).archived_at = office.now - timedelta(days=1)


@pytest.mark.rule("MILE-2", "GOAL-1")
def test_an_assessment_is_the_case_coordinators_and_goals_are_the_setters_while_the_dso_chases_both(office):
    episode = office.an_episode(goal_setter_id=office.staff["OT"])
    office.store(Milestone(episode_id=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - DAY))
    for rule, owner in (("MILE-2", "SW"), ("GOAL-1", "OT")):
        row = line(office, rule)
        assert (row.owner_id, row.chaser, row.is_chased, row.is_mine) == (office.staff[owner], "DSO North", True, False)
        assert [each.is_mine for each in mine(office, owner, rule)] == [True]
        assert [each.is_chased for each in mine(office, "DSO", rule)] == [True]
        assert not mine(office, "CCW", rule)


@pytest.mark.rule("GOAL-1", "MILE-2")
def test_what_nobody_is_named_for_is_the_dsos(office):
    episode = office.an_episode(case_coordinator_id=None)
    office.store(Milestone(episode_id=episode, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=office.now - DAY))
    for rule in ("GOAL-1", "MILE-2"):
        row = line(office, rule)
        assert (row.owner_id, row.chaser_id, row.is_mine) == (office.staff["DSO"], None, True)


@pytest.mark.rule("INT-3", "INT-4", "INT-5")
def test_each_role_of_a_transfer_has_its_own_steps(office):
    episode = office.an_episode()
    office.store(
        Transfer(
            episode_id=episode, agreed_at=office.now, route=TransferRoute.INTERIM_TEAM,
            to_team_id=office.teams["Interim"], interim_dso_id=office.staff["Interim DSO"],
        )
    )  # fmt: skip
    assert line(office, "INT-3").owner_id == office.staff["DSO"]
    steps = line(office, "INT-4")
    assert (steps.owner_id, steps.chaser_id) == (office.staff["SW"], office.staff["DSO"])


@pytest.mark.rule("DAY-4", "MILE-2")
def test_a_leavers_prompts_stand_with_the_team_and_are_marked(office):
    episode = office.an_episode(goal_setter_id=office.staff["OT"])
    has_left(office, "OT")
    row = line(office, "GOAL-1")
    assert (row.owner, row.owner_id, row.has_left, row.team_id) == ("OT North", None, True, office.teams["North"])
    assert mine(office, "CCW", "GOAL-1"), "what has no owner any more is everybody's"
    has_left(office, "DSO")
    rows = office.work("CCW").read(today, team=office.teams["North"])  # whoever has left is shown nothing any more
    row = next(row for row in rows if row.rule == "PSP-6")
    assert (row.has_left, row.owner_id, row.episode_id) == (True, None, episode)


@pytest.mark.rule("MDT-3")
def test_an_action_stands_on_its_owners_today_until_it_is_done(office):
    episode = office.an_episode()
    held = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made
    told = {"meeting": held, "owner": office.staff["OT"], "due": office.now.date() + DAY}
    about = office.do(meetings.assign_action, what="Ring the son", episode=episode, **told).made
    general = office.do(meetings.assign_action, what="Book the room", **told).made
    rows = {row.action_id: row for row in mine(office, "OT", "MDT-3")}
    assert set(rows) == {about, general}
    assert (rows[about].person_id, rows[general].person_id) == (person_of(office, episode), None)
    assert {row.group for row in rows.values()} == {PromptGroup.WEEK}
    assert not mine(office, "SW", "MDT-3")
    office.clock.advance(3 * DAY)
    assert {row.group for row in mine(office, "OT", "MDT-3")} == {PromptGroup.OVERDUE}
    has_left(office, "OT")
    assert len(mine(office, "SW", "MDT-3")) == 2
    asked = office.ask(open_action, action=about)
    assert (asked.what, asked.owner, asked.due) == ("Ring the son", "OT North", office.get(Action, about).due)
    for key in (about, general):
        office.do(meetings.finish_action, action=key, seen=office.ask(open_action, action=key).version)
    assert line(office, "MDT-3") is None
    assert office.ask(open_action, action=about) is None


@pytest.mark.rule("MDT-1")
def test_a_team_with_people_in_service_is_asked_for_its_weekly_meeting(office):
    episode = office.an_episode(started_at=office.now - 6 * DAY)
    assert line(office, "MDT-1") is None
    office.clock.advance(DAY)
    row = line(office, "MDT-1", team=office.teams["North"])
    assert (row.person_id, row.owner_id, row.group) == (None, None, PromptGroup.OPEN)
    assert line(office, "MDT-1", team=office.teams["South"]) is None
    office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.DAILY)
    assert line(office, "MDT-1") is not None
    office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY)
    assert line(office, "MDT-1") is None
    office.clock.advance(8 * DAY)
    assert line(office, "MDT-1").group is PromptGroup.OPEN  # never overdue: no source gives it a limit
    with office.database.writing() as session:
        session.get_one(Person, person_of(office, episode)).death_reported_at = office.now
    assert line(office, "MDT-1") is None


@pytest.mark.rule("MDT-1", "PSP-7")
def test_somebodys_next_date_is_the_moment_from_which_today_has_a_line(office):
    interim = office.teams["Interim"]
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=interim, started_at=office.now - 2 * DAY)
    found = office.ask(next_of, person=person_of(office, episode))
    assert (found.is_due, found.prompt.field) == (False, "meetings.open")
    assert found.sentence.startswith("Next, from 25 Nov 2026: Interim's weekly MDT meeting is due")
    office.clock.move_to(found.shown_from - timedelta(microseconds=1))
    assert office.ask(today) == ()
    office.clock.move_to(found.shown_from)
    assert [row.rule for row in office.ask(today)] == ["MDT-1"]
    assert office.ask(next_of, person=person_of(office, episode)).is_due


def test_the_next_date_is_one_persons_and_asks_as_much_for_one_as_for_ten(office, count_statements):
    person = person_of(office, office.an_episode())
    statements = count_statements(office.database)
    first = office.ask(next_of, person=person)
    few = len([each for each in statements if each != "BEGIN"])
    for _ in range(3):
        office.an_episode(started_at=office.now - 40 * DAY)
        office.a_referral(discharge_on=date(2026, 11, 20))
    statements.clear()
    assert office.ask(next_of, person=person) == first
    assert len([each for each in statements if each != "BEGIN"]) == few <= 18


@pytest.mark.rule("REF-12", "REF-3")
def test_a_referral_that_waits_has_a_line_whatever_it_waits_for(office):
    key = office.a_referral()
    assert "waits for a decision" in line(office, "REF-12").sentence

    office.do(referrals.accept, referral=key, seen=office.version(Referral, key))
    assert "waits for capacity" in line(office, "REF-12").sentence
    office.do(referrals.hold_capacity, referral=key, seen=office.version(Referral, key))
    assert line(office, "REF-12") is None
    office.do(referrals.give_back, referral=key, seen=office.version(Referral, key), because="The ward rang")
    assert "waits for capacity" in line(office, "REF-12").sentence


@pytest.mark.rule("REF-12", "REF-13")
def test_a_promise_that_was_given_back_waits_for_capacity_again(office):
    key = office.a_referral()
    for deed in (referrals.accept, referrals.confirm_capacity, referrals.hold_capacity, referrals.give_back):
        office.do(deed, referral=key, seen=office.version(Referral, key))
    assert "waits for capacity" in line(office, "REF-12").sentence
