"""The program's way from one office to another: the first question, the demonstration's banner, another database."""

import gc
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.desk import places
from app.desk.opened import Opened
from app.desk.preferences import Preferences
from ui.dialogs.welcome import Welcome
from ui.main_window import MainWindow
from ui.navigation import PageName
from ui.pages.window import PagesWindow


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A computer on which Homeward has never been started."""
    made = tmp_path / "a computer"
    made.mkdir()
    for name in ("database", "demonstration", "drafts"):
        monkeypatch.setattr(places, f"{name}_file", lambda name=name: made / f"{name}.sqlite")
    for name in ("preferences", "log"):
        monkeypatch.setattr(places, f"{name}_file", lambda name=name: made / name)
    monkeypatch.setattr(places, "seen_folder", lambda: made / "seen")
    return made


@pytest.fixture
def drive(qapp):
    """A function that runs steps inside the program's loop: each waits for what it is about, then presses."""
    timer = QTimer()

    def begin(*steps):
        waiting = list(steps)

        def look():
            if not waiting:
                timer.stop()
                return
            wanted, press = waiting[0]
            found = next((each for each in shown(qapp) if isinstance(each, wanted) and is_ready(each)), None)
            if found is not None:
                waiting.pop(0)
                press(found)

        timer.timeout.connect(look)
        timer.start(50)
        return waiting

    yield begin
    timer.stop()
    gc.unfreeze()
    gc.enable()


def shown(app):
    return [each for each in app.topLevelWidgets() if each.isVisible()]


def is_ready(window):
    return not isinstance(window, MainWindow) or (window._is_complete and bool(window.bar.connection.text()))


def menu(window, name):
    window.findChild(QAction, name).trigger()


@pytest.mark.usefixtures("folder")
def test_from_the_demonstration_to_another_database_and_out(qapp, sqlite_office, drive):
    other = sqlite_office.database.url.render_as_string(hide_password=False)
    sqlite_office.database.close()
    said = []

    def leave_the_demonstration(window):
        said.append((window.bar.clock.text(), window.bar.clock.isVisible()))
        menu(window, "window.another")

    def leave(window):
        said.append((window.bar.connection.text(), window.bar.clock.isVisible()))
        menu(window, "window.quit")

    steps = drive(
        (Welcome, lambda welcome: welcome.demonstration.click()),
        (MainWindow, leave_the_demonstration),
        (Welcome, lambda welcome: welcome._made(Opened(other))),
        (MainWindow, leave),
    )
    assert bootstrap.stay(qapp, None, None, None) == 0
    assert steps == []
    assert re.fullmatch(r"Demonstration, [A-Z][a-z]+ 20 Nov[a-z]* 2026", said[0][0])
    assert said == [(said[0][0], True), ("homeward.sqlite, saved", False)]
    kept = Preferences(places.preferences_file())
    assert [Path(each).name for each in kept.opened] == ["homeward.sqlite", "demonstration.sqlite"]
    assert bootstrap.usual(kept) == Opened(other)
    QApplication.sendPostedEvents()


@pytest.mark.usefixtures("folder")
def test_an_office_that_was_just_started_opens_with_the_page_that_was_asked_for(qapp, sqlite_office, drive):
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    sqlite_office.database.close()
    said = []

    def leave(pages):
        said.append(pages.current_page)
        menu(pages.parent(), "window.quit")

    steps = drive(
        (Welcome, lambda welcome: welcome._made(Opened(url, page="taken_over"))),
        (PagesWindow, leave),
    )
    assert bootstrap.stay(qapp, None, None, None) == 0
    assert (steps, said) == ([], [PageName.TAKEN_OVER])
    QApplication.sendPostedEvents()


@pytest.mark.usefixtures("folder")
def test_of_two_windows_either_can_be_closed_and_what_goes_on_beside_them_goes_on_once(
    qapp, sqlite_office, drive, qtbot
):
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    sqlite_office.database.close()
    said = []

    def open_another(window):
        qtbot.waitUntil(lambda: window.desk.shared.backups is not None and window.desk.shared.tracker is not None)
        menu(window, "window.new")
        windows = [each for each in shown(qapp) if isinstance(each, MainWindow)]
        said.append(len(windows))
        second = next(each for each in windows if each is not window)
        qtbot.waitUntil(lambda: is_ready(second), timeout=20_000)
        said.append(second.desk.shared is window.desk.shared)
        window.close()

    def leave(window):
        said.append(window.desk.shared.tracker is not None)
        menu(window, "window.new")
        said.append(len([each for each in shown(qapp) if isinstance(each, MainWindow)]))
        menu(window, "window.quit")

    steps = drive((MainWindow, open_another), (MainWindow, leave))
    assert bootstrap.stay(qapp, url, None, None) == 0
    assert (steps, said) == ([], [2, True, True, 2])
    QApplication.sendPostedEvents()
    assert shown(qapp) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("as_at", [None, datetime(2026, 11, 20, 9, tzinfo=UTC)])
def test_the_tracker_goes_out_by_itself_where_the_desk_wishes_it_but_not_as_of_another_day(
    qapp, sqlite_office, drive, qtbot, as_at
):
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    sqlite_office.database.close()
    kept = Preferences(places.preferences_file())
    kept.work_on(url)
    kept.tracker_every = 15
    kept.save()
    said = []

    def leave(window):
        if as_at is None:
            qtbot.waitUntil(lambda: window.desk.shared.tracker is not None)
        else:
            qtbot.waitUntil(lambda: window.desk.shared.backups is not None)
        said.append(window.desk.shared.tracker is not None and window.desk.shared.tracker.is_on)
        menu(window, "window.quit")

    steps = drive((MainWindow, leave))
    assert bootstrap.stay(qapp, url, as_at, None) == 0
    assert (steps, said) == ([], [as_at is None])
    QApplication.sendPostedEvents()


def test_the_question_left_without_an_answer_leaves_nothing_behind(qapp, folder, drive):
    drive((Welcome, lambda welcome: welcome.leave.click()))
    assert bootstrap.stay(qapp, None, None, None) == 0
    assert [each.name for each in folder.glob("*.sqlite*")] == []
    assert Preferences(places.preferences_file()).opened == ()


@pytest.mark.usefixtures("folder")
def test_a_desk_opens_its_own_database_where_it_has_one_and_asks_for_a_servers_password():
    kept = Preferences(places.preferences_file())
    assert bootstrap.usual(kept) is None
    places.database_file().write_bytes(b"")
    assert bootstrap.usual(kept) == Opened(bootstrap.own_address())
    kept.note_opened(bootstrap.without_password("postgresql+psycopg://priya:secret@server:5432/homeward"))
    assert kept.opened == ("postgresql+psycopg://priya@server:5432/homeward",)
    assert bootstrap.usual(kept) is None


@pytest.mark.usefixtures("folder")
def test_who_sits_at_one_database_sits_there_only():
    kept, one, other = Preferences(places.preferences_file()), UUID(int=1), UUID(int=2)
    kept.work_on("sqlite:////own", is_own=True)
    kept.sits_here = one
    kept.work_on("sqlite:////demonstration")
    assert kept.sits_here is None
    kept.sits_here = other
    kept.work_on("sqlite:////own", is_own=True)
    assert kept.sits_here == one
