"""Whether somebody recovers first or has goals: recorded in the Service plans tab, and said on the Goals tab too."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.queries.plans import versions as queries
from app.services.office.policy import set_policy
from models.episodes import Episode
from models.vocabulary.plans import AimOfSupport
from tests.builders import visit
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.plans.tab import ServicePlansTab
from ui.widgets.choice_box import ChoiceBox

pytestmark = pytest.mark.rule("STC-2")


def test_it_is_recorded_and_said(open_tab, qtbot, settled, sqlite_office, elsewhere):
    sqlite_office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    person = sqlite_office.get(Episode, sqlite_office.an_episode(visit())).person_id
    tab = open_tab(ServicePlansTab, person)
    assert tab.beside.aim_said.isHidden()

    def press(button):
        qtbot.keyClick(button, Qt.Key.Key_Space)
        settled()
        settled()

    press(tab.beside.aim)
    form = "plans.aim_form"
    tab.findChild(ChoiceBox, f"{form}.aim").set_value(AimOfSupport.RECUPERATE)
    press(tab.findChild(QPushButton, f"{form}.confirm"))
    assert (
        "Say from what the person recovers" in tab.findChild(QPlainTextEdit, f"{form}.because").accessibleDescription()
    )
    qtbot.keyClicks(tab.findChild(QPlainTextEdit, f"{form}.because"), "Hip operation")
    press(tab.findChild(QPushButton, f"{form}.confirm"))
    said = "To recover and recuperate first, no goals are due: Hip operation (DSO North, 20 Nov 2026)."
    assert tab.beside.aim_said.text() == said
    found = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).aim
    assert (found.sentence, found.seen) == (said, 1)
    goals = open_tab(GoalsTab, person)
    assert "no goals are due" in goals._panel.aside.text()


def test_where_goals_are_set_with_everybody_nothing_is_asked(open_tab, sqlite_office):
    tab = open_tab(ServicePlansTab, sqlite_office.get(Episode, sqlite_office.an_episode(visit())).person_id)
    assert tab.beside.aim.isHidden()
    assert tab.beside.aim_said.isHidden()
