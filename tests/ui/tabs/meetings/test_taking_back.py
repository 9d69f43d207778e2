"""The Meetings tab: what this meeting decided or assigned is taken back by the keyboard, with its reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from models.vocabulary.meetings import DecisionKind
from tests.ui.keyboard import check
from tests.ui.tabs.meetings.turns import begin, settle
from ui.tabs.meetings.agenda import THE_MEETING
from ui.widgets.type_ahead import Match


def decide(tab, press, kind):
    tab.deeds.kind.set_value(kind)
    press(tab.deeds.decide)


@pytest.fixture
def confirm(tab, qtbot, settled):
    """Take it back; the form goes with its button."""

    def click():
        qtbot.mouseClick(tab.findChild(QPushButton, "meetings.take_back_form.confirm"), Qt.MouseButton.LeftButton)
        settle(settled)
        check(tab.window())

    return click


def lines(tab):
    return tab.page.decided.lines


@pytest.mark.rule("MDT-3")
def test_a_decision_is_taken_back_with_its_reason_and_stays_struck(tab, press, stored, people, qtbot, confirm):
    begin(tab, press, people[1])
    assert not tab.page.decided.isVisible()
    decide(tab, press, DecisionKind.MAXIMUM_INDEPENDENCE)
    button = tab.findChild(QPushButton, "meetings.decided.1")
    assert button.accessibleName().endswith(": Maximum independence reached")
    press(button)
    because = tab.findChild(QLineEdit, "meetings.take_back_form.because")
    assert because.hasFocus()
    confirm()
    assert "Say why the meeting takes it back" in tab.page.decided.form.notice.text.text()
    qtbot.keyClicks(because, "Said of Jean Able")
    confirm()
    person = stored().people[1]
    assert (person.decisions, person.independence_seen) == ((), None)
    assert "This meeting took it back: Said of Jean Able" in lines(tab).text()
    assert lines(tab)._lines["taken_back.1"].text.font().strikeOut()
    assert "Taken back: Maximum independence reached." in tab.page.decided.notice.text.text()
    assert tab.findChild(QPushButton, "meetings.decided.1") is None
    decide(tab, press, DecisionKind.CARRY_ON)
    press(tab.findChild(QPushButton, "meetings.decided.1"))
    assert tab.page.decided.form.heading.text() == "Take back “Carry on as now”"


@pytest.mark.rule("MDT-3")
def test_an_action_is_taken_back_and_one_about_nobody_too(tab, press, stored, people, qtbot, sqlite_office, confirm):
    begin(tab, press, people[1])
    for chosen, what in ((people[1], "Order a stool"), (THE_MEETING, "Bring the rota")):
        tab.people.table.choose(chosen)
        qtbot.keyClicks(tab.deeds.what, what)
        tab.deeds.owner.set_value(Match(sqlite_office.staff["OT"], "OT North"))
        press(tab.deeds.assign)
    assert lines(tab).text() == "To do: Bring the rota (OT North, due Fri 27 Nov) This meeting"
    press(tab.findChild(QPushButton, "meetings.decided.1"))
    qtbot.keyClicks(tab.findChild(QLineEdit, "meetings.take_back_form.because"), "SW brings it")
    confirm()
    assert [each.what for each in stored().taken_back] == ["Bring the rota"]
    assert [each.what for each in stored().people[1].actions] == ["Order a stool"]
    tab.people.table.choose(people[1])
    press(tab.head.finish)
    assert not tab.page.decided.isVisible()
