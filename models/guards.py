"""Which triggers and functions a database has, against those that this program would give it: by name, word for word.

They guard the records against every other program; a database that lost one looks as ever and forgets in silence.
"""

import hashlib
import re

from sqlalchemy import Connection, Table, text

from models.migrations import on_server, triggers
from models.revision import GUARDS_OF_FILE

_OF_FILE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
_OF_SERVER = """SELECT true AS is_trigger, relname || '.' || tgname AS name, pg_get_triggerdef(pg_trigger.oid) AS said,
false AS is_definers, '' AS settings FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = 'public'::regnamespace AND tgenabled = 'O'
UNION ALL SELECT false, proname, prosrc, prosecdef, coalesce(array_to_string(proconfig, ';'), '') FROM pg_proc
WHERE pronamespace = 'public'::regnamespace"""


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """The guards that this program would make and the database hasn't, or has in other words or switched off.

    None missing is told within milliseconds, for a window asks at every start.
    """
    return _missing_on_server(connection) if connection.dialect.name == "postgresql" else _missing_in_file(connection)


def digest_of_file(connection: Connection) -> str:
    """All triggers of a file as one short word, for `models.revision`."""
    found = connection.execute(text(_OF_FILE)).all()
    return hashlib.sha256(repr([tuple(row) for row in found]).encode()).hexdigest()[:16]


def _missing_in_file(connection: Connection) -> tuple[str, ...]:
    if digest_of_file(connection) == GUARDS_OF_FILE:
        return ()
    from models.schema import METADATA  # noqa: PLC0415  a file that has all of them needs none of it

    names = triggers.stamped_tables(connection)
    wanted = triggers.statements_for(connection, names) | triggers.statements_besides(connection)
    found = {row.name: row.sql for row in connection.execute(text(_OF_FILE))}
    missing = {name for name, statement in wanted.items() if found.get(name) != statement}
    missing |= {f"those of table {name}" for name, table in METADATA.tables.items() if _is_lost(table, names)}
    return tuple(sorted(missing | (found.keys() - wanted.keys())))


def _is_lost(table: Table, names: tuple[str, ...]) -> bool:
    return "updated_by" in table.columns and table.name not in names


def _missing_on_server(connection: Connection) -> tuple[str, ...]:
    from models.schema import METADATA  # noqa: PLC0415  a file at its start needs none of it

    wanted = dict(on_server.TRIGGERS_BESIDES)
    for table in METADATA.sorted_tables:
        if "updated_by" in table.columns:
            wanted |= on_server.triggers_of(table.name, tuple(table.primary_key.columns.keys()))
    found = connection.execute(text(_OF_SERVER)).all()
    there = {each.name: _plain(each.said) for each in found if each.is_trigger}
    functions = {each.name: [each.said, each.is_definers, each.settings] for each in found if not each.is_trigger}
    return tuple(
        sorted(
            [name for name, statement in wanted.items() if there.get(name) != _plain(statement)]
            + [name for name, made in on_server.FUNCTIONS.items() if functions.get(name) != _told(made)]
        )
    )


def _plain(statement: str) -> str:
    """Without what PostgreSQL leaves out or adds when it tells a trigger again."""
    return re.sub(r'public\.|"', "", statement)


def _told(made: str) -> list[object]:
    """A function of ours as the catalogue tells it: its body, whose rights it has, and its settings."""
    head, body, _ = made.split("$$")
    return [body, "SECURITY DEFINER" in head, "search_path=pg_catalog, pg_temp"]
