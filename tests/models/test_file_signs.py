"""By which sign a file says that it is encrypted; one that is open here is never opened for that."""

import builtins
from pathlib import Path

import pytest

from models.database import Database
from models.file_keys import new_key, sign_of_key
from models.file_signs import is_encrypted, sign_of_file
from tests.databases import OPENING


@pytest.mark.parametrize(
    "content", [b"", b"Homeward", b"SQLite format 3\x00 and more of it", b"%PDF-1.7 a sheet of paper", bytes(4_096)]
)
def test_what_does_not_begin_with_a_whole_sign_is_not_encrypted(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    assert not is_encrypted(tmp_path / "file")


@pytest.mark.parametrize("name", ["", "gone", "a folder", "a\0b"])
def test_what_is_no_file_is_not_encrypted(tmp_path, name):
    (tmp_path / "a folder").mkdir()
    assert not is_encrypted(tmp_path / name)


def test_a_file_that_becomes_another_is_looked_at_anew(tmp_path):
    file, sign = tmp_path / "file", sign_of_key(new_key())
    file.write_bytes(b"SQLite format 3\x00")
    assert not is_encrypted(file)
    file.write_bytes(sign + bytes(4_080))
    assert sign_of_file(file) == sign


def test_a_database_that_is_open_here_is_not_opened_for_it_whatever_is_written(migrated_sqlite_url, monkeypatch):
    database = Database(migrated_sqlite_url, lambda: OPENING)
    file = Path(database.url.database)
    try:
        with database.writing() as session:
            session.connection().exec_driver_sql("CREATE TABLE another (one)")
        with database.reading() as session:
            session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        opened = []
        monkeypatch.setattr(builtins, "open", lambda *words, **_options: opened.append(words))
        assert not is_encrypted(file)
        assert not is_encrypted(file.parent / ".." / file.parent.name / file.name)
        assert opened == []
    finally:
        database.close()
