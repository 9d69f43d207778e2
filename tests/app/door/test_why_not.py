"""Each cause why a database can't be used has a sentence of its own, which says what helps, and only that."""

import pytest
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.door.changes import Topic, changes
from app.door.clock import SystemClock
from app.door.errors import Unavailable
from app.door.why_not import why_not
from app.door.work import Work, in_words
from models.database import Database
from models.people import Person


def rename(turn, *, given):
    turn.session.query(Person).update({"given": given})
    return changes(Topic.PEOPLE)


def said_of(url, **options):
    """What is said where a connection can't be made."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 2, **options})
    with pytest.raises(Unavailable) as caught, in_words():
        engine.connect()
    return str(caught.value)


@pytest.fixture
def server(postgres):
    return make_url(postgres.url())


def test_what_is_wrong_with_an_address_is_named(server):
    said = {
        "password": said_of(server.set(password="wrong")),  # noqa: S106  it has to be wrong
        "database": said_of(server.set(database="nowhere")),
        "port": said_of(server.set(port=1)),
        "host": said_of(server.set(host="nowhere.invalid")),
        "certificate": said_of(server, sslmode="verify-full"),
    }
    assert "doesn't accept the password of the login “admin”" in said["password"]
    assert "has no database “nowhere”" in said["database"]
    assert "At 127.0.0.1, port 1, no database server answers" in said["port"]
    assert "No computer of the name “nowhere.invalid” is found" in said["host"]
    assert "offers no encrypted connection" in said["certificate"]
    assert len(set(said.values())) == len(said)
    assert not [each for each in said.values() if "try again" in each or "is lost" in each]


def test_a_server_with_as_many_connections_as_it_takes_says_so(postgres):
    name = postgres.create()
    url = make_url(postgres.url(name))
    with postgres.connect() as connection:
        connection.execute("CREATE ROLE crowd LOGIN PASSWORD 'crowd' CONNECTION LIMIT 0")
    said = said_of(url.set(username="crowd", password="crowd"))  # noqa: S106  for one test
    with postgres.connect() as connection:
        connection.execute("DROP ROLE crowd")
    postgres.drop(name)
    assert "as many connections as it takes" in said


def test_a_certificate_that_nobody_vouches_for_is_named():
    """As libpq says it; a server with a certificate of its own isn't needed to know what is said then."""
    words = 'connection to server at "db", port 5432 failed: SSL error: certificate verify failed'
    assert "isn't one that this desk trusts" in why_not(refusal(words))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('server certificate for "x" does not match host name "db"', "is for “x”, not for “db”"),
        ('server certificate for "x" (and 1 other name) does not match host name "db"', "is for “x”, not for “db”"),
        ('FATAL:  role "jean" is not permitted to log in', "login “jean” is disabled"),
        ('FATAL:  permission denied for database "homeward"', "no right to the database “homeward”"),
        ('FATAL:  pg_hba.conf rejects connection for host "10.0.0.1"', "lets nobody in from this desk"),
    ],
)
def test_what_a_server_says_while_it_is_joined_is_named(words, said):
    assert said in why_not(refusal(f'connection to server at "db", port 5432 failed: {words}'))


def test_a_desk_without_a_list_of_certificates_says_so():
    words = 'connection to server at "db", port 5432 failed: root certificate file "root.crt" does not exist'
    assert "has no list of the authorities that it trusts" in why_not(refusal(words))


def refusal(words):
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415  only here

    return OperationalError("", {}, Exception(words))


def test_an_option_of_an_address_that_there_is_none_of_is_named():
    database = Database("postgresql+psycopg://jean@127.0.0.1:1/homeward?colour=green", SystemClock().now)
    with pytest.raises(Unavailable, match="has an option “colour”, which no connection"), in_words():
        database.engine.connect()
    database.close()


def test_what_a_server_says_that_isnt_known_here_is_passed_on():
    assert "“something in another tongue”" in why_not(refusal("something  in another\n tongue"))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("53100", "disk of the database server is full"),
        ("25006", "only lets people read"),
        ("57P03", "starting or stopping"),
        ("53300", "as many connections"),
    ],
)
def test_what_a_server_says_by_its_state_is_said_in_words(office, state, sentence):
    if office.database.is_sqlite:
        pytest.skip("a file has no states")
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
    with pytest.raises(Unavailable, match=sentence):
        office.ask(lambda turn: turn.session.execute(raising))


def test_a_statement_that_takes_too_long_and_a_record_that_is_held_are_two_things(office):
    if office.database.is_sqlite:
        pytest.skip("a file has neither limit")
    office.a_person()

    def slow(turn):
        turn.session.execute(text("SET LOCAL statement_timeout = 10"))
        turn.session.execute(text("SELECT pg_sleep(30)"))

    def held(turn):
        turn.session.execute(text("SET LOCAL lock_timeout = 10"))
        turn.session.execute(text("UPDATE person SET given = 'Joan'"))

    with pytest.raises(Unavailable, match="took too long"):
        office.work().write(slow)
    with office.database.writing() as session:
        session.execute(text("UPDATE person SET given = 'June'"))
        with pytest.raises(Unavailable, match="Another desk is storing"):
            office.work().write(held)


# --- Files -----------------------------------------------------------------------------------------------------


def test_a_full_disk_says_that_nothing_was_stored(sqlite_office):
    person = sqlite_office.a_person()
    small = Database(sqlite_office.database.url, sqlite_office.clock.now)
    event.listen(small.engine, "connect", lambda raw, _record: raw.execute("PRAGMA max_page_count = 1"))
    desk = Work(small, sqlite_office.clock, staff=sqlite_office.staff["DSO"])
    with pytest.raises(Unavailable, match="disk that holds the database is full") as caught:
        desk.write(lambda turn: rename(turn, given="Joan" * 100_000))
    small.close()
    assert "Nothing was stored" in str(caught.value)
    assert "try again" not in str(caught.value)
    assert sqlite_office.get(Person, person).given == "Jean"


def test_a_file_that_may_only_be_read_says_so(sqlite_office):
    sqlite_office.a_person()
    only = Database(sqlite_office.database.url, sqlite_office.clock.now)
    event.listen(only.engine, "connect", lambda raw, _record: raw.execute("PRAGMA query_only = ON"))
    desk = Work(only, sqlite_office.clock, staff=sqlite_office.staff["DSO"])
    with pytest.raises(Unavailable, match="may read the database file but not write to it"):
        desk.write(lambda turn: rename(turn, given="Joan"))
    only.close()


def test_a_mistake_in_a_statement_is_no_cause_of_the_database(office):
    with pytest.raises(DBAPIError), in_words(), office.database.reading() as session:
        session.execute(text("SELECT nonsense FROM nowhere"))
