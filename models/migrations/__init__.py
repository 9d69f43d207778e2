"""Bringing a database to the shape that this program expects, by alembic, on SQLite and PostgreSQL alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, event, make_url, text

from models.database import Database
from models.database_file import APPLICATION_ID, NotOurs
from models.migrations import statistics, triggers
from models.migrations.walls import clearing, roles
from models.revision import NEWEST, is_unknown, revision_of, unknown_in_words

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent
_LOCK = 727_001  # one desk migrates at a time; the others wait for it
_PATIENCE_S = 120.0  # for all of another desk's migration, on a machine that is busy with other things


def upgrade(url: str | URL, to: str = "head") -> None:
    """Make the tables, or bring them up; all of it or nothing, in one transaction."""
    from alembic import command  # noqa: PLC0415  a window looks at the guards in this package at every start

    _run(url, command.upgrade, to)


def make_and_fill(url: str | URL, fill: Callable[[Connection], None]) -> None:
    """Make the tables of an empty database and what `fill` puts into them; all of it or nothing, in one transaction."""
    from alembic import command  # noqa: PLC0415  see upgrade

    _run(url, command.upgrade, "head", fill)


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415  see upgrade

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config


def renew_guards(url: str | URL) -> None:
    """Make the triggers of a database of this program's revision anew, where somebody took or changed them.

    And the words that they kept of people.
    """
    from models.migrations.found_by_words import kept  # noqa: PLC0415  it needs alembic, see upgrade

    with _migrating(url) as connection:
        triggers.renew(connection)
        kept.fill(connection)
        _wall(connection)


def wall_around(url: str | URL) -> None:
    """Make a server's roles and close an empty database to all others, before a dump is restored that names them."""
    from models.migrations.walls import building  # noqa: PLC0415  it needs every mapped class

    with _migrating(url) as connection:
        building.build_around(connection)


def _run(
    url: str | URL, step: "Callable[[Config, str], None]", to: str, fill: Callable[[Connection], None] | None = None
) -> None:
    with _migrating(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        with triggers.put_off(connection, is_in_use=revision_of(connection) is not None):
            step(config, to)
        if connection.dialect.name == "sqlite":
            statistics.tell(connection)
        _wall(connection)
        if fill is not None:
            fill(connection)


def _wall(connection: Connection) -> None:
    """A server's database at this program's revision has its walls; an older one keeps those that it has."""
    if connection.dialect.name == "postgresql" and revision_of(connection) == NEWEST:
        from models.migrations.walls import building  # noqa: PLC0415  it needs every mapped class

        building.build(connection)


@contextmanager
def _migrating(url: str | URL) -> Iterator[Connection]:
    """A connection whose transaction nobody else migrates in; what it did is kept at the end, all of it or nothing."""
    # The stamps of a migration are its own; the moment only has to be one.
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    database = Database(make_url(url), lambda: moment, by="migration", may_make=True, patience_s=_PATIENCE_S)
    if database.is_sqlite:
        # A table is altered by making it anew; links are checked at the end instead, when all of them are back.
        event.listen(database.engine, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys = OFF"))
    try:
        with database.engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
            if database.is_sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            else:
                driver: Any = connection.connection.driver_connection
                driver.silent_s = None  # a county's records may take as long as they take
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                roles.refuse_unable(connection)
                connection.execute(text(f"SET LOCAL lock_timeout = {int(_PATIENCE_S * 1000)}"))
                clearing.clear_the_way(connection, _LOCK)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            found = revision_of(connection)
            if found is not None and is_unknown(found):
                raise NotOurs(unknown_in_words(found))
            yield connection
            if database.is_sqlite:
                _refuse_broken_links(connection)
    finally:
        database.close()


def _refuse_broken_links(connection: Connection) -> None:
    broken = sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})
    if broken:
        raise LookupError(f"After the migration rows of {', '.join(broken)} would name parents that aren't there.")
