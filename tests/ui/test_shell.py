"""The shell with two small tabs: one person, places, lazy tabs, names."""

import sys
import threading
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.door.changes import Topic, changes
from app.door.errors import NotKnown, Refused, Unavailable
from tests.ui.shortcuts import duplicate_shortcuts
from ui import actions
from ui.desk import SeatView, StaffMember, TeamChoice
from ui.dialogs.seat import SeatDialog
from ui.main_window import MainWindow
from ui.navigation import Place, TabName, place_of
from ui.screens import Screens
from ui.tabs.tab import Tab
from ui.widgets.caseload_list import CaseloadRow
from ui.widgets.inline_form import FormSpec
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.person_header import PersonView
from ui.widgets.question_form import QuestionForm
from ui.widgets.type_ahead import Match
from ui.windows import Windows

JEAN, ADA, TEAM = UUID(int=1), UUID(int=2), UUID(int=9)
DSO, OTHER = UUID(int=11), UUID(int=12)


class _Recording(Tab):
    """Counts how often it asks."""

    def __init__(self, desk):
        super().__init__(desk)
        self.asked = 0
        self.field = QLineEdit()
        self.field.setObjectName(f"{self.name.value}.hold")
        self.body.addWidget(self.field)

    def refresh(self):
        self.asked += 1
        self.arrived()


class Queue(_Recording):
    name = TabName.REFERRALS
    topics = frozenset({Topic.REFERRALS})
    specs = (actions.ActionSpec("referrals.accept", "&Accept", "Accept the referral", "Ctrl+Return"),)

    def act(self, spec):
        self.acted = spec


class Goals(_Recording):
    name = TabName.GOALS
    topics = frozenset({Topic.GOALS})


class Other(_Recording):
    name = TabName.TODAY


def screens_of(bring):
    people = {JEAN: "Jean Gill", ADA: "Ada Lovell"}
    return Screens(
        bring=bring,
        teams=lambda _turn: (TeamChoice(TEAM, "High Peak"),),
        caseload=lambda _turn, _team: tuple(CaseloadRow(each, name, 3) for each, name in people.items()),
        person=lambda _turn, person: PersonView(person, people[person], "", 80, "", "North", 3),
        seat=lambda _turn: SeatView(DSO, "Priya Raman", "DSO", "High Peak", "homeward.sqlite", by_login=False),
        staff=lambda _turn: (StaffMember(DSO, "Priya Raman", "DSO"), StaffMember(OTHER, "Tom Ash", "Admin")),
        limits=lambda _turn: {},
        search=lambda _turn, typed: tuple(Match(each, name) for each, name in people.items() if typed in name),
    )


@pytest.fixture
def window(desk, qtbot):
    screens = screens_of(lambda name: {TabName.REFERRALS: Queue, TabName.GOALS: Goals}.get(name, Other))
    made = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.completed):
        made.show()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    return made


def test_the_shell_imports_no_tab_no_query_and_no_database():
    import subprocess  # noqa: PLC0415  asked of a process that has imported nothing else

    late = (
        "sqlalchemy", "app.queries", "app.services", "ui.tabs", "ui.top_bar", "ui.person_area", "ui.dialogs",
        "sqlite3", "stdnum", "logging.handlers",
    )  # fmt: skip
    code = f"import sys, app.bootstrap; print([name for name in sys.modules if name.startswith({late})])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_workers_import_the_tab_in_front_first_and_then_the_others(desk, qtbot):
    brought = []

    def bring(name):
        brought.append((name, threading.current_thread() is threading.main_thread()))
        return Other

    desk.preferences.last_tab = TabName.MEETINGS.value
    window = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: screens_of(bring))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.furnished):
        window.show()
    assert brought == [(TabName.MEETINGS, False)]
    with qtbot.waitSignal(window.completed):
        pass
    assert sorted(name.value for name, _ in brought) == sorted(name.value for name in TabName)
    assert not any(on_the_windows_thread for _, on_the_windows_thread in brought)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)


def test_the_tabs_stand_in_the_order_in_which_a_person_travels(window):
    titles = [window.tab_bar.tabText(number) for number in range(window.tab_bar.count())]
    assert titles == [
        "Today",
        "Referrals",
        "Service plans",
        "Goals",
        "Interim transfer",
        "Closure",
        "Meetings",
        "Figures",
    ]


def test_a_person_chosen_once_stays_while_tabs_are_turned(window, qtbot):
    window.show_tab(TabName.GOALS)
    qtbot.waitUntil(lambda: window.people.caseload._model.rowCount() == 2)
    qtbot.keyClick(window.people.caseload.table, Qt.Key.Key_Down)
    chosen = window.people.person
    qtbot.waitUntil(lambda: window.people.header.name.text() != "")
    window.show_tab(TabName.CLOSURE)
    assert chosen is not None
    assert window.tab(TabName.GOALS).person == window.tab(TabName.CLOSURE).person == chosen
    assert window.people.header.isVisible()


def test_a_place_opens_the_tab_the_person_and_the_field(window, qtbot):
    window.go_to(place_of("goals.hold", JEAN))
    assert (window.current_tab, window.people.person) == (TabName.GOALS, JEAN)
    qtbot.waitUntil(lambda: window.focusWidget() is window.tab(TabName.GOALS).field)


def test_the_menu_opens_the_tracker_and_its_page_leads_to_a_person_in_the_tabs(window, desk, qtbot):
    desk.page_wanted.disconnect()
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        next(each for each in window.actions() if each.objectName() == "window.tracker").trigger()
    assert wanted.args[0].value == "tracker"
    desk.open_place(Place(TabName.GOALS, ADA))
    assert (window.current_tab, window.people.person) == (TabName.GOALS, ADA)


def test_fields_of_prompts_name_their_tab():
    assert place_of("referrals.start").tab is TabName.REFERRALS
    assert place_of("milestones.assessed", JEAN) == Place(TabName.GOALS, JEAN, "milestones.assessed")
    assert place_of("something.else").tab is TabName.TODAY


def test_a_tab_asks_when_its_topic_changed_and_it_is_seen(window):
    window.show_tab(TabName.REFERRALS)
    queue = window.tab(TabName.REFERRALS)
    before = queue.asked
    window.desk.door.changed.emit(changes(Topic.GOALS))
    assert queue.asked == before
    window.desk.door.changed.emit(changes(Topic.REFERRALS))
    assert queue.asked == before + 1


def test_a_tab_that_is_not_seen_asks_when_it_is_shown(window):
    window.show_tab(TabName.REFERRALS)
    window.show_tab(TabName.TODAY)
    queue = window.tab(TabName.REFERRALS)
    before = queue.asked
    window.desk.door.changed.emit(changes(Topic.REFERRALS))
    window.desk.door.changed.emit(changes(Topic.REFERRALS))
    assert queue.asked == before
    window.show_tab(TabName.REFERRALS)
    assert queue.asked == before + 1


def test_a_person_tab_ignores_what_happened_to_others(window):
    window.go_to(Place(TabName.GOALS, JEAN))
    goals = window.tab(TabName.GOALS)
    before = goals.asked
    window.desk.door.changed.emit(changes(Topic.GOALS, person=ADA))
    assert goals.asked == before
    window.desk.door.changed.emit(changes(Topic.GOALS, person=JEAN))
    assert goals.asked == before + 1


def test_another_team_in_view_makes_every_tab_ask(window):
    window.show_tab(TabName.REFERRALS)
    before = window.tab(TabName.REFERRALS).asked
    window.desk.choose_team(TEAM)
    assert window.tab(TabName.REFERRALS).asked == before + 1


def test_somebody_found_comes_into_view(window, qtbot):
    window.bar.search.setFocus()
    qtbot.keyClicks(window.bar.search, "Ada")
    qtbot.waitUntil(lambda: window.bar.search._model.rowCount() == 1)
    window.bar.search.picked.emit(Match(ADA, "Ada Lovell"))
    assert (window.people.person, window.current_tab) == (ADA, TabName.PLANS)


def test_the_last_tab_and_person_come_back(window, desk, qtbot):
    window.go_to(Place(TabName.GOALS, ADA))
    window.close()
    again = MainWindow(desk.look, desk.preferences, lambda: desk, lambda: window._screens)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.completed):
        again.show()
    assert (again.current_tab, again.people.person) == (TabName.GOALS, ADA)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)


def test_an_action_of_a_tab_does_its_deed_and_says_its_shortcut(window):
    window.show_tab(TabName.REFERRALS)
    queue = window.tab(TabName.REFERRALS)
    accept = next(each for each in queue.actions() if each.objectName() == "referrals.accept")
    accept.trigger()
    assert queue.acted == "referrals.accept"
    assert accept.toolTip() == "Accept the referral (Ctrl+Return)"


def test_no_shortcut_of_the_window_is_claimed_twice():
    assert duplicate_shortcuts(actions.SHELL) == ()
    assert all(spec.text and spec.tip and spec.help for spec in actions.SHELL)


def test_the_controls_of_the_shell_are_those_of_the_list(window, desk, qtbot, met):
    window.show_tab(TabName.GOALS)
    window.bar.say_clock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    met.meet(window, but_within=Tab)
    window.bar.seat.click()
    qtbot.waitUntil(lambda: window.findChild(SeatDialog) is not None)
    met.meet(window, but_within=Tab)
    window.findChild(SeatDialog).reject()
    names = [each.objectName() for each in window.findChildren(QAbstractButton) if each.objectName()]
    assert len(names) == len(set(names))
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    assert met.differences("The window") == []


# --- the desk --------------------------------------------------------------------------------------------------


def test_the_bar_says_which_database_it_is_and_who_sits_here(window):
    assert (window.bar.connection.text(), window.bar.seat.text()) == ("homeward.sqlite, saved", "Priya Raman")


def test_a_clock_that_was_set_is_in_sight_with_its_moment_in_the_office(window):
    assert not window.bar.clock.isVisible()
    window.bar.say_clock(datetime(2027, 7, 1, 9, 5, tzinfo=UTC))
    assert (window.bar.clock.isVisible(), window.bar.clock.text()) == (True, "Clock set: Thu 1 Jul 2027 10:05")


def test_while_the_database_is_away_the_bar_says_so_until_a_question_is_answered(window, desk, qtbot):
    def away(_turn):
        raise Unavailable("The database can't be reached.")

    heard = []
    with qtbot.waitSignal(desk.door.reached):
        desk.door.ask(window, away).then(heard.append, heard.append)
    assert window.bar.connection.text() == "not live since 09:00, your typing is kept"
    desk.note_typing(is_kept=False)
    assert window.bar.connection.text() == "not live since 09:00, your typing isn't kept: save often"
    desk.note_typing(is_kept=True)
    with qtbot.waitSignal(desk.door.reached):
        desk.door.ask(window, lambda _turn: 1).then(heard.append, heard.append)
    assert window.bar.connection.text() == "homeward.sqlite, saved"


def test_a_refusal_is_an_answer_of_a_database_that_is_there(window, desk, qtbot):
    def refused(_turn):
        raise Refused("Not now.")

    heard = []
    desk.door.ask(window, refused).then(heard.append, heard.append)
    qtbot.waitUntil(lambda: heard != [])
    assert window.bar.connection.text() == "homeward.sqlite, saved"


def saved(_turn):
    return changes(Topic.GOALS)


def _told(_number, _turn):
    return changes(Topic.GOALS)


def test_from_the_press_to_the_answer_the_bar_says_not_saved_yet(window, desk, held_work, qtbot):
    heard = []
    above = NoticeBar(desk.look, "goals.notice", window)
    above.tell("The goal is set.")
    desk.door.do(window, saved, heard.append, heard.append)
    assert window.bar.connection.text() == "homeward.sqlite, not saved yet"
    assert above.isHidden()
    held_work.go_on.set()
    qtbot.waitUntil(lambda: heard != [])
    assert window.bar.connection.text() == "homeward.sqlite, saved"
    assert window.bar.cancel.isHidden()


def test_an_errand_that_stores_by_itself_isnt_saved_before_it_is_done_either(window, desk, qtbot):
    go_on, heard = threading.Event(), []
    for raised in (None, Unavailable("The workbook is open elsewhere.")):

        def errand(_work, raised=raised):
            go_on.wait()
            if raised is not None:
                raise raised

        desk.door.carry(window, errand, heard.append, heard.append, changes(Topic.TRACKER))
        assert window.bar.connection.text() == "homeward.sqlite, not saved yet"
    go_on.set()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert window.bar.connection.text() == "homeward.sqlite, saved"


def test_what_takes_its_time_can_be_cancelled_in_the_bar_until_it_is_sent(window, desk, held_work, qtbot):
    heard = []
    desk.door.do(window, saved, heard.append, heard.append)
    desk.door.do(window, partial(_told, 1), heard.append, heard.append)
    qtbot.waitUntil(window.bar.cancel.isVisible)
    window.bar.cancel.click()
    assert [str(each) for each in heard] == ["Stopped. Nothing has been changed."] * 2
    assert window.bar.connection.text() == "homeward.sqlite, saved"
    assert window.bar.cancel.isHidden()
    held_work.go_on.set()
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)
    assert held_work.done == []


def test_a_notice_that_the_database_cant_be_reached_goes_when_it_is(window, desk, qtbot):
    def away(_turn):
        raise Unavailable("The database can't be reached.")

    said = NoticeBar(desk.look, "goals.notice", window)
    with qtbot.waitSignal(desk.door.reached):
        desk.door.ask(window, away).then(said.say, said.say)
    assert not said.isHidden()
    with qtbot.waitSignal(desk.door.reached):
        desk.door.ask(window, lambda _turn: 1).then(lambda _answer: None, said.say)
    assert said.isHidden()


def test_an_answer_that_isnt_known_stands_in_the_bar_and_what_became_of_it_is_told_where_its_form_has_gone(
    window, desk, held_work, qtbot
):
    (windows := Windows(lambda _number, _desk: window)).take_in(window)
    asked = FormSpec("note", "Note it", "Note it", "Noted.", lambda _form, _view: None)
    form = QuestionForm(windows.desk, "goals.note", asked)
    heard, held_work.answers = [], [NotKnown(UUID(int=1))]
    desk.door.do(window, form.waiting.wish(saved), heard.append, heard.append)
    held_work.go_on.set()
    qtbot.waitUntil(lambda: heard != [])
    assert window.bar.connection.text() == "not live since 09:00, not known yet whether it is saved"
    shiboken6.delete(form)
    desk.door.ask(window, lambda _turn: 1).then(lambda _answer: None, heard.append)
    qtbot.waitUntil(lambda: not window.notice.isHidden())
    assert window.notice.text.text().startswith("Note it: it wasn't saved.")
    assert window.bar.connection.text() == "homeward.sqlite, saved"
    assert len(heard) == 1


def test_somebody_else_can_sit_at_the_desk_and_is_remembered(window, desk, qtbot):
    window.bar.seat.click()
    qtbot.waitUntil(lambda: window.findChild(SeatDialog) is not None)
    dialog = window.findChild(SeatDialog)
    dialog.staff.set_value(OTHER)
    with qtbot.waitSignal(desk.door.changed) as told:
        qtbot.mouseClick(dialog.sit, Qt.MouseButton.LeftButton)
    assert desk.door._work.staff == OTHER
    assert desk.preferences.sits_here == OTHER
    assert told.args[0].topics == set(Topic)
    qtbot.waitUntil(lambda: not desk.door.tasks.is_busy)


def test_nobody_is_chosen_where_the_server_knows_who_it_is(look, qtbot):
    seat = SeatView(DSO, "Priya Raman", "DSO", "High Peak", "homeward on db1", by_login=True)
    dialog = SeatDialog(look, seat, (StaffMember(OTHER, "Tom Ash", "Admin"),))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.staff.isVisible()
    assert not dialog.sit.isVisible()
