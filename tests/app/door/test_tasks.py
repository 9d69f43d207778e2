import gc
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.door.errors import Refused, Unavailable
from app.door.garbage import GuiThreadCollector, give_back
from app.door.progress import Progress, Stopped
from app.door.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks(parent=qapp)
    yield made
    made.close()
    made.setParent(None)


@pytest.fixture
def owner(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def never(answer):
    raise AssertionError(answer)


def is_gui_thread():
    return QThread.currentThread() is QApplication.instance().thread()


def all_settled(qtbot, tasks):
    return qtbot.waitSignal(tasks.busy_changed, check_params_cb=lambda busy: not busy)


def test_a_result_arrives_on_the_gui_thread_from_a_worker(tasks, owner, qtbot):
    got = []
    with all_settled(qtbot, tasks):
        tasks.read(
            owner, lambda: threading.current_thread().name, lambda name: got.append((name, is_gui_thread())), never
        )
    assert got[0][0].startswith("read")
    assert got[0][1]


def test_even_work_that_is_done_at_once_is_handed_over_later(tasks, owner, qtbot):
    got = []
    done = threading.Event()
    with all_settled(qtbot, tasks):
        tasks.read(owner, done.set, got.append, never)
        assert done.wait(5)
        assert got == []  # nothing arrives before the event loop runs
    assert got == [None]


def test_writes_run_one_by_one_in_the_order_asked(tasks, owner, qtbot):
    first_may_end, done, running, overlaps = threading.Event(), [], [], []

    def write(number):
        overlaps.extend(running)
        running.append(number)
        if number == 0:
            assert first_may_end.wait(5)
        running.remove(number)
        return number

    with all_settled(qtbot, tasks):
        for number in range(5):
            tasks.write(owner, lambda number=number: write(number), done.append, never)
        first_may_end.set()
    assert (done, overlaps) == ([0, 1, 2, 3, 4], [])


def test_reads_run_beside_each_other(tasks, owner, qtbot):
    both_here, met = threading.Barrier(2), []
    with all_settled(qtbot, tasks):
        for _ in range(2):
            tasks.read(owner, lambda: both_here.wait(5) >= 0, met.append, never)
    assert met == [True, True]


def test_only_the_newest_answer_under_a_key_is_shown(tasks, owner, qtbot):
    newest_is_here, shown = threading.Event(), []

    def find(typed):
        if typed == "smi":
            newest_is_here.set()
        else:
            assert newest_is_here.wait(5)
        return typed

    with all_settled(qtbot, tasks):
        for typed in ("s", "sm", "smi"):
            tasks.read(owner, lambda typed=typed: find(typed), shown.append, never, latest="search")
    assert shown == ["smi"]


def test_answers_under_different_keys_are_all_shown(tasks, owner, qtbot):
    shown = []
    with all_settled(qtbot, tasks):
        for key in ("one", "two"):
            tasks.read(owner, lambda key=key: key, shown.append, never, latest=key)
    assert sorted(shown) == ["one", "two"]


@pytest.mark.parametrize("trouble", [Refused("There is no support plan yet."), Unavailable("Try again shortly.")])
def test_a_refusal_and_a_database_that_is_down_go_to_the_same_callback(tasks, owner, qtbot, trouble):
    said = []

    def work():
        raise trouble

    with all_settled(qtbot, tasks):
        tasks.write(owner, work, never, lambda error: said.append((error, is_gui_thread())))
    assert said == [(trouble, True)]


def test_a_defect_reaches_the_exception_hook_on_the_gui_thread(tasks, owner, qtbot, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _where: seen.append((kind, is_gui_thread())))
    with all_settled(qtbot, tasks):
        tasks.read(owner, lambda: 1 / 0, never, never)
    assert seen == [(ZeroDivisionError, True)]


def test_a_closed_tab_hears_nothing(tasks, qtbot):
    owner, may_end = QWidget(), threading.Event()
    with all_settled(qtbot, tasks):
        tasks.read(owner, lambda: may_end.wait(5), never, never)
        shiboken6.delete(owner)
        may_end.set()


def test_two_hundred_rapid_asks_all_settle(tasks, owner, qtbot):
    got = []
    with all_settled(qtbot, tasks):
        for number in range(200):
            start = tasks.read if number % 2 else tasks.write
            start(owner, lambda number=number: number, got.append, never)
    assert sorted(got) == list(range(200))


@pytest.fixture
def page():
    made = QWidget()
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


@pytest.fixture
def arrived(tasks, page, qapp):
    """Three answers that have arrived together, the one asked last first; what was handed over, number and turn."""
    last_is_here, got, turn = threading.Event(), [], [0]

    def answer(number):
        if number == 2:
            last_is_here.set()
        else:
            assert last_is_here.wait(5)
        return number

    for number in range(3):
        tasks.read(page, lambda number=number: answer(number), lambda each: got.append((each, turn[0])), never)
    tasks._read_lane.shutdown(wait=True)

    def turns(times):
        for _ in range(times):
            turn[0] += 1
            qapp.processEvents()
        return got

    return turns


def test_answers_that_arrive_together_have_a_turn_each_in_the_order_asked(tasks, arrived):
    got = arrived(20)
    assert [number for number, _turn in got] == [0, 1, 2]
    assert len({turn for _number, turn in got}) == 3
    assert not tasks.is_busy


def test_an_answer_that_waits_for_its_turn_is_dropped_with_its_page(tasks, page, arrived):
    while not arrived(1):
        pass
    shiboken6.delete(page)
    assert len(arrived(20)) == 1
    assert not tasks.is_busy


def test_an_answer_that_waits_for_its_turn_is_not_handed_over_after_closing(tasks, arrived):
    while not arrived(1):
        pass
    tasks.close()
    assert len(arrived(20)) == 1


def test_the_next_answer_comes_while_a_dialog_that_the_one_before_opened_is_open(tasks, owner, qtbot):
    loop, got = QEventLoop(), []

    def open_dialog(_answer):
        QTimer.singleShot(30_000, loop, partial(loop.exit, 1))
        got.append(loop.exec())

    tasks.read(owner, lambda: None, open_dialog, never)
    tasks.read(owner, lambda: None, lambda _answer: loop.exit(0), never)
    tasks._read_lane.shutdown(wait=True)  # both have arrived
    qtbot.waitUntil(lambda: got == [0])


def test_closing_waits_for_every_write_asked_and_hands_nothing_over(qapp, owner):
    tasks, done = Tasks(), []
    for number in range(3):
        tasks.write(owner, lambda number=number: done.append(number), never, never)
    tasks.close()
    qapp.processEvents()
    assert done == [0, 1, 2]


def test_after_closing_nothing_starts(owner):
    tasks = Tasks()
    tasks.close()
    tasks.close()
    tasks.read(owner, lambda: 1, never, never)
    assert not tasks.is_busy


def test_long_work_says_how_far_it_is_on_the_gui_thread(tasks, owner, qtbot):
    shown = []
    progress = tasks.progress(owner, lambda reached: shown.append((reached.percent, is_gui_thread())))

    def work():
        for row in range(1, 1001):
            progress.reached(row, 1000)

    with all_settled(qtbot, tasks):
        tasks.write(owner, work, lambda _nothing: None, never)
    assert shown[-1] == (100, True)
    assert len(shown) <= 102


def test_long_work_stops_at_its_next_row_and_says_that_nothing_changed(tasks, owner, qtbot):
    started, said = threading.Event(), []
    progress = tasks.progress(owner, lambda _reached: None)
    stopped = threading.Event()

    def work():
        progress.reached(1, 2)
        started.set()
        assert stopped.wait(5)
        progress.reached(2, 2)

    with all_settled(qtbot, tasks):
        tasks.write(owner, work, never, said.append)
        assert started.wait(5)
        progress.stop()
        stopped.set()
    assert [type(error) for error in said] == [Stopped]
    assert "Nothing has been changed" in said[0].sentence


def test_progress_needs_no_window():
    progress = Progress()
    progress.reached(1, 0)
    progress.stop()
    with pytest.raises(Stopped):
        progress.reached(2, 0)


def test_widgets_in_cycles_die_on_the_gui_thread(tasks, owner, qtbot):
    where, main = [], threading.get_ident()
    collector = GuiThreadCollector(owner)

    class Cyclic(QObject):
        def __init__(self):
            super().__init__()
            self.me = self

    cyclic = Cyclic()
    cyclic.destroyed.connect(lambda *_: where.append(threading.get_ident() == main))
    del cyclic
    with all_settled(qtbot, tasks):
        tasks.read(owner, lambda: len([object() for _ in range(300_000)]), lambda _count: None, never)
    assert where == []
    many = [[] for _ in range(20_000)]
    collector.collect()
    assert where == [True]
    assert len(many) == 20_000
    gc.unfreeze()
    gc.enable()


def test_a_window_that_has_opened_looks_through_nothing_old_until_it_rests(owner):
    looked, kept = [], []
    gc.callbacks.append(lambda phase, told: looked.append(told["generation"]) if phase == "start" else None)
    collector = GuiThreadCollector(owner)
    collector.collect()
    assert looked == []
    for _ in range(5):
        kept.append([[] for _ in range(20_000)])
        collector.collect()
    assert looked == [0] * 3 + [1, 0]
    for _ in range(200):
        collector.collect()
    gc.callbacks.pop()
    gc.unfreeze()
    gc.enable()
    assert looked == [0] * 3 + [1, 0, 2]
    assert len(kept) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own allocator gives back")
def test_what_is_free_goes_back_to_the_system():
    many = [bytearray(2_000) for _ in range(50_000)]
    kept = many[::50]  # in between: so nothing of it is the end of what was asked for
    del many
    before = held()
    give_back()
    assert before - held() > 50
    assert len(kept) == 1_000


def held():
    """What this process holds, in MiB."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) // 1024


def test_setting_a_text_five_thousand_times_keeps_none_alive(owner):
    before = sys.getrefcount(None)
    for _ in range(500):
        owner.setWindowTitle("x")
    assert abs(sys.getrefcount(None) - before) < 50
