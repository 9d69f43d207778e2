"""What every test can ask for, and the guards that hold over every test: no stray warnings, threads or SQL."""

import gc
import itertools
import logging
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from hypothesis import settings
from sqlalchemy import Engine, event

from models.database import Database
from models.policy import PolicySettings
from resources import read_toml
from tests.standing import ASKED_BY_TEST

OURS = {"app", "ui", "models", "reports", "resources", "homeward"}
PATIENCE_MS = 60_000
# What the beginning of a turn asks, and of a turn that writes.
TURN = ("database_mark", "stored_setting", "goes_along", "clock_timestamp", "signed_by", "alembic_version")
_NUMBERS = itertools.count()
pytest_plugins = ["tests.databases", "tests.keyrings"]

settings.register_profile("same every time", derandomize=True, deadline=None, database=None)
settings.load_profile("same every time")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Words of our own for the command line."""
    parser.addoption("--all-lives", action="store_true", help="walk the whole table of lives, not an eighth of it")
    parser.addoption("--walks", type=int, default=0, help="so many walks of lives at random, drawn anew each time")
    parser.addoption("--write-scans", action="store_true", help="write queries/scans.txt anew, keeping its reasons")
    parser.addoption("--write-controls", action="store_true", help="write ui/controls.md anew from the running window")
    parser.addoption("--write-trees", action="store_true", help="write tests/ui/trees anew from the running window")


@pytest.fixture(scope="session")
def policy() -> PolicySettings:
    """The policy settings as the program ships them."""
    return PolicySettings.parse(read_toml("policy.toml"))


@pytest.fixture(scope="session", autouse=True)
def _desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the desks of the tests keep their own things: never in the account of whoever runs them."""
    folder = tmp_path_factory.mktemp("desks")
    with pytest.MonkeyPatch.context() as patch:
        _sit_at(folder / "shared", patch)
        yield folder


@pytest.fixture(autouse=True)
def _a_desk_of_its_own(_desks: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A desk that remembers nothing of another test's databases, which are copies of the same ones, and keeps its log.

    The log of a desk stays open for as long as the program runs: here for as long as the test does.
    """
    _sit_at(_desks / str(next(_NUMBERS)), monkeypatch)
    before = list(logging.getLogger().handlers)
    yield
    for each in [each for each in logging.getLogger().handlers if each not in before]:
        if isinstance(each, RotatingFileHandler):
            logging.getLogger().removeHandler(each)
            each.close()


def _sit_at(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "STATE", "CONFIG"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """The hands at a window: what must come is waited for as long as a busy machine may need."""
    for wait in ("waitUntil", "waitSignal"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    return qtbot


# --- Guards ----------------------------------------------------------------------------------------------------


class _Overheard(logging.Handler):
    """Keeps what our packages complain about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in OURS:
            self.complaints.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log_records(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning of ours that the test didn't ask about (by `caplog`) is a failure."""
    overheard = _Overheard()
    logging.getLogger().addHandler(overheard)
    yield
    logging.getLogger().removeHandler(overheard)
    if "caplog" not in request.fixturenames:
        assert overheard.complaints == []


@pytest.fixture(autouse=True)
def _no_threads_left_running() -> Iterator[None]:
    """A thread that outlives its test is a failure; one that is just ending may do so."""
    before = set(threading.enumerate())
    yield
    for thread in threads_since(before):
        thread.join(2)
    assert threads_since(before) == []


@pytest.fixture(autouse=True)
def _garbage_is_collected_as_before() -> Iterator[None]:
    """A test that starts a program within this process, which then collects no garbage, leaves that to no other test.

    Else what all later tests leave in circles stays until the end: gigabytes.
    """
    was_on = gc.isenabled()
    yield
    if was_on and not gc.isenabled():
        gc.unfreeze()
        gc.enable()
        pytest.fail("This test has left garbage uncollected: enable its collection again.")


def threads_since(before: set[threading.Thread]) -> list[threading.Thread]:
    """The threads started since; Qt's own are no business of Python's."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]


@pytest.fixture
def watch_gui_thread() -> Iterator[Callable[[Engine], list[str]]]:
    """A function that collects the SQL which an engine runs on the window's thread; any of it fails the test.

    Watch only after arranging the records, or clear the list.
    """
    watched: list[tuple[Engine, Any]] = []
    collected: list[list[str]] = []

    def watch(engine: Engine) -> list[str]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            from PySide6.QtCore import QCoreApplication  # noqa: PLC0415  most tests need no Qt

            if QCoreApplication.instance() and threading.current_thread() is threading.main_thread():
                statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        watched.append((engine, note))
        collected.append(statements)
        return statements

    yield watch
    for engine, note in watched:
        event.remove(engine, "before_cursor_execute", note)
    assert [statement for statements in collected for statement in statements] == []


@pytest.fixture
def count_statements() -> Iterator[Callable[[Database], list[str]]]:
    """A function that gathers the statements which a database runs from then on, the beginning of a turn left out."""
    watched: list[tuple[Engine, Any]] = []

    def watch(database: Database) -> list[str]:
        statements: list[str] = []
        answers: list[Any] = []

        def note(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
            answer = getattr(cursor, "pgresult", None)
            if answer is not None and any(answer is each for each in answers):
                return  # told again to a question that is asked together with others: the server was asked once
            answers.append(answer)
            if not any(asked in statement for asked in (*TURN, ASKED_BY_TEST)):
                statements.append(statement)

        event.listen(database.engine, "after_cursor_execute", note)
        watched.append((database.engine, note))
        return statements

    yield watch
    for engine, note in watched:
        event.remove(engine, "after_cursor_execute", note)
