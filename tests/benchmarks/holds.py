"""How long the window's thread is held at most between two turns of its event loop, while 200 actions are played.

In the county's office: every tab is opened for the first time, people are chosen, lists are sorted, the search and the
filter are typed into, the text size and the theme change. Counted is the thread's own time (CPU), so that whatever
else the machine does holds nobody.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.clock import FixedClock
from app.door.door import Door, LateWork
from app.door.tasks import Tasks
from models.database import sqlite_url
from tests.benchmarks.county import county_office
from tests.benchmarks.measure import Measure
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.tables.table_view import TableView
from ui.theme import Look

_ACTIONS, _LONGEST, _ALLOWED_S = 200, 10, 0.040
_QUIET_TURNS = 20
_TYPED = ("m", "ma", "mar", "gill", "wój", "zo", "")


@dataclass
class _Watch:
    """Notes how long each turn held the thread, in seconds, and what was being done."""

    doing: str = "the start"
    held: list[tuple[float, str]] = field(default_factory=list)
    _since: float = field(default_factory=time.thread_time)

    def begin(self) -> None:
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self.turned)
        dispatcher.aboutToBlock.connect(self.turned)

    def turned(self) -> None:
        now = time.thread_time()
        self.held.append((now - self._since, self.doing))
        self._since = now


def measures(_runs: int) -> Iterator[Measure]:
    """The ten kinds of action that hold longest, each beside what is allowed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "homeward.sqlite"
        database, work = county_office(file)
        moment = work.read(lambda turn: turn.moment)
        database.close()
        for held, doing in _played(sqlite_url(file), FixedClock(moment), Path(folder)):
            yield Measure(f"held by {doing}", held, _ALLOWED_S, "what is allowed", 1.0)


def _played(url: str, clock: FixedClock, kept: Path) -> list[tuple[float, str]]:
    """The longest hold of each kind of action, the longest first; in a window of its own."""
    app = QApplication.instance() or bootstrap.make_application(["holds"])
    assert isinstance(app, QApplication)
    preferences = Preferences(kept / "desk.ini")
    look, tasks, watch = Look(app, preferences), Tasks(), _Watch()
    door = Door(LateWork(partial(bootstrap.make_work, url, clock)), tasks)
    drafts = Drafts(kept / "drafts.sqlite")
    window = bootstrap.make_window(look, preferences, lambda: Desk(door, clock, look, preferences, drafts))
    watch.begin()
    window.show()
    _until(window.completed.connect)
    _settle(tasks, look)
    chance = Random(2026)  # noqa: S311  not a secret
    for number in range(_ACTIONS):
        doing, act = _action(window, chance, number)
        watch.turned()
        watch.doing = doing
        act()
        _settle(tasks, look)
    door.close()
    window.deleteLater()
    longest = {doing: max(held for held, what in watch.held if what == doing) for _, doing in watch.held}
    return sorted(((held, doing) for doing, held in longest.items()), reverse=True)[:_LONGEST]


def _action(window: MainWindow, chance: Random, number: int) -> tuple[str, Callable[[], object]]:
    """The next action and its name: each tab once, then at random."""
    tabs, look = list(TabName), window.desk.look
    if number < len(tabs):
        return f"{tabs[number].title}, opened first", partial(window.show_tab, tabs[number])
    name, typed = chance.choice(tabs), chance.choice(_TYPED)
    lists = [each for each in window.findChildren(TableView) if each.isVisible()]
    person = chance.randrange(200)
    match chance.randrange(8):
        case 0 | 1:
            return f"{name.title}, opened again", partial(window.show_tab, name)
        case 2 if lists:
            shown = chance.choice(lists)
            column = chance.randrange(shown.model().columnCount())
            return f"{shown.objectName()}, sorted", partial(shown.sortByColumn, column, Qt.SortOrder.AscendingOrder)
        case 3:
            return "a keystroke of search", partial(window.bar.search.setText, typed)
        case 4:
            return "a keystroke of the filter", partial(window.people.caseload.filter.setText, typed)
        case 5:
            return "a step of text size", chance.choice((look.bigger, look.smaller, look.normal_size))
        case 6:
            return "another theme", partial(look.set_scheme, chance.choice(list(Scheme)))
    return "somebody chosen", partial(window.people.caseload.table.selectRow, person)


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
