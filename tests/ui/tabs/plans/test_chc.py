"""CHC found of somebody in service, asked and taken over, in the Service plans tab; Today's line leads there."""

import pytest
from PySide6.QtWidgets import QCheckBox

from app.queries.today.prompts import today
from models.episodes import Episode
from ui.navigation import Place, TabName
from ui.tabs.plans.tab import ServicePlansTab

pytestmark = pytest.mark.rule("REF-8")


def test_it_is_found_asked_and_taken_over_and_a_mistake_is_taken_back(
    sqlite_office, open_tab, press, write, elsewhere, settled
):
    person = sqlite_office.get(Episode, sqlite_office.an_episode()).person_id
    tab = open_tab(ServicePlansTab, person)
    assert tab.chc.aside.text() == "Not on behalf of CHC"
    press(tab, "plans.chc_found")
    tab.findChild(QCheckBox, "plans.record_chc_form.out_of_hours").click()
    press(tab, "plans.record_chc_form.confirm")
    assert "On behalf of CHC, known since" in tab.chc.lines.text()
    assert "out of hours" in tab.chc.lines.text()
    (line,) = [each for each in elsewhere(lambda: sqlite_office.ask(today)) if each.rule == "REF-8"]
    tab.await_place(Place(TabName.PLANS, person, field=line.field))
    tab.ask_again()
    settled()
    assert tab.focusWidget().objectName() == "plans.chc"
    press(tab, "plans.chc")
    press(tab, "plans.chc_asked_form.confirm")
    assert "CHC was asked on" in tab.chc.lines.text()
    assert tab.chc.step.text() == "CHC's provider has taken it over…"
    press(tab, "plans.chc")
    press(tab, "plans.chc_transferred_form.confirm")
    assert "CHC's own provider has had the support since" in tab.chc.lines.text()
    assert not tab.chc.step.isVisible()
    press(tab, "plans.chc_recorded.1")
    write(tab, "plans.take_back_chc_form.because", "the wrong person")
    press(tab, "plans.take_back_chc_form.confirm")
    assert "Taken back: found" in tab.chc.lines.text()
    assert tab.chc.found.isVisible()
