"""One key copies the text in front: where the keyboard is, else that of the next step, and says which it was."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from app.services.closure import ending
from models.episodes import Episode
from models.vocabulary.closure import EndReason
from ui.tabs.closure.tab import ClosureTab

COPY = "closure.act.copy"


@pytest.fixture
def ended(sqlite_office):
    """Somebody whose support ended an hour ago."""
    person = sqlite_office.a_person()
    episode = sqlite_office.an_episode(person=person, started_at=sqlite_office.now - timedelta(days=20))
    seen = sqlite_office.version(Episode, episode)
    ends_at = sqlite_office.now - timedelta(hours=1)
    sqlite_office.do(ending.end, episode=episode, seen=seen, reason=EndReason.GOALS_ACHIEVED, ends_at=ends_at)
    return person


def press_the_keys(qtbot, tab):
    QGuiApplication.clipboard().clear()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tab.focusWidget() or tab, Qt.Key.Key_C, held)
    return QGuiApplication.clipboard().text()


@pytest.mark.rule("END-4")
def test_one_key_copies_the_text_where_the_keyboard_is(ended, open_tab, qtbot):
    tab = open_tab(ClosureTab, ended)
    for edit, system in ((tab.to_paste.mosaic, "MOSAIC"), (tab.to_paste.ccl, "CCL")):
        edit.setFocus()
        assert press_the_keys(qtbot, tab) == edit.toPlainText()
        assert tab.to_paste.notice.text.text() == f"Copied: paste it into {system}."


@pytest.mark.rule("END-4")
def test_elsewhere_it_copies_that_of_the_first_step_that_isnt_done_and_names_the_step(ended, open_tab, qtbot, settled):
    tab = open_tab(ClosureTab, ended)
    tab.setFocus()
    said = []
    for _each in tab.package.steps.texts():
        wanted = next(each for each in tab.package.steps.texts() if not each.is_done).beside
        assert press_the_keys(qtbot, tab)
        said.append(tab.package.notice.text.text())
        assert said[-1] == f"Copied the text for “{wanted.text.text()}”: paste it where that is done, then tick it."
        box = wanted.findChild(QCheckBox)
        box.click()
        settled()
        assert box.isChecked()
        tab.setFocus()
    assert len(set(said)) == len(said) > 1
    assert tab.why_not(COPY) == ""


def test_where_no_text_stands_ready_the_key_says_so_and_copies_nothing(sqlite_office, open_tab, qtbot):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    somebody_waiting = sqlite_office.a_person()
    tab = open_tab(ClosureTab, person)
    assert press_the_keys(qtbot, tab) == ""
    assert tab.notice.text.text() == "There is no text to paste elsewhere for them as things stand."
    tab.show_person(somebody_waiting)
    assert tab.why_not(COPY).startswith("There is nothing to do this with yet")
