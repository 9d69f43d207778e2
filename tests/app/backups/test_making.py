"""A backup has its name only when it was restored and compared; whatever fails, nothing half made is left."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.backups import making
from app.backups.kept import kept_in, thin
from app.backups.making import back_up
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from models import whole_copies
from models.database import Database
from models.fingerprints import differing, fingerprints
from models.people import Person


def test_it_holds_what_the_records_held_needs_no_log_and_is_for_its_owner_alone(backed_up, folder):
    made = backed_up()
    assert sorted(each.name for each in folder.iterdir()) == [made.file.with_suffix(".json").name, made.file.name]
    assert all(each.stat().st_mode & 0o777 == 0o600 for each in folder.iterdir())
    assert made.file.read_bytes()[18:20] == b"\x01\x01"
    with sqlite3.connect(f"{made.file.as_uri()}?mode=ro&immutable=1", uri=True) as copy:
        assert copy.execute("SELECT count(*) FROM person").fetchone() == (3,)
    copy.close()
    assert made.manifest.tables["person"].rows == 3
    assert json.loads(made.file.with_suffix(".json").read_text())["changes"] == made.manifest.changes


def test_what_others_store_meanwhile_is_in_the_next_and_doesnt_disturb_this_one(backed_up, sqlite_office, monkeypatch):
    copy_whole = whole_copies.copy_whole

    def beside_a_busy_desk(connection, target):
        sqlite_office.a_person()  # another connection: it waits for nobody, and nobody for it
        copy_whole(connection, target)
        sqlite_office.a_person()

    monkeypatch.setattr(making, "copy_whole", beside_a_busy_desk)
    assert backed_up().manifest.tables["person"].rows == 3
    monkeypatch.undo()
    assert backed_up().manifest.tables["person"].rows == 5


def test_two_of_the_same_second_have_two_names(backed_up, folder):
    first, second = backed_up(), backed_up()
    assert first.file != second.file
    assert second.thinned == 1  # of two hours the newest stays
    assert [each.file for each in kept_in(folder, second.manifest.database)] == [second.file]


def stopped_at(step: int) -> Progress:
    progress = Progress(lambda reached: progress.stop() if reached.done == step else None)
    return progress


def test_it_is_stopped_between_any_two_steps_and_leaves_nothing(backed_up, folder):
    for step in range(5):
        with pytest.raises(Stopped):
            backed_up(stopped_at(step))
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", ["a row", "a byte"])
def test_a_copy_that_isnt_the_same_gets_no_name(backed_up, folder, monkeypatch, damage):
    copy_whole = whole_copies.copy_whole

    def badly(connection, target):
        copy_whole(connection, target)
        if damage == "a row":
            with sqlite3.connect(target) as copy:
                copy.execute("DELETE FROM alembic_version")
            copy.close()
        else:
            content = bytearray(target.read_bytes())
            for last in range(len(content) // 8192 * 4096, len(content), 4096):
                content[last - 1] ^= 0x5A  # rows stand at a page's end
            target.write_bytes(content)

    monkeypatch.setattr(making, "copy_whole", badly)
    with pytest.raises(Unavailable, match="No backup was made"):
        backed_up()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (OSError(28, "No space left on device"), "disk is full"),
        (OSError(30, "Read-only file system"), "may not write"),
        (OSError(2, "No such file"), "is gone"),
        (OSError(5, "Input/output error"), "reports an error"),
        (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
    ],
)
def test_a_drive_that_fails_in_the_middle_is_told_and_older_backups_stand(
    backed_up, folder, monkeypatch, trouble, said
):
    older = backed_up()
    before = {each: each.read_bytes() for each in folder.iterdir()}

    def fails(_connection, target):
        Path(target).write_bytes(b"half of it")
        raise trouble

    monkeypatch.setattr(making, "copy_whole", fails)
    with pytest.raises(Unavailable, match=said) as told:
        backed_up()
    assert "older backups are as they were" in str(told.value)
    assert {each: each.read_bytes() for each in folder.iterdir()} == before
    assert older.file in before


def test_a_folder_that_isnt_there_or_too_small_is_said_before_anything_is_written(backed_up, folder, monkeypatch):
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _path: SimpleNamespace(free=5))
    with pytest.raises(Unavailable, match="are free"):
        backed_up()
    folder.rmdir()
    with pytest.raises(Unavailable, match="isn't there"):
        backed_up()


def test_a_server_is_backed_up_by_whoever_looks_after_it(folder):
    server = Database("postgresql+psycopg://nobody@localhost/none", lambda: None)
    with pytest.raises(Refused, match="pg_dump"):
        back_up(server, folder, None, Progress())


_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from app.backups.making import back_up
from app.door.progress import Progress
from models.database import Database, sqlite_url

moment = datetime(2026, 11, 28, 17, tzinfo=UTC)
at = int(sys.argv[3])
def tell(reached):
    if reached.done == at:
        os.kill(os.getpid(), signal.SIGKILL)
database = Database(sqlite_url(Path(sys.argv[1])), lambda: moment)
back_up(database, Path(sys.argv[2]), moment, Progress(tell))
"""


def test_a_kill_at_each_step_leaves_no_final_name_and_the_next_one_sweeps_what_it_left(
    backed_up, folder, sqlite_office
):
    file = sqlite_office.database.url.database
    for step in range(5):
        ended = subprocess.run([sys.executable, "-c", _KILLED, file, str(folder), str(step)], check=False)
        assert ended.returncode == -signal.SIGKILL
        assert [each for each in folder.iterdir() if not each.name.startswith(".")] == []
    assert list(folder.iterdir()) != []
    made = backed_up()
    assert {each.suffix for each in folder.iterdir()} == {".json", ".sqlite"}
    assert made.manifest.tables["person"].rows == 3


def test_thinning_takes_verified_ones_of_this_database_only(backed_up, folder, sqlite_office):
    newest = backed_up()
    mark, hour = newest.manifest.database, timedelta(hours=1)
    unverified = newest.file
    unverified.with_suffix(".json").unlink()  # nobody knows any more what it was
    again = back_up(sqlite_office.database, folder, sqlite_office.clock.now() + timedelta(minutes=1), Progress())
    foreign = folder / "holiday.sqlite"
    foreign.write_bytes(b"pictures")
    os.link(again.file, other := folder / again.file.name.replace(again.file.name[9:21], "0" * 12))
    assert thin(folder, mark, sqlite_office.clock.now() + hour * 24 * 1000) == 0  # one verified: the newest
    third = back_up(sqlite_office.database, folder, sqlite_office.clock.now() + timedelta(minutes=2), Progress())
    assert not again.file.exists()
    assert all(each.exists() for each in (unverified, foreign, other, third.file))


def test_a_table_that_says_something_else_has_another_fingerprint(backed_up, sqlite_office):
    backed_up()
    with sqlite_office.database.engine.connect() as connection:
        before = fingerprints(connection, lambda: None)
    with sqlite_office.database.writing() as session:
        session.scalars(select(Person)).first().given = "Somebody Else"
    with sqlite_office.database.engine.connect() as connection:
        after = fingerprints(connection, lambda: None)
    assert differing(before, after) == ("audit_entry", "near_word", "person", "person_word")
    assert differing(before, before) == ()
