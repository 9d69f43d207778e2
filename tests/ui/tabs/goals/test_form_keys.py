"""Ctrl+Return sends and Escape leaves, also where fields stand on the page among others."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.services.goals import ratings
from models.values import Call, london_day
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import Letter
from ui.tabs.goals.tab import GoalsTab

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.usefixtures("goal")
def test_a_milestone_is_recorded_by_control_and_return_from_any_of_its_fields_and_left_by_escape(
    open_tab, person, qtbot, settled, view
):
    tab = open_tab(GoalsTab, person)
    panel = tab.milestones
    panel.kind.set_value(MilestoneKind.MAXIMUM_INDEPENDENCE)
    panel.kind.picked.emit(MilestoneKind.MAXIMUM_INDEPENDENCE)
    panel.at.setFocus()
    qtbot.keyClicks(panel.at, "now")
    qtbot.keyClick(panel.at, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is panel.title
    panel.present.setText("OT, SW")
    panel.kind.setFocus()
    qtbot.keyClick(panel.kind, Qt.Key.Key_Return, CTRL)
    settled()
    settled()
    assert panel.notice.text.text() == "Recorded."
    assert view().milestone(MilestoneKind.MAXIMUM_INDEPENDENCE).at is not None


def test_putting_a_suggestion_aside_is_left_by_escape_and_sent_by_control_and_return(
    open_tab, person, goal, sqlite_office, qtbot, settled, view
):
    for ago in (3, 2, 1):
        day = london_day(sqlite_office.now) - timedelta(days=ago)
        worker = sqlite_office.staff["CWC"]
        sqlite_office.do(ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=worker, letter=Letter.D)
    tab = open_tab(GoalsTab, person)
    part = tab.goal.suggestions
    aside = part.findChild(QPushButton, "goals.put_aside.1")
    aside.click()
    assert part.because.isVisible()
    qtbot.keyClick(part.because, Qt.Key.Key_Escape)
    assert not part.because.isVisible()
    aside.click()
    qtbot.keyClicks(part.because, "Has a cold")
    qtbot.keyClick(part.because, Qt.Key.Key_Return, CTRL)
    settled()
    settled()
    assert [each.because for each in view().goals[0].dismissed] == ["Has a cold"]
