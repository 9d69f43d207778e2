"""A call that family covers, in the week that is being changed: by keyboard, put back, copied, saved and shown."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.queries.plans import versions as queries
from models.episodes import Episode
from models.values import Call, CoveredCall
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.rule("PSP-1")


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.get(Episode, sqlite_office.an_episode(visit(minutes=45))).person_id


@pytest.fixture
def tab(open_tab, person):
    return open_tab(ServicePlansTab, person)


@pytest.fixture
def week(tab, settled, qtbot):
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    week = tab.editor.week
    week.grid.choose(Call.TEA, 6)
    qtbot.keyClick(week.grid, Qt.Key.Key_F)
    assert week.covered.hasFocus()
    qtbot.keyClicks(week.covered, "daughter")
    return week


def covered(by, *days):
    return CoveredCall(frozenset(days), Call.TEA, by)


def spoken(grid, row, column):
    return grid.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_f_says_who_covers_the_chosen_call_and_delete_takes_it_away(week, qtbot, settled):
    assert week.draft.covered == (covered("daughter", 6),)
    qtbot.keyClick(week.covered, Qt.Key.Key_Return)
    assert week.grid.hasFocus()
    assert spoken(week.grid, 2, 6) == "Sunday tea: covered by daughter, not by us, new"
    assert "1 call covered by others" in week.grid.accessibleDescription()
    assert week.remove.isEnabled()
    qtbot.keyClick(week.grid, Qt.Key.Key_Delete)
    assert week.draft.covered == ()
    qtbot.keyClick(week.grid, Qt.Key.Key_Z, CTRL)
    assert week.draft.covered == (covered("daughter", 6),)
    assert week.covered.text() == "daughter"
    settled()


def test_every_day_and_copy_day_take_it_along(week, qtbot, settled):
    qtbot.mouseClick(week.every_day, Qt.MouseButton.LeftButton)
    assert week.draft.covered == (covered("daughter", *range(7)),)
    week.grid.choose(Call.MORNING, 0)
    entries = {entry.objectName().rpartition(".")[2]: entry for entry in week.copy_day.menu().actions()}
    week.change(week.draft.with_covered(((Call.TEA, 0),), "son"))
    entries["tue"].trigger()
    assert week.draft.covered_by(((Call.TEA, 1),)) == ("son",)
    settled()


@pytest.mark.usefixtures("week")
def test_it_is_saved_shown_in_the_week_and_compared_in_words(tab, sqlite_office, elsewhere, person, qtbot, settled):
    settled()
    assert tab.editor.changes.text() == "Tea, Sun: covered by daughter"
    assert tab.editor.totals.text().startswith("7 visits a week")
    tab.editor.because.setPlainText("Her daughter asked")
    qtbot.keyClick(tab.editor.because, Qt.Key.Key_Return, CTRL)
    settled()
    current = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).current
    assert (current.number, current.covered, current.visits_a_week) == (2, (covered("daughter", 6),), 7)
    assert "Covered by others: tea, Sun: daughter" in tab.by_call.text()
    assert spoken(tab.week, 1, 6) == "Sunday tea: covered by daughter, not by us"
    assert tab.versions.changes.text() == "Tea, Sun: covered by daughter"
