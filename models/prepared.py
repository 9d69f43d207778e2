"""Statements that are asked again and again: made once, and asked of a file's driver.

SQLAlchemy's own asking of a small question takes a desk ten times as long as the file takes to answer; of a question
with thousands of rows, what it makes of each takes as long again.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, starmap
from typing import Any, TypeAlias

from sqlalchemy import CompoundSelect, Connection, Select, Table, insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import Enum, TypeEngine

from models.file_driver import file_errors

_Told: TypeAlias = Mapping[str, Any] | tuple[()]
_ROWS_AT_ONCE = 100
_FILE = SQLiteDialect_pysqlite(paramstyle="named")


class Prepared:
    """A SELECT; its rows have the values that SQLAlchemy would give them."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]) -> None:
        self._statement = statement
        made = statement.compile(dialect=_FILE)
        self._words = str(made)
        self._given = {name: _as_stored(bound.type) for name, bound in made.binds.items()}
        self._constants = {name: self._given[name](value) for name, value in made.params.items() if value is not None}
        columns = statement.selected_columns
        reads = ((place, _as_read(each.type)) for place, each in enumerate(columns))
        self._read = {place: read for place, read in reads if read is not None}
        self._names = columns.keys()

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """Ask a file or a server, with all the parameters that it doesn't bring along; rows have values by name."""
        return list(starmap(self._row, self.tuples(connection, parameters)))

    @cached_property
    def _row(self) -> Callable[..., Any]:
        return namedtuple("Found", self._names, rename=True)  # noqa: PYI024  what types they have, each statement says anew

    def tuples(self, connection: Connection, parameters: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
        """The same without names: for rows that are many, to be gone through once."""
        if connection.dialect.name == "sqlite":
            return self._asked(connection, parameters)
        return connection.execute(self._statement, parameters).all()

    def _asked(self, connection: Connection, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """Column by column: most have nothing to be made of, and in the others most values are often lacking."""
        told = {**self._constants, **{name: self._given[name](value) for name, value in parameters.items()}}
        for some in _in_parts(connection, self._words, told):
            columns: list[Iterable[Any]] = list(zip(*some, strict=True))
            for place, read in self._read.items():
                columns[place] = [None if value is None else read(value) for value in columns[place]]
            yield from zip(*columns, strict=True)


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


def ask_file(connection: Connection, words: str, told: _Told = ()) -> Sequence[Any]:
    """What a file's driver answers to a statement; what it has against it is said as SQLAlchemy says it.

    Where somebody listens to what is asked, SQLAlchemy asks: they hear of this as of any other statement.
    """
    return list(chain.from_iterable(_in_parts(connection, words, told)))


def _in_parts(connection: Connection, words: str, told: _Told) -> Iterator[Sequence[Any]]:
    """The answer, so many rows at a time: all rows of a county at once are memory that has to be got and cleared."""
    heard = connection.dispatch
    if heard.before_cursor_execute or heard.after_cursor_execute:
        said = connection.exec_driver_sql(words, told)
        if said.returns_rows:
            yield from said.partitions(_ROWS_AT_ONCE)
        return
    driver: Any = connection.connection.driver_connection
    try:
        cursor = driver.execute(words, told)
        while some := cursor.fetchmany(_ROWS_AT_ONCE):
            yield some
    except file_errors() as error:
        raise DBAPIError.instance(words, None, error, type(error), hide_parameters=True, dialect=_FILE) from error


def _as_stored(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    return kind.dialect_impl(_FILE).bind_processor(_FILE) or _as_it_is


def _as_read(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return {each.value: each for each in kind.enum_class}.__getitem__
    return kind.dialect_impl(_FILE).result_processor(_FILE, None)


def _as_it_is(value: Any) -> Any:
    return value
