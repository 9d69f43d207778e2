"""What was typed and not saved goes along with a database that is encrypted, and is never lost from sight."""

from pathlib import Path

import pytest

pytest.importorskip("sqlcipher3")

from app.backups.encrypting import decrypt, encrypt
from app.backups.making import back_up
from app.backups.restoring import restore
from app.desk import places
from app.desk.drafts import Draft, Drafts, KeptField
from app.door.errors import Unavailable
from app.door.progress import Progress
from models.database import Database, sqlite_url
from models.file_signs import is_encrypted

CANARY = "Wojciechowska"
FORM = "people.risks:1"
pytestmark = pytest.mark.usefixtures("keyring")


@pytest.fixture
def plain(sqlite_office, monkeypatch):
    """The file of this desk's own office, which nobody has open."""
    sqlite_office.database.close()
    file = Path(sqlite_office.database.url.database)
    monkeypatch.setattr(places, "database_file", lambda: file)
    return file


@pytest.fixture
def ours(sqlite_office):
    """Who typed it, as a draft names them."""
    return str(sqlite_office.staff["DSO"])


def a_draft(whose, typed=CANARY, at="2026-11-20T09:00"):
    return Draft(FORM, whose, 1, (("risks", KeptField("", typed)),), at)


def encrypted(file, clock):
    return encrypt(file, file.with_suffix(".pdf"), lambda _told: None, clock.now(), Progress())


def found_in_the_open():
    kept = [each for each in places.drafts_file().parent.iterdir() if each.is_file()]
    return [each for each in kept if CANARY.encode() in each.read_bytes()]


def test_drafts_of_its_staff_go_along_and_are_encrypted_too(plain, ours, clock):
    here = Drafts(places.drafts_file(), plain)
    for whose in (ours, "", "somebody elsewhere"):
        here.keep(a_draft(whose))
    assert "2 drafts typed on this desk and not saved went along." in encrypted(plain, clock)
    there, before = Drafts(places.drafts_file(), plain), Drafts(places.drafts_file())
    assert there.find(FORM, ours).typed("risks") == CANARY
    assert (there.typists(), before.typists()) == (("", ours), ("somebody elsewhere",))
    before.forget(FORM, "somebody elsewhere")
    assert not found_in_the_open()
    decrypt(plain, clock.now(), Progress())
    assert Drafts(places.drafts_file(), plain).find(FORM, ours) is not None


def test_encrypting_a_copy_leaves_the_offices_drafts_to_the_office(plain, ours, clock, tmp_path):
    Drafts(places.drafts_file()).keep(a_draft(ours))
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(plain.read_bytes())
    said = encrypted(copy, clock)
    assert any(each.startswith("1 draft typed by its staff") and "can still be read here" in each for each in said)
    assert Drafts(places.drafts_file(), plain).find(FORM, ours) is not None


def test_what_could_not_go_along_is_said_and_goes_once_the_window_works_on_the_file(plain, ours, clock, monkeypatch):
    Drafts(places.drafts_file()).keep(a_draft(ours))

    def full(*_words):
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "keep", full)
        said = encrypted(plain, clock)
    assert any(each.startswith("1 draft typed on this desk and not saved stayed behind") for each in said)
    assert is_encrypted(plain)
    assert found_in_the_open()
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "typists", full)
        there = Drafts(places.drafts_file(), plain)
        assert there.find(FORM, ours) is None
    assert there.find(FORM, ours).typed("risks") == CANARY, "tried again"
    assert not found_in_the_open()


def test_of_two_the_one_that_was_typed_last_is_kept(plain, ours, clock):
    encrypted(plain, clock)
    before = Drafts(places.drafts_file())
    Drafts(places.drafts_file(), plain).keep(a_draft(ours, "late", "2026-11-20T10:00"))
    before.keep(a_draft(ours, "early"))
    assert Drafts(places.drafts_file(), plain).find(FORM, ours).typed("risks") == "late"
    before.keep(a_draft(ours, "latest", "2026-11-20T11:00"))
    assert Drafts(places.drafts_file(), plain).find(FORM, ours).typed("risks") == "latest"
    assert before.typists() == ()


def test_a_plain_backup_in_place_of_an_encrypted_file_keeps_what_was_typed_in_sight(plain, ours, clock, tmp_path):
    database = Database(sqlite_url(plain), clock.now, by="test")
    try:
        made = back_up(database, tmp_path, clock.now(), Progress())
    finally:
        database.close()
    encrypted(plain, clock)
    Drafts(places.drafts_file(), plain).keep(a_draft(ours))
    restored = restore(made.file, plain, clock.now(), Progress(), replaces=True)
    assert restored.sentences[-1] == "1 draft typed on this desk and not saved went along."
    assert Drafts(places.drafts_file(), plain).find(FORM, ours) is not None
