"""Today's buttons: each opens the very place and the very field, and what is settled there is gone from Today."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from app.services.closure import closing, ending
from app.services.office.policy import set_policy
from app.services.transfer import conditions
from models.episodes import Episode
from models.values import Call
from models.vocabulary.closure import ClosingStepKind, EndReason
from tests.builders import visit
from ui.navigation import TabName

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rules(today):
    """The rules whose prompts stand on Today."""
    return [line.row.rule for line in today.prompts.shown() if line.row]


def open_prompt(desk, rule):
    """Choose a prompt by the arrow keys, and press Enter."""
    desk.control(Qt.Key.Key_1)
    today = desk.front
    desk.key(Qt.Key.Key_Home)
    for _ in today.prompts.shown():
        line = today.prompts.current()
        if line is not None and line.row is not None and line.row.rule == rule:
            desk.key(Qt.Key.Key_Return)
            return line.row
        desk.key(Qt.Key.Key_Down)
    pytest.fail(f"no prompt of {rule}")


@pytest.mark.rule("GOAL-1")
def test_the_prompt_for_goals_opens_the_form_and_is_gone_once_a_goal_is_set(sit, sqlite_office):
    person = sqlite_office.a_person(family="Gill")
    sqlite_office.an_episode(visit(Call.LUNCH), person=person, started_at=sqlite_office.now - 50 * HOUR)
    desk = sit()
    row = open_prompt(desk, "GOAL-1")
    assert (row.person_id, desk.window.current_tab) == (person, TabName.GOALS)
    assert desk.find("person.name").text() == "Jean Gill"
    assert desk.focused == "goals.new"
    desk.key(Qt.Key.Key_Space)
    for name, text in (
        ("goals.what", "I will make my lunch"),
        ("goals.measure", "6 of 7 days"),
        ("goals.achievable", "stands"),
        ("goals.relevant", "no lunch call"),
        ("goals.target", "+14"),
    ):
        desk.tab_to(name)
        desk.keys(text)
    desk.control(Qt.Key.Key_S)
    desk.control(Qt.Key.Key_1)
    assert "GOAL-1" not in rules(desk.front)


@pytest.mark.rule("PSP-6")
def test_the_prompt_for_the_support_plan_opens_its_tick(sit, sqlite_office):
    sqlite_office.an_episode(started_at=sqlite_office.now - 6 * DAY)
    desk = sit()
    open_prompt(desk, "PSP-6")
    assert desk.window.current_tab is TabName.PLANS
    assert desk.focused == "plans.support_plan"
    desk.key(Qt.Key.Key_Space)
    desk.control(Qt.Key.Key_1)
    assert "PSP-6" not in rules(desk.front)


@pytest.mark.rule("STC-2")
def test_the_prompt_for_an_allocated_worker_opens_where_one_is_named(sit, sqlite_office):
    sqlite_office.an_episode()
    sqlite_office.do_as("Service manager", set_policy, setting="allocated_worker_asked", number=1, because="STCH")
    desk = sit()
    open_prompt(desk, "STC-2")
    assert desk.window.current_tab is TabName.PLANS
    assert desk.focused == "plans.owner"


@pytest.mark.rule("REF-18")
def test_the_prompt_of_a_discharge_opens_the_referral_that_is_meant(sit, sqlite_office):
    sqlite_office.a_referral(person=sqlite_office.a_person(family="Other"))
    meant = sqlite_office.a_referral(person=sqlite_office.a_person(family="Gill"), discharge_on=date(2026, 11, 20))
    desk = sit()
    row = open_prompt(desk, "REF-18")
    assert (row.referral_id, desk.window.current_tab) == (meant, TabName.REFERRALS)
    assert desk.front.chosen == meant
    assert desk.front.panel.name.text() == "Jean Gill"
    assert desk.focused.startswith("referrals.")


@pytest.mark.rule("INT-2")
def test_the_prompt_for_the_list_opens_its_field_and_is_gone_once_recorded(sit, sqlite_office):
    episode = sqlite_office.an_episode(started_at=sqlite_office.now - 9 * DAY)
    sqlite_office.do(conditions.send_to_brokerage, episode=episode, at=sqlite_office.now - 3 * DAY)
    desk = sit()
    open_prompt(desk, "INT-2")
    assert desk.window.current_tab is TabName.TRANSFER
    assert desk.focused == "transfer.listed"
    desk.key(Qt.Key.Key_Space)
    desk.key(Qt.Key.Key_Return)
    desk.control(Qt.Key.Key_1)
    assert "INT-2" not in rules(desk.front)


@pytest.mark.rule("END-4")
def test_the_prompts_of_a_closing_open_its_ticks(sit, sqlite_office):
    episode = sqlite_office.an_episode(started_at=sqlite_office.now - 20 * DAY)
    seen = sqlite_office.version(Episode, episode)
    ended = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": sqlite_office.now - HOUR}
    sqlite_office.do(ending.end, episode=episode, seen=seen, **ended)
    sqlite_office.do(closing.record_at_outcome, episode=episode, given=False)
    desk = sit()
    for _ in ClosingStepKind:
        desk.control(Qt.Key.Key_1)
        open_prompt(desk, "END-4")
        assert desk.window.current_tab is TabName.CLOSURE
        assert desk.focused.startswith("closure.steps.")
        desk.key(Qt.Key.Key_Space)
    desk.control(Qt.Key.Key_1)
    open_prompt(desk, "END-4")
    assert desk.focused != "closure.close"  # a second Return, meant for Today's row, closes nothing
    desk.tab_to("closure.close")
    desk.key(Qt.Key.Key_Space)
    desk.control(Qt.Key.Key_1)
    assert "END-4" not in rules(desk.front)
