"""A tab that is made in pieces: one a turn, asked once it is whole, and whole for whoever wants it earlier."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.door.changes import Topic, changes
from ui.actions import ActionSpec
from ui.navigation import Place, TabName
from ui.pieces import in_turns
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.meetings.tab import MeetingsTab
from ui.tabs.referrals.tab import ReferralsTab
from ui.tabs.tab import Tab
from ui.tabs.today.tab import TodayTab

_MOST = 150  # widgets that one piece makes: of some two hundred, what the whole of Referrals was, a turn had 100 ms


class Three(Tab):
    """Three fields, a piece each."""

    name = TabName.MEETINGS
    topics = frozenset({Topic.MEETINGS})
    specs = (ActionSpec("three.last", "&Last", "Go to the last", "Ctrl+L"),)

    def __init__(self, desk):
        super().__init__(desk)
        self.asked = 0
        self.pressed = []
        self.build(self._pieces())

    def _pieces(self):
        self.first = self._field("first")
        yield
        self.second = QPushButton("&Press")
        self.second.clicked.connect(lambda: self.pressed.append("second"))
        self.body.addWidget(self.second)
        yield
        self.third = self._field("third")
        self.setFocusProxy(self.third)

    def _field(self, name):
        made = QLineEdit()
        made.setObjectName(f"meetings.{name}")
        self.body.addWidget(made)
        return made

    def refresh(self):
        self.asked += 1
        self.arrived()

    def act(self, _spec):
        self.third.setFocus()


@pytest.fixture
def held(desk, qtbot):
    """The tab in a window that is seen, none of its pieces made."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    tab = in_turns(lambda: Three(desk))
    column.addWidget(tab)
    tab.show()
    assert not tab.is_whole
    yield tab
    window.close()


def test_outside_the_window_a_tab_is_made_at_once(desk, qtbot):
    tab = Three(desk)
    qtbot.addWidget(tab)
    assert tab.is_whole
    assert "third" in vars(tab)


def test_each_turn_makes_one_piece_and_the_whole_is_asked_once(held):
    seen = []
    while not held.is_whole and len(seen) < 50:
        seen.append([name for name in ("first", "second", "third") if name in vars(held)])
        assert held.asked == 0
        QApplication.processEvents()
    assert all(len(after) - len(before) <= 1 for before, after in pairwise(seen))
    assert held.asked == 1


def test_what_changes_meanwhile_is_asked_for_once_it_is_whole(held, desk, qtbot):
    desk.door.changed.emit(changes(Topic.MEETINGS))
    assert held.asked == 0
    qtbot.waitUntil(lambda: held.is_whole)
    assert held.asked == 1


def test_whoever_wants_what_is_missing_has_it_and_the_rest(held):
    assert held.third.objectName() == "meetings.third"
    assert held.is_whole
    assert held.asked == 1


def test_a_name_that_no_piece_makes_is_an_error_as_ever(held):
    with pytest.raises(AttributeError, match="fourth"):
        held.fourth  # noqa: B018  it is the question


def test_a_shortcut_pressed_at_once_does_its_deed(held):
    held.actions()[0].trigger()
    assert held.third.hasFocus()


def test_a_key_pressed_at_once_finds_the_page_whole(held, qtbot):
    QApplication.processEvents()
    assert not held.is_whole
    QTest.keyClick(held.window().windowHandle(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert held.is_whole
    qtbot.waitUntil(lambda: held.pressed == ["second"])  # Qt lets the button be seen going down


def test_the_keyboard_put_on_the_tab_goes_to_its_list_when_that_is_there(held, qtbot):
    held.setFocus()
    qtbot.waitUntil(lambda: held.is_whole)
    assert held.third.hasFocus()


def test_a_place_asked_for_meanwhile_is_gone_to(held, qtbot):
    held.await_place(Place(TabName.MEETINGS, field="meetings.third"))
    qtbot.waitUntil(lambda: held.is_whole)
    assert held.third.hasFocus()


def test_a_way_that_leads_within_finds_what_isnt_made_yet(held):
    assert held.lead_within("third")
    assert held.third.hasFocus()


@pytest.mark.parametrize("kind", [TodayTab, ReferralsTab, MeetingsTab, GoalsTab])
def test_no_piece_of_a_tab_makes_too_much(kind, desk, qtbot):
    tab = in_turns(lambda: kind(desk))
    qtbot.addWidget(tab)
    numbers = [len(tab.findChildren(QWidget))]
    while not tab.is_whole and len(numbers) < 50:
        QApplication.processEvents()
        numbers.append(len(tab.findChildren(QWidget)))
    steps = [after - before for before, after in pairwise(numbers)]
    assert max(steps) <= _MOST, steps
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
