"""How long the window's thread is held at most between two turns of its event loop, while 200 actions are played.

In a county's office, made for it or given: every tab is opened for the first time, people are chosen, lists are sorted,
the search and the filter are typed into, the text size and the theme change, all from one seed. A watcher's thread asks
the window's for a word all the time, so that an idle loop turns too and no gap between two turns is rest. Held against
what is allowed is the thread's own time (CPU), so that whatever else the machine does holds nobody; the longest gap by
the clock is told beside it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.clock import FixedClock
from app.door.door import Door, LateWork
from app.door.tasks import Tasks
from app.setup import office_file
from models.database import sqlite_url
from tests.benchmarks.county import county_office
from tests.benchmarks.measure import Measure
from tests.benchmarks.offices import OFFICE
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.tables.table_view import TableView
from ui.theme import Look

SEED = 2026
_ACTIONS, _ALLOWED_S = 200, 0.040
_QUIET_TURNS, _ASKED_EVERY_S = 20, 0.001
_TYPED = ("m", "ma", "mar", "gill", "wój", "zo", "")


class Held(NamedTuple):
    """The longest gaps between two turns during one kind of action, in seconds, and how often it was done."""

    worked: float  # by the thread's own time
    passed: float  # by the clock
    times: int


class Watch(QObject):
    """Notes how long each turn held the thread that it was made on, by what is being done meanwhile."""

    _asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, Held] = {}
        self._doing = ""
        self._is_answered, self._is_over = Event(), Event()
        self._watcher = Thread(target=self._ask_on, name="watcher", daemon=True)
        self._worked, self._passed = time.thread_time(), time.perf_counter()

    def begin(self, doing: str) -> None:
        """From now on."""
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self.turned)
        dispatcher.aboutToBlock.connect(self.turned)
        self.do(doing)
        self._watcher.start()

    def end(self) -> None:
        """The watcher has gone."""
        self._is_over.set()
        self._is_answered.set()
        self._watcher.join()

    def do(self, doing: str) -> None:
        """What holds the thread from now on is this kind of action's."""
        self.turned()
        self._doing = doing
        before = self.held.get(doing, Held(0, 0, 0))
        self.held[doing] = before._replace(times=before.times + 1)

    def turned(self) -> None:
        """The loop turns, or another action begins."""
        worked, passed = time.thread_time(), time.perf_counter()
        before = self.held.get(self._doing)
        if before is not None:
            longest = max(before.worked, worked - self._worked), max(before.passed, passed - self._passed)
            self.held[self._doing] = Held(*longest, before.times)
        self._worked, self._passed = worked, passed

    def _answer(self) -> None:
        self.turned()
        self._is_answered.set()

    def _ask_on(self) -> None:
        """On the watcher's thread."""
        while not self._is_over.wait(_ASKED_EVERY_S):
            self._is_answered.clear()
            self._asked.emit()
            self._is_answered.wait()


def measures(_runs: int, where: str | None = None, seed: int = SEED) -> Iterator[Measure]:
    """Each kind of action beside what is allowed, the longest hold first; in the county that is there, if one is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.write(f"holds: the actions of seed {seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "homeward.sqlite"
        if where is None:
            county_office(file)[0].close()
        url = where if where is not None and "://" in where else sqlite_url(Path(where) if where else file)
        held = _played(url, FixedClock(office_file.as_at_of(OFFICE)), Path(folder), Random(seed))  # noqa: S311
        for doing, longest in sorted(held.items(), key=lambda each: each[1].worked, reverse=True):
            told = f"allowed; {longest.passed * 1000:.0f} ms by the clock, {longest.times} ×"
            yield Measure(f"held by {doing}", longest.worked, _ALLOWED_S, told, 1.0)


def _played(url: str, clock: FixedClock, kept: Path, chance: Random) -> dict[str, Held]:
    """The longest holds of each kind of action, in a window of its own."""
    app = QApplication.instance() or bootstrap.make_application(["holds"])
    assert isinstance(app, QApplication)
    preferences = Preferences(kept / "desk.ini")
    look, tasks, watch = Look(app, preferences), Tasks(), Watch()
    door = Door(LateWork(partial(bootstrap.make_work, url, clock)), tasks)
    drafts = Drafts(kept / "drafts.sqlite")
    window = bootstrap.make_window(look, preferences, lambda: Desk(door, clock, look, preferences, drafts))
    watch.begin("the start")
    window.show()
    _until(window.completed.connect)
    _settle(tasks, look)
    firsts = list(_firsts(window))
    for number in range(_ACTIONS):
        doing, act = firsts[number] if number < len(firsts) else _action(window, chance)
        watch.do(doing)
        act()
        _settle(tasks, look)
    watch.end()
    door.close()
    window.deleteLater()
    return watch.held


def _firsts(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each tab once; once one about a person is there, a person, so that the others open about somebody."""
    for name in TabName:
        yield f"{name.title}, opened first", partial(window.show_tab, name)
        if name is TabName.PLANS:
            yield "somebody, chosen first", partial(_choose, window, 0)


def _choose(window: MainWindow, person: int) -> None:
    """As a click does."""
    table = window.people.caseload.table
    table.setCurrentIndex(table.model().index(person, 0))


def _action(window: MainWindow, chance: Random) -> tuple[str, Callable[[], object]]:
    """The next action at random, and its name."""
    tabs, look = list(TabName), window.desk.look
    name, typed = chance.choice(tabs), chance.choice(_TYPED)
    lists = [each for each in window.findChildren(TableView) if each.isVisible()]
    person = chance.randrange(200)
    match chance.randrange(8):
        case 0 | 1:
            return "a tab opened again", partial(window.show_tab, name)
        case 2 if lists:
            shown = chance.choice(lists)
            column = chance.randrange(shown.model().columnCount())
            return "a list sorted", partial(shown.sortByColumn, column, Qt.SortOrder.AscendingOrder)
        case 3:
            return "a keystroke of search", partial(window.bar.search.setText, typed)
        case 4:
            return "a keystroke of the filter", partial(window.people.caseload.filter.setText, typed)
        case 5:
            return "a step of text size", chance.choice((look.bigger, look.smaller, look.normal_size))
        case 6:
            return "another theme", partial(look.set_scheme, chance.choice(list(Scheme)))
    return "somebody chosen", partial(_choose, window, person)


def _until(connect: Callable[[Callable[[], object]], object]) -> None:
    loop = QEventLoop()
    connect(loop.quit)
    loop.exec()


def _settle(tasks: Tasks, look: Look) -> None:
    """Let the loop turn until nothing is under way, and a little longer, for timers of no length."""
    turns = 0
    while turns < _QUIET_TURNS:
        if tasks.is_busy:
            _until(tasks.busy_changed.connect)
        QApplication.processEvents()
        turns = 0 if tasks.is_busy or look.is_changing else turns + 1
