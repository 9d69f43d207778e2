"""An OT's answer about two workers, recorded in the Service plans tab by keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from app.queries.plans import versions as queries
from models.episodes import Episode
from models.values import Call
from models.vocabulary.plans import TwoWorkers
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.type_ahead import Match, TypeAhead

pytestmark = pytest.mark.rule("PSP-10")


def test_an_ots_answer_is_recorded_and_said(open_tab, qtbot, settled, sqlite_office, elsewhere):
    person = sqlite_office.get(Episode, sqlite_office.an_episode(visit(Call.MORNING, 45, 2))).person_id
    tab = open_tab(ServicePlansTab, person)
    beside = tab.beside
    assert beside.double_ups.text().startswith("Two workers: 0 of 5 visits in a row")

    def press(button):
        qtbot.keyClick(button, Qt.Key.Key_Space)
        settled()
        settled()

    press(beside.double_up)
    form = "plans.double_up_form"
    tab.findChild(ChoiceBox, f"{form}.answer").set_value(TwoWorkers.TWO_NEEDED)
    qtbot.keyClicks(tab.findChild(QPlainTextEdit, f"{form}.because"), "Turns with two")
    tab.findChild(TypeAhead, f"{form}.ot").set_value(Match(sqlite_office.staff["OT"], "OT"))
    qtbot.keyClicks(tab.findChild(QLineEdit, f"{form}.again"), "1/12")
    press(tab.findChild(QPushButton, f"{form}.confirm"))
    assert beside.notice.text.text() == "The answer is recorded."
    said = (
        "Two workers: Two are still needed, not to be asked before 1 Dec 2026: Turns with two (OT North, 20 Nov 2026)."
    )
    assert beside.double_ups.text() == said
    found = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).double_ups
    assert (found.sentence, found.seen) == (said, 1)


def test_where_no_call_is_for_two_nothing_is_asked(open_tab, sqlite_office):
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, sqlite_office.an_episode(visit())).person_id)
    assert tab.beside.double_up.isHidden()
    assert tab.beside.double_ups.isHidden()
