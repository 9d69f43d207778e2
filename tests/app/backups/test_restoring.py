"""Restoring: damaged backups are refused each with a true sentence and nothing written; whole ones come back."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic import command

from app.backups import manifest as manifests
from app.backups.making import back_up
from app.backups.restoring import restore
from app.desk.looked_at import accept, look_first
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models import migrations
from models.database import Database, sqlite_url
from models.looking import look
from models.soundness import soundness
from models.whole_copies import take_log_in
from tests.databases import copied_file, made_office
from tests.older import written_past_the_guards


def content_of(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def turned(place: float):
    """Eight bytes turned, so far into the file."""

    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        at = int(place * (len(content) - 8))
        content[at : at + 8] = bytes(each ^ 0x5A for each in content[at : at + 8])
        file.write_bytes(content)

    return damage


def head(at: int, value: bytes):
    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[at : at + len(value)] = value
        file.write_bytes(content)
        manifests.beside(file).unlink()

    return damage


def by_sql(*statements: str, keeps_manifest: bool = False):
    def damage(file: Path) -> None:
        written_past_the_guards(file, *statements, guards_come_back="DROP" not in statements[0])
        if not keeps_manifest:
            manifests.beside(file).unlink()

    return damage


def cut(part: float, *, keeps_manifest: bool = True):
    def damage(file: Path) -> None:
        os.truncate(file, int(file.stat().st_size * part))
        if not keeps_manifest:
            manifests.beside(file).unlink()

    return damage


def log_only(file: Path) -> None:
    file.rename(file.with_name(f"{file.name}-wal"))


def zeroed_page(file: Path) -> None:
    head(4096 * 3, bytes(4096))(file)


def manifest_turned(file: Path) -> None:
    manifests.beside(file).write_bytes(b'{"begun": "yesterday"')


def another_manifest(file: Path) -> None:
    note = manifests.beside(file)
    note.write_text(note.read_text().replace('"sha256": "', '"sha256": "0'))


DAMAGES = {
    "bytes turned at its beginning": (turned(0.0), "isn't a database"),
    "bytes turned in an early page": (turned(0.1), "bytes of it have changed"),
    "bytes turned before the middle": (turned(0.35), "bytes of it have changed"),
    "bytes turned in the middle": (turned(0.5), "bytes of it have changed"),
    "bytes turned after the middle": (turned(0.8), "bytes of it have changed"),
    "bytes turned at its end": (turned(1.0), "bytes of it have changed"),
    "cut by half": (cut(0.5), "shorter than it was"),
    "cut by a little": (cut(0.999), "shorter than it was"),
    "cut, its manifest gone": (cut(0.6, keeps_manifest=False), "can't be read|damaged|isn't"),
    "something added": (lambda file: file.write_bytes(file.read_bytes() + b"more"), "longer than it was"),
    "empty": (lambda file: file.write_bytes(b""), "is empty"),
    "gone": (lambda file: file.unlink(), "There is no backup"),
    "a folder": (lambda file: (file.unlink(), file.mkdir()), "is a folder"),
    "only the log": (log_only, "There is no backup"),
    "another program's file": (lambda file: file.write_bytes(b"PK\x03\x04 a workbook"), "isn't a database"),
    "another program's database": (head(68, b"\x00\x00\x00\x01"), "but not its mark|not one of Homeward's"),
    "a raw copy that needs its log": (head(18, b"\x02\x02"), "write-ahead log beside it may be missing"),
    "a page of zeros, its manifest gone": (zeroed_page, "damaged"),
    "of a newer Homeward": (by_sql("UPDATE alembic_version SET version_num = '9000'"), "by a newer Homeward"),
    "of an unknown Homeward": (by_sql("UPDATE alembic_version SET version_num = 'fork'"), "doesn't know"),
    "a table gone": (by_sql("DROP TABLE audit_entry"), "has lost a part of itself"),
    "its guards gone": (by_sql("DROP TABLE IF EXISTS no_such_table"), "lost guards"),
    "a row changed past the audit": (by_sql("UPDATE person SET given = 'Another'"), "audit"),
    "a row changed, with its manifest": (
        by_sql("UPDATE person SET given = 'A'", keeps_manifest=True),
        "than it was|it was",
    ),
    "its manifest damaged": (manifest_turned, "beside the backup is damaged"),
    "another's manifest": (another_manifest, "bytes of it have changed"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_with_a_true_sentence_and_not_a_byte_is_written(one, tmp_path, damage):
    hurt, said = DAMAGES[damage]
    file = one
    hurt(file)
    before, target = content_of(file.parent), tmp_path / "new" / "records.sqlite"
    target.parent.mkdir()
    with pytest.raises(Unavailable, match=said) as told:
        restore(file, target, None, Progress())
    assert "Nothing was restored" in str(told.value)
    assert content_of(file.parent) == before
    assert list(target.parent.iterdir()) == []


def test_a_whole_backup_comes_back_whole_even_from_a_folder_that_cant_be_written(backed_up, folder, tmp_path):
    made = backed_up()
    folder.chmod(0o500)
    try:
        restored = restore(made.file, tmp_path / "new.sqlite", None, Progress())
    finally:
        folder.chmod(0o700)
    assert look(sqlite_url(restored.file), soundness).troubles == ()
    assert restored.file.stat().st_mode & 0o777 == 0o600
    assert f"change {made.manifest.changes} of" in restored.sentences[0]
    assert restored.aside is None


def test_without_its_manifest_it_is_restored_and_that_is_said(backed_up, tmp_path):
    made = backed_up()
    manifests.beside(made.file).unlink()
    restored = restore(made.file, tmp_path / "new.sqlite", None, Progress())
    assert "its manifest is missing" in " ".join(restored.sentences)


def test_over_newer_records_only_with_a_word_and_they_are_kept_aside(backed_up, sqlite_office):
    made = backed_up()
    sqlite_office.a_person()
    sqlite_office.database.close()
    live = Path(sqlite_office.database.url.database)
    before = live.read_bytes()
    with pytest.raises(Refused, match=r"is newer: it ends with change .* change would be missing.*--replace"):
        restore(made.file, live, sqlite_office.clock.now(), Progress())
    assert live.read_bytes() == before
    restored = restore(made.file, live, sqlite_office.clock.now(), Progress(), replaces=True)
    with sqlite3.connect(restored.aside) as aside, sqlite3.connect(live) as there:
        assert aside.execute("SELECT count(*) FROM person").fetchone() == (4,)
        assert there.execute("SELECT count(*) FROM person").fetchone() == (3,)
    aside.close()
    there.close()


def test_what_this_desk_remembers_of_later_changes_is_said_with_the_way_out(backed_up, sqlite_office):
    from app.desk.looked_at import remember  # noqa: PLC0415

    made = backed_up()
    sqlite_office.a_person()
    remember(sqlite_office.database)
    sqlite_office.database.close()
    live = Path(sqlite_office.database.url.database)
    restored = restore(made.file, live, sqlite_office.clock.now(), Progress(), replaces=True)
    assert "database accept" in restored.sentences[-1]
    url = sqlite_url(live)
    assert "Changes are missing" in look_first(url)  # a test database: it is said; a real one isn't opened
    accept(url)
    assert look_first(url) == ""


def test_never_over_what_somebody_has_open(backed_up, sqlite_office, tmp_path):
    made = backed_up()
    with pytest.raises(Refused, match="keeps its records"):
        restore(made.file, Path(sqlite_office.database.url.database), None, Progress(), replaces=True)
    target = restore(made.file, tmp_path / "new.sqlite", None, Progress()).file
    other = sqlite3.connect(target, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL").fetchone()
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM person").fetchone()
    with pytest.raises(Unavailable, match="is open in Homeward or another program"):
        restore(made.file, target, sqlite_office.clock.now(), Progress(), replaces=True)
    other.close()


def test_other_offices_records_and_other_files_are_told_apart(backed_up, tmp_path):
    made = backed_up()
    other = tmp_path / "letter.sqlite"
    other.write_bytes(b"Dear Mrs")
    with pytest.raises(Refused, match="isn't a database that Homeward can read"):
        restore(made.file, other, None, Progress())
    assert other.read_bytes() == b"Dear Mrs"
    with pytest.raises(Refused, match="over itself"):
        restore(made.file, made.file, None, Progress(), replaces=True)


def test_a_full_or_missing_target_is_a_sentence_and_leaves_nothing(backed_up, tmp_path, monkeypatch):
    made = backed_up()
    with pytest.raises(Unavailable, match="the folder is gone"):
        restore(made.file, tmp_path / "nowhere" / "new.sqlite", None, Progress())

    def full(*_words) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.backups.restoring.shutil.copyfileobj", full)
    target = tmp_path / "new" / "new.sqlite"
    target.parent.mkdir()
    with pytest.raises(Unavailable, match="the disk is full"):
        restore(made.file, target, None, Progress())
    assert list(target.parent.iterdir()) == []


@pytest.fixture
def before_words(migrated_sqlite, clock, folder, tmp_path, monkeypatch):
    """A backup of an office as it was before it could say a paper's words itself: the audit tells of none."""
    monkeypatch.setattr("tests.builders.every_own_word", dict)
    url = sqlite_url(copied_file(migrated_sqlite, tmp_path / "older-office.sqlite"))
    made_office(url)
    database = Database(url, clock.now, by="test")
    made = back_up(database, folder, clock.now(), Progress())
    database.close()
    return made


def test_one_of_an_older_release_is_restored_and_brought_up(before_words, tmp_path):
    """Made before there were seals, by hand or by another release: without a manifest, and with the older tables."""
    made = before_words
    manifests.beside(made.file).unlink()
    migrations._run(sqlite_url(made.file), command.downgrade, "0003")
    take_log_in(made.file)
    before = made.file.read_bytes()
    restored = restore(made.file, tmp_path / "new.sqlite", None, Progress())
    assert "was of an older release (revision 0003) and was brought up" in " ".join(restored.sentences)
    assert look(sqlite_url(restored.file), soundness).troubles == ()
    assert made.file.read_bytes() == before
    shutil.copyfile(made.file, older := tmp_path / "older.sqlite")
    with pytest.raises(Refused, match="is there already: it ends with change"):
        restore(made.file, older, None, Progress())
