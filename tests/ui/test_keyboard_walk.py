"""Each form of each tab is opened and left by the keyboard: where it stands, and what the next keys would do."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.services.closure import breaks, deaths, ending
from models.episodes import Episode
from models.people import Person
from models.vocabulary.closure import BreakKind, EndReason
from tests.builders import visit
from tests.ui.keyboard import check, lettered
from tests.ui.test_shell import Other, screens_of
from ui.actions import SHELL
from ui.furniture import bring
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.pages.window import PagesWindow
from ui.shell import share_keys
from ui.tabs.closure.tab import ClosureTab
from ui.tabs.goals.tab import GoalsTab
from ui.tabs.plans.tab import ServicePlansTab
from ui.tabs.referrals.tab import ReferralsTab
from ui.tabs.today.tab import TodayTab
from ui.tabs.transfer.tab import InterimTransferTab
from ui.widgets.press import Button, is_dangerous

DAY = timedelta(days=1)
NOT_FORMS = {  # they open a file dialog or a window of their own
    "transfer.export_tracker", "transfer.print_agreement", "plans.print_plan", "goals.import", "referrals.import",
    "referrals.sheet", "referrals.particulars", "today.print_continuity", "referrals.by_patch", "referrals.more",
}  # fmt: skip
BESIDE = {
    "plans.new_version",
    "plans.step_down",
    "plans.more",
    "goals.new",
    "goals.change",
}  # forms in the page's place


@pytest.fixture
def served(sqlite_office):
    """Somebody for 20 days in service, with assistive technology and a goal: the person and the episode."""
    office = sqlite_office
    person = office.a_person(has_at=True)
    episode = office.an_episode(visit(), person=person, started_at=office.now - 20 * DAY)
    office.a_goal(episode, set_at=office.now - 9 * DAY)
    return person, episode


def _in_service(_office, served):
    return served[0]


def _away(office, served):
    office.do(
        breaks.begin, episode=served[1], kind=BreakKind.AWAY, began_at=office.now, last_visit_on=office.now.date()
    )
    return served[0]


def _ended(office, served):
    office.do(ending.end, episode=served[1], seen=office.version(Episode, served[1]),
              reason=EndReason.GOALS_ACHIEVED, ends_at=office.now - timedelta(hours=1))  # fmt: skip
    return served[0]


def _reported(office, served):
    office.do(deaths.report_death, person=served[0], seen=office.version(Person, served[0]))
    return served[0]


def _referred(office, _served):
    office.a_referral()


STATES = [
    (ClosureTab, _in_service), (ClosureTab, _away), (ClosureTab, _ended), (ClosureTab, _reported),
    (InterimTransferTab, _in_service), (GoalsTab, _in_service), (ServicePlansTab, _in_service),
    (ReferralsTab, _referred), (TodayTab, _in_service),
]  # fmt: skip


def forms(tab):
    """The names of the buttons in sight that open a form."""
    found = [each for each in tab.findChildren(Button) if each.isVisible() and each.isEnabled()]
    opens = [each for each in found if each.text().endswith("…") or each.objectName() in BESIDE]
    return [each.objectName() for each in opens if each.objectName() not in NOT_FORMS]


def tap(qtbot, tab, settled, *keys):
    for key in keys:
        qtbot.keyClick(tab.windowHandle(), key)
        settled()


@pytest.mark.parametrize(("kind", "state"), STATES, ids=lambda each: each.__name__.strip("_"))
def test_a_form_is_opened_by_a_key_does_nothing_by_the_next_ones_and_is_left_by_escape(
    kind, state, sqlite_office, served, open_tab, qtbot, settled
):
    tab = open_tab(kind, state(sqlite_office, served))
    with qtbot.waitActive(tab):
        tab.activateWindow()
    heard = []
    tab.door.changed.connect(heard.append)
    names = forms(tab)
    assert names
    for name in names:
        opener = next(each for each in tab.findChildren(Button, name) if each.isVisible())
        opener.setFocus()
        tap(qtbot, tab, settled, Qt.Key.Key_Space)
        entered = QApplication.focusWidget()
        assert entered is not None
        assert entered is not opener, f"{name} opens no form, or doesn't put the keyboard into it"
        check(tab)
        if is_dangerous(opener):
            tap(qtbot, tab, settled, Qt.Key.Key_Return, Qt.Key.Key_Space)
        tap(qtbot, tab, settled, Qt.Key.Key_Escape)
        check(tab)
        assert not (isValid(entered) and entered.isVisible()), f"{name} isn't left by Escape"
        assert heard == [], f"{name} did something by itself"
        letters = (Qt.Key.Key_I, Qt.Key.Key_P, Qt.Key.Key_1, Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_Y)
        tap(qtbot, tab, settled, *letters)
        if is_dangerous(opener):
            tap(qtbot, tab, settled, Qt.Key.Key_Space, Qt.Key.Key_Return)
        assert heard == [], f"after {name} was left, a key did something"


@pytest.mark.parametrize("name", TabName, ids=lambda each: each.value)
def test_no_deed_of_a_tab_is_done_by_a_plain_letter(name):
    shortcuts = {spec.shortcut for spec in (*bring(name).specs, *SHELL)}
    assert [keys for keys in shortcuts if re.fullmatch(r"(Shift\+)?.", keys)] == []


def test_the_windows_own_parts_leave_every_letter_to_the_pages(desk, qtbot):
    """So a letter has to be unique on its page only; the entries of the menu have theirs while it is open."""
    window = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens_of(lambda _name: Other))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    window.show_tab(TabName.GOALS)
    own = (window.bar, window.tab_bar, window.people.header, window.people.caseload)
    assert [each for part in own for each in lettered(part)] == []
    check(window)


def test_the_keys_of_the_text_size_work_in_the_window_of_pages_too(office_desk, qtbot):
    window = MainWindow(
        office_desk.look, office_desk.preferences, lambda: office_desk, lambda: screens_of(lambda _name: Other)
    )
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)
    shared = PagesWindow(office_desk, window)
    share_keys(window, shared)
    with qtbot.waitActive(shared):
        shared.show()
    qtbot.keyClick(shared, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert office_desk.look.theme.text_size > 100
    qtbot.keyClick(shared, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert office_desk.look.theme.text_size == 100
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)
