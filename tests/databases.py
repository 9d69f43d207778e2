"""The databases that tests are given: empty, with every table, or with a small office; most of them on both kinds.

Each test begins with the same rows. A SQLite test has a file of its own; a PostgreSQL test is lent a database.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from models.database import Database
from models.logins import Login, Membership
from models.vocabulary.access import Right
from tests.builders import MovingClock, SmallOffice, small_office
from tests.lent_postgres import LentPostgres
from tests.templates import DATABASE, FILE, templates
from tests.throwaway_postgres import DESK_LOGIN, OTHER_LOGINS, ThrowawayPostgres

DIALECTS = ("sqlite", "postgresql")
OPENING = datetime(2026, 11, 20, 9, tzinfo=UTC)
_STATEMENTS = 1000  # whatever else was compiled goes, the least asked first


@pytest.fixture
def clock() -> MovingClock:
    """A clock that stands at 9 on 20 November 2026, the moment of the demonstration office."""
    return MovingClock(OPENING)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """A statement is compiled once a kind of database, as on a desk, not anew for each test: a third of their time.

    SQLAlchemy keeps what it compiled with the engine and the engine's dialect, and each test has an engine of its own.
    """
    kept = {name: LRUCache(_STATEMENTS) for name in DIALECTS}

    def made(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        engine._compiled_cache = kept[engine.dialect.name]
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.database.create_engine", made)
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        yield


# --- Empty or without rows -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[ThrowawayPostgres]:
    """A server of our own, started by the first test that needs one."""
    server = ThrowawayPostgres(templates())
    yield server
    server.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: ThrowawayPostgres) -> str:
    """The name of a database with every migration applied, for copying."""
    from models.migrations import upgrade  # noqa: PLC0415  tests of rules need no database

    if templates():
        return DATABASE
    name = postgres.create()
    upgrade(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every migration applied, for copying."""
    from models.migrations import upgrade  # noqa: PLC0415  tests of rules need no database

    path = tmp_path_factory.mktemp("template") / FILE
    made = templates()
    if made:
        return copied_file(made / FILE, path)
    upgrade(sqlite_url(path))
    return path


@pytest.fixture(params=DIALECTS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, once for each kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "empty.sqlite")
    else:
        yield from copied(request.getfixturevalue("postgres"), "template1")


@pytest.fixture(params=DIALECTS)
def migrated_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with every table and no row, once for each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("migrated_sqlite_url")
    else:
        yield from copied(request.getfixturevalue("postgres"), request.getfixturevalue("migrated_postgres"))


@pytest.fixture
def migrated_sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A file with every table and no row."""
    return sqlite_url(copied_file(migrated_sqlite, tmp_path / "homeward.sqlite"))


def sqlite_url(path: Path) -> str:
    """The address of a file; SQLAlchemy escapes what a path may hold."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def copied_file(template: Path, path: Path) -> Path:
    """Copy a SQLite file that nobody has open; the last who closed it left nothing in a write-ahead log."""
    assert not template.with_name(f"{template.name}-wal").exists()
    return Path(shutil.copyfile(template, path))


def copied(server: ThrowawayPostgres, template: str) -> Iterator[str]:
    """A copy of a database for one test."""
    name = server.create(template)
    yield server.url(name)
    server.drop(name)


# --- A small office --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made_sqlite_office(migrated_sqlite: Path) -> tuple[Path, SmallOffice]:
    """A file with a small office, for copying."""
    path = copied_file(migrated_sqlite, migrated_sqlite.with_name("office.sqlite"))
    return path, made_office(sqlite_url(path))


@pytest.fixture(scope="session")
def made_postgres_office(
    postgres: ThrowawayPostgres, migrated_postgres: str
) -> Iterator[tuple[LentPostgres, SmallOffice]]:
    """PostgreSQL databases with a small office, each lent to one test after another."""
    name = postgres.create(migrated_postgres)
    made = made_office(postgres.url(name))
    postgres.let_a_desk_in()
    let_in(postgres.url(name), DESK_LOGIN, made, Right.ADMINISTRATOR, key_safe=True)
    lent = LentPostgres(postgres, name)
    yield lent, made
    lent.close()


@pytest.fixture(params=DIALECTS)
def office(request: pytest.FixtureRequest) -> SmallOffice:
    """A small office, once on each kind of database."""
    found = request.getfixturevalue(f"{'postgres' if request.param == 'postgresql' else 'sqlite'}_office")
    assert isinstance(found, SmallOffice)
    return found


@pytest.fixture
def office_url(office: SmallOffice) -> str:
    """Where the small office's database is, for another desk."""
    return office.database.url.render_as_string(hide_password=False)


@pytest.fixture
def sqlite_office(
    made_sqlite_office: tuple[Path, SmallOffice], clock: MovingClock, tmp_path: Path
) -> Iterator[SmallOffice]:
    """A small office on a file, for tests of windows and papers."""
    template, made = made_sqlite_office
    path = copied_file(template, tmp_path / "homeward.sqlite")
    yield from opened(sqlite_url(path), made, clock)


@pytest.fixture
def postgres_office(
    made_postgres_office: tuple[LentPostgres, SmallOffice], clock: MovingClock
) -> Iterator[SmallOffice]:
    """A small office on a server, for tests of what only a server has."""
    lent, made = made_postgres_office
    for url in lent.lend():
        yield from opened(url, made, clock)


@pytest.fixture
def desk_office(made_postgres_office: tuple[LentPostgres, SmallOffice], clock: MovingClock) -> Iterator[SmallOffice]:
    """The same as a desk's own login has it, with every right there is: the server refuses it what no desk may."""
    lent, made = made_postgres_office
    for url in lent.lend():
        as_desk = make_url(url).set(username=DESK_LOGIN).render_as_string(hide_password=False)
        for office in opened(as_desk, made, clock):
            desks = DesksOfStaff(url, office)
            office.as_administrator, office.desk_of = desks.administrator, desks.of
            yield office
            desks.close()


class DesksOfStaff:
    """Each of the staff at a desk of their own: their login is joined to the office when they first do something."""

    def __init__(self, url: str, office: SmallOffice) -> None:
        self.administrator = Database(url, office.clock.now, by="test")
        self._office = office
        self._desks = {office.staff["DSO"]: office.database}
        self._others = iter(OTHER_LOGINS)

    def of(self, staff: UUID) -> Database:
        """The database as somebody's own login has it, with every right there is."""
        if staff not in self._desks:
            login = next(self._others)
            with self.administrator.writing() as session:
                session.add(Login(name=login, display_name=login))
                session.flush()
                every = {"right": Right.ADMINISTRATOR, "key_safe": True}
                session.add(Membership(login=login, office_id=self._office.id, staff_id=staff, **every))
            url = self.administrator.url.set(username=login)
            self._desks[staff] = Database(url, self._office.clock.now, by="test")
        return self._desks[staff]

    def close(self) -> None:
        """All but the first desk, which is closed with its office."""
        for desk in (self.administrator, *self._desks.values()):
            if desk is not self._office.database:
                desk.close()


def made_office(url: str) -> SmallOffice:
    """A small office put into an empty database; what is told of it serves its copies too."""
    clock = MovingClock(OPENING)
    database = Database(url, clock.now, by="test")
    made = small_office(database, clock)
    database.close()
    return made


def let_in(url: str, login: str, made: SmallOffice, right: Right, *, key_safe: bool = False) -> None:
    """Say in a database what a login of its server may do in the small office, as its DSO."""
    database = Database(url, lambda: OPENING, by="test")
    with database.writing() as session:
        session.add(Login(name=login, display_name=login))
        session.flush()
        session.add(
            Membership(login=login, office_id=made.id, staff_id=made.staff["DSO"], right=right, key_safe=key_safe)
        )
    database.close()


def opened(url: str, made: SmallOffice, clock: MovingClock) -> Iterator[SmallOffice]:
    """A copy of the small office, closed again at the end."""
    database = Database(url, clock.now, by="test")
    if database.is_sqlite:
        event.listen(database.engine, "connect", wait_for_no_disk)
    yield SmallOffice(database, clock, made.id, dict(made.teams), dict(made.patches), dict(made.staff))
    database.close()


def wait_for_no_disk(connection: Any, _record: Any) -> None:
    """Spare what serves only those whose power goes: it is a good part of a test's time."""
    connection.execute("PRAGMA synchronous = OFF")
