"""Login roles at a server: one a person, which may nothing but what a desk may. A server's alone; a file has none.

Passwords never reach a statement or a log: the desk makes the verifier of one (SCRAM-SHA-256, RFC 7677) and sends that.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from models.migrations.walls.roles import DESK

_CONNECTIONS = 30  # of one login at a time: a window takes some five, and two desks may be left open
_KNOWN = text(
    "SELECT rolcanlogin AS may_log_in, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication OR "
    "NOT EXISTS (SELECT FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid "
    "WHERE m.member = r.oid AND g.rolname = :desk) AS is_of_others FROM pg_roles AS r WHERE rolname = :name"
)
_OTHERS = "pid <> pg_backend_pid() AND datname = current_database() AND usename = :name"


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the server's: whether it may log in, and whether it is none of those that are made here."""

    may_log_in: bool
    is_of_others: bool


def role_named(connection: Connection, name: str) -> Role | None:
    """The role of this name, whichever database of the server it was made for."""
    found = connection.execute(_KNOWN, {"name": name, "desk": DESK}).one_or_none()
    return None if found is None else Role(found.may_log_in, found.is_of_others)


def verifier_of(connection: Connection, name: str, password: str) -> str:
    """What a server keeps of a password, made here by the driver: neither the wire nor a log sees more."""
    driver = connection.connection.driver_connection
    made: bytes = driver.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")  # type: ignore[union-attr]  # psycopg's
    return made.decode()


def make_role(connection: Connection, name: str, verifier: str) -> None:
    """A role that may log in and is a desk's, and nothing else."""
    _say(
        connection,
        "CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOREPLICATION INHERIT "
        f"CONNECTION LIMIT {_CONNECTIONS} PASSWORD %L",
        name,
        verifier,
    )
    _say(connection, f"GRANT {DESK} TO %I", name)


def set_password(connection: Connection, name: str, verifier: str) -> None:
    """Another password from the next time on that somebody logs in."""
    _say(connection, "ALTER ROLE %I PASSWORD %L", name, verifier)


def let_in(connection: Connection, name: str) -> None:
    """Let a role that is there log in again."""
    _say(connection, "ALTER ROLE %I LOGIN", name)


def keep_out(connection: Connection, name: str) -> None:
    """Let a role log in no more; what it has open goes on until `end_sessions`."""
    _say(connection, "ALTER ROLE %I NOLOGIN", name)


def end_sessions(connection: Connection, name: str) -> int:
    """End whatever somebody has open in this database; how many."""
    ended = connection.execute(
        text(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {_OTHERS}"),  # noqa: S608  our own words
        {"name": name},
    )
    return int(ended.scalar_one())


def _say(connection: Connection, form: str, *values: str) -> None:
    """A statement that takes no parameters, its names and texts quoted by the server itself."""
    given = {f"v{number}": value for number, value in enumerate((form, *values))}
    quoted = text(f"SELECT format({', '.join(f'CAST(:{each} AS text)' for each in given)})")
    statement = connection.execute(quoted, given).scalar_one()
    connection.exec_driver_sql(statement.replace("%", "%%"))
