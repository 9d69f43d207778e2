"""The demonstration opens at its own day; every other database goes by the real clock."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.commands.desk import open_desk
from app.commands.options import DeskAt
from app.desk import first_office, places
from app.desk.opening import open_work
from app.door.clock import DeskClock, FixedClock
from app.queries.people.caseload import caseload
from app.services.people.details import change_person
from models.database import Database
from models.people import DatabaseMark, Person
from models.values import london_day

ITS_DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The demonstration as the first start makes it."""
    folder = tmp_path_factory.mktemp("a computer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "demonstration_file", lambda: folder / "demonstration.sqlite")
        first_office.demonstration_url()
    return (folder / "demonstration.sqlite").read_bytes()


@pytest.fixture
def demonstration(made, tmp_path):
    """A copy of it, and its address."""
    file = tmp_path / "demonstration.sqlite"
    file.write_bytes(made)
    return f"sqlite:///{file}"


def opened_at(url):
    """The clock of a desk that opens this database."""
    clock = DeskClock()
    open_work(url, clock).close()
    return clock


def mark(url, **said):
    database = Database(url, DeskClock().now, by="test")
    with database.writing() as session:
        row = session.get_one(DatabaseMark, 1)
        for name, value in said.items():
            setattr(row, name, value)
    database.close()


def test_it_opens_at_the_day_of_its_data_and_runs_on_from_there(demonstration):
    clock = opened_at(demonstration)
    first = clock.now()
    assert (clock.is_set, london_day(first)) == (True, ITS_DAY)
    assert first <= clock.now()


def test_it_goes_on_after_the_newest_moment_that_was_stored_there(demonstration):
    later = opened_at(demonstration).now() + timedelta(days=3)
    work = open_work(demonstration, FixedClock(later))
    person = work.read(caseload)[0].person_id
    seen = work.read(lambda turn: turn.session.scalar(select(Person.version).where(Person.id == person)))
    work.write(lambda turn: change_person(turn, person=person, seen=seen, telephone="0114 496 0901"))
    work.close()
    assert opened_at(demonstration).now() >= later


def test_a_command_takes_the_same_day(demonstration):
    with open_desk(DeskAt(demonstration, None, None)) as desk:
        assert london_day(desk.moment) == ITS_DAY


def test_the_demonstration_of_an_earlier_release_is_one_too(demonstration):
    mark(demonstration, made_by="first start")
    assert opened_at(demonstration).is_set


@pytest.mark.parametrize("said", [{"is_test": False}, {"made_by": "homeward"}])
def test_any_other_database_goes_by_the_real_clock(demonstration, said):
    mark(demonstration, **said)
    clock = DeskClock()
    before = clock.now()
    open_work(demonstration, clock).close()
    assert not clock.is_set
    assert clock.now() - before < timedelta(days=1)
