"""However the window is left, it is taken down before the program ends, and its connections are given back.

On a file nothing is left in a write-ahead log.
"""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from app.desk.stop_signals import StopSignals
from app.door.door import Door, LateWork
from app.door.news import listen
from app.door.tasks import Tasks
from app.door.watch import Watch
from app.door.work import Work
from app.services.people.details import change_person
from models.database import Database

only_posix = pytest.mark.skipif(os.name != "posix", reason="Windows asks the windows")
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import bootstrap
from app.desk.preferences import Preferences
from app.queries.people.caseload import caseload
from ui.dialogs.files import PDF, FileDialog

url, way = sys.argv[1:]
watch_others = bootstrap.watch_others

def listening(door):
    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "window")
    window.desk.door.ask(window, caseload).then(lambda _rows: ready(window), window.say)

def ready(window):
    window.destroyed.connect(lambda: print("taken down", flush=True))
    if way == "a dialog over it":
        FileDialog(window, "Save", PDF).open()
    print("open", flush=True)
    if way == "closed":
        window.close()

def watched(desk, work):
    watch = watch_others(desk, work)
    watch.listening.connect(lambda: listening(desk.door))
    return watch

bootstrap.watch_others = watched
ended = bootstrap.run(url)
print("ended", flush=True)
sys.exit(ended)
"""


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("closed", None),
        pytest.param("told", "SIGINT", marks=only_posix),
        pytest.param("a dialog over it", "SIGTERM", marks=only_posix),
    ],
)
def test_a_window_that_is_left_leaves_no_write_ahead_log(way, told, sqlite_office, tmp_path):
    file = Path(sqlite_office.database.url.database)
    sqlite_office.a_person()
    sqlite_office.database.close()
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(tmp_path / "home"))
    words = [sys.executable, "-c", WINDOW, url, way]
    surroundings = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=surroundings, encoding="utf-8") as window:
        try:
            assert window.stdout.readline() == "open\n"
            if told is not None:
                assert file.with_name("homeward.sqlite-wal").exists()
                window.send_signal(getattr(signal, told))
            assert window.wait(200) == 0
            assert window.stdout.read().split("\n") == ["taken down", "ended", ""]
        finally:
            window.kill()
    assert [each.name for each in tmp_path.glob("homeward.sqlite*")] == ["homeward.sqlite"]


def others(database: Database) -> int:
    """How many connections of others a database has; on a file, whether there is anything beside it."""
    if database.is_sqlite:
        file = Path(database.url.database)
        return len(list(file.parent.glob(f"{file.name}-*")))
    with database.reading() as session:
        count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return session.execute(text(count)).scalar_one()


def test_a_desk_that_listens_and_has_written_gives_every_connection_back(office, qtbot):
    person = office.a_person()
    office.database.close()
    before = others(office.database)
    database = Database(office.database.url, office.clock.now)
    work = LateWork(lambda: Work(database, office.clock, staff=office.staff["DSO"]))
    door = Door(work, Tasks())
    watch = Watch(door, lambda stop: listen(work.made(), stop))
    with qtbot.waitSignal(watch.listening):
        pass
    with qtbot.waitSignal(door.changed):
        told = partial(change_person, person=person, seen=1, telephone="0114 496 0190")
        door.do(door, told, lambda _changes: None, pytest.fail)
    assert others(office.database) > before
    watch.close()
    door.close()
    qtbot.waitUntil(lambda: others(office.database) == before)  # a server takes a moment to see it
    office.database.close()


@only_posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_the_systems_wish_is_heard_in_the_windows_loop_and_the_signals_are_as_they_were_afterwards(name, qtbot):
    before = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]
    stop = StopSignals()
    heard = []
    stop.asked.connect(lambda: heard.append("asked"))
    with qtbot.waitSignal(stop.asked):
        os.kill(os.getpid(), getattr(signal, name))
        assert heard == []  # nothing is done in the middle of something
    stop.close()
    stop.close()
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)] == before


def test_a_desk_that_never_asked_closes_too(qapp):
    door = Door(LateWork(lambda: pytest.fail("it was made to be closed")), Tasks(parent=qapp))
    door.close()
