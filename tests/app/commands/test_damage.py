"""A damaged house says so: one true sentence from each command and the window, and not a byte is changed."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from app import cli
from app.desk.opening import open_work
from app.door.clock import SystemClock
from app.door.errors import Refused, Unavailable
from models.database import sqlite_url
from models.people import Person
from models.words_of_file import lend_words
from tests.older import written_past_the_guards


@pytest.fixture
def file(sqlite_office) -> Path:
    """The small office with some people in it, closed, in a folder of its own."""
    for _ in range(3):
        sqlite_office.a_person()
    sqlite_office.database.close()
    path = Path(sqlite_office.database.url.database)
    house = path.with_name("house")
    house.mkdir()
    return path.rename(house / path.name)


def said_by(*words: str) -> tuple[int, str]:
    """How a command ends, and all that it says, whichever way it says no."""
    try:
        done = CliRunner().invoke(cli.homeward, [*words], catch_exceptions=False)
    except (Refused, Unavailable) as answer:
        return 2, str(answer)
    return done.exit_code, done.stdout


def said_by_window(file: Path) -> str:
    try:
        work = open_work(sqlite_url(file), SystemClock())
    except Unavailable as answer:
        return str(answer)
    work.database.close()
    return work.notice


# --- Ways to damage a file -------------------------------------------------------------------------------------


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def flip_beginning(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[:8] = b"XXXXXXXX"
    file.write_bytes(content)


def flip_mark(file: Path) -> None:
    written_past_the_guards(file, "PRAGMA application_id = 7")


def flip_pages(file: Path) -> None:
    """The middle third is overwritten: no tree of SQLite's is whole after that, whatever a command reads."""
    connection = sqlite3.connect(file)
    connection.execute("VACUUM")  # or they may lie where migrations have left free pages
    connection.close()
    content = bytearray(file.read_bytes())
    third = len(content) // 3
    content[third : 2 * third] = b"\xa5" * third
    file.write_bytes(content)


def flip_a_letter(file: Path) -> None:
    """One byte of a name: SQLite finds nothing wrong with that."""
    file.write_bytes(file.read_bytes().replace(b"1 Mill Bank", b"1 Mull Bank", 1))


def foreign(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def letter(file: Path) -> None:
    file.write_text("Dear Sir or Madam, " * 500, encoding="utf-8")


def newer(file: Path) -> None:
    written_past_the_guards(file, "UPDATE alembic_version SET version_num = '0917'")


def audit_gone(file: Path) -> None:
    written_past_the_guards(file, "DELETE FROM audit_entry")


def audit_shortened(file: Path) -> None:
    written_past_the_guards(file, "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)")


def record_gone(file: Path) -> None:
    written_past_the_guards(
        file, "PRAGMA foreign_keys = ON", "DELETE FROM person WHERE rowid = (SELECT max(rowid) FROM person)"
    )


def guards_gone(file: Path) -> None:
    written_past_the_guards(file, guards_come_back=False)


def one_guard_gone(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER person_y_keep")
    connection.close()


def name_no_text(file: Path) -> None:
    """One letter of a column's name isn't text any more."""
    told = bytearray(file.read_bytes())
    told[told.index(b"lone_worker_risk BOOLEAN")] |= 0x80
    file.write_bytes(told)


def typed_no_text(file: Path) -> None:
    written_past_the_guards(
        file, "UPDATE person SET risks = CAST(X'A0A0' AS TEXT) WHERE rowid = (SELECT max(rowid) FROM person)"
    )


def column_gone(file: Path) -> None:
    written_past_the_guards(file, "ALTER TABLE person DROP COLUMN telephone")


def index_gone(file: Path) -> None:
    written_past_the_guards(file, "DROP INDEX uq_episode_open")


def mark_gone(file: Path) -> None:
    written_past_the_guards(file, "DELETE FROM database_mark")


def signed_by_another(file: Path) -> None:
    written_past_the_guards(file, "UPDATE person SET updated_by = 'Ann' WHERE rowid = (SELECT max(rowid) FROM person)")


def entry_signed_by_another(file: Path) -> None:
    written_past_the_guards(
        file, "UPDATE audit_entry SET by = 'Ann' WHERE number = (SELECT max(number) FROM audit_entry)"
    )


def entry_torn(file: Path) -> None:
    written_past_the_guards(
        file, "UPDATE audit_entry SET after = substr(after, 3) WHERE number = (SELECT max(number) FROM audit_entry)"
    )


FAULTS = {
    cut_short: "damaged, or a part of it is missing",
    empty: "is empty: it has no bytes",
    flip_beginning: "not a database, or its beginning is damaged",
    flip_mark: "has Homeward's tables but not its mark",
    flip_pages: "amaged",
    foreign: "not one of Homeward's",
    letter: "not a database",
    newer: "brought up by a newer Homeward (revision 0917",
    guards_gone: "has lost guards of its records: access_check_a_once, ",
    one_guard_gone: "has lost guards of its records: person_y_keep.",
}
ONLY_COMPARED = {  # a window that compared every record at each start would keep people waiting
    flip_a_letter: "Records say something else than the audit: 1 of person.",
    audit_gone: "The audit lacks entries: changes of ",
    audit_shortened: "The audit lacks entries: changes of 1 of person aren't told of.",
    record_gone: "changes of 1 of person are missing from the records.",
    name_no_text: "damaged, or a part of it is missing",
    typed_no_text: "damaged, or a part of it is missing",
    column_gone: "Table person has lost a part of itself: telephone.",
    index_gone: "Table episode has lost an index: uq_episode_open.",
    mark_gone: "The database has lost its mark",
    signed_by_another: "Records name somebody else than the audit as whoever changed them: 1 of person.",
    entry_signed_by_another: "Records name somebody else than the audit as whoever changed them: 1 of person.",
    entry_torn: "The audit has entries that can't be read: 1.",
}


def fingerprints(folder: Path) -> dict[str, str]:
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in sorted(folder.iterdir())}


@pytest.fixture(params=[*FAULTS, *ONLY_COMPARED], ids=lambda spoil: spoil.__name__)
def spoilt(request, file) -> Iterator[tuple[Path, str]]:
    """A damaged file and what has to be said of it; afterwards it has to be the same byte for byte."""
    request.param(file)
    before = fingerprints(file.parent)
    yield file, (FAULTS | ONLY_COMPARED)[request.param]
    assert fingerprints(file.parent) == before


def test_check_says_one_sentence_of_a_damaged_file_and_leaves_it(spoilt):
    file, sentence = spoilt
    code, said = said_by("database", "check", "--database", str(file))
    assert (code > 0, sentence in said, said.strip().count("\n")) == (True, True, 0), said


def test_upgrade_says_the_same_and_leaves_it(spoilt):
    file, sentence = spoilt
    code, said = said_by("database", "upgrade", str(file))
    assert (code > 0, sentence in said) == (True, True), said


def test_none_is_made_anew_or_brought_up_where_it_stands(spoilt):
    file, _ = spoilt
    if file.stat().st_size:  # an empty file is what a database is made of
        assert said_by("database", "create", str(file))[0] > 0


def test_none_that_this_program_cant_work_with_is_accepted(file):
    for spoil, sentence in FAULTS.items():
        copy = file.with_name(spoil.__name__) / file.name
        copy.parent.mkdir()
        shutil.copyfile(file, copy)
        spoil(copy)
        code, said = said_by("database", "accept", "--database", str(copy))
        assert (code > 0, sentence in said) == (True, True), (spoil.__name__, said)


def test_doctor_lists_it_and_ends_with_one(spoilt):
    file, sentence = spoilt
    code, said = said_by("doctor", "--database", str(file))
    assert (code, sentence in said, "Nothing is wrong" in said) == (1, True, False), said


def test_the_window_says_it_and_every_other_command_too(file):
    for number, (spoil, sentence) in enumerate(FAULTS.items()):
        copy = file.with_name(f"house{number}") / file.name
        copy.parent.mkdir()
        shutil.copyfile(file, copy)
        spoil(copy)
        before = fingerprints(copy.parent)
        code, said = said_by("queue", "--database", str(copy))
        assert (code > 0, sentence in said) == (True, True), said
        assert sentence in said_by_window(copy), spoil.__name__
        assert fingerprints(copy.parent) == before, spoil.__name__


def test_whoever_comes_upon_text_that_is_none_any_more_is_told_that_the_file_is_damaged(file):
    typed_no_text(file)
    work = open_work(sqlite_url(file), SystemClock())
    with pytest.raises(Unavailable, match="The database file is damaged"):
        work.read(lambda turn: turn.session.scalars(select(Person)).all())
    work.close()


# --- What only a desk can know ---------------------------------------------------------------------------------


@pytest.fixture
def without_its_log(file) -> Path:
    """A file whose last committed changes were in a write-ahead log that was left behind; the desk has seen them."""
    work = open_work(sqlite_url(file), SystemClock())
    with work.database.writing() as session:
        session.execute(text("UPDATE person SET given = 'Joan'"))
    taken = file.with_name("taken")
    shutil.copyfile(file, taken)
    assert file.with_name(f"{file.name}-wal").stat().st_size > 0
    work.database.close()
    taken.replace(file)
    return file


def test_a_file_that_lost_its_write_ahead_log_is_told_by_whoever_saw_more(without_its_log):
    file, before = without_its_log, fingerprints(without_its_log.parent)
    sentence = "Changes are missing: this desk has seen change"
    for words in (["database", "check", "--database", str(file)], ["database", "upgrade", str(file)]):
        code, said = said_by(*words)
        assert (code > 0, sentence in said) == (True, True)
    assert sentence in said_by("doctor", "--database", str(file))[1]
    assert sentence in said_by_window(file)
    assert fingerprints(file.parent) == before


def test_a_copy_elsewhere_without_its_log_is_told_too(file, tmp_path):
    work = open_work(sqlite_url(file), SystemClock())
    with work.database.writing() as session:
        session.execute(text("UPDATE person SET given = 'Joan'"))
    copy = tmp_path / "copy.sqlite"
    shutil.copyfile(file, copy)
    work.database.close()
    code, said = said_by("database", "check", "--database", str(copy))
    assert (code, f"in this database at {file}" in said) == (1, True), said


def test_a_real_database_that_lost_changes_is_not_worked_on_until_somebody_accepts_it(file):
    written_past_the_guards(file, "UPDATE database_mark SET is_test = 0")
    older = file.with_name("older")
    shutil.copyfile(file, older)
    work = open_work(sqlite_url(file), SystemClock())
    with work.database.writing() as session:
        session.execute(text("UPDATE person SET given = 'Joan'"))
    work.database.close()
    older.replace(file)
    code, said = said_by("queue", "--database", str(file))
    assert (code, "Changes are missing" in said) == (2, True)
    assert said_by("database", "accept", "--database", str(file))[0] == 0
    assert said_by("queue", "--database", str(file))[0] == 0


def test_another_change_of_the_same_number_is_another_change(file, tmp_path):
    elsewhere = tmp_path / "elsewhere.sqlite"
    shutil.copyfile(file, elsewhere)
    for place, name in ((file, "Joan"), (elsewhere, "June")):
        work = open_work(sqlite_url(place), SystemClock())
        with work.database.writing() as session:
            session.execute(text("UPDATE person SET given = :name"), {"name": name})
        work.database.close()
    elsewhere.replace(file)
    assert "is another one here" in said_by("database", "check", "--database", str(file))[1]


# --- What is whole ---------------------------------------------------------------------------------------------


def test_whole_is_said_with_what_was_compared_and_what_cant_be_known(file):
    before = fingerprints(file.parent)
    first, second = (said_by("database", "check", "--database", str(file)) for _ in range(2))
    assert first[0] == second[0] == 0
    assert "hasn't seen it before" in first[1]
    assert "It holds every change that this desk has seen" in second[1]
    assert "records with the" in first[1]
    assert fingerprints(file.parent) == before


def test_a_log_that_was_left_over_is_read_and_left_where_it_is(file, tmp_path):
    """After a power cut: with its index beside it, and alone, as somebody may have copied the two files."""
    for with_index in (True, False):
        open_elsewhere = sqlite3.connect(file, isolation_level=None)
        open_elsewhere.create_function("homeward_moment", 0, lambda: "2026-11-20 09:00:00.000000")
        open_elsewhere.create_function("homeward_by", 0, lambda: "somebody")
        lend_words(open_elsewhere)
        open_elsewhere.execute("UPDATE person SET given = 'Jo'")
        house = tmp_path / f"left over {with_index}"
        house.mkdir()
        for end in ("", "-wal", *(("-shm",) if with_index else ())):
            shutil.copyfile(f"{file}{end}", house / f"homeward.sqlite{end}")
        open_elsewhere.close()
        names, before = {each.name for each in house.iterdir()}, fingerprints(house)
        code, said = said_by("database", "check", "--database", str(house / "homeward.sqlite"))
        assert (code, "whole" in said) == (0, True), said
        assert {each.name for each in house.iterdir()} == names
        after = fingerprints(house)
        assert {name: after[name] for name in names if not name.endswith("-shm")} == {
            name: before[name] for name in names if not name.endswith("-shm")
        }


def test_a_log_that_cant_be_read_is_told(file):
    file.with_name(f"{file.name}-wal").mkdir()
    for words in (("check", "--database"), ("upgrade",), ("accept", "--database")):
        code, said = said_by("database", *words, str(file))
        assert (code, "can't be looked at" in said) == (2, True), said


def test_a_database_that_a_window_has_open_is_checked_beside_it(file):
    work = open_work(sqlite_url(file), SystemClock())
    with work.database.writing() as session:
        session.execute(text("UPDATE person SET given = 'Joan'"))
    log = file.with_name(f"{file.name}-wal")
    before = log.read_bytes()
    assert said_by("database", "check", "--database", str(file))[0] == 0
    assert log.read_bytes() == before
    work.database.close()


def test_guards_are_made_anew_when_somebody_asks_for_it(file):
    one_guard_gone(file)
    assert said_by("database", "upgrade", str(file), "--guards")[0] == 0
    assert said_by("database", "check", "--database", str(file))[0] == 0


def test_an_upgrade_makes_no_database_of_what_isnt_there(tmp_path):
    code, said = said_by("database", "upgrade", str(tmp_path / "mistyped.sqlite"))
    assert (code, "no Homeward database" in said, list(tmp_path.iterdir())) == (2, True, [])
