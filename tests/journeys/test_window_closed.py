"""A window is closed while its deed is under way, and what goes on beside the windows is said in one of them."""

import sys
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app import bootstrap
from app.bootstrap import DefectHook
from app.desk import logs
from app.desk.preferences import Preferences
from app.door.clocks_apart import Apart
from app.door.errors import NothingDoneError
from app.queries.goals import goals
from ui.navigation import PageName, TabName


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


@pytest.fixture
def answers(desk, monkeypatch):
    """Until this is set no deed of a window is answered."""
    go_on, write = Event(), desk.desk.door._work.write

    def slow(*deed, **named):
        assert len(deed) == 1 or go_on.wait(20)  # what is noted behind a window isn't held up
        return write(*deed, **named)

    monkeypatch.setattr(desk.desk.door._work, "write", slow)
    yield go_on
    go_on.set()


def click(there, name):
    """Press a button without waiting for what comes of it."""
    QTest.mouseClick(there.find(name), Qt.MouseButton.LeftButton)


def typed_on_disk(desk):
    return [each.typed("statement") for each in desk.desk.drafts.under("goals.", desk.desk.typist)]


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


@pytest.mark.parametrize("is_closed", [True, False])
def test_what_was_typed_in_another_window_since_a_deed_was_sent_stays_once_it_is_stored(
    desk, asks_a_goal, jean, qtbot, answers, is_closed
):
    desk.window.show_person(jean)
    desk.look_here()
    desk.tab(TabName.GOALS)
    asks_a_goal.look_here()
    asks_a_goal.write("goals.measure", "6 of 7 days")
    if is_closed:
        close_at_once(asks_a_goal)
    else:
        click(asks_a_goal, "goals.save")
    click(desk, "goals.new")
    what = desk.find("goals.what")
    qtbot.waitUntil(lambda: what.toPlainText() == "I will make my tea")
    what.setPlainText("I will walk to the shop")
    qtbot.waitUntil(lambda: typed_on_disk(desk) == ["I will walk to the shop"])
    answers.set()
    desk.settle()
    stored = [each.statement for each in desk.stored(goals.view, person=jean).goals]
    assert "I will make my tea" in stored
    assert (what.toPlainText(), desk.find("goals.measure").toPlainText()) == ("I will walk to the shop", "")
    desk.front.form.draft.keep_now()
    desk.settle()
    [draft] = desk.desk.drafts.under("goals.", desk.desk.typist)
    assert [name for name, _kept in draft.fields] == ["statement"]
    assert typed_on_disk(desk) == ["I will walk to the shop"]
    assert desk.front.form.draft.has_typing
    assert not desk.front.form.kept.bar("back").isVisible()


def test_a_form_left_and_opened_again_before_the_answer_is_empty_once_that_is_stored(desk, jean, ada, qtbot, answers):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.new")
    desk.write("goals.what", "I will make my tea")
    desk.write("goals.measure", "6 of 7 days")
    click(desk, "goals.save")
    for each in (ada, jean):
        desk.window.show_person(each)
        qtbot.waitUntil(lambda: bool(desk.window.findChildren(QWidget, "goals.new")[0].isVisible()))
    click(desk, "goals.new")
    what = desk.find("goals.what")
    qtbot.waitUntil(lambda: what.toPlainText() == "I will make my tea")
    what.setPlainText("I will walk to the shop")
    desk.front.form.draft.keep_now()
    qtbot.waitUntil(lambda: typed_on_disk(desk) == ["I will walk to the shop"])
    answers.set()
    desk.settle()
    assert (what.toPlainText(), desk.find("goals.measure").toPlainText()) == ("I will walk to the shop", "")
    assert what.isEnabled()
    assert typed_on_disk(desk) == ["I will walk to the shop"]


@pytest.mark.parametrize(
    ("what", "said_at_last"), [("I will make my tea", ""), ("I will make my lunch", "is back. It isn't saved yet.")]
)
def test_what_is_under_way_isnt_said_to_be_unsaved_before_its_answer(
    desk, asks_a_goal, jean, qtbot, answers, what, said_at_last
):
    desk.window.show_person(jean)
    desk.look_here()
    desk.tab(TabName.GOALS)
    asks_a_goal.look_here()
    asks_a_goal.write("goals.measure", "6 of 7 days")
    asks_a_goal.write("goals.what", what)  # her lunch is a goal of hers already
    close_at_once(asks_a_goal)
    click(desk, "goals.new")
    said = desk.window.tab(TabName.GOALS).form.kept.bar("back")
    qtbot.waitUntil(said.isVisible)
    assert said.text.text().startswith("What you had typed here (")
    assert said.text.text().endswith(" is being saved just now.")
    answers.set()
    desk.settle()
    assert said.isVisible() is bool(said_at_last)
    assert said.text.text().endswith(said_at_last) or not said_at_last
    assert desk.find("goals.what").toPlainText() == ("" if not said_at_last else what)


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


def falls(*_deed):
    raise MemoryError


@pytest.fixture
def logged(windows, monkeypatch):
    """What goes wrong is said in the windows, and kept here."""
    hook, kept = DefectHook(windows), []
    monkeypatch.setattr(bootstrap, "keep_log", lambda: None)
    monkeypatch.setattr(logs, "defect", lambda kind, _trace: kept.append(kind))
    monkeypatch.setattr(sys, "excepthook", hook.caught)
    return kept


def test_where_the_computer_has_no_memory_left_it_is_said_and_what_was_typed_stays(
    desk, logged, jean, qtbot, monkeypatch
):
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
    assert logged == [NothingDoneError]
    assert (desk.find("goals.what").isEnabled(), desk.find("goals.what").toPlainText()) == (True, "I will make my tea")
    assert [
        each.typed("what") or each.typed("statement") for each in desk.desk.drafts.under("goals.", desk.desk.typist)
    ]


@pytest.mark.parametrize("is_at_the_end_of_the_write", [True, False])
def test_where_memory_ends_after_a_deed_is_stored_nobody_is_told_to_do_it_again(
    desk, logged, jean, qtbot, monkeypatch, is_at_the_end_of_the_write
):
    desk.window.show_person(jean)
    desk.tab(TabName.GOALS)
    desk.press("goals.new")
    desk.write("goals.what", "I will make my tea")
    desk.write("goals.measure", "6 of 7 days")
    if is_at_the_end_of_the_write:
        monkeypatch.setattr(desk.desk.door._work, "saved", falls)
    else:
        desk.desk.door.changed.connect(falls)
    click(desk, "goals.save")
    qtbot.waitUntil(lambda: not desk.window.notice.isHidden())
    assert desk.window.notice.text.text() == (
        "This computer has no memory left for that. Nothing you typed is lost, and what you asked for may be done: "
        "close what else is open on it, then look before you do it again."
    )
    assert logged == [MemoryError]
    desk.settle()
    assert "I will make my tea" in [each.statement for each in desk.stored(goals.view, person=jean).goals]


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
