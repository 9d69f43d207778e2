"""An answer that is shown in pieces: one a turn, whole for whoever uses the page earlier, never beside another one."""

import sys
from uuid import uuid4

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.door.changes import Topic
from ui.icons import Icon
from ui.navigation import Place, TabName
from ui.pieces import still
from ui.tabs.person_tab import PersonTab
from ui.widgets.empty_state import EmptyState

PARTS = ("first", "second", "third")


class Answered(PersonTab[str]):
    """Three rows, each shown by a piece of its own."""

    name = TabName.CLOSURE
    topics = frozenset({Topic.CLOSURES})

    def __init__(self, desk):
        super().__init__(desk, EmptyState(desk.look, "closure.empty", Icon.CLOSURE, "Nothing", ""))
        self.rows = {part: QLabel() for part in PARTS}
        self.typed = QLineEdit()
        self.typed.setObjectName("closure.typed")
        self.lay_out(*self.rows.values(), self.typed)

    def refresh(self):
        pass

    def said(self):
        return [row.text() for row in self.rows.values()]

    def answer(self, text):
        self.fill(self._shown(text))

    def _shown(self, text):
        for row in self.rows.values():
            row.setText(text)
            yield
        yield from self.bring_in(shown=True)
        self.arrived()


@pytest.fixture
def tab(desk, qtbot):
    """The tab in a window that is seen; nothing is answered yet."""
    window = QWidget()
    column = QVBoxLayout(window)
    made = Answered(desk)
    column.addWidget(made)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    if shiboken6.isValid(made):
        qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    window.close()


def filled(tab, qtbot):
    qtbot.waitUntil(lambda: not tab.door.tasks.is_busy)


def test_the_first_piece_is_shown_now_and_one_more_each_turn(tab):
    tab.answer("A")
    seen = [tab.said()]
    while tab.door.tasks.is_busy and len(seen) < 50:
        QApplication.processEvents()
        seen.append(tab.said())
    changes = [each for number, each in enumerate(seen) if number == 0 or each != seen[number - 1]]
    assert changes == [["A", "", ""], ["A", "A", ""], ["A", "A", "A"]]


def test_nobody_sees_the_page_before_it_is_filled_and_its_rows_come_one_a_turn(tab):
    tab.answer("A")
    steps = []
    while tab.door.tasks.is_busy and len(steps) < 50:
        shown = [row.isVisible() for row in tab.rows.values()]
        assert not any(shown) or tab.said() == ["A", "A", "A"]
        steps.append(sum(shown))
        QApplication.processEvents()
    assert sorted(set(steps)) == [0, 1, 2, 3]
    assert steps == sorted(steps)
    assert tab.typed.isVisible()


def test_a_page_in_sight_stays_there_while_the_same_person_is_answered_anew(tab, qtbot):
    tab.answer("A")
    filled(tab, qtbot)
    tab.typed.setFocus()
    tab.answer("B")
    while tab.door.tasks.is_busy:
        assert tab.typed.hasFocus()
        assert all(row.isVisible() for row in tab.rows.values())
        QApplication.processEvents()
    assert tab.said() == ["B", "B", "B"]


def test_a_key_finds_the_whole_answer_there(tab, qtbot):
    tab.answer("A")
    filled(tab, qtbot)
    tab.typed.setFocus()
    tab.answer("B")
    QApplication.processEvents()
    assert tab.said() != ["B", "B", "B"]
    QTest.keyClick(tab.window().windowHandle(), Qt.Key.Key_X)
    assert tab.said() == ["B", "B", "B"]
    assert tab.typed.text() == "x"


def test_a_newer_answer_leaves_nothing_of_the_older(tab, qtbot):
    tab.answer("A")
    QApplication.processEvents()
    tab.answer("B")
    filled(tab, qtbot)
    assert tab.said() == ["B", "B", "B"]


def test_somebody_else_in_view_drops_what_was_still_to_be_shown(tab, qtbot):
    tab.answer("A")
    QApplication.processEvents()
    before = tab.said()
    assert before != ["A", "A", "A"]
    tab.show_person(uuid4())
    filled(tab, qtbot)
    assert tab.said() == before
    assert not tab.page.isVisible()


def test_rows_that_were_still_to_come_into_sight_come_with_the_next_answer(tab, qtbot):
    tab.answer("A")
    while not tab.page.isVisible():
        QApplication.processEvents()
    assert not tab.rows["third"].isVisible()
    tab.show_person(uuid4())
    tab.answer("B")
    filled(tab, qtbot)
    assert all(row.isVisible() for row in tab.rows.values())


def test_a_row_that_the_answer_hides_stays_hidden(tab, qtbot):
    tab.rows["second"].hide()
    tab.answer("A")
    filled(tab, qtbot)
    assert [row.isVisible() for row in tab.rows.values()] == [True, False, True]


def test_a_place_asked_for_meanwhile_waits_for_its_own_answer(tab, qtbot):
    tab.answer("A")
    tab.await_place(Place(TabName.CLOSURE, field="closure.typed"))
    assert tab.said() == ["A", "A", "A"]
    assert not tab.typed.hasFocus()
    tab.answer("B")
    filled(tab, qtbot)
    assert tab.typed.hasFocus()


def test_nothing_is_under_way_any_more_once_the_page_is_gone(tab, desk, qtbot):
    tab.answer("A")
    assert desk.door.tasks.is_busy
    shiboken6.delete(tab)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)


def test_a_still_page_is_painted_again_after_the_last_piece_and_after_one_that_fails(tab, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: told.append(kind))

    def pieces(times):
        yield
        yield
        told.append(1 / times)

    for times in (1, 0):
        tab.fill(still(tab.page, pieces(times)))
        QApplication.processEvents()
        assert not tab.page.updatesEnabled()
        filled(tab, qtbot)
        assert tab.page.updatesEnabled()
    assert told == [1, ZeroDivisionError]
