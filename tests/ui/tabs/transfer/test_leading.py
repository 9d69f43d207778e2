"""What is missing leads to what mends it, and Today's line about the short-term package to its next step."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPushButton

from ui.navigation import Place, TabName
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.choice_box import ChoiceBox

DAY = timedelta(days=1)


@pytest.mark.rule("INT-7")
def test_what_the_hand_over_lacks_leads_to_what_mends_it(sqlite_office, open_tab, settled):
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    tab = open_tab(InterimTransferTab, person)
    reached = {}
    for number in ("conditions", "1", "2"):
        tab.findChild(QPushButton, f"transfer.move_lack.{number}").click()
        settled()
        reached[number] = tab.focusWidget().objectName()
        tab.moving.close_form()
    assert reached["conditions"] == "transfer.independence"
    assert reached["1"] == "transfer.checklist.sts_dso.end_date_request"
    assert reached["2"].startswith("transfer.route_form.")


@pytest.mark.rule("INT-3", "END-4")
def test_a_step_is_copied_with_one_key_then_ticked_and_the_package_stands_in_the_checklist(
    before_the_move, open_tab, press, qtbot
):
    tab = open_tab(InterimTransferTab, before_the_move)
    package = tab.checklist.package
    assert package.isVisible()
    assert not tab.findChild(QCheckBox, "transfer.checklist.sts_dso.package.end_po").isEnabled()
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    box = tab.findChild(QCheckBox, "transfer.checklist.sts_dso.package.end_po")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Please end the purchase order" in QGuiApplication.clipboard().text()
    assert "then tick it" in tab.checklist.notice.text.text()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "Please end the purchase order" in QGuiApplication.clipboard().text()
    press(tab, "transfer.checklist.sts_dso.package.end_po")
    assert box.isChecked()
    tab.go_to(Place(TabName.TRANSFER, before_the_move, "transfer.checklist.sts_dso.package"))
    assert tab.focusWidget().objectName() == "transfer.checklist.sts_dso.package.update_mosaic"
    press(tab, "transfer.checklist.sts_dso.psp_sent.copy")
    assert "as a next action" in QGuiApplication.clipboard().text()


@pytest.mark.rule("INT-6")
def test_a_step_is_asked_with_its_reference_or_not_needed_with_its_reason_in_the_form_of_its_note(
    before_the_move, open_tab, press, write
):
    tab = open_tab(InterimTransferTab, before_the_move)
    name = "transfer.checklist.case_coordinator.stays_allocated"
    box = tab.findChild(QCheckBox, name)
    for state, text, said in (
        ("asked", "Rung", "Asked today 09:00, ref A 1"),
        ("not_needed", "Left", "Not needed: Left"),
    ):
        press(tab, f"{name}.note")
        write(tab, "transfer.note_form.reference", "A 1")
        tab.findChild(ChoiceBox, "transfer.note_form.state").set_value(state)
        write(tab, "transfer.note_form.text", text)
        press(tab, "transfer.note_form.confirm")
        assert said in box.accessibleDescription()
    assert box.isChecked()
    press(tab, name)
    assert "Not needed" not in box.accessibleDescription()
