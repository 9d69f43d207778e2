"""A desk with its look and its door, for tests of windows; nothing is left running behind it."""

import gc
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import Engine

from app.desk.drafts import Drafts
from app.desk.preferences import Preferences, Scheme
from app.door.door import Door
from app.door.tasks import Tasks
from app.services.transfer import checklist, conditions
from models.agreement import Rate
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import AssessmentDecision
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.builders import MovingClock, SmallOffice, visit
from tests.controls import Met
from tests.ui.keyboard import check, letter_faults
from ui.desk import Desk
from ui.pages.page import Page
from ui.tabs.tab import Tab
from ui.theme import Look

_DAY = timedelta(days=1)


class PlainWork:
    """A Worker without a database: hands each question and deed a session that nobody looks at."""

    def read(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return query(None, *args, **kwargs)

    def write(self, deed: Any, _press: Any = None) -> Any:
        return deed(None)

    def sit(self, staff: UUID) -> None:
        self.staff = staff


class HeardWork(PlainWork):
    """A desk's work that keeps the names of the questions it was asked."""

    def __init__(self, work: Any, asked: list[str]) -> None:
        self._work, self._asked = work, asked

    def read(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        self._asked.append(query.__name__)
        return self._work.read(query, *args, **kwargs)

    def write(self, deed: Any, press: Any = None) -> Any:
        return self._work.write(deed, press)


class HeldWork(PlainWork):
    """A desk's work that does a deed only when the test lets it, and answers it as the test says."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.done: list[UUID] = []
        self.answers: list[Exception] = []

    def write(self, deed: Any, press: Any = None) -> Any:
        self.go_on.wait()
        press.stop_if_cancelled()
        self.done.append(press.operation)
        if self.answers:
            raise self.answers.pop(0)
        return deed(None)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    kept = Preferences(tmp_path / "preferences.ini")
    kept.scheme = Scheme.LIGHT
    return kept


@pytest.fixture
def look(qapp: QApplication, preferences: Preferences, monkeypatch: pytest.MonkeyPatch) -> Iterator[Look]:
    """A theme is put on at once, but where the turns that it takes are what is tested."""
    monkeypatch.setattr("ui.dressing._FEW", sys.maxsize)
    look = Look(qapp, preferences)
    yield look
    look.deleteLater()
    qapp.setStyleSheet("")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    gc.disable()  # no worker may collect, or a widget is destroyed there: see app.door.garbage
    tasks = Tasks(parent=qapp)
    yield tasks
    tasks.close()
    tasks.setParent(None)
    gc.enable()


@pytest.fixture
def desk(look: Look, tasks: Tasks, preferences: Preferences, clock: MovingClock, tmp_path: Path) -> Desk:
    return Desk(Door(PlainWork(), tasks), clock, look, preferences, Drafts(tmp_path / "drafts.sqlite"))


@pytest.fixture
def held_work(desk: Desk) -> Iterator[HeldWork]:
    """What the desk has asked for and isn't done yet."""
    held = HeldWork()
    desk.door._work = held
    yield held
    held.go_on.set()


@pytest.fixture
def office_desk(
    sqlite_office: SmallOffice, look: Look, tasks: Tasks, preferences: Preferences, clock: MovingClock, tmp_path: Path
) -> Desk:
    """The DSO's desk in the small office, on its database."""
    door = Door(sqlite_office.work(), tasks)
    return Desk(door, clock, look, preferences, Drafts(tmp_path / "drafts.sqlite"))


@pytest.fixture
def asked(office_desk: Desk) -> list[str]:
    """The names of the questions that the DSO's desk asks, in order; clear it before the deed that is looked at."""
    names: list[str] = []
    office_desk.door._work = HeardWork(office_desk.door._work, names)
    return names


@pytest.fixture
def let_deeds_go(office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """The DSO's desk gets no answer to a deed until this function is called; questions are answered as ever."""
    go_on, write = Event(), office_desk.door._work.write

    def held(*args: Any) -> Any:
        go_on.wait()
        return write(*args)

    monkeypatch.setattr(office_desk.door._work, "write", held)
    yield go_on.set
    go_on.set()


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
) -> Iterator[Callable[[type[Tab]], Any]]:
    """A function that shows a tab as in a small window, with what it asked for; SQL on its thread fails from then on.

    Arrange records before, or by `elsewhere`. Whatever state a test leaves a tab in: each of its controls is listed.
    """
    shown: list[Tab] = []

    def show(kind: type[Tab], person: UUID | None = None) -> Tab:
        watch_gui_thread(sqlite_office.database.engine)
        tab = kind(office_desk)
        qtbot.addWidget(tab)
        tab.show_person(person)
        tab.resize(1280, 640)
        tab.show()
        settled()
        shown.append(tab)
        return tab

    yield show
    assert [fault for tab in shown if isValid(tab) for fault in letter_faults(tab)] == []
    met = Met()
    met.meet(*(tab for tab in shown if isValid(tab)))
    assert met.unlisted() == []


@pytest.fixture
def open_page(
    qtbot: QtBot,
    office_desk: Desk,
    sqlite_office: SmallOffice,
    settled: Callable[[], None],
    watch_gui_thread: Callable[[Engine], list[str]],
) -> Iterator[Callable[[type[Page]], Any]]:
    """A function that shows a page of the menu, about a record or none, with what it asked for; else as `open_tab`."""
    shown: list[Page] = []

    def show(kind: type[Page], record: UUID | None = None) -> Page:
        watch_gui_thread(sqlite_office.database.engine)
        page = kind(office_desk)
        qtbot.addWidget(page)
        page.open_at(record)
        page.resize(900, 640)
        page.show()
        settled()
        shown.append(page)
        return page

    yield show
    assert [fault for page in shown if isValid(page) for fault in letter_faults(page)] == []
    met = Met()
    met.meet(*(page for page in shown if isValid(page)))
    assert met.unlisted() == []


@pytest.fixture
def elsewhere() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """A function that runs something as at another desk, not on the window's thread."""
    with ThreadPoolExecutor(1) as other:
        yield lambda work: other.submit(work).result()


@pytest.fixture
def press(request: pytest.FixtureRequest, settled: Callable[[], None]) -> Callable[[QWidget, str], None]:
    """Press a button of a tab by its name, and wait until it is done; a deed is pressed twice, and taken once."""
    desks = [name for name in ("office_desk", "desk") if name in request.fixturenames]

    def click(tab: QWidget, name: str) -> None:
        button = tab.findChild(QAbstractButton, name)
        assert button is not None, f"there is no {name}"
        assert button.isVisible(), f"{name} isn't offered"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        for door in [request.getfixturevalue(each).door for each in desks]:
            under_way = tuple(door._under_way)
            if under_way and button.isVisible():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                assert tuple(door._under_way) == under_way, f"{name} was taken twice"
        settled()
        check(tab, button)

    return click


@pytest.fixture
def write() -> Callable[[QWidget, str, str], None]:
    """Type into a field of a form."""

    def type_into(tab: QWidget, name: str, text: str) -> None:
        line = tab.findChild(QLineEdit, name)
        if line is not None:
            line.setText(text)
        else:
            prose = tab.findChild(QPlainTextEdit, name)
            assert prose is not None, f"there is no {name}"
            prose.setPlainText(text)

    return type_into


@pytest.fixture
def met(request: pytest.FixtureRequest) -> Met:
    """Meets the controls of a window in each state that a test opens; `differences` holds them against the list."""
    return Met(write=bool(request.config.getoption("--write-controls")))


@pytest.fixture
def before_the_move(sqlite_office: SmallOffice) -> UUID:
    """Somebody who pays in full, of whom nothing is missing before the move; their id."""
    office = sqlite_office
    person = office.a_person(funding=Funding.SELF_FUNDER, paper_format=PaperFormat.LARGE_PRINT)
    episode = office.an_episode(visit(), person=person, started_at=office.now - 20 * _DAY)
    at = office.now - 5 * _DAY
    office.do(conditions.agree_maximum_independence, episode=episode, at=at)
    office.do(conditions.record_assessment, episode=episode, at=at, decision=AssessmentDecision.ONGOING,
              assessed_by="SW North")  # fmt: skip
    office.do(conditions.complete_support_plan, episode=episode, at=at)
    office.do(conditions.send_to_brokerage, episode=episode, at=at)
    office.do(conditions.record_listed, episode=episode, at=at)
    office.do(conditions.agree_transfer, episode=episode, at=office.now - _DAY, reason="No offer yet")
    made = office.do(conditions.choose_route, episode=episode, route=TransferRoute.INTERIM_TEAM,
                     team=office.teams["Interim"], interim_dso=office.staff["Interim DSO"]).made  # fmt: skip
    assert made is not None
    for step in ("CAPACITY_SPOKEN", "PSP_SENT", "END_DATE_REQUEST", "TRANSFER_ACCEPTED"):
        office.do(checklist.tick, transfer=made, step=TransferStepKind[step], note="Room from Monday")
    return person


@pytest.fixture
def a_rate(sqlite_office: SmallOffice) -> None:
    """What an hour costs."""
    sqlite_office.store(Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960))
