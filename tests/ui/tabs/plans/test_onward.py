"""What was asked of another service, and what came of it, recorded in the Service plans tab by keyboard."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.queries.plans import versions as queries
from models.episodes import Episode
from models.vocabulary.plans import OnwardService
from ui.tabs.plans.tab import ServicePlansTab
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.type_ahead import Match, TypeAhead

pytestmark = pytest.mark.rule("PSP-11")


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.get(Episode, sqlite_office.an_episode()).person_id


def test_a_request_is_recorded_then_what_came_of_it(open_tab, person, qtbot, settled, sqlite_office, elsewhere):
    tab = open_tab(ServicePlansTab, person)
    beside = tab.beside

    def press(button):
        qtbot.keyClick(button, Qt.Key.Key_Space)
        settled()
        settled()

    def typed(name, text):
        qtbot.keyClicks(tab.findChild(QLineEdit, name), text)

    assert beside.onward_answer.isHidden()
    press(beside.onward)
    tab.findChild(ChoiceBox, "plans.onward_form.service").set_value(OnwardService.THERAPY)
    typed("plans.onward_form.what", "Stairs practice")
    box = tab.findChild(TypeAhead, "plans.onward_form.asked_by")
    box.set_value(Match(sqlite_office.staff["OT"], "OT"))
    press(tab.findChild(QPushButton, "plans.onward_form.confirm"))
    assert beside.notice.text.text() == "The request is recorded."
    assert "Therapy: Stairs practice, OT North asked today" in beside.more.text()
    assert beside.more.text().endswith(": no answer yet.")
    press(beside.onward_answer)
    typed("plans.onward_answer_form.outcome", "Begins on Monday")
    press(tab.findChild(QPushButton, "plans.onward_answer_form.confirm"))
    assert beside.notice.text.text() == "The answer is recorded."
    assert ": Begins on Monday (today" in beside.more.text()
    (row,) = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).onward
    assert (row.service, row.outcome) == (OnwardService.THERAPY, "Begins on Monday")
