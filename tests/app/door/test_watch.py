"""Two desks on one database: each hears what the other does, and nothing about its own deeds."""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from threading import Event
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.door import news
from app.door.changes import Changes, Lost, Topic
from app.door.door import Door
from app.door.errors import Unavailable
from app.door.news import listen
from app.door.press import Press
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
from models.migrations import upgrade
from models.others_commits import Listening
from models.people import Person
from models.staff import Staff
from models.vocabulary.goals import GoalState
from tests.builders import SmallOffice
from tests.databases import made_office
from tests.throwaway_postgres import ThrowawayPostgres
from tests.wire import Wire

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
    return lambda turn: change_person(turn, person=person, seen=1, telephone="0114 496 0190")


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
        "key_safe_code",
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
    monkeypatch.setattr(news, "_BEATS_A_NOTE", 1)
    person = office.a_person()
    listen_at(office.work())
    other.write(told_by_telephone(person))
    qtbot.waitUntil(lambda: bool(noted))
    assert set(noted) == {office.database}


# --- A server that says nothing --------------------------------------------------------------------------------


@pytest.fixture
def far(postgres_office: SmallOffice) -> Iterator[tuple[Work, Wire]]:
    """A desk at the far end of a wire to the server."""
    wire = Wire(postgres_office.database.url.render_as_string(hide_password=False))
    database = Database(wire.url, postgres_office.clock.now, by="far desk")
    yield Work(database, postgres_office.clock, staff=postgres_office.staff["DSO"]), wire
    wire.close()
    database.close()


class Ticking:
    """A clock in seconds that goes on by a quarter at each look: by as much as a wait for a server is cut into."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        self.at += 0.25
        return self.at


def test_a_server_that_says_nothing_is_missed_within_eight_seconds_and_nothing_waits_on_it(
    postgres_office, far, monkeypatch, in_background
):
    desk, wire = far
    seconds, stop = Ticking(), Event()
    monkeypatch.setattr(news, "_EVERY_S", 0.01)
    monkeypatch.setattr(news, "_AGAIN_AFTER_S", 0.01)
    heard = listen(desk, stop, seconds)
    assert next(heard) == Changes(frozenset())
    lived = postgres_office.clock.now()
    postgres_office.clock.advance(timedelta(minutes=2))
    began = seconds.at
    wire.hold()
    asking = in_background(desk.read, desk_queries.seat)
    wire.stuck.wait()
    assert next(heard) == Lost(lived)
    assert seconds.at - began < 8.0
    assert isinstance(asking.exception(), Unavailable)
    wire.mend()
    assert next(heard) == Changes(frozenset(Topic))
    assert desk.read(desk_queries.seat).name
    stop.set()
    heard.close()


def test_a_server_that_answers_isnt_missed_however_long_nothing_happens(far, monkeypatch):
    desk, _wire = far
    stop, beats = Event(), []
    monkeypatch.setattr(news, "_EVERY_S", 0.0)
    heard = listen(desk, stop, Ticking())
    assert next(heard) == Changes(frozenset())
    beat = Listening.beat

    def counted(server, person):
        beats.append(server)
        if len(beats) == 20:
            stop.set()
        return beat(server, person)

    monkeypatch.setattr(Listening, "beat", counted)
    assert list(heard) == []
    assert len(beats) == 20


@pytest.mark.parametrize("forged", ["", "person", "person|nobody|1|7", "|||", "person|" + "0" * 32, "nothing|x" * 400])
def test_a_forged_notice_is_at_worst_a_question_that_is_asked_again(postgres_office, listen_at, qtbot, forged):
    here, heard = listen_at(postgres_office.work())
    person = postgres_office.a_person()
    with qtbot.waitSignal(here.changed, check_params_cb=lambda changes: Topic.PEOPLE in changes.topics):
        with postgres_office.database.engine.connect() as other, other.begin():
            other.execute(text("SELECT pg_notify('homeward_change', :forged)"), {"forged": forged})
        postgres_office.database.engine.dispose()
        elsewhere = Database(postgres_office.database.url, postgres_office.clock.now)
        Work(elsewhere, postgres_office.clock, staff=postgres_office.staff["DSO"]).write(told_by_telephone(person))
        elsewhere.close()
    assert set().union(*heard) <= {Topic.PEOPLE}


@pytest.fixture
def own_server() -> Iterator[ThrowawayPostgres]:
    """A server that a test may stop: nobody else's."""
    server = ThrowawayPostgres()
    yield server
    server.go_on()
    server.close()


@pytest.mark.skipif(sys.platform != "linux", reason="stops the server's processes by /proc")
def test_a_server_whose_processes_stand_still_is_missed_nothing_is_saved_and_once_it_goes_on_all_is_as_before(
    own_server, monkeypatch, in_background, clock
):
    """Its system still takes what it is sent: no link is lost."""
    server = own_server
    upgrade(server.url(server.create()))
    office = made_office(url := server.url("test_1"))
    database = Database(url, clock.now)
    desk, press = Work(database, clock, staff=office.staff["DSO"]), Press()
    person = SmallOffice(database, clock, office.id, office.teams, office.patches, office.staff).a_person()
    monkeypatch.setattr(news, "_EVERY_S", 0.01)
    heard = listen(desk, Event(), Ticking())
    assert next(heard) == Changes(frozenset())
    server.stand_still()
    saving = in_background(desk.write, told_by_telephone(person), press)
    assert isinstance(next(heard), Lost)
    assert isinstance(saving.exception(), Unavailable)
    server.go_on()
    assert next(heard) == Changes(frozenset(Topic))
    desk.write(told_by_telephone(person), press)
    assert desk.read(lambda turn: turn.session.get_one(Person, person).version) == 2
    heard.close()
    database.close()
