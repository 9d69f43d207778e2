"""Today's first rows: their page is the tab's from the moment at which it is there, with whatever was done on it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.door.clock import DeskClock
from app.door.errors import Unavailable
from app.queries.today.page import today_page
from app.queries.today.prompt_row import FirstRows
from ui.furniture import screens
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.tabs.today.first_rows import FirstRowsPage
from ui.tabs.today.tab import TodayTab


@pytest.fixture
def rows(sqlite_office):
    """Of two people whose goals are late."""
    for given in ("Edna", "Eric"):
        person = sqlite_office.a_person(given=given, family="Gratton")
        sqlite_office.an_episode(person=person, started_at=sqlite_office.now - timedelta(hours=50))
    page = sqlite_office.ask(today_page)
    return FirstRows(page.prompts, page.lesson, None, None)


@pytest.fixture
def first(rows, office_desk):
    page = FirstRowsPage(rows, office_desk)
    page.show()
    return page


def people(page):
    return {line.row.person for line in page.prompts.shown() if line.row is not None}


def test_the_tab_takes_the_page_over_with_what_is_chosen_on_it(first, open_tab, office_desk):
    assert people(first.page) == {"Edna Gratton", "Eric Gratton"}
    chosen = [line for line in first.page.prompts.shown() if line.row is not None][-1]
    first.page.prompts.choose(chosen.key)
    tab = open_tab(TodayTab)
    assert tab.page is first.page
    assert tab.page.prompts.current().key == chosen.key
    assert office_desk.first_rows is None
    assert people(tab.page) == {"Edna Gratton", "Eric Gratton"}


def test_where_somebody_wanted_to_go_is_gone_to_once_the_tab_is_there(first, office_desk, qtbot):
    line = next(line for line in first.page.prompts.shown() if line.row is not None)
    first.page.prompts.opened.emit(line)
    tab = TodayTab(office_desk)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.place_requested) as asked:
        pass
    assert asked.args[0].person == line.row.person_id
    tab.page.prompts.opened.emit(line)  # from now on it is the tab that goes there, once
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)


@pytest.mark.usefixtures("first")
def test_rows_of_a_file_that_then_cannot_be_opened_are_taken_away(office_desk, qtbot):
    class Gone:
        def read(self, *_asked, **_more):
            raise Unavailable("It can't be opened.")

        def close(self):
            """Nothing is open."""

    work, office_desk.door._work = office_desk.door._work, Gone()
    tab = TodayTab(office_desk)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)
    assert people(tab.page) == set()
    assert tab.page.summary.text() == ""
    assert tab.notice.text.text() == "It can't be opened."
    office_desk.door._work = work


def test_a_demonstrations_clock_goes_on_with_its_first_rows(rows, office_desk, qtbot):
    office_desk.clock = DeskClock()
    at = office_desk.clock.now() - timedelta(days=90)
    page = FirstRowsPage(FirstRows(rows.rows, rows.lesson, None, at), office_desk)
    qtbot.addWidget(page)
    assert timedelta(0) <= office_desk.clock.now() - at < timedelta(hours=1)


def test_the_window_shows_them_before_anything_else_is_imported_and_only_under_today(rows, office_desk, qtbot):
    seen = []

    def load():
        seen.append(office_desk.first_rows is not None)
        return screens()

    window = MainWindow(
        office_desk.look,
        office_desk.preferences,
        lambda: office_desk,
        load,
        lambda: lambda: lambda desk: FirstRowsPage(rows, desk),
    )
    qtbot.addWidget(window)
    shown = []
    QTimer.singleShot(0, window, lambda: shown.append(window.current_tab))
    with qtbot.waitSignal(window.furnished):
        window.show()
    assert (seen, shown) == ([True], [TabName.TODAY])
    tab = window.tab(TabName.TODAY)
    assert window.stack.currentWidget() is tab
    assert people(tab.page) == {"Edna Gratton", "Eric Gratton"}
    QApplication.sendPostedEvents()
    with qtbot.waitSignal(window.completed):
        pass
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)
    assert window._first_rows is None


def test_the_whole_page_is_asked_once_at_the_start(rows, office_desk, qtbot, monkeypatch):
    asked = []
    refresh = TodayTab.refresh
    monkeypatch.setattr(TodayTab, "refresh", lambda tab: (asked.append(tab.is_whole), refresh(tab)))
    window = MainWindow(
        office_desk.look,
        office_desk.preferences,
        lambda: office_desk,
        screens,
        lambda: lambda: lambda desk: FirstRowsPage(rows, desk),
    )
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)
    assert asked == [True]


def test_they_can_be_used_until_every_piece_of_the_tab_is_made(rows, office_desk, qtbot):
    """The tab comes into sight whole, with them on it and the keyboard where it was."""
    window = MainWindow(
        office_desk.look,
        office_desk.preferences,
        lambda: office_desk,
        screens,
        lambda: lambda: lambda desk: FirstRowsPage(rows, desk),
    )
    qtbot.addWidget(window)
    seen = []

    def look():
        first, tab = window._first_rows, window._tabs.get(TabName.TODAY)
        if first is not None and tab is not None:
            seen.append((first.isVisible(), first.page.isVisible(), tab.isVisible(), tab.is_whole))

    turns = QTimer(window, interval=0)
    turns.timeout.connect(look)
    turns.start()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window._first_rows is not None)
    window._first_rows.page.prompts.setFocus()
    with qtbot.waitSignal(window.furnished):
        pass
    assert seen
    assert all(seen_then == (True, True, False, False) for seen_then in seen if not seen_then[3])
    tab = window.tab(TabName.TODAY)
    assert tab.is_whole
    assert tab.page.isVisible()
    with qtbot.waitSignal(window.completed):
        pass
    qtbot.waitUntil(lambda: not office_desk.door.tasks.is_busy)
    assert tab.prompts.hasFocus()
