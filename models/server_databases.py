"""A server's databases as a whole: made, renamed and taken away, and what a login may do there.

Nothing here is in a transaction of ours but the renaming: a server makes no database in one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from models.server_links import ERRAND_MS, link_options

_EVERYBODYS = "postgres"  # the database that every server has, from which others are made


@dataclass(frozen=True, slots=True)
class Rights:
    """What a login may do at its server. `sees_all`: row security cuts nothing from what it reads."""

    login: str
    sees_all: bool
    makes_databases: bool
    makes_roles: bool


def rights_of(connection: Connection) -> Rights:
    """Of the login of this connection."""
    login, is_super, sees_all, databases, roles = connection.exec_driver_sql(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = session_user"
    ).one()
    return Rights(login, is_super or sees_all, is_super or databases, is_super or roles)


def as_one(connection: Connection) -> Connection:
    """A fresh connection whose one transaction sees one moment, as long as it takes, and is cut by no row security."""
    seen = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
        seen.exec_driver_sql(f"SET LOCAL {limit} = 0")
    seen.exec_driver_sql("SET LOCAL row_security = off")
    return seen


def server_release(connection: Connection) -> int:
    """The server's major release, such as 15."""
    return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000


def with_name(url: str | URL, name: str) -> str:
    """The address of another database at the same server, for the same login."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def administering(url: str | URL) -> Iterator[Connection]:
    """A connection to a server, whichever of its databases is named, each statement of which stands at once."""
    address = make_url(url).set(database=_EVERYBODYS)
    asked = link_options(address, statement_ms=ERRAND_MS)
    engine = create_engine(
        address, poolclass=NullPool, hide_parameters=True, isolation_level="AUTOCOMMIT", connect_args=asked
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def has_database(connection: Connection, name: str) -> bool:
    """Whether there is a database of this name."""
    asked = text("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
    return bool(connection.execute(asked, {"name": name}).scalar_one())


def databases_beginning(connection: Connection, beginning: str) -> tuple[str, ...]:
    """The names of the databases that begin so, in order."""
    asked = text("SELECT datname FROM pg_database WHERE starts_with(datname, :beginning) ORDER BY datname")
    return tuple(connection.execute(asked, {"beginning": beginning}).scalars())


def connected_to(connection: Connection, name: str) -> int:
    """How many connections there are to a database just now."""
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name")
    return int(connection.execute(asked, {"name": name}).scalar_one())


def make_database(connection: Connection, name: str) -> None:
    """Make an empty one, of UTF-8, from what a server never changes."""
    connection.exec_driver_sql(f"CREATE DATABASE {_quoted(connection, name)} TEMPLATE template0 ENCODING 'UTF8'")


def drop_database(connection: Connection, name: str) -> None:
    """Take one away that only we are connected to, or whose connections were forgotten."""
    connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_quoted(connection, name)} WITH (FORCE)")


def rename_databases(connection: Connection, names: tuple[tuple[str, str], ...]) -> None:
    """Give each its new name, in this order; all of them or none. Nobody may be connected to one."""
    renamed = "; ".join(
        f"ALTER DATABASE {_quoted(connection, one)} RENAME TO {_quoted(connection, other)}" for one, other in names
    )
    try:
        connection.exec_driver_sql(f"BEGIN; {renamed}; COMMIT")
    except DBAPIError:
        connection.exec_driver_sql("ROLLBACK")
        raise


def make_roles(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """Make those that aren't there, which nobody can log in as; their names."""
    there = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    lacking = tuple(name for name in names if name not in there)
    for name in lacking:
        connection.exec_driver_sql(f"CREATE ROLE {_quoted(connection, name)} NOLOGIN")
    return lacking


def drop_roles(connection: Connection, names: tuple[str, ...]) -> None:
    """Take roles away that own nothing and have no rights any more."""
    for name in names:
        connection.exec_driver_sql(f"DROP ROLE IF EXISTS {_quoted(connection, name)}")


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name).replace("%", "%%")
