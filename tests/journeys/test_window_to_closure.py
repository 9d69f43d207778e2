"""From the first condition of an interim transfer to the closed package, by the buttons of the tabs."""

from datetime import date, timedelta

import pytest

from models.agreement import Rate
from models.values import Call
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import ClosingStepKind
from tests.builders import visit
from ui.navigation import TabName

DAY = timedelta(days=1)
_CHECKLIST = ("sts_dso.end_date_request", "case_coordinator.stays_allocated", "case_coordinator.interim_po")


@pytest.fixture
def jean(sqlite_office):
    """Somebody who pays in full, twenty days in service."""
    office = sqlite_office
    office.store(Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960))
    person = office.a_person(family="Gill", funding=Funding.SELF_FUNDER)
    office.an_episode(visit(Call.LUNCH), person=person, started_at=office.now - 20 * DAY)
    return person


def record(desk, *forms):
    """Open each small form of the tab, fill it in, send it."""
    for name, fields in forms:
        desk.press(f"transfer.{name}")
        for field, text in fields.items():
            desk.write(f"transfer.{name}_form.{field}", text)
        desk.press(f"transfer.{name}_form.confirm")


def note(desk, step):
    """Tick a step that wants a note."""
    desk.press(f"transfer.checklist.{step}")
    desk.write("transfer.note_form.text", "Room from Monday")
    desk.press("transfer.note_form.confirm")


@pytest.mark.rule("INT-7")
def test_a_transfer_goes_from_its_first_condition_to_the_closed_package(sit, clock, jean):
    desk = sit()
    desk.window.show_person(jean)
    desk.tab(TabName.TRANSFER)
    record(
        desk,
        ("independence", {"present": "OT, SW"}),
        ("assessment", {}),
        ("support_plan", {}),
        ("send", {}),
        ("listed", {}),
        ("need", {}),
        ("agreed", {"reason": "No provider yet", "present": "OT, SW"}),
    )
    clock.advance(3 * DAY)
    desk.window.ask_again()
    desk.settle()
    desk.press("transfer.route")
    assert desk.find("transfer.route_form.dso").currentText() == "DSO Interim"  # the only team is preset
    desk.press("transfer.route_form.confirm")
    note(desk, "sts_dso.capacity_spoken")
    for step in _CHECKLIST:
        desk.press(f"transfer.checklist.{step}")
    desk.press("transfer.checklist.sts_dso.psp_sent")
    desk.press("transfer.checklist.interim_dso.transfer_accepted")
    desk.press("transfer.hand_over")
    desk.press("transfer.hand_over_form.confirm")
    assert "Interim" in desk.find("person.facts").text()
    assert desk.front.money.since.text().startswith("Liable from")
    desk.press("transfer.issue")
    desk.press("transfer.issue_form.confirm")
    desk.press("transfer.sign")
    desk.press("transfer.sign_form.confirm")
    desk.press("transfer.upload")
    desk.press("transfer.upload_form.confirm")
    desk.press("transfer.po")
    assert desk.front.agreement.aside.text() == "PO raised"
    clock.advance(10 * DAY)
    desk.tab(TabName.CLOSURE)
    assert desk.front.person == jean
    desk.press("closure.end.pvi_found")
    desk.find("closure.end_form.package_on").set_value(clock.now().date())
    desk.press("closure.end_form.confirm")
    desk.press("closure.at")
    desk.find("closure.at_outcome_form.given").set_value("no")
    desk.press("closure.at_outcome_form.confirm")
    for step in ClosingStepKind:
        desk.press(f"closure.steps.{step.value}")
    desk.press("closure.close")
    assert desk.front.package.aside.text() == "Closed"
