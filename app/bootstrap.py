"""Where everything meets: builds the look, the door and the window, and hands each what it needs.

What the first paint doesn't need is imported by a worker after it: SQLAlchemy, the tabs, the queries.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import logs, places
from app.clock import Clock, SystemClock
from app.drafts import Drafts
from app.garbage import GuiThreadCollector
from app.office import LateWork, Office, Worker
from app.preferences import Preferences
from app.tasks import Tasks
from ui.desk import Desk
from ui.dialogs.welcome import Welcome
from ui.main_window import MainWindow
from ui.screens import Screens
from ui.theme import Look


def run(url: str | None = None) -> int:
    """Open the window and stay until it is closed."""
    logs.start(places.log_file())
    app = make_application(sys.argv)
    preferences = Preferences(places.preferences_file())
    look = Look(app, preferences)
    tasks = Tasks()
    if url is None and not places.database_file().exists():
        welcome = Welcome(look, tasks)
        if not welcome.exec():
            tasks.close()
            return 0
        url = welcome.url
    clock = SystemClock()
    office = Office(LateWork(lambda: make_work(url, clock)), tasks)
    window = make_window(office, clock, look, preferences, places.drafts_file())
    hook = DefectHook(window)
    sys.excepthook = hook.caught
    window.furnished.connect(lambda: GuiThreadCollector(window))
    window.show()
    try:
        return app.exec()
    finally:
        tasks.close()


def make_application(words: list[str]) -> QApplication:
    """Qt's application, named so that settings and window managers know it."""
    app = QApplication(words[:1])
    app.setApplicationName("Homeward")
    app.setOrganizationName("Homeward")
    app.setDesktopFileName("homeward")
    return app


def make_window(office: Office, clock: Clock, look: Look, preferences: Preferences, drafts: Path) -> MainWindow:
    """The window with its desk; its tabs are imported by a worker after the first paint."""
    return MainWindow(Desk(office, clock, look, preferences, Drafts(drafts)), load_screens)


def load_screens() -> Screens:
    """Import every tab with its queries; called on a worker."""
    return cast("Screens", import_module("ui.furniture").screens())


def make_work(url: str | None, clock: Clock) -> Worker:
    """Open the database; called on a worker at the first question."""
    return cast("Worker", import_module("app.opening").open_work(url, clock))


class DefectHook:
    """Says that something went wrong, in plain words, and writes where; what was typed is kept as a draft."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def caught(self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        """Installed as `sys.excepthook`: hops to the window's thread first."""
        logs.defect(kind, trace)
        QTimer.singleShot(0, self._window, self._say)

    def _say(self) -> None:
        from app.errors import Unavailable  # noqa: PLC0415  only after a defect

        self._window.say(
            Unavailable(
                "Something went wrong inside Homeward. Nothing you typed is lost; the details are in the log of this "
                "desk. If it happens again, tell whoever looks after Homeward."
            )
        )
