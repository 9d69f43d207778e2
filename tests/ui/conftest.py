"""A desk with its look and its door, for tests of windows; nothing is left running behind it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.clock import FixedClock
from app.drafts import Drafts
from app.office import Office
from app.preferences import Preferences, Scheme
from app.tasks import Tasks
from ui.desk import Desk
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
