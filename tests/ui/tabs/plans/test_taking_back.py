"""Taking a version back before its day, from the Service plans tab."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.queries.plans import versions as queries
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from tests.builders import TABLETS, visit
from ui.tabs.plans.tab import ServicePlansTab

pytestmark = pytest.mark.rule("PSP-2")


@pytest.fixture
def person(sqlite_office):
    """Somebody whose hours go down next week."""
    episode = sqlite_office.an_episode(visit(minutes=45))
    person = sqlite_office.get(Episode, episode).person_id
    of_now = sqlite_office.ask(queries.view, person=person).current
    sqlite_office.do(
        new_version, episode=episode, based_on=of_now.id, week=(visit(minutes=20),), because="Washes herself",
        effective_from=sqlite_office.now + timedelta(days=7), agreed=Agreed(mdt_at=sqlite_office.now, present="OT, SW"),
        why_short=TABLETS,
    )  # fmt: skip
    return person


def test_what_is_agreed_for_later_is_taken_back_and_shown_struck_with_who_and_why(
    open_tab, person, sqlite_office, elsewhere, qtbot, settled
):
    tab = open_tab(ServicePlansTab, person)
    panel = tab.versions
    assert panel.take_back.isEnabled()
    qtbot.mouseClick(panel.take_back, Qt.MouseButton.LeftButton)
    settled()
    because = panel.form.findChild(QPlainTextEdit, "plans.take_back_form.because")
    confirm = panel.form.findChild(QPushButton, "plans.take_back_form.confirm")
    qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    settled()
    assert "Say why it is taken back." in panel.form.notice.text.text()
    qtbot.keyClicks(because, "Her daughter stays")
    qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    settled()
    settled()
    assert panel.form is None
    assert panel.notice.text.text() == "Version 2 is taken back, and Scheduling is told in the tracker."
    assert tab.coming.isHidden()
    model = panel.list.model()
    texts = [[str(model.index(row, column).data()) for column in range(7)] for row in range(2)]
    assert texts[0][2].endswith(", taken back")
    assert texts[0][6] == "Taken back: Her daughter stays"
    panel.list.choose(elsewhere(partial(sqlite_office.ask, queries.view, person=person)).versions[0].id)
    settled()
    assert panel.agreed.text().splitlines()[-1].startswith("Taken back ")
    assert panel.agreed.text().endswith(": Her daughter stays")
    assert not panel.take_back.isEnabled()
    view = elsewhere(partial(sqlite_office.ask, queries.view, person=person))
    assert view.coming == ()


@pytest.mark.rule("PSP-7")
def test_an_extension_to_a_mistyped_year_is_asked_about_and_another_day_is_asked_anew(
    open_tab, person, sqlite_office, elsewhere, qtbot, settled
):
    form = open_tab(ServicePlansTab, person).beside.extension
    form.until.setText("1 mar 2029")
    form.still_gaining.setChecked(True)
    assert form.is_meant.isHidden()
    qtbot.mouseClick(form.send, Qt.MouseButton.LeftButton)
    settled()
    assert "Is that the day that is meant?" in form.notice.text.text()
    form.is_meant.click()
    form.until.setText("1 mar 2030")
    assert form.is_meant.isHidden()
    assert not form.is_meant.is_told()
    qtbot.mouseClick(form.send, Qt.MouseButton.LeftButton)
    settled()
    form.is_meant.click()
    qtbot.mouseClick(form.send, Qt.MouseButton.LeftButton)
    settled()
    found = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).support.extensions
    assert [each.last_day.year for each in found] == [2030]
