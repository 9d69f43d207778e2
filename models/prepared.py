"""Statements that every piece of work asks a file: made once, and asked of its driver.

SQLAlchemy's own asking of so small a question takes a desk ten times as long as the file takes to answer.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

_FILE = SQLiteDialect_pysqlite(paramstyle="named")


class Prepared:
    """A SELECT for a file; its rows have the names and the values that SQLAlchemy would give them."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        made = statement.compile(dialect=_FILE)
        self._words = str(made)
        self._given = {name: _as_stored(bound.type) for name, bound in made.binds.items()}
        self._constants = {name: self._given[name](value) for name, value in made.params.items() if value is not None}
        columns = statement.selected_columns
        self._read = [_as_read(each.type) for each in columns]
        self._row = _named(columns.keys())

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """Ask it, with all the parameters that it doesn't bring along."""
        told = {**self._constants, **{name: self._given[name](value) for name, value in parameters.items()}}
        found = ask_file(connection, self._words, told)
        return [self._row(*(read(each) for read, each in zip(self._read, row, strict=True))) for row in found]


class PreparedInsert:
    """An INSERT of one row for a file, of these columns; what is left out the database itself fills or leaves empty."""

    def __init__(self, table: Table, columns: Sequence[str]) -> None:
        made = insert(table).compile(dialect=_FILE, column_keys=columns)
        if set(made.binds) != set(columns):
            raise LookupError(f"{table.name}: a column with a default of SQLAlchemy's is given with the others")
        self._words = str(made)
        self._given = {name: _as_stored(bound.type) for name, bound in made.binds.items()}

    def put(self, connection: Connection, row: Mapping[str, Any]) -> None:
        """Store it, with all of its columns."""
        ask_file(connection, self._words, {name: given(row[name]) for name, given in self._given.items()})


def ask_file(connection: Connection, words: str, told: Mapping[str, Any] | tuple[()] = ()) -> Sequence[Any]:
    """What a file's driver answers to a statement; what it has against it is said as SQLAlchemy says it.

    Where somebody listens to what is asked, SQLAlchemy asks: they hear of this as of any other statement.
    """
    heard = connection.dispatch
    if heard.before_cursor_execute or heard.after_cursor_execute:
        said = connection.exec_driver_sql(words, told)
        return said.all() if said.returns_rows else ()
    driver: Any = connection.connection.driver_connection
    try:
        answer: list[Any] = driver.execute(words, told).fetchall()
    except sqlite3.Error as error:
        raise DBAPIError.instance(words, None, error, sqlite3.Error, hide_parameters=True, dialect=_FILE) from error
    return answer


def _named(columns: Sequence[str]) -> Callable[..., Any]:
    return namedtuple("Found", columns)  # noqa: PYI024  of which names there are types, each statement says anew


def _as_stored(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    return kind.dialect_impl(_FILE).bind_processor(_FILE) or _as_it_is


def _as_read(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    return kind.dialect_impl(_FILE).result_processor(_FILE, None) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
