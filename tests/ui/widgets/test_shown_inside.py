"""An area that the keyboard scrolls says what has come: a screen reader is told nothing of the area itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QVBoxLayout, QWidget

from ui.dialogs.sheets import Sheets
from ui.widgets.bounded import Bounded
from ui.widgets.labels_and_buttons import words
from ui.widgets.two_versions import VersionsArea

LONG = "It has no target date, and the one before was missed. " * 40


def _paper(desk):
    return Sheets(desk, "preview.pages")


def _versions(desk):
    area = VersionsArea(desk)
    area.rows.addWidget(words(LONG))
    return area


def _long_words(desk):
    return Bounded(desk.look, words(LONG))


@pytest.fixture
def open_area(office_desk, qtbot):
    windows = []

    def show(make):
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.area = make(office_desk)
        QVBoxLayout(window).addWidget(window.area)
        window.resize(400, 300)
        with qtbot.waitActive(window):
            window.show()
        if not isinstance(window.area, Sheets):
            window.area.fit()
        QApplication.processEvents()
        return window.area

    return show


@pytest.mark.parametrize(
    ("make", "role", "name"),
    [
        (_paper, QAccessible.Role.Border, "The paper"),
        (_versions, QAccessible.Role.Border, "What two desks changed"),
        (_long_words, QAccessible.Role.StaticText, LONG),
    ],
)
def test_what_has_the_keyboard_is_named_and_no_filler(open_area, qtbot, make, role, name):
    area = open_area(make)
    qtbot.keyClick(area.window(), Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert not isinstance(here, QAbstractScrollArea)
    assert area.hasFocus()
    told = QAccessible.queryAccessibleInterface(here)
    assert (told.role(), told.text(QAccessible.Text.Name)) == (role, name)


@pytest.mark.parametrize("make", [_versions, _long_words])
def test_the_arrow_keys_still_scroll_it(open_area, qtbot, make):
    area = open_area(make)
    area.setFocus()
    bar = area.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert bar.value() > 0


def test_words_that_are_all_in_sight_are_no_stop_for_the_tab_key(open_area):
    area = open_area(lambda desk: Bounded(desk.look, words("The goal is set.")))
    assert not area.widget().focusPolicy() & Qt.FocusPolicy.TabFocus
