"""The search finds people first, then actions, pages and help; by keyboard alone, and Escape goes back."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from app.door.errors import Unavailable
from tests.ui.test_shell import ADA, JEAN, Other, _Recording, screens_of
from ui.actions import ActionSpec
from ui.desk import SeatView
from ui.dialogs.help import HelpDialog
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.pages.window import PagesWindow
from ui.widgets.type_ahead import Match

OFFICE, GONE = UUID(int=21), UUID(int=99)
NAMES = {JEAN: "Jean Gill", ADA: "Ada Lovell"}


class Meetings(_Recording):
    """Has an action that can be done, and one that can't."""

    name = TabName.MEETINGS
    specs = (
        ActionSpec("meetings.act.next", "&Zigzag on", "Go on", "PgDown"),
        ActionSpec("meetings.act.previous", "Zigzag &back", "Go back", "PgUp", at_once=True),
    )

    def __init__(self, desk):
        super().__init__(desk)
        self.acted = []

    def why_not(self, spec):
        return "" if spec == "meetings.act.next" else "Nobody stands before them."

    def act(self, spec):
        self.acted.append(spec)


class Goals(_Recording):
    """About somebody."""

    name = TabName.GOALS
    specs = (ActionSpec("goals.new_goal", "&Set a zeal", "Set one", "Ctrl+N"),)

    def act(self, spec):
        self.acted = spec


def screens(**instead):
    made = screens_of(lambda name: {TabName.MEETINGS: Meetings, TabName.GOALS: Goals}.get(name, Other))
    parts = {each: getattr(made, each) for each in made.__slots__} | {
        "seat": lambda _turn: SeatView(UUID(int=11), "Priya", "DSO", "High Peak", "x.sqlite", False, True, OFFICE),
        "recent": lambda _turn, people: tuple(Match(each, NAMES[each]) for each in people if each in NAMES),
    }
    return type(made)(**(parts | instead))


@pytest.fixture
def open_window(desk, qtbot):
    def show(**instead):
        made = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens(**instead))
        qtbot.addWidget(made)
        with qtbot.waitSignal(made.completed):
            made.show()
        made.activateWindow()
        qtbot.waitUntil(lambda: made.isActiveWindow() and not desk.door.tasks.is_busy)
        return made

    return show


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def seek(desk, qtbot):
    """A function that presses Ctrl+K and types; what is found then, a row a line."""

    def find(window, typed, keys=Qt.Key.Key_K):
        qtbot.keyClick(QApplication.focusWidget(), keys, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
        search = window.bar.search
        if typed:
            with qtbot.waitSignal(search.asked):
                qtbot.keyClicks(search, typed)
        qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
        return [row.spoken for row in search._model.shown()]

    return find


def enter(window, qtbot, *before):
    for key in (*before, Qt.Key.Key_Return):
        qtbot.keyClick(window.bar.search._popup, key)


def test_people_stay_first_and_the_others_stand_below_with_their_kind(window, seek):
    found = seek(window, "A")
    assert found[0] == "Ada Lovell"
    assert {each.rpartition(", ")[2] for each in found[1:]} == {"Action", "Page", "Help"}


def test_enter_does_an_action_on_its_tab_and_leaves_the_box(window, desk, seek, qtbot):
    assert seek(window, "zigzag on")[0] == "Zigzag on, Meetings · PgDown · Go on, Action"
    enter(window, qtbot)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    meetings = window.tab(TabName.MEETINGS)
    assert (window.current_tab, meetings.acted) == (TabName.MEETINGS, ["meetings.act.next"])
    assert not window.bar.search.hasFocus()
    assert window.bar.search.text() == ""


def test_an_action_of_the_tab_in_front_that_isnt_possible_says_why_and_isnt_done(window, seek, qtbot):
    window.show_tab(TabName.MEETINGS)
    meetings = window.tab(TabName.MEETINGS)
    meetings.field.setFocus()
    assert seek(window, "zigzag back") == ["Zigzag back, Nobody stands before them., Action"]
    enter(window, qtbot, Qt.Key.Key_Down)
    assert (meetings.acted, meetings.notice.text.text()) == ([], "Nobody stands before them.")
    assert meetings.field.hasFocus()


def test_what_stores_at_once_isnt_done_by_enter_alone(window, seek, qtbot):
    seek(window, "zigzag back")
    enter(window, qtbot)
    assert window.current_tab is TabName.TODAY
    assert seek(window, "Zig")[0].startswith("Zigzag on")


def test_an_action_about_somebody_says_that_nobody_is_in_view_and_is_never_done_later_to_whoever_comes(
    window, desk, seek, qtbot
):
    assert seek(window, "zeal") == ["Set a zeal, Choose somebody first., Action"]
    enter(window, qtbot)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    assert (window.current_tab, window.notice.text.text()) == (TabName.GOALS, "Choose somebody first.")
    window.show_person(JEAN)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    assert not hasattr(window.tab(TabName.GOALS), "acted")


def test_papers_are_printed_together_of_whoever_is_in_view_and_of_nobody_it_is_said_so(window, seek, qtbot):
    wanted = []
    window.people.print_together = wanted.append
    assert seek(window, "print tog")[0] == "Print together, Choose somebody first., Action"
    enter(window, qtbot)
    assert (window.notice.text.text(), wanted) == ("Choose somebody first.", [])
    window.show_person(JEAN)
    shown = seek(window, "print tog")[0]
    assert shown == "Print together, Ctrl+Shift+P · Several papers about whoever is in view, Action"
    enter(window, qtbot)
    assert wanted == [JEAN]


def test_an_action_about_whoever_is_in_view_is_done_once_their_tab_is_filled(window, seek, qtbot):
    window.show_person(JEAN)
    seek(window, "zeal")
    enter(window, qtbot)
    qtbot.waitUntil(lambda: getattr(window.tab(TabName.GOALS), "acted", "") == "goals.new_goal")


def test_a_page_and_a_section_of_help_are_opened(window, desk, seek, qtbot):
    assert seek(window, "backups")[0] == "Backups, Kept safe, Page"
    enter(window, qtbot)
    qtbot.waitUntil(lambda: window.findChild(PagesWindow) is not None)
    window.findChild(PagesWindow).close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found = seek(window, "text size")
    enter(window, qtbot, *[Qt.Key.Key_Down] * found.index("Text size, The window, Help"))
    qtbot.waitUntil(lambda: window.findChild(HelpDialog) is not None)
    dialog = window.findChild(HelpDialog)
    qtbot.waitUntil(lambda: dialog.area.verticalScrollBar().value() > 0)
    dialog.close()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)


@pytest.mark.parametrize("typed", ["", "zigzag", "qqq"])
def test_escape_goes_back_to_where_the_keyboard_was(window, seek, qtbot, typed):
    window.show_tab(TabName.MEETINGS)
    window.tab(TabName.MEETINGS).field.setFocus()
    seek(window, typed)
    search = window.bar.search
    assert search.hasFocus()
    qtbot.keyClick(search._popup if search._popup.isVisible() else search, Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert window.tab(TabName.MEETINGS).field.hasFocus()
    assert (search.text(), search._popup.isVisible()) == ("", False)


def test_while_people_cant_be_asked_about_all_else_is_still_found(open_window, seek):
    def away(_turn, _typed):
        raise Unavailable("The database can't be reached.")

    window = open_window(search=away)
    assert seek(window, "zigzag on") == ["Zigzag on, Meetings · PgDown · Go on, Action"]
    assert window.notice.text.text() == "The database can't be reached."


def test_each_row_that_is_gone_to_is_spoken_with_its_kind(window, seek, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    seek(window, "zigzag")
    qtbot.keyClick(window.bar.search._popup, Qt.Key.Key_Down)
    assert heard[-2:] == [
        "Zigzag on, Meetings · PgDown · Go on, Action",
        "Zigzag back, Meetings · PgUp · Go back, Action",
    ]


# --- recent people -------------------------------------------------------------------------------------------


def test_while_nothing_is_typed_whoever_was_open_here_last_stands_there(window, desk, seek, qtbot):
    for person in (GONE, JEAN, ADA):
        desk.preferences.note_person(OFFICE, person)
    assert seek(window, "") == ["Ada Lovell", "Jean Gill"], "who can't be seen any more leaves no row"
    enter(window, qtbot)
    qtbot.waitUntil(lambda: window.people.person == ADA)


def test_whoever_is_opened_is_kept_by_their_id_alone_and_isnt_offered_while_in_view(window, desk, seek, qtbot):
    window.show_tab(TabName.GOALS)
    for person in (JEAN, ADA):
        window.show_person(person)
        qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    assert desk.preferences.recent_people(OFFICE) == (ADA, JEAN)
    assert seek(window, "") == ["Jean Gill"]
    desk.preferences.save()
    kept = Path(desk.preferences._kept.fileName()).read_text(encoding="utf-8")
    assert str(JEAN) in kept
    assert "Gill" not in kept


def test_the_key_of_recent_people_empties_the_box_first(window, desk, seek, qtbot):
    desk.preferences.note_person(OFFICE, ADA)
    seek(window, "Jean")
    qtbot.keyClick(
        window.bar.search, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: [row.text for row in window.bar.search._model.shown()] == ["Ada Lovell"])
