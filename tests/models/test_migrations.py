"""Migrations bring a database to the shape of the mapped classes, all of it or nothing, on both kinds."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text

from models import migrations
from models.database import Database, sqlite_url
from models.database_file import APPLICATION_ID, NotOurs
from models.migrations import triggers
from models.people import Person
from models.revision import NEWEST, revision_of
from models.schema import METADATA


def tables_of(url, clock):
    database = Database(url, clock.now, may_make=True)
    with database.engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    database.close()
    return found


def test_the_migrated_database_is_the_shape_of_the_mapped_classes(office):
    with office.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_filled_database_goes_down_and_up_again(office, one_of_each, office_url, clock):
    assert one_of_each
    office.database.close()
    migrations._run(office_url, command.downgrade, "base")
    assert tables_of(office_url, clock) <= {"alembic_version"}
    migrations.upgrade(office_url)
    assert tables_of(office_url, clock) == {*METADATA.tables, "alembic_version"}
    with office.database.engine.connect() as connection:
        assert connection.execute(select(Person.id)).all() == []
        assert revision_of(connection) == NEWEST


def test_migrating_again_changes_nothing_and_keeps_the_rows(office, office_url):
    person = office.a_person()
    migrations.upgrade(office_url)
    assert office.get(Person, person).id == person


GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT concat(tgrelid::regclass, '.', tgname), pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
}


def guards_of(url):
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {row[0]: row[1] for row in connection.execute(text(GUARDS[engine.dialect.name]))}
    engine.dispose()
    return found


def test_a_database_that_is_made_has_the_guards_of_one_that_was_brought_up(database_url):
    migrations.upgrade(database_url)
    made = guards_of(database_url)
    migrations._run(database_url, command.downgrade, "base")
    migrations.upgrade(database_url, "0001")
    first = guards_of(database_url)
    migrations.upgrade(database_url)
    assert guards_of(database_url) == made
    assert 0 < len(first) < len(made)


def test_an_upgrade_makes_the_guards_anew_only_where_rows_are_written_and_at_its_end(office, office_url, monkeypatch):
    """At each of 17 revisions was most of its time, and a server has room for so many locks in one transaction."""
    office.database.close()
    migrations._run(office_url, command.downgrade, "0001")
    made, make = [], triggers._make

    def noted(connection, names):
        made.append(revision_of(connection))
        make(connection, names)

    monkeypatch.setattr(triggers, "_make", noted)
    migrations.upgrade(office_url)
    assert made == ["0006", "0018", NEWEST], "0007 fills in words, 0019 has examples"


def test_half_a_migration_leaves_nothing(database_url, clock, monkeypatch):
    def broken(*_):
        raise OSError("the power went")

    monkeypatch.setattr(triggers, "create_for", broken)
    with pytest.raises(OSError, match="power"):
        migrations.upgrade(database_url)
    assert tables_of(database_url, clock) == set()
    monkeypatch.undo()
    migrations.upgrade(database_url)
    assert tables_of(database_url, clock) == {*METADATA.tables, "alembic_version"}


def test_an_upgrade_of_a_database_in_use_that_breaks_off_leaves_its_guards_and_rows(office, office_url, monkeypatch):
    person = office.a_person()
    office.database.close()
    migrations._run(office_url, command.downgrade, "0018")
    before = guards_of(office_url)

    def broken(*_):
        raise OSError("the power went")

    monkeypatch.setattr(triggers, "create_for", broken)
    with pytest.raises(OSError, match="power"):
        migrations.upgrade(office_url)
    assert guards_of(office_url) == before
    monkeypatch.undo()
    migrations.upgrade(office_url)
    assert office.get(Person, person).id == person


def test_a_migration_that_would_break_links_is_taken_back(migrated_sqlite_url):
    """Links are off while tables are made anew; they are checked before anything is kept."""
    raw = sqlite3.connect(migrated_sqlite_url.removeprefix("sqlite:///"))
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.create_function("homeward_moment", 0, lambda: "2026-01-01 00:00:00.000000")
    raw.create_function("homeward_by", 0, lambda: "somebody")
    raw.execute("INSERT INTO patch (id, office_id, version, name) VALUES ('a', 'no such office', 1, 'Matlock')")
    raw.commit()
    raw.close()
    with pytest.raises(LookupError, match="patch"):
        migrations.upgrade(migrated_sqlite_url)


# --- Files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["with blanks and 100 %.sqlite", "Łukasz & Siân’s ünïcode.sqlite", "a?b#c;d=e.sqlite"])
def test_a_path_may_have_blanks_and_any_letters(tmp_path, clock, name):
    folder = tmp_path / "Über uns"
    folder.mkdir()
    file = folder / name
    migrations.upgrade(sqlite_url(file))
    assert [each.name for each in folder.iterdir()] == [name]
    assert tables_of(sqlite_url(file), clock) == {*METADATA.tables, "alembic_version"}


def test_a_file_of_ours_carries_our_mark(migrated_sqlite: Path):
    raw = sqlite3.connect(migrated_sqlite)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    raw.close()


def foreign_database(file):
    raw = sqlite3.connect(file)
    raw.execute("CREATE TABLE bookmarks (url TEXT)")
    raw.commit()
    raw.close()


def letter(file):
    file.write_text("Dear Sir or Madam, " * 100, encoding="utf-8")


@pytest.mark.parametrize("write", [foreign_database, letter])
def test_a_file_that_isnt_ours_is_refused_and_left_as_it_is(tmp_path, clock, write):
    file = tmp_path / "theirs.sqlite"
    write(file)
    before = file.read_bytes()
    with pytest.raises(NotOurs, match="It was left as it is"):
        migrations.upgrade(sqlite_url(file))
    database = Database(sqlite_url(file), clock.now)
    with pytest.raises(NotOurs), database.reading() as session:
        session.execute(text("SELECT 1"))
    database.close()
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["theirs.sqlite"]


def test_a_file_of_no_bytes_can_become_ours(tmp_path, clock):
    file = tmp_path / "empty.sqlite"
    file.touch()
    migrations.upgrade(sqlite_url(file))
    assert "person" in tables_of(sqlite_url(file), clock)


def test_a_file_that_isnt_there_is_not_made_by_asking_for_it(tmp_path, clock):
    file = tmp_path / "mistyped.sqlite"
    database = Database(sqlite_url(file), clock.now)
    with pytest.raises(NotOurs, match="no Homeward database"), database.reading() as session:
        session.execute(text("SELECT 1"))
    database.close()
    assert not file.exists()


# --- Desks at once ---------------------------------------------------------------------------------------------


def migrate(url, ready, said):
    ready.wait()
    try:
        migrations.upgrade(url)
    except Exception as error:  # noqa: BLE001  told to the test
        said.put(repr(error))
    else:
        said.put("")


def test_of_desks_that_migrate_at_once_one_does_it_and_the_others_wait(database_url):
    spawn = multiprocessing.get_context("spawn")
    ready, said = spawn.Barrier(3), spawn.Queue()
    desks = [spawn.Process(target=migrate, args=(database_url, ready, said)) for _ in range(3)]
    for desk in desks:
        desk.start()
    answers = [said.get(timeout=150) for _ in desks]
    for desk in desks:
        desk.join(60)
    said.close()
    said.join_thread()
    assert answers == ["", "", ""]
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [NEWEST]
    engine.dispose()


def test_a_file_of_no_bytes_is_no_database_to_whoever_opens_it(tmp_path, clock):
    file = tmp_path / "empty.sqlite"
    file.touch()
    database = Database(sqlite_url(file), clock.now)
    with pytest.raises(NotOurs, match="is empty"), database.reading() as session:
        session.execute(text("SELECT 1"))
    database.close()
    assert [each.name for each in tmp_path.iterdir() if each.stat().st_size] == []
