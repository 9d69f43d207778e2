"""Encrypting a database's file: nothing is lost, nothing is read without its key, and everything goes on as before."""

import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytest.importorskip("sqlcipher3")

from app.backups import encrypting
from app.backups.encrypting import decrypt, encrypt, key_told
from app.backups.errands import Errands
from app.backups.making import back_up
from app.backups.restoring import restore
from app.desk import places
from app.desk.looked_at import look_first
from app.desk.unlocking import unlock
from app.door.errors import KeyWanted, Refused, Unavailable
from app.door.progress import Progress
from models import file_driver
from models.database import Database, sqlite_url
from models.file_keys import key_of, new_key
from models.file_signs import is_encrypted
from models.first_answers import first_answers
from models.people import Person
from models.revision import NEWEST
from models.rewriting import rewritten
from tests.encrypting_killed import content, play

CANARY = "Wojciechowska"
pytestmark = pytest.mark.usefixtures("keyring")


@pytest.fixture
def plain(sqlite_office):
    """The file of an office that nobody has open, with somebody in it whose name is found in its bytes."""
    person = sqlite_office.a_person()
    with sqlite_office.database.writing() as session:
        session.get_one(Person, person).family = CANARY
    sqlite_office.database.close()
    file = Path(sqlite_office.database.url.database)
    assert CANARY.encode() in file.read_bytes()
    return file


@pytest.fixture
def sheets():
    """What was written onto recovery sheets."""
    return []


@pytest.fixture
def encrypted(plain, sheets, clock):
    said = encrypt(plain, plain.with_suffix(".pdf"), sheets.append, clock.now(), Progress())
    assert "is encrypted" in said[0]
    return plain


def family_names(file):
    database = Database(sqlite_url(file), lambda: None)
    try:
        with database.reading() as session:
            return {each.family for each in session.query(Person)}
    finally:
        database.close()


def forget_keys(keyring, monkeypatch):
    keyring.has.clear()
    monkeypatch.setattr("models.file_keys._known", {})


def test_the_records_are_the_same_and_not_a_word_of_them_is_on_the_disk(plain, sheets, clock):
    before = content(plain)
    encrypt(plain, plain.with_suffix(".pdf"), sheets.append, clock.now(), Progress())
    assert content(plain) == before
    assert family_names(plain) >= {CANARY}
    for each in plain.parent.iterdir():
        assert CANARY.encode() not in each.read_bytes(), each
        assert b"CREATE TABLE" not in each.read_bytes(), each
    assert not look_first(sqlite_url(plain))
    with closing(sqlite3.connect(plain)) as other, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        other.execute("SELECT count(*) FROM sqlite_master")


def test_a_link_stays_a_link_and_its_own_file_is_encrypted_and_decrypted(plain, sheets, clock, tmp_path):
    link = tmp_path / "link.sqlite"
    link.symlink_to(plain)
    encrypt(link, tmp_path / "sheet.pdf", sheets.append, clock.now(), Progress())
    assert (link.is_symlink(), is_encrypted(plain), sheets[0].file) == (True, True, plain.name)
    decrypt(link, clock.now(), Progress())
    assert (link.is_symlink(), is_encrypted(plain)) == (True, False)


def test_a_file_of_two_names_is_refused_for_one_would_stay_as_it_is(plain, sheets, clock, tmp_path):
    other = tmp_path / "other.sqlite"
    other.hardlink_to(plain)
    with pytest.raises(Refused, match="another name on this disk, under which it would stay readable"):
        encrypt(plain, tmp_path / "sheet.pdf", sheets.append, clock.now(), Progress())
    assert (sheets, is_encrypted(plain)) == ([], False)
    other.unlink()
    encrypt(plain, tmp_path / "sheet.pdf", sheets.append, clock.now(), Progress())
    other.hardlink_to(plain)
    with pytest.raises(Refused, match="it would stay encrypted"):
        decrypt(plain, clock.now(), Progress())


def test_where_an_open_file_cannot_be_replaced_a_save_on_the_way_is_not_lost(plain, sheets, clock, monkeypatch):
    monkeypatch.setattr(encrypting, "_REPLACES_OPEN_FILES", False)

    @contextmanager
    def saved_after(*words):
        with rewritten(*words) as found:
            yield found
        database = Database(sqlite_url(plain), clock.now, by="test")
        with database.writing() as session:
            session.query(Person).first().risks = "has a dog"
        database.close()

    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "rewritten", saved_after)
        with pytest.raises(Unavailable, match="is open in Homeward or another program"):
            encrypt(plain, plain.with_suffix(".pdf"), sheets.append, clock.now(), Progress())
    assert not is_encrypted(plain)
    encrypt(plain, plain.with_suffix(".pdf"), sheets.append, clock.now(), Progress())
    assert is_encrypted(plain)


@pytest.mark.usefixtures("encrypted")
def test_what_is_told_of_a_key_does_not_show_it_where_it_is_shown_by_chance(sheets):
    assert not [group for group in sheets[0].groups if group in repr(sheets[0])]


def test_while_it_is_open_and_written_to_nothing_beside_it_tells_a_word(encrypted, clock):
    database = Database(sqlite_url(encrypted), clock.now, by="test")
    try:
        with database.writing() as session:
            session.query(Person).first().risks = f"{CANARY} has a dog"
        beside = [each for each in encrypted.parent.iterdir() if each.name.startswith(encrypted.name)]
        assert {each.name[len(encrypted.name) :] for each in beside} >= {"", "-wal", "-shm"}
        assert all(CANARY.encode() not in each.read_bytes() for each in beside if each.name.endswith("-wal"))
        with database.reading() as session:
            assert session.connection().exec_driver_sql("PRAGMA temp_store").scalar() in {2, "2"}
    finally:
        database.close()


def test_its_key_is_in_the_keyring_and_on_the_sheet_and_the_same(encrypted, keyring, sheets, monkeypatch):
    (told,) = sheets
    assert list(keyring.has.values()) == [key_of(encrypted).hex()]
    assert told == key_told(encrypted)
    assert (told.file, len(told.groups)) == (encrypted.name, 13)
    monkeypatch.setattr("models.file_keys._known", {})
    assert family_names(encrypted) >= {CANARY}, "another start has it from the keyring"


def test_where_the_keyring_lost_it_the_recovery_key_opens_it_and_is_kept(encrypted, keyring, sheets, monkeypatch):
    forget_keys(keyring, monkeypatch)
    with pytest.raises(KeyWanted, match="recovery key") as told:
        look_first(sqlite_url(encrypted))
    assert told.value.file == encrypted
    assert "keyring from now on" in unlock(encrypted, " ".join(sheets[0].groups))
    monkeypatch.setattr("models.file_keys._known", {})
    assert family_names(encrypted) >= {CANARY}


def test_another_databases_recovery_key_is_told_from_a_slip_of_the_pen(encrypted, sheets):
    groups = list(sheets[0].groups)
    with pytest.raises(Refused, match="another database"):
        unlock(encrypted, " ".join(encrypting.as_groups(new_key())))
    groups[4] = ("1" if groups[4].startswith("0") else "0") + groups[4][1:]
    with pytest.raises(Refused, match="group 5 "):
        unlock(encrypted, " ".join(groups))
    with pytest.raises(Refused, match="isn't an encrypted database"):
        unlock(Path(__file__), " ".join(sheets[0].groups))


def test_what_is_wrong_is_said_each_in_its_own_words(encrypted, monkeypatch):
    damaged = bytearray(encrypted.read_bytes())
    damaged[2_000:2_016] = bytes(16)
    hurt = encrypted.with_name("hurt.sqlite")
    hurt.write_bytes(damaged)
    with pytest.raises(Unavailable, match=r"its key is the right one.*the file is damaged"):
        look_first(sqlite_url(hurt))
    with pytest.raises(Exception, match="the file is damaged"):
        family_names(hurt)
    monkeypatch.setattr(file_driver, "find_spec", lambda _name: None)
    with pytest.raises(Unavailable, match="isn't installed"):
        look_first(sqlite_url(encrypted))


def test_without_a_keyring_it_is_said_and_the_sheet_is_all_there_is(plain, keyring, sheets, clock, monkeypatch):
    keyring.is_locked = True
    said = encrypt(plain, plain.with_suffix(".pdf"), sheets.append, clock.now(), Progress())
    assert any("asked for at each start" in each for each in said)
    forget_keys(keyring, monkeypatch)
    assert "asked for again" in unlock(plain, " ".join(sheets[0].groups))
    assert family_names(plain) >= {CANARY}


def test_first_rows_are_read_of_it_and_without_its_key_there_are_none(encrypted, keyring, monkeypatch):
    asked = {"names": "SELECT family FROM person"}
    assert (CANARY,) in first_answers(encrypted, NEWEST, asked)["names"]
    forget_keys(keyring, monkeypatch)
    assert first_answers(encrypted, NEWEST, asked) is None


def test_a_backup_of_it_is_encrypted_and_is_restored_on_another_computer(encrypted, keyring, sheets, clock, tmp_path):
    database = Database(sqlite_url(encrypted), clock.now, by="test")
    folder = tmp_path / "backups"
    folder.mkdir()
    try:
        made = back_up(database, folder, clock.now(), Progress())
    finally:
        database.close()
    assert is_encrypted(made.file)
    assert CANARY.encode() not in made.file.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        forget_keys(keyring, patch)
        with pytest.raises(KeyWanted):
            restore(made.file, tmp_path / "restored.sqlite", clock.now(), Progress())
        unlock(made.file, " ".join(sheets[0].groups))
        restore(made.file, tmp_path / "restored.sqlite", clock.now(), Progress())
        assert content(tmp_path / "restored.sqlite") == content(encrypted)
        assert is_encrypted(tmp_path / "restored.sqlite")


def test_a_backup_whose_bytes_turned_is_refused(encrypted, clock, tmp_path):
    database = Database(sqlite_url(encrypted), clock.now, by="test")
    folder = tmp_path / "backups"
    folder.mkdir()
    try:
        made = back_up(database, folder, clock.now(), Progress())
    finally:
        database.close()
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 0x5A
    made.file.write_bytes(content)
    with pytest.raises(Unavailable, match="bytes of it have changed"):
        restore(made.file, tmp_path / "restored.sqlite", clock.now(), Progress())
    made.file.with_suffix(".json").unlink()
    with pytest.raises(Unavailable, match=r"can't be restored|damaged"):
        restore(made.file, tmp_path / "restored.sqlite", clock.now(), Progress())


def test_a_copy_of_it_without_its_log_is_no_backup(encrypted, clock, tmp_path):
    copy = tmp_path / "copy.sqlite"
    database = Database(sqlite_url(encrypted), clock.now, by="test")
    try:
        with database.writing() as session:
            session.query(Person).first().risks = "has a dog"
        shutil.copyfile(encrypted, copy)
    finally:
        database.close()
    with pytest.raises(Unavailable, match="what stood in the write-ahead log beside it may be missing"):
        restore(copy, tmp_path / "restored.sqlite", clock.now(), Progress())
    assert not (tmp_path / "restored.sqlite").exists()


def test_of_a_backup_from_before_it_is_said_that_what_is_restored_is_not_encrypted(plain, clock, tmp_path):
    database = Database(sqlite_url(plain), clock.now, by="test")
    try:
        made = back_up(database, tmp_path, clock.now(), Progress())
    finally:
        database.close()
    encrypt(plain, plain.with_suffix(".pdf"), lambda _told: None, clock.now(), Progress())
    with pytest.raises(Refused, match="is there already"):
        restore(made.file, plain, clock.now(), Progress())
    restored = restore(made.file, plain, clock.now(), Progress(), replaces=True)
    assert any("The backup wasn't, so what was restored of it isn't" in each for each in restored.sentences)
    assert (is_encrypted(plain), is_encrypted(restored.aside)) == (False, True)


def test_the_page_of_backups_says_that_they_are_encrypted(encrypted, clock):
    database = Database(sqlite_url(encrypted), clock.now, by="test")
    try:
        assert "are encrypted" in Errands(lambda: database, clock).stands().says
    finally:
        database.close()


def test_copies_that_are_not_encrypted_are_named(plain, sheets, clock):
    database = Database(sqlite_url(plain), clock.now, by="test")
    try:
        made = back_up(database, places.backups_folder(), clock.now(), Progress())
    finally:
        database.close()
    copy, other = plain.with_suffix(".bak"), plain.with_name("other.bak")
    shutil.copyfile(plain, copy)
    with closing(sqlite3.connect(other)) as another:
        another.execute("CREATE TABLE something (else_ TEXT)")
    said = encrypt(plain, plain.with_suffix(".pdf"), sheets.append, clock.now(), Progress())
    assert any(f"Not encrypted, and with the same records: “{copy}”, “{made.file}”" in each for each in said)
    assert not any("other.bak" in each for each in said)


def test_it_is_taken_back_with_every_row(encrypted, clock):
    before = content(encrypted)
    said = decrypt(encrypted, clock.now(), Progress())
    assert "isn't encrypted any more" in said[0]
    assert (content(encrypted), is_encrypted(encrypted)) == (before, False)
    with closing(sqlite3.connect(encrypted)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_cannot_be_encrypted_is_left_as_it_was_and_no_sheet_is_left(plain, sheets, clock, monkeypatch):
    sheet, before = plain.with_suffix(".pdf"), plain.read_bytes()

    def write(told):
        sheets.append(told)
        sheet.write_bytes(b"%PDF")

    def trial():
        encrypt(plain, sheet, write, clock.now(), Progress())

    other = sqlite3.connect(plain, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM person").fetchone()
    with pytest.raises(Unavailable, match="is open in Homeward or another program"):
        trial()
    other.close()
    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "fingerprints", lambda *_: {})
        with pytest.raises(Unavailable, match="isn't what was read"):
            trial()
    with monkeypatch.context() as patch:
        patch.setattr(file_driver, "find_spec", lambda _name: None)
        with pytest.raises(Unavailable, match="isn't installed"):
            trial()
    assert not sheet.exists()
    assert {each.suffix for each in plain.parent.iterdir() if each.name.startswith((".", plain.stem))} == {".sqlite"}
    assert (len(plain.read_bytes()), is_encrypted(plain)) == (len(before), False)
    trial()
    with pytest.raises(Refused, match="encrypted already"):
        trial()
    decrypt(plain, clock.now(), Progress())
    with pytest.raises(Refused, match="isn't encrypted"):
        decrypt(plain, clock.now(), Progress())
    with pytest.raises(Refused, match="no recovery key"):
        key_told(plain)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that kills")
def test_killed_on_its_way_either_the_old_file_opens_or_the_new_one(plain, clock):
    counted = play(plain, (0.3, 0.8, 0.97, 1.0))
    assert sum(counted.values()) == 4
    assert counted.keys() == {"the one before, whole", "the encrypted one, whole"}
    if is_encrypted(plain):
        decrypt(plain, clock.now(), Progress())
    encrypt(plain, plain.with_suffix(".pdf"), lambda _told: None, clock.now(), Progress())
    assert not [each for each in plain.parent.iterdir() if each.name.startswith(".")], "what was cut off is swept"
