"""What somebody sets in the window is there again at the next start; a filter that hides people isn't."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt

from app.desk.preferences import ActingFor
from models.rules.today.headings import PromptGroup
from tests.builders import visit
from ui.dialogs.help import HelpDialog
from ui.navigation import PageName, TabName
from ui.pages.window import PagesWindow
from ui.tabs.today.headings_and_prompts import Whose


@pytest.fixture
def jean(sqlite_office):
    person = sqlite_office.a_person(family="Gill")
    sqlite_office.a_goal(sqlite_office.an_episode(visit(), person=person))
    sqlite_office.a_referral(reference="CH-1")
    sqlite_office.a_referral(reference="CH-2")
    return person


def pages_of(desk):
    return desk.window.findChild(PagesWindow)


def sorted_by(table):
    header = table.horizontalHeader()
    return header.sortIndicatorSection(), header.sortIndicatorOrder()


def arrange(table, width):
    """As by hand: a column is pulled wider, and the list sorted by it, the last first."""
    table.horizontalHeader().sectionPressed.emit(1)
    table.setColumnWidth(1, width)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)


def staff_page(desk):
    desk.desk.open_page(PageName.STAFF)
    desk.settle()
    return pages_of(desk).page(PageName.STAFF)


def teams_page(desk):
    desk.desk.open_page(PageName.TEAMS)
    desk.settle()
    return pages_of(desk).page(PageName.TEAMS)


def help_dialog(desk):
    desk.window.shell._find_help("goals", desk.window)
    desk.settle()
    return desk.window.findChild(HelpDialog)


def test_everything_that_was_set_is_there_again_after_a_restart(sit, jean, sqlite_office):
    desk = sit("DSO", "Dales")
    until = desk.desk.clock.now().date() + timedelta(days=3)
    desk.look.set_text_size(110)
    desk.tab(TabName.TODAY)
    desk.front.page._toggle(PromptGroup.LATER)
    desk.front.page._toggle(PromptGroup.WEEK)
    desk.front.page.whose.set_value(Whose.MINE)
    desk.front.page.filter.setText("Gill")
    desk.front.deeds._keep_acting(ActingFor(sqlite_office.staff["OT"], until))
    desk.tab(TabName.REFERRALS)
    arrange(desk.front.queue, 133)
    desk.tab(TabName.MEETINGS)
    desk.front._splitter.setSizes([300, 700])
    desk.front._splitter.splitterMoved.emit(300, 1)
    side = desk.front._splitter.sizes()[0]
    arrange(staff_page(desk).list, 144)
    arrange(teams_page(desk).teams.table, 155)
    pages_of(desk).resize(760, 677)  # the screen of these tests is narrow
    size = pages_of(desk).size()
    pages_of(desk).close()
    told = help_dialog(desk)
    told.resize(QSize(611, 511))
    told.reject()
    desk.window.show_person(jean)
    desk.tab(TabName.CLOSURE)
    desk.window.people._splitter.setSizes([420, 700])
    caseload = desk.window.people._splitter.sizes()[0]
    desk.window.resize(1111, 690)
    desk.settle()
    desk.close()

    again = sit("DSO", "Dales")
    window = again.window
    assert (window.current_tab, window.people.person, window.height()) == (TabName.CLOSURE, jean, 690)
    assert window.people._splitter.sizes()[0] == caseload
    assert again.look.theme.text_size == 110
    page = again.tab(TabName.TODAY).page
    assert page._closed == {PromptGroup.WEEK}
    assert again.front.deeds.acting_for() == {sqlite_office.staff["OT"]}
    assert (page.whose.value(), page.filter.text()) == (Whose.ALL, "")  # they hide people
    queue = again.tab(TabName.REFERRALS).queue
    assert (queue.columnWidth(1), sorted_by(queue)) == (133, (1, Qt.SortOrder.DescendingOrder))
    assert again.tab(TabName.MEETINGS)._splitter.sizes()[0] == side
    staff, teams = staff_page(again).list, teams_page(again).teams.table
    assert (staff.columnWidth(1), teams.columnWidth(1)) == (144, 155)
    assert sorted_by(staff) == sorted_by(teams) == (1, Qt.SortOrder.DescendingOrder)
    assert pages_of(again).size() == size
    assert help_dialog(again).size() == QSize(611, 511)
    for each in (pages_of(again), again.window.findChild(HelpDialog)):
        each.close()
