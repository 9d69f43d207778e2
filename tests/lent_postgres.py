"""One PostgreSQL database lent to one test after another, in which each finds what its template holds and no more.

Copying a database and dropping it takes longer than most tests do. Here only what a test wrote is taken back, past
the triggers that refuse it to everybody else. Where the test changed a table, a trigger or a setting, its database
is dropped instead and the next test gets a new copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tests.throwaway_postgres import ThrowawayPostgres

_PATIENCE_MS = 60_000
_FIRST_OWN_OID = 16384  # below are the server's own tables and functions
# What says how a database is made; a row's xmin is the number of the transaction that wrote it.
_CATALOGUES = (
    *(f"pg_{name} WHERE oid >= {_FIRST_OWN_OID}" for name in ("class", "proc", "constraint", "trigger", "type")),
    *(f"pg_{name} WHERE oid >= {_FIRST_OWN_OID}" for name in ("attrdef", "rewrite", "policy", "cast", "operator")),
    f"pg_attribute WHERE attrelid >= {_FIRST_OWN_OID}",
    f"pg_index WHERE indexrelid >= {_FIRST_OWN_OID}",
    "pg_namespace",
    "pg_extension",
    "pg_event_trigger",
    "pg_default_acl",
    "pg_largeobject_metadata",
    "pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())",
    "pg_database WHERE datname = current_database()",
)
_SHAPE = " UNION ALL ".join(f"SELECT count(*), sum(xmin::text::bigint) FROM {each}" for each in _CATALOGUES)  # noqa: S608
_OURS = "relnamespace = 'public'::regnamespace"
_SEQUENCES = f"SELECT relname FROM pg_class WHERE relkind = 'S' AND {_OURS} ORDER BY relname"  # noqa: S608
# By file size: dead rows count as well, so that the next test's rows lie in the order in which it writes them.
_FILLED = f"SELECT relname FROM pg_class WHERE relkind = 'r' AND {_OURS} AND pg_relation_size(oid) > 0 ORDER BY relname"  # noqa: S608
_CUT = (
    f"SELECT pg_terminate_backend(pid, {_PATIENCE_MS}) FROM pg_stat_activity "  # noqa: S608
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class LentPostgres:
    """Lends databases that are copies of `template`; two tests never have the same one at the same time."""

    def __init__(self, server: ThrowawayPostgres, template: str) -> None:
        self._server, self.template = server, template
        with _past_triggers(server, template) as connection:
            self._made = _Contents.of(connection)
            self._made.restore(connection)  # so that a first copy's files are those of a restored one
        self._spare: list[_Copy] = []

    def lend(self) -> Iterator[str]:
        """The address of a database for one test."""
        copy = self._spare.pop() if self._spare else self._copy()
        try:
            yield self._server.url(copy.name)
        finally:
            self._take_back(copy)

    def close(self) -> None:
        """Drop what is spare."""
        while self._spare:
            self._drop(self._spare.pop())

    def _copy(self) -> "_Copy":
        name = self._server.create(self.template)
        connection = _past_triggers(self._server, name)
        return _Copy(name, connection, _shape(connection))

    def _take_back(self, copy: "_Copy") -> None:
        copy.cut_others()
        if copy.is_shaped_as_made():
            self._made.restore(copy.connection)
            self._spare.append(copy)
        else:
            self._drop(copy)

    def _drop(self, copy: "_Copy") -> None:
        copy.connection.close()
        self._server.drop(copy.name)


def _past_triggers(server: ThrowawayPostgres, database: str) -> psycopg.Connection:
    connection = server.connect(database)
    connection.execute("SET session_replication_role = replica")  # no trigger fires and no link is checked
    return connection


@dataclass(frozen=True, slots=True)
class _Copy:
    """A database and the administrator's connection to it."""

    name: str
    connection: psycopg.Connection
    shape: list[tuple[object, ...]]

    def cut_others(self) -> None:
        """End every other connection, whatever a test that failed left open or locked."""
        self.connection.execute(_CUT)

    def is_shaped_as_made(self) -> bool:
        """Whether no table, trigger, function, grant or setting is another than when it was copied.

        Each change writes a row with a higher xmin than all before it, takes a row away, or both: never the same
        number of rows with the same sum.
        """
        return _shape(self.connection) == self.shape


def _shape(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    return connection.execute(_SHAPE).fetchall()


@dataclass(frozen=True, slots=True)
class _Contents:
    """The rows of each table and where each sequence stands."""

    rows: dict[str, bytes]
    sequences: dict[str, tuple[object, ...]]

    @classmethod
    def of(cls, connection: psycopg.Connection) -> "_Contents":
        """What a database holds."""
        rows: dict[str, bytes] = {}
        for (table,) in connection.execute(_FILLED).fetchall():
            with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as out:
                rows[table] = b"".join(map(bytes, out))
        sequences = {}
        for (name,) in connection.execute(_SEQUENCES).fetchall():
            stands = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
            (sequences[name],) = connection.execute(stands).fetchall()
        return cls(rows, sequences)

    def restore(self, connection: psycopg.Connection) -> None:
        """Make a database hold this and nothing else, in files as short as new ones."""
        filled = [sql.Identifier(table) for (table,) in connection.execute(_FILLED).fetchall()]
        connection.execute(sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(table) for table in filled))
        connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(filled)))
        with connection.transaction(), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as into:
                    into.write(rows)
            for name, (last, is_called) in self.sequences.items():
                cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s, %s)", (name, last, is_called))
