"""After a step is done the keyboard is where its person was: at the next step of a list, or the line that changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QToolButton

from models.vocabulary.closure import ClosingStepKind
from ui.keyboard import keep_keyboard
from ui.tabs.closure.tab import ClosureTab
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.transfer.tab import InterimTransferTab

SPOKEN, NEXT = "transfer.checklist.sts_dso.capacity_spoken", "transfer.checklist.sts_dso.psp_sent"
FREE = "transfer.checklist.sts_dso.end_date_request"  # waits for no other


@pytest.fixture
def key(qtbot, settled):
    """Press a key on a control of this tab, as somebody who came to it by Tab."""
    keep_keyboard()

    def press(tab, on, pressed=Qt.Key.Key_Space):
        on.setFocus()
        qtbot.keyClick(on, pressed)
        settled()
        return tab.focusWidget().objectName()

    return press


@pytest.fixture
def transfer(sqlite_office, open_tab):
    """The tab of somebody of whom nothing is ticked yet."""
    person = sqlite_office.a_person()
    sqlite_office.an_episode(person=person)
    return open_tab(InterimTransferTab, person)


def box(tab, name):
    return tab.findChild(QCheckBox, name)


@pytest.mark.rule("INT-3")
def test_after_a_step_that_asked_something_the_keyboard_is_at_the_next_to_be_ticked(transfer, key):
    tab = transfer
    assert key(tab, box(tab, SPOKEN)) == "transfer.note_form.text"
    tab.findChild(QPlainTextEdit, "transfer.note_form.text").setPlainText("Room from Monday")
    here = key(tab, tab.checklist.form.confirm)
    assert box(tab, SPOKEN).isChecked()
    assert not box(tab, here).isChecked()
    assert here == NEXT


@pytest.mark.rule("INT-3")
def test_a_step_that_is_left_unticked_keeps_the_keyboard_and_so_does_the_button_of_its_note(transfer, key):
    tab = transfer
    key(tab, box(tab, SPOKEN))
    assert key(tab, tab.focusWidget(), Qt.Key.Key_Escape) == SPOKEN
    assert key(tab, box(tab, FREE)) == FREE
    note = tab.findChild(QToolButton, f"{FREE}.note")
    key(tab, note)
    tab.findChild(QPlainTextEdit, "transfer.note_form.text").setPlainText("Asked twice")
    assert key(tab, tab.checklist.form.confirm) == note.objectName()


def test_a_step_that_asks_nothing_keeps_the_keyboard_in_each_list(transfer, key):
    assert key(transfer, box(transfer, FREE)) == FREE


def test_where_the_goals_are_recorded_keeps_it_too(sqlite_office, open_tab, key):
    person = sqlite_office.a_person()
    sqlite_office.a_goal(sqlite_office.an_episode(person=person))
    goals = open_tab(GoalsTab, person)
    for each in goals.recorded.findChildren(QCheckBox):
        assert key(goals, each) == each.objectName()


@pytest.mark.rule("END-4")
def test_the_closing_steps_keep_it_too(before_the_move, open_tab, key, press):
    tab = open_tab(ClosureTab, before_the_move)
    press(tab, "closure.end.goals_achieved")
    press(tab, "closure.end_form.confirm")
    for step in ClosingStepKind:
        name = f"closure.steps.{step.value}"
        assert key(tab, box(tab, name)) == name, tab.package.notice.text.text()
    note = tab.findChild(QToolButton, "closure.steps.end_po.note")
    key(tab, note)
    assert key(tab, tab.package.form.confirm) == note.objectName()


@pytest.mark.rule("FUND-4")
@pytest.mark.usefixtures("a_rate")
def test_an_agreement_that_goes_on_leaves_the_keyboard_at_its_line_and_not_at_the_printing(
    before_the_move, open_tab, key, press
):
    tab = open_tab(InterimTransferTab, before_the_move)
    press(tab, "transfer.hand_over")
    press(tab, "transfer.hand_over_form.confirm")
    agreement = tab.agreement
    key(tab, agreement.issue)
    assert key(tab, agreement.form.confirm) == "transfer.sign"
    key(tab, agreement.sign)
    assert key(tab, agreement.form.confirm) == "transfer.upload"
    key(tab, agreement.upload)
    assert key(tab, agreement.form.confirm) == "transfer.issued.1"
    assert "Uploaded" in tab.focusWidget().accessibleName()
    assert key(tab, agreement.po) == "transfer.issued.1"
    assert "PO raised" in tab.focusWidget().accessibleName()
