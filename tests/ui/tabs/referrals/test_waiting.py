"""What the tab says of waiting counts on by itself, split into ours and theirs; CHC is settled by buttons."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.services import referrals
from models.referrals import Referral
from tests.builders import START_CHECKS
from ui.navigation import Place, TabName
from ui.tabs.referrals.tab import ReferralsTab


def fact(tab, title):
    """What stands beside this title."""
    return next(text.text() for name, text in tab.panel.page.facts._lines if name.text() == title)


@pytest.mark.rule("REF-10")
@pytest.mark.usefixtures("ready")
def test_the_sentence_and_the_line_of_the_queue_count_on_without_a_question(sqlite_office, open_tab, count_statements):
    tab = open_tab(ReferralsTab)
    assert tab.panel.why.text() == "(iv) no support in place, waiting 1 d"
    counted = count_statements(sqlite_office.database)
    sqlite_office.clock.advance(timedelta(hours=5))
    tab.count_on()
    assert tab.panel.why.text() == "(iv) no support in place, waiting 1 d 5 h"
    assert "oldest 1 d 5 h" in tab.total.text()
    assert counted == []


@pytest.mark.rule("REF-3")
def test_waiting_for_an_answer_counts_as_theirs(sqlite_office, ready, open_tab):
    sqlite_office.do(referrals.ask_for_information, referral=ready, seen=1, what="Key safe", of_whom="Ward 4")
    sqlite_office.clock.advance(timedelta(hours=4))
    tab = open_tab(ReferralsTab)
    assert fact(tab, "Waited") == "1 d 4 h: 1 d ours, 4 h for information from others"
    sqlite_office.clock.advance(timedelta(hours=2))
    tab.count_on()
    assert fact(tab, "Waited") == "1 d 6 h: 1 d ours, 6 h for information from others"
    tip = tab.queue.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "for information from others" in tip


@pytest.mark.rule("REF-8")
def test_chc_is_asked_and_then_followed_up_by_buttons_after_the_start_too(
    sqlite_office, ready, open_tab, press, settled
):
    office = sqlite_office
    office.do(referrals.change_details, referral=ready, seen=1, chc=True, chc_reviewed=True)
    tab = open_tab(ReferralsTab)
    tab.await_place(Place(TabName.REFERRALS, field="referrals.chc", record=ready))
    tab.ask_again()
    settled()
    assert tab.focusWidget().objectName() == "referrals.chc_asked"
    press(tab, "referrals.chc_asked")
    assert tab.panel.view.chc_asked_at is not None
    press(tab, "referrals.chc_transferred")
    assert tab.panel.view.chc_transferred_at is not None
    assert not tab.findChild(QPushButton, "referrals.chc_transferred").isVisible()
    assert any("taken the support over" in each.what for each in tab.panel.view.history)


@pytest.mark.rule("REF-8")
def test_chc_is_followed_up_after_the_start(sqlite_office, ready, open_tab, press, settled):
    office = sqlite_office
    office.do(referrals.change_details, referral=ready, seen=1, chc=True, chc_reviewed=True)
    office.do(referrals.accept, referral=ready, seen=2)
    office.do(referrals.confirm_capacity, referral=ready, seen=3)
    for item in START_CHECKS:
        office.do(referrals.tick_start_check, referral=ready, item=item)
    office.do(referrals.start, referral=ready, seen=office.version(Referral, ready))
    tab = open_tab(ReferralsTab)
    tab.await_place(Place(TabName.REFERRALS, field="referrals.chc", record=ready))
    tab.ask_again()
    settled()
    press(tab, "referrals.chc_asked")
    assert tab.panel.view.chc_asked_at is not None
