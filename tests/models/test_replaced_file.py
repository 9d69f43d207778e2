"""A file that was replaced or lost its journal under an open window: nothing is stored, and nothing is overwritten."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text, update

from app.door.changes import Topic, changes
from app.door.errors import Unavailable
from models.database import Database
from models.database_file import Replaced
from models.people import Person

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody remove a file that is open")


@pytest.fixture
def file(sqlite_office):
    """The small office with a person, open as a window has it."""
    sqlite_office.a_person()
    return Path(sqlite_office.database.url.database)


def rename(turn, given="Joan"):
    turn.session.execute(update(Person).values(given=given))
    return changes(Topic.PEOPLE)


def given_names(file):
    """What is in the file alone, as another program reads it: this one would go on reading what it has open."""
    asking = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1], uri=True).execute('SELECT given FROM person'))"
    address = f"{file.as_uri()}?immutable=1"
    done = subprocess.run([sys.executable, "-c", asking, address], check=True, capture_output=True, text=True)
    return done.stdout


def replaced(file):
    """As somebody does who restores a backup without closing the window."""
    backup = file.with_name("backup.sqlite")
    shutil.copyfile(file, backup)
    backup.replace(file)


def without_log(file):
    file.with_name(f"{file.name}-wal").unlink()


def without_index(file):
    file.with_name(f"{file.name}-shm").unlink()


@pytest.mark.parametrize("happens", [replaced, without_log, without_index])
def test_nothing_is_stored_into_a_file_that_isnt_the_one_that_was_opened(sqlite_office, file, happens):
    desk = sqlite_office.work()
    desk.write(rename)
    happens(file)
    with pytest.raises(Unavailable, match="was replaced, or its journal was removed") as caught:
        desk.write(lambda turn: rename(turn, "June"))
    assert "homeward database check" in str(caught.value)
    with pytest.raises(Unavailable, match="was replaced"):
        desk.read(lambda turn: turn.moment)
    assert "June" not in given_names(file)


def test_the_connection_that_is_refused_holds_no_lock(sqlite_office, file):
    sqlite_office.work().write(rename)
    replaced(file)
    with pytest.raises(Replaced), sqlite_office.database.writing() as session:
        session.connection()
    other = Database(sqlite_office.database.url, sqlite_office.clock.now)
    with other.writing() as session:
        session.execute(text("UPDATE person SET given = 'Theirs'"))
    other.close()
    assert "Theirs" in given_names(file)


# What a command does when the window's locks are gone: it closes last, as it thinks, and takes the log away.
COMMAND = """
import sqlite3, sys
from models.words_of_file import lend_words
for given in ("First", "Second"):
    connection = sqlite3.connect(sys.argv[1])
    connection.create_function("homeward_moment", 0, lambda: "2026-11-20 09:00:00.000000")
    connection.create_function("homeward_by", 0, lambda: "command")
    lend_words(connection)
    connection.execute("UPDATE person SET given = ?", (given,))
    connection.commit()
    connection.close()
"""


def test_a_window_that_lost_its_locks_puts_nothing_over_what_others_stored(sqlite_office, file):
    desk = sqlite_office.work()
    desk.write(rename)
    file.read_bytes()  # whoever opens and closes the file takes the locks of the whole program off it
    subprocess.run([sys.executable, "-c", COMMAND, str(file)], check=True)
    assert not file.with_name(f"{file.name}-wal").exists()
    with pytest.raises(Unavailable, match="was replaced"):
        desk.write(rename)
    sqlite_office.database.close()
    assert "Second" in given_names(file)


# --- Whose files they are --------------------------------------------------------------------------------------


def test_a_database_and_what_is_beside_it_are_their_owners(file):
    modes = {each.name: each.stat().st_mode & 0o777 for each in file.parent.glob("homeward.sqlite*")}
    assert set(modes.values()) == {0o600}
    assert {"homeward.sqlite", "homeward.sqlite-wal", "homeward.sqlite-shm"} <= set(modes)


def test_a_database_that_is_made_is_its_owners_from_its_first_byte(tmp_path, clock):
    file = tmp_path / "new.sqlite"
    database = Database(f"sqlite:///{file}", clock.now, may_make=True)
    with database.engine.connect():
        assert file.stat().st_mode & 0o777 == 0o600
    database.close()
