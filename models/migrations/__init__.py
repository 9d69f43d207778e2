"""Bringing a database to the shape that this program expects, by alembic, on SQLite and PostgreSQL alike."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, event, make_url, text

from models.database import APPLICATION_ID, Database, NotOurs
from models.revision import is_unknown, revision_of, unknown_in_words

_HERE = Path(__file__).parent
_LOCK = 727_001  # one desk migrates at a time; the others wait for it
_LOCK_TIMEOUT_MS = 10_000


def upgrade(url: str | URL, to: str = "head") -> None:
    """Make the tables, or bring them up; all of it or nothing, in one transaction."""
    _run(url, command.upgrade, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config


def _run(url: str | URL, step: Callable[[Config, str], None], to: str) -> None:
    # The stamps of a migration are its own; the moment only has to be one.
    database = Database(make_url(url), lambda: datetime(2000, 1, 1, tzinfo=UTC), by="migration", may_make=True)
    if database.is_sqlite:
        # A table is altered by making it anew; links are checked at the end instead, when all of them are back.
        event.listen(database.engine, "connect", lambda raw, _record: raw.execute("PRAGMA foreign_keys = OFF"))
    try:
        with database.engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
            if database.is_sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            else:
                connection.execute(text(f"SET LOCAL lock_timeout = {_LOCK_TIMEOUT_MS}"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            found = revision_of(connection)
            if found is not None and is_unknown(found):
                raise NotOurs(unknown_in_words(found))
            config = _config()
            config.attributes["connection"] = connection
            step(config, to)
            if database.is_sqlite:
                _refuse_broken_links(connection)
    finally:
        database.close()


def _refuse_broken_links(connection: Connection) -> None:
    broken = sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})
    if broken:
        raise LookupError(f"After the migration rows of {', '.join(broken)} would name parents that aren't there.")
