"""At a server a desk tells the others whose record it has open, and hears who else has it."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from sqlalchemy import make_url, text

from app.door import news
from app.door.changes import OpenElsewhere
from app.door.news import listen
from app.setup.users import NewUser, add_user
from models.database import Database
from models.others_commits import Listening, commits_to_server
from models.vocabulary.access import Right
from tests.builders import SmallOffice

PASSWORD = "of the other desk alone"  # noqa: S105  a test's own
SECOND = "second-desk"


@pytest.fixture
def second(desk_office: SmallOffice) -> Iterator[Database]:
    """Another desk of the office, with a login of its own: the coordinator's."""
    administrator = desk_office.as_administrator
    assert administrator is not None
    named = add_user(
        administrator, NewUser(SECOND, "Dales", Right.WORKER, "CWC North", key_safe=False), lambda: PASSWORD
    )
    assert named
    at = make_url(administrator.url).set(username=SECOND, password=PASSWORD)
    database = Database(at, desk_office.clock.now)
    yield database
    database.close()
    with administrator.engine.begin() as connection:
        connection.execute(text(f'DROP ROLE "{SECOND}"'))


@pytest.fixture
def at_desk() -> Iterator[Callable[[Database], Listening]]:
    """A function that lets a desk listen until the end of the test."""
    open_ones = []

    def begin(database):
        listening = commits_to_server(database)
        open_ones.append(listening)
        return listening.__enter__()

    yield begin
    for each in reversed(open_ones):
        each.__exit__(None, None, None)


def test_who_else_has_a_record_open_is_told_by_name_and_not_any_more_once_they_left_it(desk_office, second, at_desk):
    person, other = desk_office.a_person(), desk_office.a_person()
    here, there = at_desk(desk_office.database), at_desk(second)
    assert here.beat(person) == ()
    assert there.beat(other) == ()
    assert here.beat(person) == ()
    assert len(there.beat(person)) == 1
    assert here.beat(person) == ("CWC North",)
    assert there.beat(None) == ()
    assert here.beat(person) == ()


def test_one_s_own_login_in_another_window_is_told_without_a_name(desk_office, at_desk):
    person = desk_office.a_person()
    again = Database(desk_office.database.url, desk_office.clock.now)
    here, there = at_desk(desk_office.database), at_desk(again)
    there.beat(person)
    assert here.beat(person) == ("",)
    again.close()


def test_nothing_is_left_of_a_desk_that_has_gone(desk_office, second):
    person = desk_office.a_person()
    with commits_to_server(desk_office.database) as here:
        with commits_to_server(second) as there:
            there.beat(person)
            assert here.beat(person) == ("CWC North",)
        while here.beat(person):  # its process ends a moment later
            pass


def test_whoever_keeps_the_lock_from_others_holds_nobody_up(desk_office, second, at_desk):
    person = desk_office.a_person()
    here = at_desk(desk_office.database)
    with second.engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": person.int & ((1 << 63) - 1)})
        assert here.beat(person) == ("CWC North",)


def test_a_desk_hears_it_with_its_news_at_once_for_whom_it_opens_and_then_when_it_changes(
    desk_office, second, at_desk, monkeypatch
):
    person = desk_office.a_person()
    monkeypatch.setattr(news, "_EVERY_S", 0.0)
    there, stop, seconds = at_desk(second), Event(), iter(range(1_000))
    heard = listen(desk_office.work(), stop, lambda: float(next(seconds)), in_view=lambda: person)
    next(heard)
    assert next(heard) == OpenElsewhere(person, ())
    there.beat(person)
    assert next(heard) == OpenElsewhere(person, ("CWC North",))
    there.beat(None)
    assert next(heard) == OpenElsewhere(person, ())
    stop.set()
    heard.close()
