"""Nothing of one test reaches the next: each finds the same rows, sequences, triggers and settings in its database."""

from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import func, select

from models.audit import AuditEntry
from models.database import Database
from models.people import Person
from models.schema import METADATA
from models.staff import Staff
from tests import throwaway_postgres
from tests.builders import SmallOffice
from tests.models.conftest import recipe, stamped_classes

# What is told of a database by the server itself, none of it by what the lender looks at.
TOLD = {
    "tables": "SELECT oid::regclass::text, relkind, relacl, reloptions, relrowsecurity, relowner FROM pg_class c",
    "columns": (
        "SELECT attrelid::regclass::text, attname, atttypid, attnotnull, attidentity, attacl, "
        "pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON (adrelid, adnum) = (attrelid, attnum) "
        "JOIN pg_class c ON c.oid = attrelid"
    ),
    "triggers": "SELECT pg_get_triggerdef(t.oid), tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid",
    "links and checks": (
        "SELECT conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid"
    ),
    "indexes": "SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index JOIN pg_class c ON c.oid = indrelid",
}
OURS = " WHERE c.relnamespace = 'public'::regnamespace"
SEQUENCES = "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
TOLD_OF_ALL = {
    "functions": (
        "SELECT pg_get_functiondef(oid), proacl, proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    ),
    "rooms": "SELECT nspname, nspacl FROM pg_namespace WHERE nspname NOT LIKE 'pg_%'",
    "settings": (
        "SELECT setconfig FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase "
        "WHERE datname = current_database()"
    ),
    "grants": "SELECT datacl, datconnlimit FROM pg_database WHERE datname = current_database()",
}
ALTERED = (
    "ALTER TABLE goal DISABLE TRIGGER y_keep",
    "ALTER TABLE goal DISABLE TRIGGER ALL; ALTER TABLE goal ENABLE TRIGGER ALL",
    "DROP TRIGGER z_audit ON person",
    "ALTER TABLE goal ADD COLUMN colour text",
    "ALTER TABLE goal ALTER COLUMN statement DROP NOT NULL",
    "CREATE INDEX sooner ON goal (target)",
    "CREATE TABLE bookmarks (url text)",
    "CREATE OR REPLACE FUNCTION homeward_keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    "GRANT DELETE ON goal TO PUBLIC",
    "GRANT CREATE ON SCHEMA public TO PUBLIC",
    "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET timezone TO ''Asia/Tokyo''', current_database()); END$$",
    "DO $$BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 50', current_database()); END$$",
)


@pytest.fixture(scope="module")
def as_made(postgres, made_postgres_office):
    """Everything in a copy that no test ever had."""
    lent, _ = made_postgres_office
    name = postgres.create(lent.template)
    told = everything(postgres.url(name))
    postgres.drop(name)
    return told


@pytest.fixture
def borrow(made_postgres_office):
    """A function that lends a database as each test has one, in a `with` block."""
    lent, _ = made_postgres_office
    return contextmanager(lent.lend)


def connect(url):
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def everything(url):
    """All that a test could find in a database: each row where it lies, and how everything is made."""
    with connect(url) as asked:
        found = {name: sorted(map(str, asked.execute(query + OURS))) for name, query in TOLD.items()}
        found |= {name: sorted(map(str, asked.execute(query))) for name, query in TOLD_OF_ALL.items()}
        for (name,) in asked.execute(SEQUENCES).fetchall():
            stands = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
            found[name] = asked.execute(stands).fetchall()
        for name in (*METADATA.tables, "alembic_version"):
            rows = sql.SQL("SELECT ctid::text, t::text FROM {} t").format(sql.Identifier(name))
            found[name] = asked.execute(rows).fetchall()
    return found


def name_of(url):
    return url.rpartition("/")[2]


def fill(office):
    """Write to every table and change what the office began with, as tests do."""
    for kind in stamped_classes():
        office.store(kind(**{key: each() if callable(each) else each for key, each in recipe(office, kind).items()}))
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["DSO"]).name = "Somebody else"


def test_what_a_test_wrote_or_left_open_is_gone_for_the_next(borrow, as_made, made_postgres_office, clock):
    _, made = made_postgres_office
    with borrow() as url:
        database = Database(url, clock.now)
        fill(SmallOffice(database, clock, made.id, made.teams, made.patches, made.staff))
        database.close()
        written = everything(url)
        assert {name for name in METADATA.tables if written[name] == as_made[name]} <= {
            *("office", "database_mark"),
            *("access_note", "key_safe_code", "paper_bytes", "seal", "sealed_entry"),
            *("due_day", "due_line"),
        }
        left_open = connect(url)
        left_open.execute("BEGIN; LOCK TABLE goal; CREATE TEMP TABLE mine (a int); SELECT pg_advisory_lock(1)")
        left_open.execute("LISTEN homeward_change")
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    left_open.close()
    with borrow() as again:
        assert everything(again) == as_made


def test_only_rows_were_written_so_the_same_database_serves_the_next(borrow):
    with borrow() as url, connect(url) as desk:
        desk.execute("UPDATE staff SET telephone = '0114 496 0800'")
    with borrow() as again:
        assert name_of(again) == name_of(url)


@pytest.mark.parametrize("statement", ALTERED)
def test_a_database_that_was_altered_serves_nobody_else(borrow, as_made, statement):
    with borrow() as url, connect(url) as desk:
        desk.execute(statement)
    with borrow() as again:
        assert name_of(again) != name_of(url)
        assert everything(again) == as_made
    with connect(again.replace(name_of(again), "postgres")) as server:
        assert not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name_of(url),)).fetchall()


def test_two_that_borrow_at_once_have_a_database_each(borrow):
    with borrow() as one, borrow() as other:
        assert name_of(one) != name_of(other)


@pytest.mark.parametrize("turn", ["first", "second", "third"])
def test_each_of_several_tests_begins_with_the_same_office(office, turn):
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert session.get_one(Staff, office.staff["DSO"]).name == "DSO North"
        entries = session.scalars(select(AuditEntry.number).order_by(AuditEntry.number)).all()
    assert entries == list(range(1, len(entries) + 1))
    assert office.teams.keys() == {"North", "South", "Interim"}
    office.a_person(family=turn)
    office.teams.clear()
    with office.database.reading() as session:
        assert session.scalars(select(AuditEntry.number).order_by(AuditEntry.number)).all()[-1] == len(entries) + 1
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["DSO"]).name = turn


def test_a_machine_without_a_server_is_told_what_brings_one(monkeypatch):
    monkeypatch.setattr(throwaway_postgres, "programs_folders", lambda: iter(()))
    with pytest.raises(RuntimeError, match=r"no PostgreSQL here: `python3 run\.py test` brings"):
        throwaway_postgres.ThrowawayPostgres()
