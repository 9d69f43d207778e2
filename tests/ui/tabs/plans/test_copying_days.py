"""A day copied to others, a call on every day, what was done put back and made again: by keyboard."""

import pytest
from PySide6.QtCore import Qt

from models.episodes import Episode
from models.values import Call
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def week(open_tab, sqlite_office, settled, qtbot):
    person = sqlite_office.get(Episode, sqlite_office.an_episode(visit(minutes=45))).person_id
    tab = open_tab(ServicePlansTab, person)
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    week = tab.editor.week
    week.grid.choose(Call.TEA, 2)
    qtbot.keyClick(week.grid, Qt.Key.Key_2)
    qtbot.keyClicks(week.minutes, "0")
    return week


def days_at(week, call):
    return [slot.day for day in range(7) for slot in week.draft.at([(call, day)])]


def test_up_and_down_step_each_of_several_visits_by_itself(week, qtbot, settled):
    week.minutes.setText("32")
    week.grid.selectAll()
    assert week.minutes.text() == ""
    for key, tea, morning in ((Qt.Key.Key_Up, 35, 50), (Qt.Key.Key_Up, 40, 55), (Qt.Key.Key_Down, 35, 50)):
        qtbot.keyClick(week.minutes, key)
        assert [slot.minutes for slot in week.draft.at([(Call.TEA, 2)])] == [tea]
        assert {slot.minutes for slot in week.draft.at([(Call.MORNING, day) for day in range(7)])} == {morning}
        assert days_at(week, Call.BED) == []
    assert week.minutes.toolTip() == "Up and Down: to the next whole step of 5 minutes"
    settled()


@pytest.mark.parametrize(("name", "days"), [("every_day", 7), ("weekdays", 5)])
def test_the_chosen_call_is_given_to_every_day_or_the_weekdays(week, qtbot, settled, name, days):
    button = getattr(week, name)
    assert "have what Wed has at tea" in button.toolTip() or "has what Wed has at tea" in button.toolTip()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settled()
    assert days_at(week, Call.TEA) == list(range(days))
    assert days_at(week, Call.MORNING) == list(range(7))
    assert week.minutes.text() == "20"


def test_a_day_is_copied_to_others_by_the_menu(week, settled):
    assert (week.copy_day.text(), week.copy_day.accessibleName()) == ("Co&py Wed to", "Copy Wed to")
    entries = {entry.objectName().rpartition(".")[2]: entry for entry in week.copy_day.menu().actions()}
    assert [name for name, entry in entries.items() if not entry.isEnabled()] == ["wed"]
    entries["sun"].trigger()
    settled()
    assert days_at(week, Call.TEA) == [2, 6]
    week.grid.choose(Call.MORNING, 0)
    assert (week.copy_day.text(), week.copy_day.accessibleName()) == ("Co&py Mon to", "Copy Mon to")
    assert entries["every"].text() == "All the other days"
    entries["weekdays"].trigger()
    assert days_at(week, Call.TEA) == [6]
    entries["every"].trigger()
    assert days_at(week, Call.TEA) == []
    assert week.grid.hasFocus()


def test_what_was_put_back_is_made_again_until_something_else_is_done(week, qtbot, settled):
    assert not week.redo.isEnabled()
    qtbot.mouseClick(week.every_day, Qt.MouseButton.LeftButton)
    week.grid.setFocus()
    qtbot.keyClick(week.grid, Qt.Key.Key_Z, CTRL)
    assert days_at(week, Call.TEA) == [2]
    qtbot.keyClick(week.grid, Qt.Key.Key_Y, CTRL)
    assert days_at(week, Call.TEA) == list(range(7))
    qtbot.keyClick(week.grid, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(week.grid, Qt.Key.Key_Z, CTRL | SHIFT)
    assert days_at(week, Call.TEA) == list(range(7))
    assert (week.undo.isEnabled(), week.redo.isEnabled()) == (True, False)
    qtbot.mouseClick(week.undo, Qt.MouseButton.LeftButton)
    assert (days_at(week, Call.TEA), week.redo.isEnabled()) == ([2], True)
    qtbot.mouseClick(week.redo, Qt.MouseButton.LeftButton)
    assert days_at(week, Call.TEA) == list(range(7))
    qtbot.mouseClick(week.undo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(week.weekdays, Qt.MouseButton.LeftButton)
    assert not week.redo.isEnabled()
    settled()
