"""Through Service plans and Goals by keyboard alone: a new week saved and left, a history looked at in every way."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.queries.goals import goals
from app.queries.plans import versions
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from models.vocabulary.two_weeks import WEEK_A
from tests.builders import visit
from ui.navigation import TabName

DAY = timedelta(days=1)
CTRL, SPOKEN = Qt.KeyboardModifier.ControlModifier, Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def person(sqlite_office):
    """Ten days in service, with a lunch every day and a goal."""
    person = sqlite_office.a_person(family="Gill")
    began = sqlite_office.now - 10 * DAY
    episode = sqlite_office.an_episode(visit(Call.LUNCH), person=person, started_at=began)
    sqlite_office.a_goal(episode, set_at=began)
    return person


@pytest.mark.rule("PSP-2", "PSP-3")
def test_a_week_is_left_by_escape_and_saved_by_control_and_return(sit, person):
    desk = sit()
    desk.window.show_person(person)
    desk.control(Qt.Key.Key_3)
    assert desk.window.current_tab is TabName.PLANS
    desk.control(Qt.Key.Key_N)
    assert desk.focused == "plans.new_week"
    desk.key(Qt.Key.Key_Escape)
    assert desk.focused == "plans.new_version"
    desk.key(Qt.Key.Key_Space)
    assert desk.focused == "plans.new_week"
    for figure in "45":
        desk.keys(figure)
    assert desk.focused == "plans.minutes"
    for agreed in ("plans.dso_agrees", "plans.scheduling_confirmed"):
        desk.tab_to(agreed)
        desk.key(Qt.Key.Key_Space)
    desk.tab_to("plans.because")
    desk.keys("More time to cook")
    desk.key(Qt.Key.Key_Return, CTRL)
    found = desk.stored(versions.view, person=person)
    assert [each.because for each in found.versions][:1] == ["More time to cook"]
    assert found.current.worker_minutes == 6 * 30 + 45


@pytest.mark.rule("PSP-1", "PSP-3", "PSP-4")
def test_a_lunch_becomes_due_every_second_week_and_what_was_undone_stays_undone(sit, person):
    desk = sit()
    desk.window.show_person(person)
    desk.control(Qt.Key.Key_3)
    desk.control(Qt.Key.Key_N)
    assert desk.focused == "plans.new_week"
    desk.key(Qt.Key.Key_A)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_F)
    desk.control(Qt.Key.Key_Z)
    assert "every second week, week A" in desk.find("plans.new_week").model().index(1, 0).data(SPOKEN)
    assert "covers" not in desk.find("plans.new_week").model().index(1, 1).data(SPOKEN)
    desk.tab_to("plans.mdt_agreed")
    desk.key(Qt.Key.Key_Space)
    desk.tab_to("plans.present")
    desk.keys("Imogen Swift, OT, and the SW")
    desk.tab_to("plans.because")
    desk.keys("Her daughter comes every second Monday")
    desk.key(Qt.Key.Key_Return, CTRL)
    found = desk.stored(versions.view, person=person)
    assert {each.weeks: sorted(each.days) for each in found.current.week} == {WEEK_A: [0], 0: [1, 2, 3, 4, 5, 6]}
    assert found.current.worker_minutes == 7 * 30


@pytest.mark.rule("IPAD-1", "GOAL-3")
def test_a_goal_is_written_and_rated_and_the_history_walked_in_each_of_its_ways(sit, person, sqlite_office):
    desk = sit()
    desk.window.show_person(person)
    desk.control(Qt.Key.Key_4)
    desk.control(Qt.Key.Key_N)
    desk.keys("I will walk to the gate")
    desk.key(Qt.Key.Key_Escape)
    assert desk.focused == "goals.new"
    assert len(desk.stored(goals.view, person=person).goals) == 1
    desk.tab_to("goals.rater")
    desk.key(Qt.Key.Key_Down)
    desk.tab_to("goals.history")
    desk.key(Qt.Key.Key_P)
    rated = [each for each in desk.stored(goals.view, person=person).history.cells if each.letter]
    assert [(each.day, each.letter) for each in rated] == [(london_day(sqlite_office.now) - DAY, Letter.P)]
    said = []
    for name in ("goals.history_weeks", "goals.history", "goals.history_table", "goals.history"):
        desk.control(Qt.Key.Key_H)
        assert desk.focused == name
        desk.key(Qt.Key.Key_Left if name != "goals.history_table" else Qt.Key.Key_Down)
        said.append(desk.find("goals.chosen_visit").text() if name != "goals.history_table" else "")
    assert said[0].startswith("Week 1, from 10 Nov 2026: none of 6 rated yet.")
    assert said[1].startswith("Wed 18 Nov, lunch: not rated yet.")
    desk.control(Qt.Key.Key_C)
    desk.tab_to("goals.history_view")
