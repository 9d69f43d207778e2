"""What a week would mean as the next version, before it is saved."""

import pytest

from app.door.errors import Refused
from app.queries.plans import versions
from app.queries.plans.preview import WhoHasToAgree, preview
from models.keys import new_id
from models.meetings import Decision, Meeting
from models.plans import Plan
from models.values import Call, CoveredCall
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from tests.builders import visit


def looked(office, *week, **values):
    """The preview of a week after a plan of 45 minutes every morning."""
    episode = office.an_episode(visit(minutes=45), **values)
    plan = plan_of(office, episode)
    return office.ask(preview, plan=plan, week=week)


def plan_of(office, episode):
    with office.database.reading() as session:
        return session.query(Plan.id).where(Plan.episode_id == episode).scalar()


@pytest.mark.rule("PSP-3")
def test_more_support_asks_for_the_dso_and_scheduling_and_says_what_the_team_has(office):
    found = looked(office, visit(minutes=60))
    assert found.needs == (WhoHasToAgree.DSO, WhoHasToAgree.SCHEDULING)
    assert found.hours == "5.25 → 7 worker hours a week"
    assert found.capacity == "North has 94.75 worker hours free; this asks for 1.75 more."
    assert found.changes == ("Morning, every day: 45 → 60 minutes",)


@pytest.mark.rule("REF-15")
def test_more_than_the_team_has_says_so_before_anybody_saves(office):
    found = looked(office, *(visit(call, 24 * 60) for call in Call))
    assert found.lack


@pytest.mark.rule("PSP-4")
def test_less_support_asks_for_the_mdt_and_offers_the_meetings_decision(office):
    episode = office.an_episode(visit(minutes=45))
    chair, team = office.staff["DSO"], office.teams["North"]
    meeting = Meeting(kind=MeetingKind.WEEKLY, team_id=team, held_at=office.now, opened_by_id=chair)
    office.store(meeting)
    office.store(
        Decision(
            meeting_id=meeting.id, episode_id=episode, kind=DecisionKind.STEP_DOWN, decided_at=office.now,
            recorded_by_id=office.staff["DSO"], note="washes alone",
        )
    )  # fmt: skip
    found = office.ask(preview, plan=plan_of(office, episode), week=(visit(minutes=30),))
    assert found.needs == (WhoHasToAgree.MDT,)
    assert [each.note for each in found.step_downs] == ["washes alone"]
    assert found.capacity == ""


@pytest.mark.rule("PSP-5")
def test_other_interim_hours_ask_for_the_case_coordinator(office):
    found = looked(office, visit(minutes=30), kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"])
    assert found.needs == (WhoHasToAgree.CASE_COORDINATOR,)


@pytest.mark.rule("PSP-2")
def test_the_same_week_says_that_nothing_has_changed(office):
    found = looked(office, visit(minutes=45))
    assert (found.changes, found.needs, found.meaning) == ((), (), "Nothing has changed yet.")


def test_an_empty_week_is_said(office):
    assert looked(office).totals == "No visits: plan at least one."


def test_a_version_of_another_office_is_refused(office):
    with pytest.raises(Refused, match="office's list"):
        office.ask(preview, plan=new_id(), week=(visit(),))


def test_the_preview_takes_at_most_four_statements(office, count_statements):
    episode = office.an_episode(visit(minutes=45), visit(Call.TEA))
    plan = plan_of(office, episode)
    statements = count_statements(office.database)
    office.ask(preview, plan=plan, week=(visit(minutes=60),))
    assert len(statements) <= 4


def test_the_tab_knows_in_which_format_the_person_needs_paper(office):
    person = office.a_person(mosaic_id="M900001")
    office.an_episode(person=person)
    found = office.ask(versions.view, person=person)
    assert (found.reference, found.paper_format.label) == ("M900001", "Standard print")


@pytest.mark.rule("PSP-1")
def test_figures_that_may_be_a_slip_are_asked_about_and_those_of_the_plan_in_force_arent(office):
    found = looked(office, visit(minutes=45), visit(call=Call.TEA, minutes=600))
    assert found.asked == ("Tea, every day: a visit of 600 minutes lasts 10 hours.",)
    assert WhoHasToAgree.THE_WEEK in found.needs
    assert looked(office, visit(minutes=30)).asked == ()


@pytest.mark.rule("PSP-1", "PSP-2")
def test_a_call_that_others_cover_is_said_in_words_and_needs_nobody(office):
    episode = office.an_episode(visit(minutes=45))
    plan, sundays = plan_of(office, episode), CoveredCall(frozenset({6}), Call.TEA, "daughter")
    found = office.ask(preview, plan=plan, week=(visit(minutes=45),), covered=(sundays,))
    assert found.changes == ("Tea, Sun: covered by daughter",)
    assert (found.needs, found.hours) == ((), "5.25 worker hours a week, unchanged")
    both = office.ask(preview, plan=plan, week=(visit(minutes=45), visit(Call.TEA)), covered=(sundays,))
    assert WhoHasToAgree.THE_WEEK in both.needs
    assert both.asked == (
        "Tea, Sun: covered by daughter, and a visit of ours is planned too. Does somebody come twice?",
    )
