"""What this desk keeps is its owner's alone, and nothing of a database stays open when a piece of work has ended."""

import logging
import os
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from app import cli
from app.desk import logs, places
from app.desk.opening import open_work
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from models.database import sqlite_url

posix = pytest.mark.skipif(os.name == "nt", reason="on Windows a user's own folders are so by themselves")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@posix
def test_the_desks_folders_are_their_owners_also_where_they_were_open_before():
    kept = (places.database_file, places.seen_folder, places.preferences_file, places.log_file)
    assert {mode(each().parent) for each in kept} == {0o700}
    places.database_file().parent.chmod(0o755)
    assert mode(places.database_file().parent) == 0o700


@posix
@pytest.mark.usefixtures("caplog")
def test_the_log_is_its_owners_also_after_it_was_turned_over(tmp_path):
    file = tmp_path / "homeward.log"
    file.touch(0o644)
    before = list(logging.getLogger().handlers)
    logs.start(file)
    (keeper,) = (each for each in logging.getLogger().handlers if each not in before)
    try:
        logging.getLogger("homeward").error("defect")
        keeper.doRollover()
        logging.getLogger("homeward").error("defect")
    finally:
        logging.getLogger().removeHandler(keeper)
        keeper.close()
    assert {each.name: mode(each) for each in tmp_path.iterdir()} == {"homeward.log": 0o600, "homeward.log.1": 0o600}


@posix
def test_what_the_desk_remembers_of_a_database_is_its_owners(sqlite_office):
    open_work(sqlite_url(Path(sqlite_office.database.url.database)), SystemClock()).database.close()
    notes = list(places.seen_folder().iterdir())
    assert [mode(each) for each in (places.seen_folder(), *notes)] == [0o700, 0o600]


@pytest.fixture
def file(sqlite_office) -> Path:
    sqlite_office.a_person()
    sqlite_office.database.close()
    return Path(sqlite_office.database.url.database)


def is_closed(file: Path) -> bool:
    """The last who closes a database takes its write-ahead log away."""
    return not list(file.parent.glob("homeward.sqlite-*"))


@pytest.mark.parametrize("words", [["queue"], ["person", "Nobody At All"], ["print", "plan", "--person", "x", "x.pdf"]])
def test_a_command_leaves_nothing_open_however_it_ends(file, words):
    with suppress(Refused, Unavailable):
        CliRunner().invoke(cli.homeward, [*words, "--database", str(file)], catch_exceptions=False)
    assert is_closed(file)


def test_a_window_that_finds_nobody_to_sit_here_leaves_nothing_open(sqlite_office, file):
    with sqlite_office.database.writing() as session:
        session.execute(text("UPDATE staff SET archived_at = '2026-01-01 00:00:00.000000'"))
    sqlite_office.database.close()
    with pytest.raises(Unavailable, match="isn't among the staff"):
        open_work(sqlite_url(file), SystemClock())
    assert is_closed(file)
