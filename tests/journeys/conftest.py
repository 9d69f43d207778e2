"""A desk with the real window on a small office's database, and the hands and eyes of somebody who sits at it."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from copy import copy
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.bootstrap import further_window, load_screens
from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.door import Door
from app.door.news import listen
from app.door.tasks import Tasks
from app.door.turn import Turn
from app.door.watch import Watch
from tests.builders import MovingClock, SmallOffice, visit
from tests.controls import Met
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.navigation import TabName
from ui.tabs.tab import Tab
from ui.theme import Look
from ui.windows import Windows

P = ParamSpec("P")
R = TypeVar("R")
_QUIET_ROUNDS = 3  # an answer may lead to a further question
_MOST_TABS = 80


class Seat:
    """Somebody at a window: what they press, type and see. `close` as they would."""

    def __init__(self, qtbot: QtBot, office: SmallOffice, clock: MovingClock, folder: Path, staff: str) -> None:
        self._qtbot, self._records = qtbot, office
        self._elsewhere = ThreadPoolExecutor(1)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        folder.mkdir(exist_ok=True)
        self.preferences = Preferences(folder / "desk.ini")
        self.preferences.scheme = Scheme.LIGHT
        self.tasks = Tasks()
        self.look = Look(app, self.preferences)
        self._work = office.work(staff)
        drafts = Drafts(folder / "drafts.sqlite")
        self.desk = Desk(Door(self._work, self.tasks), clock, self.look, self.preferences, drafts)
        self.window = MainWindow(self.desk.look, self.desk.preferences, lambda: self.desk, load_screens)
        self._watch: Watch | None = None
        self._is_closed = False
        with qtbot.waitSignal(self.window.completed, timeout=20_000):
            self.window.show()
        self.look_here()

    # --- what they see -----------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Until every question is answered and painted."""
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            if self.tasks.is_busy:
                quiet = 0
                loop = QEventLoop()
                self.tasks.busy_changed.connect(loop.quit)
                if self.tasks.is_busy:
                    loop.exec()
            QApplication.processEvents()
            QApplication.sendPostedEvents()
            quiet += 0 if self.tasks.is_busy else 1

    def look_here(self) -> None:
        """This window has the keyboard."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def tab(self, name: TabName) -> Any:
        """A tab of the window, brought to the front."""
        self.window.show_tab(name)
        self.settle()
        return self.front

    @property
    def front(self) -> Any:
        """The tab in front."""
        tab = self.window.tab(self.window.current_tab)
        assert isinstance(tab, Tab)
        return tab

    @property
    def focused(self) -> str:
        """The name of what has the keyboard."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def find(self, name: str) -> Any:
        """What is called so, and seen."""
        found = [each for each in self.window.findChildren(QWidget, name) if each.isVisible()]
        assert len(found) == 1, f"{name}: seen {len(found)} times"
        return found[0]

    def stored(self, query: Callable[Concatenate[Turn, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the database holds, asked away from the window's thread."""
        return self._elsewhere.submit(partial(self._records.ask, query, *args, **kwargs)).result()

    # --- what they do ------------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        widget = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(widget, key, held)
        self.settle()

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def keys(self, text: str) -> None:
        """Type where the keyboard is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)
        self.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until this has the keyboard."""
        for _ in range(_MOST_TABS):
            if self.focused == name:
                return
            self.key(Qt.Key.Key_Tab)
        pytest.fail(f"the Tab key doesn't lead to {name} from {self.focused}")

    def press(self, name: str) -> None:
        """Click a button."""
        widget = self.find(name)
        assert isinstance(widget, QAbstractButton)
        QApplication.processEvents()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Fill a field."""
        widget = self.find(name)
        assert isinstance(widget, QLineEdit | QPlainTextEdit)
        widget.setFocus()
        widget.clear()
        QTest.keyClicks(widget, text)
        self.settle()

    def hear_others(self) -> None:
        """From now on this desk hears what others do, as the program does once its window is complete."""
        self._watch = Watch(self.desk.door, lambda stop: listen(self._work, stop))
        with self._qtbot.waitSignal(self._watch.listening):
            pass

    def close(self) -> None:
        """Close the window and end everything behind it."""
        if self._is_closed:
            return
        self._is_closed = True
        met = Met()
        met.meet(self.window)
        if self._watch is not None:
            self._watch.close()
        self.window.close()
        self.tasks.close()
        self._elsewhere.shutdown()
        self.window.deleteLater()
        self.look.deleteLater()
        QApplication.sendPostedEvents()
        assert met.unlisted() == []


@pytest.fixture
def sit(
    qtbot: QtBot,
    sqlite_office: SmallOffice,
    clock: MovingClock,
    tmp_path: Path,
    watch_gui_thread: Callable[[Engine], list[str]],
) -> Iterator[Callable[..., Seat]]:
    """A function that seats a member of the small office's staff at a window; SQL on its thread fails from then on.

    The same `place` is the same desk: what it remembers comes back.
    """
    watched: list[bool] = []
    gc.disable()  # no worker may collect: see app.door.garbage
    with ExitStack() as leaving:

        def seat(staff: str = "DSO", place: str = "desk") -> Seat:
            if not watched:
                watched.append(True)
                watch_gui_thread(sqlite_office.database.engine)
            found = Seat(qtbot, sqlite_office, clock, tmp_path / place, staff)
            leaving.callback(found.close)
            return found

        yield seat
    gc.enable()


@pytest.fixture
def windows(desk: Seat) -> Iterator[Windows]:
    """Those of the module's `desk`; the first is open. They take down what the desk's own end would close."""
    made = Windows(lambda number, first: further_window(desk.look, desk.preferences.of_window(number), first))
    made.take_in(desk.window)
    assert made.desk is desk.desk
    yield made
    made.take_down()
    desk.tasks.close()
    desk._is_closed = True
    desk._elsewhere.shutdown()
    desk.look.deleteLater()


@pytest.fixture
def another(desk: Seat, windows: Windows, qtbot: QtBot) -> Callable[[], Seat]:
    """A function that opens one more by its keys; the hands at it."""

    def open_another() -> Seat:
        desk.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        there = copy(desk)
        there.window = windows.front
        assert there.window is not desk.window
        qtbot.waitUntil(lambda: there.window._is_complete, timeout=20_000)
        there.look_here()
        return there

    return open_another


@pytest.fixture
def jean(sqlite_office: SmallOffice) -> UUID:
    """In service for two days, with one goal."""
    person = sqlite_office.a_person(family="Gill")
    episode = sqlite_office.an_episode(visit(), person=person)
    sqlite_office.a_goal(episode, statement="I will make my lunch", set_at=sqlite_office.now - timedelta(hours=1))
    return person


@pytest.fixture
def ada(sqlite_office: SmallOffice) -> UUID:
    """In service for two days."""
    person = sqlite_office.a_person(family="Lovell")
    sqlite_office.an_episode(visit(), person=person)
    return person


@pytest.fixture
def desk(sit: Callable[..., Seat], jean: UUID, ada: UUID) -> Seat:
    """Of somebody who sits where both are known: from now on no statement may run on the window's thread."""
    assert jean != ada
    return sit("DSO")
