"""Two desks on one database: each hears what the other does, and nothing about its own deeds."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.door import news
from app.door.changes import Changes, Topic
from app.door.door import Door
from app.door.news import listen
from app.door.tasks import Tasks
from app.door.topics import TOPICS
from app.door.turn import Turn
from app.door.watch import Watch
from app.door.work import Work
from app.queries.office import seat as desk_queries
from app.services.goals.goals import close_goal
from app.services.people.details import change_person
from models.base import Base
from models.database import Database
from models.staff import Staff
from models.vocabulary.goals import GoalState
from tests.builders import SmallOffice

Heard = list  # of sets of topics


@pytest.fixture
def other(office: SmallOffice) -> Iterator[Work]:
    """Another desk, with connections of its own."""
    database = Database(office.database.url, office.clock.now, by="other desk")
    yield Work(database, office.clock, staff=office.staff["DSO"])
    database.close()


@pytest.fixture
def listen_at(qtbot: QtBot) -> Iterator[Callable[[Work], tuple[Door, Heard]]]:
    """A function that lets this desk listen; what it hears is gathered."""
    closers: list[Callable[[], None]] = []

    def start(work: Work) -> tuple[Door, Heard]:
        tasks, heard = Tasks(), Heard()
        here = Door(work, tasks)
        here.changed.connect(lambda changes: heard.append(changes.topics))
        watch = Watch(here, partial(listen, work))
        closers.extend((watch.close, tasks.close))
        with qtbot.waitSignal(watch.listening):
            pass
        return here, heard

    yield start
    for close in closers:
        close()


def told_by_telephone(person: UUID) -> Callable[[Turn], Changes]:
    return lambda turn: change_person(turn, person=person, seen=1, telephone="01629 533190")


def given_up(goal: UUID) -> Callable[[Turn], Changes]:
    return lambda turn: close_goal(turn, goal=goal, seen=1, state=GoalState.DROPPED)


def test_another_desks_deed_is_heard(office, other, listen_at, qtbot):
    person = office.a_person()
    here, heard = listen_at(office.work())
    with qtbot.waitSignal(here.changed):
        other.write(told_by_telephone(person))
    assert heard == [{Topic.PEOPLE}]


def test_whom_another_desks_deed_is_about_is_heard_where_every_row_says_so(office, other, listen_at, qtbot):
    person = office.a_person()
    episode = office.an_episode(person=person)
    goal = office.a_goal(episode)
    here, _heard = listen_at(office.work())
    about = []
    here.changed.connect(lambda changes: about.append(changes.people))
    for deed in (told_by_telephone(person), given_up(goal)):
        with qtbot.waitSignal(here.changed):
            other.write(deed)
    assert about == [{person}, {person}]
    staff = office.staff["OT"]
    with qtbot.waitSignal(here.changed):
        other.write(lambda turn: renamed(turn, staff))
    assert about[2:] == [frozenset()]  # it may be about anybody


def renamed(turn: Turn, staff: UUID) -> Changes:
    turn.session.get_one(Staff, staff).name = "Ann Lee"
    return Changes(frozenset())


def test_this_desks_own_deeds_are_no_news(office, other, listen_at, qtbot):
    person, goal = office.a_person(), office.a_goal(office.an_episode())
    work = office.work()
    here, heard = listen_at(work)
    work.write(told_by_telephone(person))
    with qtbot.waitSignal(here.changed):
        other.write(given_up(goal))
    assert heard == [{Topic.GOALS}]


def test_a_question_of_another_desk_is_no_news(office, other, listen_at, qtbot):
    goal = office.a_goal(office.an_episode())
    here, heard = listen_at(office.work())
    other.read(desk_queries.seat)
    with qtbot.waitSignal(here.changed):
        other.write(given_up(goal))
    assert heard == [{Topic.GOALS}]


@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_server_that_goes_is_missed_and_once_back_everything_may_have_changed(office, other, listen_at, qtbot):
    here, heard = listen_at(office.work())
    reached = []
    here.reached.connect(reached.append)
    with other.database.engine.begin() as connection, qtbot.waitSignal(here.changed, timeout=15_000):
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"))
    assert (reached, heard) == ([False], [set(Topic)])


def test_every_table_that_screens_show_has_its_topics():
    import models.schema  # noqa: F401, PLC0415  brings every table

    silent = {
        "audit_entry",
        "database_mark",
        "access_note",
        "paper_bytes",
        "seal",
        "sealed_entry",
        *("due_day", "due_line", "due_mark", "near_word", "person_word"),
    }  # no record changes by them
    assert set(Base.metadata.tables) - silent == set(TOPICS)


def test_where_the_database_stands_is_noted_while_somebody_listens(office, other, listen_at, qtbot, monkeypatch):
    """A desk that is cut off has noted it; so a write-ahead log that is lost then is told at its next start."""
    noted: list[Database] = []
    monkeypatch.setattr(office.database, "remember", noted.append)
    monkeypatch.setattr(news, "_TIMES_A_NOTE", 1)
    person = office.a_person()
    listen_at(office.work())
    other.write(told_by_telephone(person))
    qtbot.waitUntil(lambda: bool(noted))
    assert set(noted) == {office.database}
