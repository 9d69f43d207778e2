"""The Goals tab: ratings by keyboard with undo, and what is asked again after one."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.door.changes import Topic, changes
from app.services.goals import ratings
from models.staff import Staff
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from models.vocabulary.staff import Role
from tests.builders import visit
from ui.tabs.goals.tab import GoalsTab

CTRL = Qt.KeyboardModifier.ControlModifier


def letters(view):
    return [cell.letter for cell in view().history.cells if cell.letter is not None]


@pytest.mark.rule("IPAD-1")
@pytest.mark.usefixtures("rated")
def test_ratings_are_given_and_taken_back_by_keyboard(open_tab, person, sqlite_office, qtbot, settled, view):
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    strip.setFocus()
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    qtbot.keyClick(strip, Qt.Key.Key_I)
    settled()
    settled()
    assert letters(view) == [Letter.A1, Letter.I]
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert "A1, assisted by one worker, by CWC North" in tab.history.chosen.text()
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    settled()
    assert letters(view) == [Letter.P, Letter.I]
    for left in ([Letter.A1, Letter.I], [Letter.A1]):
        qtbot.keyClick(strip, Qt.Key.Key_Z, CTRL)
        settled()
        settled()
        assert letters(view) == left
    assert not tab.history.undo.isEnabled()


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("rated")
def test_what_was_taken_back_is_given_again_until_another_letter_is_given(
    open_tab, person, sqlite_office, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    strip.setFocus()
    tab.history.worker.set_value(sqlite_office.staff["CWC"])

    def press(key, *modifiers):
        qtbot.keyClick(strip, key, *modifiers)
        settled()
        settled()
        return letters(view)[1:]

    both = CTRL | Qt.KeyboardModifier.ShiftModifier
    assert press(Qt.Key.Key_I) == [Letter.I]
    assert press(Qt.Key.Key_P) == [Letter.P]
    assert press(Qt.Key.Key_Z, CTRL) == [Letter.I]
    assert press(Qt.Key.Key_Z, CTRL) == []
    assert press(Qt.Key.Key_Z, both) == [Letter.I]
    assert press(Qt.Key.Key_Z, both) == [Letter.P]
    assert not tab.history.redo.isEnabled()
    assert press(Qt.Key.Key_Z, CTRL) == [Letter.I]
    assert press(Qt.Key.Key_D) == [Letter.D]
    assert not tab.history.redo.isEnabled()
    tab.act("goals.redo_rating")
    assert press(Qt.Key.Key_Z, CTRL) == [Letter.I]


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("rated")
def test_nothing_is_taken_back_or_given_again_while_a_goal_is_written(
    open_tab, person, sqlite_office, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    for key in (Qt.Key.Key_I, Qt.Key.Key_P):
        qtbot.keyClick(tab.history.strip, key)
        settled()
        settled()
    tab.act("goals.undo_rating")
    settled()
    tab.act("goals.new_goal")
    settled()
    for spec in ("goals.undo_rating", "goals.redo_rating"):
        tab.try_action(spec)
        settled()
        assert tab.notice.text.text() == "A form is open here: save it or leave it first."
        assert letters(view) == [Letter.A1, Letter.I]


@pytest.mark.rule("IPAD-1")
@pytest.mark.usefixtures("rated")
def test_a_letter_where_the_goal_wasnt_due_is_asked_about_and_the_same_again_is_meant(
    open_tab, person, episode, sqlite_office, qtbot, settled, view
):
    sqlite_office.a_goal(episode, number=9, set_at=sqlite_office.now - timedelta(days=9), calls="bed")
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    here = strip.model().index(1, 2)
    strip.setCurrentIndex(here)
    asks = "At this visit the goal wasn't due. Press {} again if it was rated all the same."
    qtbot.keyClick(strip, Qt.Key.Key_1)
    assert tab.history.notice.text.text() == asks.format("1")
    assert strip.currentIndex() == here
    qtbot.keyClick(strip, Qt.Key.Key_P)  # another letter is another question
    assert tab.history.notice.text.text() == asks.format("P")
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    assert letters(view) == [Letter.A1]
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    settled()
    assert {*letters(view)} == {Letter.A1, Letter.P}
    assert tab.history.notice.isHidden()


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("rated")
def test_a_rating_whose_answer_comes_when_somebody_else_is_in_view_isnt_theirs_to_take_back(
    open_tab, person, sqlite_office, let_deeds_go, qtbot, settled, view
):
    other = sqlite_office.a_person()
    sqlite_office.a_goal(sqlite_office.an_episode(visit(Call.LUNCH), person=other))
    tab = open_tab(GoalsTab, person)
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    qtbot.keyClick(tab.history.strip, Qt.Key.Key_I)
    tab.show_person(other)
    qtbot.waitUntil(tab.page.isVisible)
    let_deeds_go()
    settled()
    tab.act("goals.undo_rating")
    settled()
    assert letters(view) == [Letter.A1, Letter.I]
    assert not tab.history.undo.isEnabled()


@pytest.mark.usefixtures("rated")
def test_a_rating_asks_its_own_goal_again_and_nothing_else(
    open_tab, person, sqlite_office, asked, count_statements, qtbot, settled
):
    tab = open_tab(GoalsTab, person)
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    strip = tab.history.strip
    statements = count_statements(sqlite_office.database)
    asked.clear()
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    settled()
    assert asked == ["rated_goal"]
    assert len([each for each in statements if not each.startswith("BEGIN")]) <= 9
    assert strip.currentIndex().data() == "P"
    assert tab.list.model().index(0, 1).data() == "P"


@pytest.mark.usefixtures("rated")
def test_a_rating_given_while_the_tab_is_hidden_is_shown_with_the_whole_page(
    open_tab, person, rated, sqlite_office, elsewhere, asked, settled
):
    tab = open_tab(GoalsTab, person)
    tab.hide()
    day = london_day(sqlite_office.now) - timedelta(days=1)
    deed = partial(ratings.rate, goal=rated, day=day, call=Call.LUNCH, worker=sqlite_office.staff["CWC"])
    changes = elsewhere(lambda: sqlite_office.do(deed, letter=Letter.I))
    asked.clear()
    tab.door.changed.emit(changes)
    assert asked == []
    tab.show()
    settled()
    assert asked == ["view", "explained_of"]
    assert tab.list.model().index(0, 1).data() == "I"


def test_a_rating_after_another_call_has_begun_shows_that_visit_of_the_other_goals_too(
    open_tab, sqlite_office, clock, qtbot, settled
):
    person = sqlite_office.a_person()
    began = sqlite_office.now - timedelta(days=10)
    episode = sqlite_office.an_episode(visit(Call.LUNCH), visit(Call.BED), person=person, started_at=began)
    for call in (Call.LUNCH, Call.BED):
        sqlite_office.a_goal(episode, set_at=began + timedelta(days=1), calls=call.value)
    clock.advance(timedelta(hours=5))  # after lunch
    tab = open_tab(GoalsTab, person)
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    strip = tab.history.strip
    visits = strip.model().columnCount()
    clock.advance(timedelta(hours=7))  # the bed call has begun; lunch has no further visit
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    settled()
    assert strip.model().columnCount() == visits + 1


@pytest.mark.usefixtures("goal")
def test_who_began_to_work_here_while_the_tab_was_hidden_can_rate_when_it_is_shown_again(
    open_tab, person, sqlite_office, elsewhere, settled
):
    tab = open_tab(GoalsTab, person)
    tab.hide()
    elsewhere(lambda: sqlite_office.store(Staff(name="Zoë Newcomer", role=Role.CWC)))
    tab.door.changed.emit(changes(Topic.SETTINGS))
    tab.show()
    settled()
    for box in (tab.history.worker, tab.setter):
        assert "Zoë Newcomer, CWC" in [box.itemText(number) for number in range(box.count())]


@pytest.mark.rule("IPAD-1")
@pytest.mark.usefixtures("rated")
def test_another_workers_letter_stands_beside_the_first_and_the_most_help_is_shown(
    open_tab, person, sqlite_office, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    tab.history.worker.set_value(sqlite_office.staff["Second CWC"])
    qtbot.keyClick(strip, Qt.Key.Key_I)
    settled()
    settled()
    assert letters(view) == [Letter.A1]
    qtbot.keyClick(strip, Qt.Key.Key_Left)  # the keyboard has gone on to the next visit
    assert "They differ: the most help is shown" in tab.history.chosen.text()


@pytest.mark.rule("IPAD-1")
@pytest.mark.usefixtures("rated")
def test_without_saying_whose_rating_it_is_none_is_given_under_whoever_rated_last(
    open_tab, person, sqlite_office, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    strip = tab.history.strip
    for letter in (Qt.Key.Key_I, Qt.Key.Key_P):
        qtbot.keyClick(strip, letter)
        settled()
        assert "Choose whose rating" in tab.history.notice.text.text()
        qtbot.keyClick(strip, Qt.Key.Key_Left)  # where the CWC has rated
    assert letters(view) == [Letter.A1]
    tab.history.worker.set_value(sqlite_office.staff["Second CWC"])
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert tab.history.worker.value() == sqlite_office.staff["Second CWC"]


def test_a_rating_that_was_changed_elsewhere_is_not_taken_back(
    open_tab, person, rated, sqlite_office, elsewhere, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    tab.history.worker.set_value(sqlite_office.staff["CWC"])
    strip = tab.history.strip
    qtbot.keyClick(strip, Qt.Key.Key_P)
    settled()
    settled()
    cell = view().history.cells[-1]
    given = partial(ratings.rate, goal=rated, day=cell.day, call=cell.call, worker=sqlite_office.staff["CWC"])
    elsewhere(lambda: sqlite_office.do(given, letter=Letter.D))
    qtbot.keyClick(strip, Qt.Key.Key_Z, CTRL)
    settled()
    assert "This has changed since it was looked at" in tab.history.notice.text.text()
    assert letters(view)[-1] is Letter.D
    assert tab.history.notice.text.text().endswith("It can't be taken back from here any more.")
    assert not tab.history.undo.isEnabled()


@pytest.mark.rule("IPAD-4")
def test_when_the_target_may_be_reached_is_said_beside_the_goal_and_under_the_strip(
    open_tab, person, episode, sqlite_office
):
    goal = sqlite_office.a_goal(episode, set_at=sqlite_office.now - timedelta(days=9), aim="I 2 of 3", calls="")
    today, worker = london_day(sqlite_office.now), sqlite_office.staff["CWC"]
    letters = ["A1", "A1", "A1", "P", "A1", "P", "P", "A1", "P", "P", "P", "I", "P"]
    places = [(back, call) for back in range(7, 0, -1) for call in (Call.MORNING, Call.LUNCH)]
    for (back, call), letter in zip(places, letters, strict=False):
        told = {"goal": goal, "day": today - timedelta(days=back), "call": call, "worker": worker}
        sqlite_office.do(ratings.rate, **told, letter=Letter(letter))
    tab = open_tab(GoalsTab, person)
    said = [label.text() for label in tab.goal.findChildren(QLabel)]
    assert any(each.startswith("At the present pace the target may be reached between") for each in said)
    assert "may be reached between" in tab.history.ahead.text()
    assert tab.history.ahead.isVisible()
    assert "between" in tab.history.strip.model().headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
