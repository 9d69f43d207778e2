"""Calls that take turns in two weeks: chosen by keyboard, swapped, put back, saved, shown and said."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.desk.week_draft import WeekDraft
from app.queries.plans import versions as queries
from models.episodes import Episode
from models.values import Call
from models.vocabulary.two_weeks import WEEK_A, WEEK_B
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.rule("PSP-1")


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.get(Episode, sqlite_office.an_episode(visit(minutes=45))).person_id


@pytest.fixture
def tab(open_tab, person):
    return open_tab(ServicePlansTab, person)


@pytest.fixture
def week(tab, settled, qtbot):
    """Every Monday's morning call is due in a week A alone by now."""
    qtbot.keyClick(tab.week, Qt.Key.Key_N, CTRL)
    settled()
    week = tab.editor.week
    week.grid.choose(Call.MORNING, 0)
    qtbot.keyClick(week.grid, Qt.Key.Key_A)
    return week


def spoken(grid, row, column):
    return grid.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_and_b_choose_the_week_and_e_takes_it_back(week, qtbot, settled):
    assert [slot.weeks for slot in week.draft.at([(Call.MORNING, 0)])] == [WEEK_A]
    assert spoken(week.grid, 0, 0) == "Monday morning: 45 min, one worker, every second week, week A, less"
    assert week.weeks.value() == WEEK_A
    assert week.turns.isVisibleTo(week)
    assert week.turns.text().startswith("Week A begins on ")
    qtbot.keyClick(week.grid, Qt.Key.Key_B)
    assert week.weeks.value() == WEEK_B
    qtbot.mouseClick(week.swap, Qt.MouseButton.LeftButton)
    assert [slot.weeks for slot in week.draft.at([(Call.MORNING, 0)])] == [WEEK_A]
    qtbot.mouseClick(week.undo, Qt.MouseButton.LeftButton)
    assert [slot.weeks for slot in week.draft.at([(Call.MORNING, 0)])] == [WEEK_B]
    qtbot.keyClick(week.grid, Qt.Key.Key_E)
    assert not week.draft.takes_turns
    assert not week.turns.isVisibleTo(week)
    assert not week.swap.isVisibleTo(week)
    settled()


def test_another_visit_beside_one_of_week_a_is_due_in_week_b(week, qtbot, settled):
    qtbot.mouseClick(week.another, Qt.MouseButton.LeftButton)
    assert sorted(slot.weeks for slot in week.draft.at([(Call.MORNING, 0)])) == [WEEK_A, WEEK_B]
    assert week.weeks.value() is None
    assert WeekDraft.restored(week.draft.kept()) == WeekDraft.of(week.draft.week)
    settled()


@pytest.mark.usefixtures("week")
def test_it_is_saved_shown_in_the_week_and_compared_in_words(tab, sqlite_office, elsewhere, person, qtbot, settled):
    settled()
    assert tab.editor.changes.text() == "Morning, Mon: every week → every second week (week A)"
    assert "7 visits in the heavier week, week A" in tab.editor.totals.text()
    assert "6 visits in week B: 4.5 contact hours, 4.5 worker hours" in tab.editor.totals.text()
    tab.editor.week.change(tab.editor.week.draft.with_another([(Call.TEA, 2)], 45))  # so that nobody has to agree
    tab.editor.week.change(tab.editor.week.draft.with_weeks([(Call.TEA, 2)], WEEK_B))
    settled()
    tab.editor.because.setPlainText("Her sister comes every second Monday")
    qtbot.keyClick(tab.editor.because, Qt.Key.Key_Return, CTRL)
    settled()
    current = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).current
    assert {line.weeks for line in current.week} == {0, WEEK_A, WEEK_B}
    assert spoken(tab.week, 0, 0) == "Monday morning: 45 min, one worker, every second week, week A"
    assert "Mon (week A): morning 45" in tab.by_call.text()
    assert "Week A begins on " in tab.by_call.text()
