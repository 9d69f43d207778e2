"""The service plan as gathered: the plan in force, complete goals, the end of six weeks; refused after a death."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.service_plan import draw, gather
from app.services.closure import deaths
from app.services.office.policy import set_policy
from app.services.owners.changing import change_owner
from app.services.plans.aim import decide_aim
from models.episodes import Episode, Extension
from models.settings import StoredSetting
from models.staff import Staff
from models.values import Call, WhyShort
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState
from models.vocabulary.owners import OwnerOf
from models.vocabulary.plans import AimOfSupport
from reports.agreement.paper import Reach
from reports.layout.by_turns import contact_in, visits_in
from reports.layout.styles import Edition
from tests.builders import visit


@pytest.mark.rule("PSP-7", "GOAL-2")
def test_the_paper_shows_the_plan_in_force_the_setter_and_day_42(office):
    episode = office.an_episode(visit(), goal_setter_id=office.staff["OT"])
    office.a_plan(episode, visit(Call.TEA, 45, 2), number=2)
    paper = office.ask(gather, episode=episode)
    assert [(each.call, each.minutes, each.workers) for each in paper.week] == [(Call.TEA, 45, 2)]
    assert (paper.version, visits_in(paper.week), contact_in(paper.week)) == (2, 7, 315)
    assert (paper.began_on, paper.ends_on) == (date(2026, 11, 18), date(2026, 12, 29))
    assert (paper.goal_setter.name, paper.case_coordinator.name, paper.dso.name) == (
        "OT North",
        "SW North",
        "DSO North",
    )
    assert paper.address == ("1 Mill Bank", "Matlock", "DE4 3AA")
    assert draw(paper, Edition.STANDARD) == draw(paper, Edition.STANDARD)


@pytest.mark.rule("PSP-7")
def test_an_extension_moves_the_end_and_interim_support_has_none(office):
    episode = office.an_episode()
    office.store(
        Extension(episode_id=episode, last_day=date(2027, 1, 5), agreed_at=office.now, agreed_by_id=office.staff["DSO"])
    )
    extended = office.ask(gather, episode=episode)
    assert (extended.ends_on, extended.is_extended) == (date(2027, 1, 5), True)
    interim = office.an_episode(kind=EpisodeKind.INTERIM_IN_STS, first_support_at=office.now - timedelta(days=30))
    paper = office.ask(gather, episode=interim)
    assert (paper.ends_on, paper.goal_setter, paper.began_on) == (None, None, date(2026, 11, 18)), "its own start"


@pytest.mark.rule("STC-2")
def test_who_recuperates_first_reads_it_instead_of_goals_in_two_days(office):
    episode = office.an_episode(visit())
    office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    office.do(
        decide_aim, episode=episode, seen=None, support_for=AimOfSupport.RECUPERATE, because="Hip operation"
    )  # fmt: skip
    paper = office.ask(gather, episode=episode)
    assert paper.recuperates
    pages = PdfReader(BytesIO(draw(paper, Edition.STANDARD))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "For now you rest and get your strength back" in text
    assert "not written down yet" not in text


@pytest.mark.rule("PSP-7", "GOAL-1")
def test_how_long_the_service_lasts_is_said_by_the_setting_of_the_start(office):
    began = office.now - timedelta(days=2)
    for name, number, from_at in (
        ("short_term_days", 40, began - timedelta(days=1)),
        ("goals_within", 36, began - timedelta(days=1)),
        ("short_term_days", 35, office.now),
    ):
        office.store(
            StoredSetting(
                name=name, number=number, from_at=from_at, set_by_id=office.staff["Service manager"], because="decided"
            )
        )
    paper = office.ask(gather, episode=office.an_episode(started_at=began))
    assert (paper.lasts, paper.goals_within, paper.is_extended) == ("40 days", "36 hours", False)
    assert paper.ends_on == date(2026, 12, 27)


@pytest.mark.rule("GOAL-3")
def test_only_complete_goals_that_are_being_worked_on_are_printed(office):
    episode = office.an_episode()
    office.a_goal(episode, number=1, state=GoalState.ACHIEVED, closed_at=office.now)
    office.a_goal(episode, number=2, statement="I will wash my face", calls="morning, bed")
    office.a_goal(episode, number=3, measure="")
    (goal,) = office.ask(gather, episode=episode).goals
    assert goal.number == 2, "as the IPAD sheet and the tab call it"
    assert (goal.statement, goal.measured_by, goal.target) == (
        "I will wash my face",
        "made on 6 of 7 days",
        date(2026, 12, 10),
    )
    assert goal.calls == (Call.MORNING, Call.BED)


@pytest.mark.rule("END-6", "END-8")
def test_after_a_death_is_reported_no_plan_is_addressed_to_the_person(office):
    episode = office.an_episode()
    office.do(deaths.report_death, person=office.get(Episode, episode).person_id, seen=1)
    with pytest.raises(Refused, match="no paper is addressed to them"):
        office.ask(gather, episode=episode)


def test_the_paper_is_gathered_in_seven_statements_however_many_goals_there_are(office, count_statements):
    episode = office.an_episode()
    for _each in range(5):
        office.a_goal(episode)
    statements = count_statements(office.database)
    office.ask(gather, episode=episode)
    assert len([each for each in statements if each.startswith(("SELECT", "WITH"))]) == 7


@pytest.mark.rule("PSP-1", "PSP-2")
def test_why_a_call_is_short_is_gathered_of_the_week_in_force_and_of_those_to_come(office):
    episode = office.an_episode(visit())
    office.a_plan(episode, visit(Call.TEA, 20), number=2, why=("Her tablets",))
    office.a_plan(
        episode, visit(Call.TEA, 15), number=3, why=("A look",), effective_from=office.now + timedelta(days=3)
    )
    paper = office.ask(gather, episode=episode)
    assert paper.why_short == (WhyShort(Call.TEA, "Her tablets"),)
    assert [why for *_, why in paper.coming] == [(WhyShort(Call.TEA, "A look"),)]


@pytest.mark.rule("PSP-11", "DAY-4")
def test_the_allocated_worker_of_the_day_is_on_the_paper_with_their_number_or_the_teams(office):
    episode, tomorrow = office.an_episode(), office.now.date() + timedelta(days=1)
    assert office.ask(gather, episode=episode).allocated_worker is None
    named = {"episode": episode, "what": OwnerOf.ALLOCATED_WORKER, "because": "Knows her"}
    office.do(change_owner, now=None, staff=office.staff["CWC"], **named)
    office.do(change_owner, now=office.staff["CWC"], staff=office.staff["OT"], from_day=tomorrow, **named)
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["CWC"]).telephone = ""
        session.get_one(Staff, office.staff["OT"]).telephone = "0114 496 0007"
    paper = office.ask(gather, episode=episode)
    assert paper.allocated_worker == Reach("CWC North", paper.team.telephone)
    office.clock.advance(timedelta(days=1))
    assert office.ask(gather, episode=episode).allocated_worker == Reach("OT North", "0114 496 0007")
