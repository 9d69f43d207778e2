"""Accepting a part of a referral by its form: some calls now, the others stay in the queue."""

import pytest
from PySide6.QtCore import Qt

from app.queries.referrals.queue import Stage
from models.values import Call
from tests.builders import visit
from ui.tabs.referrals.tab import ReferralsTab

MORNING, TEA = visit(Call.MORNING, 45, 2), visit(Call.TEA)


@pytest.mark.rule("REF-17")
def test_a_part_is_accepted_by_ticks_and_the_rest_stays_in_the_queue(sqlite_office, open_tab, pick, qtbot, settled):
    asked = sqlite_office.a_referral(MORNING, TEA)
    tab = open_tab(ReferralsTab)
    pick(tab, "part")
    form = tab.panel.form
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Space)
    settled()
    assert form.starting.text() == "Now: Mon–Sun: morning 45 ×2 (10.5 h a week)"
    assert "tea 30" in form.remaining.text()
    form.confirm.click()
    settled()
    assert tab.panel.view.id == asked
    assert tab.panel.view.stage is Stage.WAITING_FOR_CAPACITY
    assert tab.panel.view.visits == (MORNING,)
    assert tab.queue.model().rowCount() == 2
    rest = next(row for row in tab.queue.model().shown() if row.id != asked)
    assert rest.calls == "Mon–Sun: tea 30"


@pytest.mark.rule("REF-17")
def test_a_part_may_be_some_days_of_a_call(sqlite_office, open_tab, pick, settled):
    sqlite_office.a_referral(TEA)
    tab = open_tab(ReferralsTab)
    pick(tab, "part")
    form = tab.panel.form
    form.some_days.click()
    for day in (5, 6):
        form.lines[0].days[day].click()
        settled()
    assert form.starting.text().startswith("Now: Sat, Sun: tea 30")
    form.confirm.click()
    settled()
    assert tab.panel.view.calls == "Sat, Sun: tea 30"


@pytest.mark.rule("REF-17")
def test_nothing_ticked_is_refused_beside_the_button(sqlite_office, open_tab, pick, settled):
    sqlite_office.a_referral(MORNING, TEA)
    tab = open_tab(ReferralsTab)
    pick(tab, "part")
    tab.panel.form.confirm.click()
    settled()
    assert "Choose the visits that start now" in tab.panel.form.notice.text.text()
    assert tab.panel.view.accepted_at is None


@pytest.mark.rule("REF-17")
def test_a_single_visit_is_not_divided(sqlite_office, open_tab):
    sqlite_office.a_referral(visit(days=frozenset({2})))
    tab = open_tab(ReferralsTab)
    assert not tab.panel.deeds.entries["part"].isVisible()
