"""The keyboard leaves the search with whoever was found in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.test_shell import ADA, Other, screens_of
from ui.main_window import MainWindow
from ui.navigation import TabName


@pytest.fixture
def window(desk, qtbot):
    made = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens_of(lambda _name: Other))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.completed):
        made.show()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    return made


def test_the_keyboard_leaves_the_search_with_whoever_was_found(window, qtbot):
    window.activateWindow()
    window.bar.search.setFocus()
    qtbot.keyClicks(window.bar.search, "Ada")
    qtbot.waitUntil(lambda: window.bar.search._model.rowCount() == 1)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    tab = window.tab(TabName.PLANS)
    qtbot.waitUntil(lambda: tab.isAncestorOf(window.focusWidget()) or window.focusWidget() is tab)
    assert window.people.person == ADA
