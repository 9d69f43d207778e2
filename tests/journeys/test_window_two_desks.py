"""Two windows on one database: what one desk does appears at the other, and nobody's typing is lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.queries.goals import goals
from tests.builders import visit
from ui.navigation import TabName


@pytest.fixture
def jean(sqlite_office):
    """In service for two days, with one goal."""
    person = sqlite_office.a_person(family="Gill")
    episode = sqlite_office.an_episode(visit(), person=person)
    sqlite_office.a_goal(episode, statement="I will make my lunch", set_at=sqlite_office.now - timedelta(hours=1))
    return person


def at_goals(desk, person):
    """Show this person's goals."""
    desk.look_here()
    desk.window.show_person(person)
    return desk.tab(TabName.GOALS)


def statements(tab):
    """The goals that the list shows."""
    model = tab.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_one_desk_does_appears_at_the_other(sit, qtbot, sqlite_office):
    sqlite_office.a_referral(person=sqlite_office.a_person(family="Gill"))
    first, second = sit("DSO", "first"), sit("Admin", "second")
    second.hear_others()
    there = second.tab(TabName.REFERRALS)
    assert there.panel.notice.isHidden()
    first.look_here()
    first.tab(TabName.REFERRALS)
    first.press("referrals.accept")
    qtbot.waitUntil(lambda: there.panel.view.accepted_at is not None)
    second.settle()


def test_what_both_desks_changed_is_shown_side_by_side_and_nothing_is_saved_before_one_is_chosen(sit, jean):
    first, second = sit("DSO", "first"), sit("OT", "second")
    for desk in (first, second):
        at_goals(desk, jean)
        desk.press("goals.change")
    second.write("goals.what", "I will make my tea")
    second.write("goals.because", "Lunch is brought")
    first.look_here()
    first.write("goals.what", "I will make my breakfast")
    first.write("goals.because", "She likes mornings")
    first.press("goals.save")
    second.look_here()
    second.press("goals.save")
    form = second.front.form
    assert form.isVisible()
    assert "Somebody else has just changed this" in form.notice.text.text()
    assert second.find("goals.what").toPlainText() == "I will make my tea"
    said = [second.find(f"draft.1.{each}").text() for each in ("before", "theirs", "mine")]
    assert said[0] == "Before: I will make my lunch"
    assert said[1].startswith("Theirs (")
    assert said[1].endswith("): I will make my breakfast")
    assert said[2] == "Mine, not saved yet: I will make my tea"
    second.press("goals.save")
    (goal,) = second.stored(goals.view, person=jean).goals
    assert goal.statement == "I will make my breakfast"
    second.press("draft.1.keep_mine")
    second.press("goals.save")
    (goal,) = second.stored(goals.view, person=jean).goals
    assert goal.statement == "I will make my tea"


def test_what_two_desks_changed_in_different_fields_is_all_kept(sit, jean):
    first, second = sit("DSO", "first"), sit("OT", "second")
    for desk in (first, second):
        at_goals(desk, jean)
        desk.press("goals.change")
    second.write("goals.what", "I will make my tea")
    second.write("goals.because", "Lunch is brought")
    first.look_here()
    first.write("goals.measure", "on 6 of 7 days")
    first.write("goals.because", "She agreed to it")
    first.press("goals.save")
    second.look_here()
    second.press("goals.save")
    (goal,) = second.stored(goals.view, person=jean).goals
    assert (goal.statement, goal.measure) == ("I will make my tea", "on 6 of 7 days")
    assert second.front.form.isHidden()


def test_a_form_that_is_being_filled_in_keeps_its_words_while_the_other_desk_works(sit, qtbot, jean):
    first, second = sit("DSO", "first"), sit("OT", "second")
    second.hear_others()
    tab = at_goals(second, jean)
    second.control(Qt.Key.Key_N)
    second.write("goals.what", "I will walk to the shop")
    at_goals(first, jean)
    first.press("goals.achieved")
    qtbot.waitUntil(lambda: tab.list.model().index(0, 2).data() == "Achieved")
    second.settle()
    assert second.find("goals.what").toPlainText() == "I will walk to the shop"


def test_what_was_typed_comes_back_after_the_window_was_closed_half_way(sit, jean):
    desk = sit()
    at_goals(desk, jean)
    desk.control(Qt.Key.Key_N)
    desk.write("goals.what", "I will walk to the shop")
    desk.close()
    again = sit()
    at_goals(again, jean)
    again.control(Qt.Key.Key_N)
    assert again.find("goals.what").toPlainText() == "I will walk to the shop"
