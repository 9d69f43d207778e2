"""What a goal's ratings suggest: put aside with a reason by keyboard, and shown again."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.services.goals import ratings
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from ui.tabs.goals.tab import GoalsTab


@pytest.fixture
def declined(sqlite_office, goal):
    """At three visits; the ratings of the last days are missing too."""
    for days in (7, 6, 5):
        day = london_day(sqlite_office.now) - timedelta(days=days)
        told = {"goal": goal, "day": day, "call": Call.LUNCH, "worker": sqlite_office.staff["CWC"]}
        sqlite_office.do(ratings.rate, letter=Letter.D, **told)


def said(tab):
    return [
        label.text() for label in tab.goal.suggestions.findChildren(QLabel) if not label.isHidden() and label.text()
    ]


def pressed(tab, name):
    return next(each for each in tab.findChildren(QPushButton, name) if not each.isHidden())


@pytest.mark.rule("IPAD-4")
@pytest.mark.usefixtures("declined")
def test_a_suggestion_is_put_aside_with_a_reason_and_shown_again(open_tab, person, press, qtbot, settled, view):
    tab = open_tab(GoalsTab, person)
    shown = tab.goal.suggestions
    assert not shown.because.isVisible()
    pressed(tab, "goals.put_aside.1").setFocus()
    qtbot.keyClick(pressed(tab, "goals.put_aside.1"), Qt.Key.Key_Space)
    qtbot.keyClick(shown.because, Qt.Key.Key_Return)
    settled()
    assert "Say why this suggestion is put aside" in tab.notice.text.text()
    qtbot.keyClicks(shown.because, "She has a cold")
    qtbot.keyClick(shown.because, Qt.Key.Key_Return)
    settled()
    settled()
    assert not shown.because.isVisible()
    assert [each.kind.value for each in view().goals[0].suggestions] == ["not_recorded"]
    told = next(each for each in said(tab) if each.startswith("Put aside by DSO North"))
    assert "because “She has a cold”: Declined at 3 of the last 3 rated visits" in told
    press(pressed(tab, "goals.show_again.1"))
    assert "declining" in [each.kind.value for each in view().goals[0].suggestions]
    assert not any(each.startswith("Put aside by") for each in said(tab))


@pytest.mark.usefixtures("declined")
def test_a_suggestion_is_left_as_it_is(open_tab, person, press, view):
    tab = open_tab(GoalsTab, person)
    press(pressed(tab, "goals.put_aside.2"))
    assert tab.goal.suggestions.because.hasFocus()
    press(tab.goal.suggestions.leave)
    assert not tab.goal.suggestions.because.isVisible()
    assert view().goals[0].dismissed == ()
