"""What is done a piece at a time on the window's thread has one line, and each of it a turn of the event loop."""

from itertools import pairwise

from PySide6.QtCore import QEventLoop, QObject, QTimer
from shiboken6 import delete

from app.door.turns import line_up


def turns_counted(parent):
    passed = []
    turns = QTimer(parent, interval=0)
    turns.timeout.connect(lambda: passed.append(None))
    turns.start()
    return passed


def test_no_two_are_done_in_one_turn_whoever_asks_and_the_first_comes_first(qtbot):
    owners = [QObject(), QObject()]
    passed, done = turns_counted(owners[0]), []
    for number in range(6):
        line_up(owners[number % 2], lambda number=number: done.append((number, len(passed))))
    qtbot.waitUntil(lambda: len(done) == 6)
    assert [number for number, _ in done] == [0, 1, 2, 3, 4, 5]
    assert all(after > before for (_, before), (_, after) in pairwise(done))


def test_what_a_step_leaves_the_window_to_do_has_a_turn_before_the_next(qtbot):
    owner, said = QObject(), []
    for name in ("first", "second"):
        line_up(owner, lambda name=name: (said.append(name), QTimer.singleShot(0, owner, lambda: said.append("left"))))
    qtbot.waitUntil(lambda: len(said) == 4)
    assert said == ["first", "left", "second", "left"]


def test_who_is_gone_has_no_turn_and_holds_nobody_up(qtbot):
    gone, there, done = QObject(), QObject(), []
    line_up(gone, lambda: done.append("gone"))
    line_up(there, lambda: done.append("there"))
    delete(gone)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["there"]


def test_a_dialog_that_a_step_opens_holds_no_other_step(qtbot):
    owner, done = QObject(), []
    dialog = QEventLoop()
    line_up(owner, lambda: (dialog.exec(), done.append("closed")))
    line_up(owner, lambda: (done.append("meanwhile"), dialog.quit()))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["meanwhile", "closed"]
