"""Issuing an agreement about somebody whose name no font has: the choice appears with the refusal that asks for it."""

import pytest
from PySide6.QtWidgets import QCheckBox
from sqlalchemy import update

from models.people import Person
from ui.tabs.transfer.tab import InterimTransferTab

pytestmark = [pytest.mark.rule("FUND-4"), pytest.mark.usefixtures("a_rate")]


def test_boxes_are_chosen_in_the_form_once_the_refusal_has_named_the_letters(
    sqlite_office, before_the_move, open_tab, press
):
    with sqlite_office.database.writing() as session:
        session.execute(update(Person).where(Person.id == before_the_move).values(given="李"))
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    press(tab, "transfer.issue")
    form = tab.agreement.form
    box = form.findChild(QCheckBox, "transfer.issue_form.with_boxes")
    assert not box.isVisible()
    press(tab, "transfer.issue_form.confirm")
    assert "No font of the program has 李" in form.notice.text.text()
    assert box.isVisible()
    box.click()
    press(tab, "transfer.issue_form.confirm")
    assert tab.agreement.aside.text() == "Issued, to be signed"
