import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.desk.files import OpenElsewhere, keep_aside, open_elsewhere, put_in_place, read_if_there
from app.door.errors import Refused, Unavailable
from models.database import Database

NAME = "tracker.xlsx"


def excel_lock(name):
    """As Excel writes it: the name in the code page, then in UTF-16."""
    narrow = bytes([len(name)]) + name.encode("cp1252", "replace").ljust(54)
    return narrow + len(name).to_bytes(2, "little") + name.encode("utf-16-le").ljust(108, b" \0"[:1])


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    put_in_place(tmp_path / NAME, b"first")
    put_in_place(tmp_path / NAME, b"second", replaces=b"first")
    assert (tmp_path / NAME).read_bytes() == b"second"
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_what_a_desk_left_that_lost_its_power_is_taken_away_an_hour_later_and_nothing_else(tmp_path):
    left, new = tmp_path / f".{NAME}.0123abcd.part", tmp_path / f".{NAME}.89abcdef.part"
    others = [tmp_path / name for name in (f".{NAME}.notes.part", ".other.xlsx.0123abcd.part", "0123abcd.part")]
    for each in (left, new, *others):
        each.write_bytes(b"half")
    put_in_place(tmp_path / NAME, b"first")
    now = (tmp_path / NAME).stat().st_mtime
    for each in (left, *others):
        os.utime(each, (now - 4_000, now - 4_000))
    put_in_place(tmp_path / NAME, b"second", replaces=b"first")
    assert {each.name for each in tmp_path.iterdir()} == {NAME, new.name, *(each.name for each in others)}


def test_a_file_that_changed_meanwhile_is_left_as_it_is(tmp_path):
    put_in_place(tmp_path / NAME, b"theirs")
    with pytest.raises(Unavailable, match="changed by somebody else"):
        put_in_place(tmp_path / NAME, b"mine", replaces=b"as I read it")
    assert (tmp_path / NAME).read_bytes() == b"theirs"
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_an_existing_file_is_kept_where_none_may_be_replaced(tmp_path):
    put_in_place(tmp_path / NAME, b"theirs")
    with pytest.raises(Unavailable, match="already a file"):
        put_in_place(tmp_path / NAME, b"mine", over=False)


def test_a_failure_while_replacing_leaves_the_old_file(tmp_path, monkeypatch):
    put_in_place(tmp_path / NAME, b"old")

    def refuse(*_):
        raise PermissionError(13, "in use")  # what Windows answers for a file that somebody has open

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Unavailable, match="open in another program"):
        put_in_place(tmp_path / NAME, b"new")
    assert (tmp_path / NAME).read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_a_full_disk_is_said_and_leaves_the_old_file(tmp_path, monkeypatch):
    put_in_place(tmp_path / NAME, b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="No space left"):
        put_in_place(tmp_path / NAME, b"new")
    assert (tmp_path / NAME).read_bytes() == b"old"


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(Unavailable, match="shared drive"):
        put_in_place(tmp_path / "gone" / NAME, b"x")
    with pytest.raises(Unavailable, match="shared drive"):
        read_if_there(tmp_path / "gone" / NAME)


def test_a_file_that_is_not_there_yet_reads_as_nothing(tmp_path):
    assert read_if_there(tmp_path / NAME) is None


def test_a_folder_of_that_name_is_said(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(Unavailable, match="is a folder"):
        put_in_place(tmp_path / NAME, b"x")


@pytest.mark.skipif(os.name != "posix", reason="a pipe has no name in a folder there")
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path):
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(Unavailable, match="no file that can be written over"):
        put_in_place(tmp_path / NAME, b"x")
    assert (tmp_path / NAME).is_fifo()


def test_the_rights_of_the_old_file_are_kept(tmp_path):
    path = tmp_path / NAME
    put_in_place(path, b"old")
    path.chmod(0o664)
    put_in_place(path, b"new")
    assert path.stat().st_mode & 0o777 == (0o664 if os.name == "posix" else 0o666)


@pytest.mark.parametrize(
    ("lock", "content", "program", "who"),
    [
        (f"~${NAME}", excel_lock("Moira Łęcka"), "Excel", "Moira Łęcka"),
        (f"~${NAME}", b"\x05Moira" + b" " * 49, "Excel", "Moira"),
        (f"~${NAME}", b"", "Excel", ""),
        (
            f".~lock.{NAME}#",
            rb",mblackwell,DESK7,20.11.2026 09:12,file:///C:/Users/m;",
            "LibreOffice",
            "mblackwell",
        ),
        (f".~lock.{NAME}#", rb"Blackwell\, Moira,mb,DESK7,x,y;", "LibreOffice", "Blackwell, Moira"),
    ],
)
def test_who_has_the_file_open_is_read_from_the_lock_file_and_nothing_is_written(tmp_path, lock, content, program, who):
    put_in_place(tmp_path / NAME, b"old")
    (tmp_path / lock).write_bytes(content)
    other = open_elsewhere(tmp_path / NAME)
    assert (other.program, other.who) == (program, who)
    with pytest.raises(Unavailable, match=f"open in {program} since"):
        put_in_place(tmp_path / NAME, b"new")
    assert (tmp_path / NAME).read_bytes() == b"old"
    assert (tmp_path / lock).read_bytes() == content


def test_the_sentence_names_who_and_since_when():
    since = datetime(2026, 7, 1, 8, 12, tzinfo=UTC)
    assert (
        OpenElsewhere("Excel", "Moira", since)
        .sentence(NAME)
        .startswith("Moira has “tracker.xlsx” open in Excel since 09:12 on 01/07/2026.")
    )
    assert OpenElsewhere("Excel", "", None).sentence(NAME).startswith("Somebody has “tracker.xlsx” open in Excel.")


def test_nobody_has_a_file_open_without_a_lock_file(tmp_path):
    assert open_elsewhere(tmp_path / NAME) is None


def test_a_lock_file_that_can_not_be_read_still_counts(tmp_path, monkeypatch):
    (tmp_path / f"~${NAME}").write_bytes(b"x")

    def held(*_, **__):
        raise PermissionError(13, "held by Excel")

    monkeypatch.setattr(Path, "open", held)
    assert open_elsewhere(tmp_path / NAME) == OpenElsewhere("Excel", "", None)


def test_a_damaged_file_is_kept_aside_and_never_overwrites_another(tmp_path):
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    names = []
    for content in (b"one", b"two"):
        (tmp_path / NAME).write_bytes(content)
        names.append(keep_aside(tmp_path / NAME, moment).name)
    assert names == ["tracker (damaged 2026-11-20 0900).xlsx", "tracker (damaged 2026-11-20 0900) 2.xlsx"]
    assert sorted(each.read_bytes() for each in tmp_path.iterdir()) == [b"one", b"two"]


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_a_file_of_an_open_database_is_neither_read_nor_written_nor_moved(end, sqlite_office):
    path = Path(f"{sqlite_office.database.url.database}{end}")
    moment = sqlite_office.clock.now()
    sqlite_office.work().read(lambda turn: turn.moment)
    for deed in (read_if_there, lambda file: put_in_place(file, b"x"), lambda file: keep_aside(file, moment)):
        with pytest.raises(Refused, match="keeps its records"):
            deed(path)
    sqlite_office.database.close()
    assert read_if_there(path) is None or not end


def test_a_database_open_twice_is_held_until_both_are_closed(sqlite_office):
    path = Path(sqlite_office.database.url.database)
    other = Database(sqlite_office.database.url, sqlite_office.clock.now)
    for database in (other, sqlite_office.database):
        with database.reading() as session:
            session.connection()
    other.close()
    other.close()
    with pytest.raises(Refused):
        read_if_there(path)
    sqlite_office.database.close()
    assert read_if_there(path)


@pytest.mark.parametrize(
    "begins", [b"SQLite format 3\0" + bytes(84), b"Homeward" + bytes(92)], ids=["plain", "encrypted"]
)
@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_written_over_a_database_that_nobody_has_open_nor_over_what_lies_beside_it(begins, end, tmp_path):
    database = tmp_path / "office.sqlite"
    database.write_bytes(begins)
    target = tmp_path / f"office.sqlite{end}"
    for stands in (True, False):
        if end:
            target.write_bytes(b"of the database") if stands else target.unlink()
        with pytest.raises(Refused, match="is a database, and nothing is written over one"):
            put_in_place(target, b"%PDF")
        assert (database.read_bytes(), target.exists()) == (begins, stands or not end)


def test_a_link_to_a_database_is_one_too(tmp_path):
    (tmp_path / "office.sqlite").write_bytes(b"SQLite format 3\0" + bytes(84))
    (tmp_path / "letter.pdf").symlink_to(tmp_path / "office.sqlite")
    with pytest.raises(Refused, match="is a database"):
        put_in_place(tmp_path / "letter.pdf", b"%PDF")


@pytest.mark.parametrize("name", ["letter-wal", "-wal", "SQLite.pdf"])
def test_a_name_that_only_looks_like_one_is_written(name, tmp_path):
    (tmp_path / name).write_bytes(b"SQLite format 2")
    put_in_place(tmp_path / name, b"%PDF")
    assert (tmp_path / name).read_bytes() == b"%PDF"
