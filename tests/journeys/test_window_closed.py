"""A window is closed while its deed is under way, and what goes on beside the windows is said in one of them."""

import sys
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app import bootstrap
from app.bootstrap import DefectHook
from app.desk import logs
from app.desk.preferences import Preferences
from app.door.clocks_apart import Apart
from app.queries.goals import goals
from tests.builders import visit
from ui.navigation import PageName, TabName


@pytest.fixture
def jean(sqlite_office):
    """In service for two days, with one goal."""
    person = sqlite_office.a_person(family="Gill")
    episode = sqlite_office.an_episode(visit(), person=person)
    sqlite_office.a_goal(episode, statement="I will make my lunch", set_at=sqlite_office.now - timedelta(hours=1))
    return person


@pytest.fixture
def ada(sqlite_office):
    person = sqlite_office.a_person(family="Lovell")
    sqlite_office.an_episode(visit(), person=person)
    return person


@pytest.fixture
def desk(sit, jean, ada):
    """Of somebody who sits where both are known: from now on no statement may run on the window's thread."""
    assert jean != ada
    return sit("DSO")


@pytest.fixture
def asks_a_goal(another, jean):
    """A second window in which a new goal is typed; its hands."""
    there = another()
    there.window.show_person(jean)
    there.tab(TabName.GOALS)
    there.press("goals.new")
    there.write("goals.what", "I will make my tea")
    return there


def close_at_once(there):
    """Press Save and close the window before the answer can be handed over."""
    QTest.mouseClick(there.find("goals.save"), Qt.MouseButton.LeftButton)
    there.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(there.window)


def test_a_deed_whose_window_is_closed_takes_its_draft_with_it(desk, asks_a_goal, jean, qtbot):
    desk.window.show_person(jean)
    desk.look_here()
    desk.tab(TabName.GOALS)
    asks_a_goal.look_here()
    asks_a_goal.write("goals.measure", "6 of 7 days")
    close_at_once(asks_a_goal)
    desk.settle()
    stored = [each.statement for each in desk.stored(goals.view, person=jean).goals]
    assert "I will make my tea" in stored
    assert desk.window.notice.text.text() == (
        "Set a goal: it was saved after all, when you pressed. Look before you do it again."
    )
    qtbot.waitUntil(lambda: desk.desk.drafts.under("goals.", desk.desk.typist) == ())
    desk.look_here()
    desk.press("goals.new")
    assert desk.find("goals.what").toPlainText() == ""
    assert not desk.front.form.draft.has_typing


def test_a_deed_that_is_stored_while_the_program_ends_takes_its_draft_with_it(desk, asks_a_goal, jean):
    asks_a_goal.write("goals.measure", "6 of 7 days")
    QTest.mouseClick(asks_a_goal.find("goals.save"), Qt.MouseButton.LeftButton)
    for each in (asks_a_goal.window, desk.window):
        each.close()
    desk.tasks.close()
    stored = [each.statement for each in desk.stored(goals.view, person=jean).goals]
    assert "I will make my tea" in stored
    assert desk.desk.drafts.under("goals.", desk.desk.typist) == ()


def test_a_deed_that_is_refused_after_its_window_is_closed_leaves_what_was_typed(desk, asks_a_goal, jean):
    desk.window.show_person(jean)
    desk.look_here()
    desk.tab(TabName.GOALS)
    asks_a_goal.look_here()
    asks_a_goal.write("goals.what", "I will make my lunch")  # which is a goal of hers already
    close_at_once(asks_a_goal)
    desk.settle()
    assert desk.window.notice.text.text().startswith("Set a goal: it wasn't saved. ")
    desk.look_here()
    desk.press("goals.new")
    assert desk.find("goals.what").toPlainText() == "I will make my lunch"
    said = desk.front.form.kept.bar("back").text.text()
    assert said.startswith("What you had typed here (")
    assert said.endswith(" is back. It isn't saved yet.")


def test_the_next_start_opens_the_window_that_was_used_last_and_the_other_as_the_further_one(desk, another, jean, ada):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.CLOSURE)
    there.window.resize(1000, 640)
    desk.window.close()
    there.window.close()
    kept = Preferences(desk.desk.preferences._file)
    assert (kept.last_tab, kept.last_person) == (TabName.CLOSURE.value, ada)
    further = kept.of_window(2)
    assert (further.last_tab, further.last_person) == (TabName.GOALS.value, jean)


def test_where_both_are_closed_at_once_the_one_that_was_in_front_is_the_next_start(desk, another, jean, ada):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    there = another()
    there.window.show_person(ada)
    there.tab(TabName.CLOSURE)
    there.window.shell._quit()
    assert not desk.window.isVisible()
    assert not there.window.isVisible()
    assert desk.desk.preferences.last_tab == TabName.CLOSURE.value


def test_pages_of_the_menu_keep_their_size_where_their_window_is_closed(desk, another):
    there = another()
    desk.look_here()
    desk.desk.open_page(PageName.SETTINGS)
    desk.settle()
    desk.window.close()
    assert desk.desk.preferences.layout("pages")
    assert there.window.isVisible()


def test_where_the_computer_has_no_memory_left_it_is_said_and_what_was_typed_stays(
    desk, windows, jean, qtbot, monkeypatch
):
    def falls(*_deed):
        raise MemoryError

    hook, logged = DefectHook(windows), []
    monkeypatch.setattr(bootstrap, "keep_log", lambda: None)
    monkeypatch.setattr(logs, "defect", lambda kind, _trace: logged.append(kind))
    monkeypatch.setattr(sys, "excepthook", hook.caught)
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.new")
    desk.write("goals.what", "I will make my tea")
    monkeypatch.setattr(desk.desk.door._work, "write", falls)
    desk.press("goals.save")
    qtbot.waitUntil(lambda: not desk.window.notice.isHidden())
    assert desk.window.notice.text.text().startswith(
        "This computer has no memory left for that. Nothing of it was done"
    )
    assert logged == [MemoryError]
    assert (desk.find("goals.what").isEnabled(), desk.find("goals.what").toPlainText()) == (True, "I will make my tea")
    assert [
        each.typed("what") or each.typed("statement") for each in desk.desk.drafts.under("goals.", desk.desk.typist)
    ]


def test_what_goes_wrong_beside_the_windows_is_said_once_in_the_one_in_front(desk, another, windows):
    there = another()
    there.look_here()
    windows.warn("At 10:00 the tracker couldn't go out by itself.")
    assert not there.window.notice.isHidden()
    assert desk.window.notice.isHidden()


def test_a_wrong_clock_is_said_in_every_bar_and_once_in_words_until_it_is_mended(desk, another, qtbot):
    there = another()
    there.look_here()
    desk.desk.shared.compare_clock(Apart(timedelta(minutes=-14)))
    for each in (desk, there):
        assert each.window.bar.clock.text() == "Clock 14 minutes behind"
        assert each.window.bar.clock.isVisible()
    said = there.window.notice.text.text()
    assert said.startswith("This computer's clock is 14 minutes behind the server's: what counts down on the screen")
    assert desk.window.notice.isHidden()
    there.window.close()
    desk.look_here()
    again = another()  # a window that is opened meanwhile says it too
    assert again.window.bar.clock.text() == "Clock 14 minutes behind"
    desk.desk.shared.compare_clock(Apart(timedelta(days=3)))
    assert again.window.bar.clock.text() == "Clock 3 days ahead"
    desk.desk.shared.compare_clock(None)
    for each in (desk, again):
        assert not each.window.bar.clock.isVisible()
        qtbot.waitUntil(each.window.notice.isHidden)
