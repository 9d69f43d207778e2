"""A desk with its look and its door, for tests of windows; nothing is left running behind it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.clock import FixedClock
from app.drafts import Drafts
from app.office import Office
from app.preferences import Preferences, Scheme
from app.tasks import Tasks
from tests.builders import SmallOffice
from ui.desk import Desk
from ui.tabs.tab import Tab
from ui.theme import Look


class PlainWork:
    """A Worker without a database: hands each question and deed a session that nobody looks at."""

    def read(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return query(None, *args, **kwargs)

    def write(self, deed: Any) -> Any:
        return deed(None)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    kept = Preferences(tmp_path / "preferences.ini")
    kept.scheme = Scheme.LIGHT
    return kept


@pytest.fixture
def look(qapp: QApplication, preferences: Preferences) -> Iterator[Look]:
    look = Look(qapp, preferences)
    yield look
    look.deleteLater()
    qapp.setStyleSheet("")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks(parent=qapp)
    yield tasks
    tasks.close()
    tasks.setParent(None)


@pytest.fixture
def desk(look: Look, tasks: Tasks, preferences: Preferences, clock: FixedClock, tmp_path: Path) -> Desk:
    return Desk(Office(PlainWork(), tasks), clock, look, preferences, Drafts(tmp_path / "drafts.sqlite"))


@pytest.fixture
def office_desk(
    sqlite_office: SmallOffice, look: Look, tasks: Tasks, preferences: Preferences, clock: FixedClock, tmp_path: Path
) -> Desk:
    """The DSO's desk in the small office, on its database."""
    office = Office(sqlite_office.work(), tasks)
    return Desk(office, clock, look, preferences, Drafts(tmp_path / "drafts.sqlite"))


@pytest.fixture
def settled(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """A function that waits until nothing is under way."""
    return lambda: qtbot.waitUntil(lambda: not tasks.is_busy)


@pytest.fixture
def open_tab(
    qtbot: QtBot,
    office_desk: Desk,
    sqlite_office: SmallOffice,
    settled: Callable[[], None],
    watch_gui_thread: Callable[[Engine], list[str]],
) -> Callable[[type[Tab]], Any]:
    """A function that shows a tab as in a small window, with what it asked for; SQL on its thread fails from then on.

    Arrange records before, or by `elsewhere`.
    """

    def show(kind: type[Tab], person: UUID | None = None) -> Tab:
        watch_gui_thread(sqlite_office.database.engine)
        tab = kind(office_desk)
        qtbot.addWidget(tab)
        tab.show_person(person)
        tab.resize(1280, 640)
        tab.show()
        settled()
        return tab

    return show


@pytest.fixture
def elsewhere() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """A function that runs something as at another desk, not on the window's thread."""
    with ThreadPoolExecutor(1) as other:
        yield lambda work: other.submit(work).result()
