"""Tab reaches every control that can be reached, in the order in which the page is read."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import visit
from ui.tabs.closure.tab import ClosureTab
from ui.tabs.figures.tab import FiguresTab
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.meetings.tab import MeetingsTab
from ui.tabs.plans.tab import ServicePlansTab
from ui.tabs.referrals.tab import ReferralsTab
from ui.tabs.today.tab import TodayTab
from ui.tabs.transfer.tab import InterimTransferTab

DAY = timedelta(days=1)
MOST = 400


@pytest.fixture
def served(sqlite_office):
    """Somebody for 20 days in service, with a goal; another waits."""
    office = sqlite_office
    person = office.a_person()
    episode = office.an_episode(visit(), person=person, started_at=office.now - 20 * DAY)
    office.a_goal(episode, set_at=office.now - 9 * DAY)
    office.a_referral()
    return person


def can_be_reached(tab):
    """What Tab should come to."""
    return [
        each
        for each in tab.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.window() is tab.window()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]


def stops(tab):
    """The controls at which Tab stops, from the first until it has been everywhere."""
    window = tab.window()
    window.activateWindow()
    tab.setFocus()
    found: list[QWidget] = []
    for _ in range(MOST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in found:
            return found
        found.append(here)
    raise AssertionError("Tab never comes round")


def named(widgets):
    return [each.objectName() or type(each).__name__ for each in widgets]


@pytest.mark.parametrize(
    "kind",
    [
        TodayTab,
        ReferralsTab,
        ServicePlansTab,
        GoalsTab,
        InterimTransferTab,
        ClosureTab,
        MeetingsTab,
        FiguresTab,
    ],
)
def test_tab_comes_to_every_control_of_a_page(open_tab, served, settled, kind):
    tab = open_tab(kind, served)
    settled()
    reached = stops(tab)
    assert named(each for each in can_be_reached(tab) if each not in reached) == []


@pytest.mark.parametrize(
    ("kind", "in_order"),
    [
        (TodayTab, ["today.views", "today.whose", "today.filter", "today.prompts", "today.concern"]),
        (ReferralsTab, ["referrals.new", "referrals.import", "referrals.queue"]),
        (MeetingsTab, ["meetings.open", "meetings.there.1", "meetings.there.2", "meetings.people", "meetings.next"]),
    ],
)
def test_tab_goes_as_the_page_is_read(open_tab, served, settled, kind, in_order):
    tab = open_tab(kind, served)
    settled()
    found = [name for name in named(stops(tab)) if name in in_order]
    assert found == in_order


@pytest.mark.usefixtures("served")
def test_the_key_of_a_tab_still_puts_the_keyboard_where_its_work_begins(open_tab, settled):
    for kind, name in ((TodayTab, "today.prompts"), (ReferralsTab, "referrals.queue")):
        tab = open_tab(kind)
        settled()
        tab.window().activateWindow()
        tab.enter()
        assert QApplication.focusWidget().objectName() == name
