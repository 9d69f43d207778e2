"""What was discussed is recorded by keyboard on the tab where it happens, and taken back there (NICE QS173)."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from app.queries.plans.explained import explained_of
from models.episodes import Episode
from models.vocabulary.episodes import ExplainedKind
from ui.tabs.closure.tab import ClosureTab
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.plans.tab import ServicePlansTab
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.choice_box import ChoiceBox

WHERE = {
    ServicePlansTab: ("plans", (ExplainedKind.SCOPE, ExplainedKind.TRANSITION_BEGUN)),
    GoalsTab: ("goals", (ExplainedKind.GOALS,)),
    InterimTransferTab: ("transfer", (ExplainedKind.TRANSITION_REVIEWED,)),
    ClosureTab: ("closure", (ExplainedKind.TRANSITION_REVIEWED,)),
}


@pytest.mark.parametrize("kind", WHERE, ids=lambda kind: kind.__name__)
def test_it_is_recorded_and_taken_back_where_it_happens(open_tab, sqlite_office, qtbot, settled, elsewhere, kind):
    episode = sqlite_office.an_episode()
    tab = open_tab(kind, sqlite_office.get(Episode, episode).person_id)
    settled()
    name, kinds = WHERE[kind]
    panel = tab.explained

    def press(button):
        qtbot.keyClick(button, Qt.Key.Key_Space)
        settled()
        settled()

    lines = [f"{each.label}: not recorded yet." for each in kinds]
    assert panel.missing.text().splitlines() == lines
    assert panel.recorded.isHidden()
    assert panel.back.isHidden()
    press(panel.record)
    qtbot.keyClicks(panel.findChild(QLineEdit, f"{name}.explained_form.with_whom"), "her son")
    press(panel.findChild(QPushButton, f"{name}.explained_form.confirm"))
    assert panel.notice.text.text() == "Recorded."
    assert panel.recorded.text() == f"{kinds[0].label} with her son, Fri 20 Nov; DSO North recorded it."
    assert panel.missing.text().splitlines() == lines[1:]
    (row,) = elsewhere(partial(sqlite_office.ask, explained_of, episode=episode)).rows
    assert row.what is kinds[0]
    press(panel.back)
    assert panel.findChild(ChoiceBox, f"{name}.explained_back_form.which").value() == row.id
    qtbot.keyClicks(panel.findChild(QPlainTextEdit, f"{name}.explained_back_form.because"), "a slip")
    press(panel.findChild(QPushButton, f"{name}.explained_back_form.confirm"))
    assert panel.missing.text().splitlines() == lines
    assert panel.recorded.isHidden()
