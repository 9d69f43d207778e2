"""A program that has a database open while a newer one brings it up writes nothing there any more, and is told so."""

import multiprocessing
import sqlite3

import psycopg
import pytest
from sqlalchemy import make_url, text

from app.door.errors import Unavailable
from app.door.work import in_words
from models import migrations, revision, server_links
from models.database import Database
from models.due import DueDay
from models.people import Office
from models.revision import BROUGHT_UP, KNOWN
from models.teams import Patch
from tests.builders import MovingClock
from tests.databases import OPENING

BEFORE = KNOWN[-2]


def earlier_desk(url, office, wire):
    """A program of the release before this one: it stays open, and writes when it is told to."""
    revision.KNOWN, server_links.NEWEST = KNOWN[:-1], BEFORE
    database = Database(url, MovingClock(OPENING).now)
    while (name := wire.recv()) is not None:
        try:
            with in_words(), database.writing() as session:
                session.add(Patch(office_id=office, name=name))
        except Unavailable as error:
            wire.send(str(error))
        else:
            wire.send("")
    database.close()


@pytest.fixture
def before(database_url, clock):
    """A database of the release before this one, with an office; its address and the office."""
    migrations.upgrade(database_url, BEFORE)
    database = Database(database_url, clock.now)
    office = Office(name="Dales", area="Dales", council="Derbyshire County Council")
    with database.writing() as session:
        session.add(office)
    database.close()
    return database_url, office.id


def patches(url, clock):
    database = Database(url, clock.now)
    with database.reading() as session:
        found = session.scalars(text("SELECT name FROM patch ORDER BY name")).all()
    database.close()
    return found


def add_patch(url, clock, office, name):
    database = Database(url, clock.now)
    with database.writing() as session:
        session.add(Patch(office_id=office, name=name))
    database.close()


def test_an_older_desk_that_stays_open_is_refused_and_the_newer_one_goes_on(before, clock):
    url, office = before
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    desk = spawn.Process(target=earlier_desk, args=(url, office, theirs))
    desk.start()
    ours.send("Bakewell")
    assert ours.recv() == ""
    migrations.upgrade(url)
    ours.send("Matlock")
    assert ours.recv() == BROUGHT_UP
    add_patch(url, clock, office, "Wirksworth")
    ours.send(None)
    desk.join(60)
    assert patches(url, clock) == ["Bakewell", "Wirksworth"]


# --- A program from before anybody asked ----------------------------------------------------------------------------


LOOK = (
    "INSERT INTO access_note (id, office_id, at, staff_id, deed, what) "
    "SELECT gen_random_uuid(), office_id, now(), id, 'opened', 'x' FROM staff LIMIT 1"
)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO patch (id, office_id, version, name) VALUES (gen_random_uuid(), '{office}', 1, 'x')",
        "UPDATE patch SET name = 'x' || name",
        "UPDATE office SET name = 'x'",
        LOOK,
    ],
)
def test_a_program_that_tells_a_server_no_revision_writes_nothing(postgres_office, statement):
    url = make_url(postgres_office.database.url)
    told = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    said = statement.format(office=postgres_office.id)
    with psycopg.connect(**told, application_name="homeward") as connection:
        with pytest.raises(psycopg.OperationalError, match="brought up by a newer Homeward"):
            connection.execute(said)
        connection.rollback()
        connection.execute("SET application_name = 'homeward 9999'")
        connection.execute(said)
        connection.rollback()
        connection.execute("SET application_name = 'psql'")  # is held by the walls, as ever
        connection.execute(said)
        connection.rollback()


def test_nor_does_it_derive_what_today_shows(desk_office):
    office = desk_office
    with office.database.reading() as session:
        asked = text("SELECT homeward_may_settle(:office)")
        assert session.scalar(asked, {"office": office.id})
        session.execute(text("SET application_name = 'homeward'"))
        assert not session.scalar(asked, {"office": office.id})
        assert session.query(DueDay).count() == 0


def test_a_program_that_knows_no_revision_lacks_what_stamps_a_file(sqlite_office):
    """So it is refused before anything is changed, by SQLite itself."""
    sqlite_office.database.close()
    connection = sqlite3.connect(sqlite_office.database.url.database)
    connection.create_function("homeward_now", 0, lambda: "2026-11-20 09:00:00.000000")
    connection.create_function("homeward_by", 0, lambda: "somebody")
    with pytest.raises(sqlite3.OperationalError, match="no such function: homeward_moment"):
        connection.execute("UPDATE patch SET name = 'x'")
    connection.close()
