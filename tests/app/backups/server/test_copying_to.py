"""A database goes up to a server and back down to a file with the same ids, audit and seals, whole or not at all."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from app.backups import copying_to
from app.backups.copying_to import copy_to
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from app.door.sealer import seal_all
from models import rows_copied
from models.database import Database
from models.looking import look
from models.people import Person
from models.schema import METADATA
from models.seals_verified import verified
from models.server_databases import with_name
from tests.app.commands.test_damage import said_by
from tests.databases import copied_file
from tests.older import written_past_the_guards


@pytest.fixture
def up(postgres):
    """The address of a database that isn't there yet."""
    name = "homeward copied"
    yield with_name(postgres.url(), name)
    postgres.drop(name)


@pytest.fixture
def down(tmp_path) -> Path:
    return tmp_path / "back on a desk.sqlite"


@pytest.fixture
def source(sqlite_office) -> str:
    """A file with two people, one of them changed, sealed."""
    first, _ = sqlite_office.a_person(), sqlite_office.a_person()
    with sqlite_office.database.writing() as session:
        session.get_one(Person, first).risks = "a dog, and “quotes” of é\u202e"
    seal_all(sqlite_office.database, sqlite_office.clock.now)
    return sqlite_office.database.url.render_as_string()


@pytest.fixture
def copied(sqlite_office):
    def copy(url, target, progress=None):
        return copy_to(str(url), str(target), sqlite_office.clock.now(), progress or Progress())

    return copy


def rows(url):
    """Every row of what isn't derived, in order."""
    return look(
        url,
        lambda connection: {
            table.name: sorted(map(repr, (tuple(row) for row in connection.execute(table.select()))))
            for table in METADATA.sorted_tables
            if table.name not in rows_copied._DERIVED
        },
    )


def test_up_and_back_down_every_row_is_the_same(source, up, down, copied):
    said = " ".join(copied(source, up))
    assert rows(up) == rows(source)
    assert ("each compared and the same" in said, make_url(up).password in said) == (True, False)
    assert look(up, verified).troubles == ()
    assert said_by("database", "check", "--database", up)[0] == 0
    copied(up, f"sqlite:///{down}")
    assert rows(f"sqlite:///{down}") == rows(source)
    assert down.stat().st_mode & 0o777 == 0o600
    assert said_by("database", "check", "--database", str(down))[0] == 0


def test_what_is_recorded_at_the_server_goes_down_too_and_the_file_stays_whole(source, up, down, copied, sqlite_office):
    copied(source, up)
    server = Database(up, sqlite_office.clock.now)
    try:
        with server.writing() as session:
            session.get_one(Person, session.query(Person.id).first()[0]).address = "1 High Street"
        with server.reading() as session:  # a number of the audit that is never used
            session.execute(text("SELECT nextval(pg_get_serial_sequence('audit_entry', 'number'))"))
        with server.writing() as session:
            session.get_one(Person, session.query(Person.id).first()[0]).lone_worker_risk = True
        with pytest.raises(Refused, match=r"2 changes wait to be sealed"):
            copied(up, f"sqlite:///{down}")
        seal_all(server, sqlite_office.clock.now)
    finally:
        server.close()
    copied(up, f"sqlite:///{down}")
    assert rows(f"sqlite:///{down}") == rows(up)
    code, said = said_by("database", "check", "--database", str(down))
    assert (code, said.split(":")[0]) == (0, "The database is whole in what was compared")
    with sqlite3.connect(down) as file:
        numbers = [number for (number,) in file.execute("SELECT number FROM audit_entry ORDER BY number")]
    file.close()
    assert len(numbers) == numbers[-1] - 1
    on_the_desk = Database(f"sqlite:///{down}", sqlite_office.clock.now, by="desk")
    try:
        with on_the_desk.writing() as session:
            session.get_one(Person, session.query(Person.id).first()[0]).address = "3 High Street"
        seal_all(on_the_desk, sqlite_office.clock.now)
    finally:
        on_the_desk.close()
    assert said_by("database", "check", "--database", str(down))[0] == 0


def test_what_was_changed_after_it_came_down_is_found(source, up, down, copied, tmp_path):
    copied(source, up)
    copied(up, f"sqlite:///{down}")
    for number, (statement, found) in enumerate(
        (
            ("UPDATE person SET address = 'elsewhere'", "Records say something else than the audit: 2 of person"),
            (
                "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)",
                "is gone; it was sealed by",
            ),
        )
    ):
        changed = copied_file(down, tmp_path / f"changed {number}.sqlite")
        written_past_the_guards(changed, statement)
        code, said = said_by("database", "check", "--database", str(changed))
        assert (code, found in said) == (1, True), said


def test_the_audits_numbers_go_on_at_the_server(source, up, copied, sqlite_office):
    copied(source, up)
    last = look(source, lambda connection: connection.execute(text("SELECT max(number) FROM audit_entry")).scalar_one())
    server = Database(up, sqlite_office.clock.now)
    try:
        with server.writing() as session:
            session.get_one(Person, session.query(Person.id).first()[0]).address = "1 High Street"
        seal_all(server, sqlite_office.clock.now)
    finally:
        server.close()
    new = look(up, lambda connection: connection.execute(text("SELECT max(number) FROM audit_entry")).scalar_one())
    assert new == last + 1
    assert look(up, verified).waiting == 0


def test_a_target_that_isnt_empty_is_refused_and_left(source, up, down, copied, postgres):
    copied(source, up)
    before = rows(up)
    with pytest.raises(Refused, match=r"is there already and isn't empty. It has the office "):
        copied(source, up)
    assert rows(up) == before
    down.write_bytes(b"somebody's")
    with pytest.raises(Refused, match="is there already"):
        copied(up, f"sqlite:///{down}")
    assert down.read_bytes() == b"somebody's"
    name = postgres.create()
    with postgres.connect(name) as connection:
        connection.execute("CREATE TABLE theirs (id int)")
    with pytest.raises(Refused, match="but not one of Homeward's"):
        copied(source, postgres.url(name))
    postgres.drop(name)


def test_an_empty_database_is_filled_and_like_to_like_is_refused(source, copied, postgres, tmp_path):
    name = postgres.create()
    copied(source, postgres.url(name))
    assert rows(postgres.url(name)) == rows(source)
    for one, other in ((source, f"sqlite:///{tmp_path / 'x'}"), (postgres.url(name), postgres.url("other"))):
        with pytest.raises(Refused, match="From like to like goes a backup"):
            copied(one, other)
    postgres.drop(name)


def stopped_at(step):
    progress = Progress(lambda reached: progress.stop() if reached.done == step else None)
    return progress


def test_whatever_ends_it_the_target_isnt_there(source, up, copied, postgres, monkeypatch):
    def databases():
        with postgres.connect() as connection:
            return connection.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()

    before, empty = databases(), postgres.create()
    with pytest.raises(Stopped):
        copied(source, up, stopped_at(1))
    monkeypatch.setattr(copying_to, "copy_rows", lambda *_: (1, ("person",)))
    for target in (up, postgres.url(empty)):
        with pytest.raises(Unavailable, match=r"what arrived isn't what was read \(person\)"):
            copied(source, target)
    with postgres.connect(empty) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'person'").fetchall() == [(0,)]
    postgres.drop(empty)
    assert databases() == before


def test_whatever_ends_it_no_file_is_left(source, up, down, copied, monkeypatch):
    copied(source, up)
    before = sorted(down.parent.iterdir())
    monkeypatch.setattr(copying_to, "copy_rows", lambda *_: (1, ("person",)))
    with pytest.raises(Unavailable, match="what arrived isn't what was read"):
        copied(up, f"sqlite:///{down}")
    assert sorted(down.parent.iterdir()) == before


def test_a_row_that_arrives_otherwise_is_found(source, up, copied, monkeypatch):
    fill = rows_copied.kept.fill

    def badly(connection):
        connection.exec_driver_sql("UPDATE person SET risks = 'none'")
        fill(connection)

    monkeypatch.setattr(rows_copied.kept, "fill", badly)
    with pytest.raises(Unavailable, match=r"what arrived isn't what was read \(person\)"):
        copied(source, up)


def test_a_file_of_several_offices_isnt_made(source, up, down, copied, postgres):
    copied(source, up)
    with postgres.connect(make_url(up).database) as connection:
        connection.execute(
            "INSERT INTO office (id, name, area, council, complaints_telephone, finance_telephone) "
            "VALUES (gen_random_uuid(), 'Another', '', '', '', '')"
        )
    with pytest.raises(Refused, match="a file is one office's, and there are 2 in this database"):
        copied(up, f"sqlite:///{down}")


def test_the_command_copies_and_says_how_it_is_opened(source, up, sqlite_office):
    sqlite_office.clock.advance(timedelta(minutes=1))
    file = make_url(source).database
    code, said = said_by("database", "copy-to", up, "--database", file)
    assert (code, "It is opened by: homeward --database" in said, f"“{file}” is as it was" in said) == (0, True, True)
