"""The door over a real file: sessions on workers, refusals rolled back, everybody hears of changes."""

import gc
import sys
import threading
import weakref
from functools import partial
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from app.door.changes import Topic, changes
from app.door.door import Door, LateWork
from app.door.errors import ChangedMeanwhile, Refused, Unavailable
from app.door.tasks import Tasks
from models.teams import Team


@pytest.fixture
def tasks(qapp):
    made = Tasks(parent=qapp)
    yield made
    made.close()
    made.setParent(None)


@pytest.fixture
def door(sqlite_office, tasks, watch_gui_thread):
    watch_gui_thread(sqlite_office.database.engine)
    return Door(sqlite_office.work(), tasks)


@pytest.fixture
def tab(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def never(answer):
    raise AssertionError(answer)


def team_name(turn, team):
    return turn.session.scalars(select(Team.name).where(Team.id == team)).one()


def rename(turn, team, name="South-east"):
    found = turn.session.get_one(Team, team)
    found.name = name
    found.operation_id = turn.operation
    return changes(Topic.SETTINGS)


def answer(qtbot, door, tab, query, *args, **kwargs):
    got = []
    door.ask(tab, query, *args, **kwargs).then(got.append, never)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def test_a_deed_is_done_and_everybody_hears_of_it(door, tab, qtbot, sqlite_office):
    got, heard, team = [], [], sqlite_office.teams["North"]
    door.changed.connect(heard.append)
    door.do(tab, lambda turn: rename(turn, team), got.append, never)
    qtbot.waitUntil(lambda: bool(got))
    assert got == heard == [changes(Topic.SETTINGS)]
    assert answer(qtbot, door, tab, team_name, team=team) == "South-east"


def test_a_closed_window_still_lets_the_others_know(door, qtbot, sqlite_office):
    tab, heard, team = QWidget(), [], sqlite_office.teams["North"]
    door.changed.connect(heard.append)
    door.do(tab, lambda turn: rename(turn, team), never, never)
    shiboken6.delete(tab)
    qtbot.waitUntil(lambda: bool(heard))


def test_a_refusal_leaves_nothing_behind_and_nobody_hears_of_it(door, tab, qtbot, sqlite_office):
    said, team = [], sqlite_office.teams["North"]
    door.changed.connect(never)
    before = answer(qtbot, door, tab, team_name, team)

    def deed(turn):
        rename(turn, team)
        turn.session.flush()
        raise Refused("No capacity is left in this team.", rule="REF-15", who="Scheduling")

    door.do(tab, deed, never, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert (said[0].sentence, said[0].rule) == ("No capacity is left in this team.", "REF-15")
    assert answer(qtbot, door, tab, team_name, team) == before


def test_a_late_answer_is_dropped_for_a_newer_one(door, tab, qtbot, tasks):
    newest_is_here, shown = threading.Event(), []

    def find(_turn, typed):
        if typed == "new":
            newest_is_here.set()
        else:
            assert newest_is_here.wait(5)
        return typed

    with qtbot.waitSignal(tasks.busy_changed, check_params_cb=lambda busy: not busy):
        for typed in ("old", "new"):
            door.ask(tab, find, typed).then(shown.append, never, latest="search")
    assert shown == ["new"]


def test_work_without_a_session_is_fetched_off_the_gui_thread(door, tab, qtbot):
    got = []
    door.fetch(tab, threading.current_thread).then(got.append, never)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0] is not threading.main_thread()


def test_late_work_is_made_once_and_on_a_worker(tab, qtbot, tasks, sqlite_office):
    made = []

    def make():
        made.append(threading.current_thread())
        return sqlite_office.work()

    door = Door(LateWork(make), tasks)
    names = [answer(qtbot, door, tab, team_name, team) for team in sqlite_office.teams.values()]
    assert len(names) == len(sqlite_office.teams)
    assert len(made) == 1
    assert made[0] is not threading.main_thread()


def test_late_work_that_cannot_be_made_is_said_in_a_sentence(tab, qtbot, tasks):
    said = []

    def make():
        raise Unavailable("The database can't be reached.")

    Door(LateWork(make), tasks).ask(tab, team_name, None).then(never, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert str(said[0]) == "The database can't be reached."


# --- One press, one deed ---------------------------------------------------------------------------------------


def held(door, monkeypatch):
    """What is asked for from now on waits until it is let go."""
    go_on, write = threading.Event(), door._work.write
    monkeypatch.setattr(door._work, "write", lambda deed, press: go_on.wait() and write(deed, press))
    return go_on


def test_a_second_press_of_the_same_deed_before_its_answer_is_no_second_deed(
    door, tab, qtbot, sqlite_office, monkeypatch
):
    go_on, team = held(door, monkeypatch), sqlite_office.teams["North"]
    got, heard = [], []
    door.changed.connect(heard.append)
    for _ in range(3):
        door.do(tab, partial(rename, team=team, name="East"), got.append, never)
    go_on.set()
    qtbot.waitUntil(lambda: not door.tasks.is_busy)
    assert len(got) == len(heard) == 1


def test_deeds_that_say_something_else_are_all_done_in_their_order(door, tab, qtbot, sqlite_office, monkeypatch):
    go_on, team = held(door, monkeypatch), sqlite_office.teams["North"]
    got = []
    for name in ("East", "West", "Middle"):
        door.do(tab, partial(rename, team=team, name=name), got.append, never)
    go_on.set()
    qtbot.waitUntil(lambda: len(got) == 3)
    assert answer(qtbot, door, tab, team_name, team) == "Middle"


def test_the_second_half_of_a_double_click_does_nothing_after_the_first_is_done(door, tab, qtbot, sqlite_office):
    got, team = [], sqlite_office.teams["North"]
    door._since_last = StandingTimer()
    for _ in range(2):
        door.do(tab, partial(rename, team=team, name="East"), got.append, never)
        qtbot.waitUntil(lambda: not door.tasks.is_busy)
    assert len(got) == 1
    door._since_last.has_run = True
    door.do(tab, partial(rename, team=team, name="East"), got.append, never)
    qtbot.waitUntil(lambda: len(got) == 2)


class StandingTimer:
    """Time that passes when the test says so."""

    has_run = False

    def start(self):
        self.has_run = False

    def hasExpired(self, _milliseconds):  # noqa: N802  Qt's name
        return self.has_run


def test_a_defect_ends_its_press_so_that_it_can_be_pressed_again(door, tab, qtbot, monkeypatch):
    def broken(_turn):
        raise KeyError("a defect")

    raised = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _where: raised.append(kind))
    for times in (1, 2):
        door.do(tab, broken, never, never)
        qtbot.waitUntil(lambda times=times: len(raised) == times)
    assert not door._under_way


class Typed:
    """What somebody typed into a form."""


def test_what_was_asked_is_let_go_of_when_it_is_answered(door, tab, qtbot, sqlite_office):
    typed, got, team = Typed(), [], sqlite_office.teams["North"]
    kept = weakref.ref(typed)
    door.do(tab, lambda turn, _typed=typed: rename(turn, team), got.append, never)
    del typed
    qtbot.waitUntil(lambda: len(got) == 1)
    door.do(tab, partial(rename, team=team, name="East"), got.append, never)  # the last one is remembered
    qtbot.waitUntil(lambda: len(got) == 2)
    gc.collect()
    assert kept() is None


def test_a_server_that_keeps_silent_over_what_was_sent_is_left_as_often_as_it_takes(
    door, tab, qtbot, sqlite_office, monkeypatch
):
    monkeypatch.setattr("app.door.door._TOO_LONG_MS", 1)
    cuts, go_on, write = [], threading.Event(), door._work.write

    def silent(deed, press):
        press.begin(lambda: None, lambda: cuts.append(press))
        press.send(changes(Topic.SETTINGS))
        go_on.wait()
        press.leave()
        return write(deed)

    monkeypatch.setattr(door._work, "write", silent)
    got, team = [], sqlite_office.teams["North"]
    door.do(tab, partial(rename, team=team), got.append, never)
    qtbot.waitUntil(lambda: len(cuts) >= 2)
    go_on.set()
    qtbot.waitUntil(lambda: len(got) == 1)
    assert len(set(cuts)) == 1
    assert not door._under_way


def test_where_another_desk_was_first_every_screen_asks_again_after_the_refusal(door, tab, qtbot):
    said, heard = [], []
    door.changed.connect(lambda told: heard.append((len(said), told.topics)))

    def too_late(_turn):
        raise ChangedMeanwhile("goal", UUID(int=1), expected=1, found=2, last="Ann Lee, 3 Nov 2026 at 14:05")

    door.do(tab, too_late, never, said.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(1, frozenset(Topic))]
    assert said[0].sentence.startswith("This has changed since it was looked at: Ann Lee, 3 Nov 2026 at 14:05.")
