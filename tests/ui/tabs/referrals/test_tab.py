"""The Referrals tab: the queue, its capacity, and a referral from new to started by its buttons, on a real office."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from app.door.changes import OpenElsewhere
from app.queries.referrals.queue import Stage
from app.services import referrals
from models.vocabulary.referrals import Support
from ui.tabs.referrals.tab import ReferralsTab


@pytest.mark.rule("REF-15")
@pytest.mark.usefixtures("ready")
def test_the_capacity_of_each_team_stands_above(open_tab):
    tab = open_tab(ReferralsTab)
    assert "North: 100 h a week: 0 h in use" in tab.capacity.accessibleDescription()
    tab.by_patch.click()
    assert tab.capacity.page.lists.isVisible()


@pytest.mark.rule("REF-16")
@pytest.mark.usefixtures("ready")
def test_a_referral_goes_from_new_to_started_by_its_buttons(open_tab, press, settled, offered):
    tab = open_tab(ReferralsTab)
    assert offered(tab) == ["accept", "edit", "ask", "more"]
    press(tab, "referrals.accept")
    assert offered(tab)[:2] == ["confirm", "hold"]
    press(tab, "referrals.confirm")
    press(tab, "referrals.confirm_form.confirm")
    assert tab.panel.view.stage is Stage.PROMISED
    for box in tab.panel.page.checks.findChildren(QCheckBox):
        box.click()
        settled()
    press(tab, "referrals.start")
    press(tab, "referrals.start_form.confirm")
    assert tab.panel.view.stage is Stage.STARTED
    assert tab.queue.model().rowCount() == 0
    assert tab.panel.notice.text.text().startswith("Started")


@pytest.mark.rule("REF-12")
@pytest.mark.usefixtures("ready")
def test_the_whole_way_to_acceptance_goes_by_keyboard(open_tab, qtbot, settled):
    tab = open_tab(ReferralsTab)
    tab.queue.setFocus()
    qtbot.keyClick(tab.queue, Qt.Key.Key_Return)
    assert tab.focusWidget().objectName() == "referrals.edit", "Accept would store at once"
    qtbot.keyClick(tab.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: tab.panel.view.stage is Stage.WAITING_FOR_CAPACITY)
    settled()
    assert tab.focusWidget().objectName() == "referrals.confirm"
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Space)
    assert tab.focusWidget().objectName() == "referrals.confirm_form.start"
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Return)
    settled()
    assert tab.panel.view.stage is Stage.PROMISED


@pytest.mark.rule("REF-12")
@pytest.mark.usefixtures("ready")
def test_accepting_asks_that_referral_again_and_nothing_else(open_tab, press, sqlite_office, asked, count_statements):
    tab = open_tab(ReferralsTab)
    statements = count_statements(sqlite_office.database)
    asked.clear()
    press(tab, "referrals.accept")
    assert sorted(asked) == ["next_of_referral", "referral"]  # what comes next follows from it
    assert len([each for each in statements if not each.startswith("BEGIN")]) <= 18 + 3
    assert tab.panel.view.stage is Stage.WAITING_FOR_CAPACITY
    assert tab.panel.standing.text() == Stage.WAITING_FOR_CAPACITY.label
    assert tab.queue.model().index(0, 4).data() == "No capacity yet"
    assert "Accepted: safe and suitable" in "".join(each.text() for each in tab.panel.page.history.findChildren(QLabel))


@pytest.mark.rule("REF-4")
def test_a_refusal_stands_beside_the_button_and_what_is_missing_in_the_list(sqlite_office, open_tab, press, offered):
    sqlite_office.a_referral(alternatives_considered="", support=Support.NOT_STATED)
    tab = open_tab(ReferralsTab)
    assert offered(tab)[0] == "edit"
    assert "Record what else was considered" in tab.panel.page.lacks.accessibleDescription()
    press(tab, "referrals.accept")
    assert tab.panel.notice.isVisible()
    assert "Record what else was considered" in tab.panel.notice.text.text()
    assert tab.panel.view.accepted_at is None


def test_a_deed_on_what_another_desk_has_just_changed_is_refused(sqlite_office, ready, open_tab, press, elsewhere):
    tab = open_tab(ReferralsTab)
    elsewhere(lambda: sqlite_office.do(referrals.change_details, referral=ready, seen=1, notes="Dog"))
    press(tab, "referrals.accept")
    assert "This has changed since it was looked at" in tab.panel.notice.text.text()
    tab.ask_again()


def test_waiting_counts_on_without_asking_again(sqlite_office, clock, open_tab):
    received = datetime(2026, 11, 20, 8, tzinfo=UTC)
    sqlite_office.a_referral(received_at=received)
    tab = open_tab(ReferralsTab)
    assert tab.queue.model().index(0, 2).data() == "1 h"
    clock.advance(timedelta(hours=2))
    assert tab.queue.model().index(0, 2).data() == "3 h"


@pytest.mark.rule("REF-12")
@pytest.mark.usefixtures("ready")
def test_the_panel_says_what_is_to_be_done_next_about_this_person(open_tab, press, settled):
    tab = open_tab(ReferralsTab)
    settled()
    assert "waits for a decision" in tab.panel.next.text()
    press(tab, "referrals.accept")
    settled()
    assert "waits for capacity" in tab.panel.next.text()


def test_who_else_has_the_chosen_referral_s_person_open_is_said_below_where_it_stands(sqlite_office, open_tab, settled):
    for _ in range(2):
        sqlite_office.a_referral()
    tab = open_tab(ReferralsTab)
    first = tab.panel.view.person_id
    tab.desk.open_elsewhere.emit(OpenElsewhere(first, ("Priya Shah",)))
    assert (tab.panel.elsewhere.text(), tab.panel.elsewhere.isVisible()) == ("Also open: Priya Shah", True)
    assert tab.desk.in_view == first
    tab.hide()
    assert tab.desk.in_view is None
    tab.show()
    assert tab.desk.in_view == first
    tab.queue.selectRow(1)
    settled()
    assert tab.panel.view.person_id != first
    assert not tab.panel.elsewhere.isVisible()
