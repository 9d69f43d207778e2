"""On SQLite, what INSERT OR REPLACE and UPDATE OR REPLACE would throw away without calling a trigger of DELETE.

PostgreSQL has no such statements. So a row that stands in the way is found before the statement runs, and refused in
the words in which SQLite itself refuses it without OR REPLACE: a plain duplicate is told as ever.
"""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, inspect


@dataclass(frozen=True, slots=True)
class _Once:
    """Columns that together are in a table once, of all rows or of those where `where` is true."""

    columns: tuple[str, ...]
    where: str = ""


def guards(connection: Connection, name: str) -> tuple[str, ...]:
    """The triggers `a_once` of new rows and `a_once_more` of changed ones."""
    found = inspect(connection)
    columns = [column["name"] for column in found.get_columns(name)]
    key = tuple(found.get_pk_constraint(name)["constrained_columns"])
    once = _once(connection, name, key)
    other_row = " OR ".join(f'other."{column}" <> OLD."{column}"' for column in key)
    said = {column for each in once for column in (*each.columns, *re.findall(r"\w+", each.where))}
    changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns if column in said)
    new = ", ".join(f'NEW."{column}" AS "{column}"' for column in columns if column in said)
    return (
        f'CREATE TRIGGER "{name}_a_once" BEFORE INSERT ON "{name}" BEGIN '
        + "".join(
            _refusal(name, each, new) for each in (*once, *(_Once((each,)) for each in row_number(connection, name)))
        )
        + "END",
        f'CREATE TRIGGER "{name}_a_once_more" BEFORE UPDATE ON "{name}" WHEN {changed} BEGIN '
        + "".join(_refusal(name, each, new, f" AND ({other_row})") for each in once)
        + "END",
    )


def row_number(connection: Connection, name: str) -> tuple[str, ...]:
    """The column that numbers a table's rows in the file, besides its key; some tables have none."""
    return ("rowid",) if inspect(connection).get_table_options(name).get("sqlite_with_rowid", True) else ()


def _once(connection: Connection, name: str, key: tuple[str, ...]) -> tuple[_Once, ...]:
    """Each uniqueness of a table but those that follow from its key's."""
    found = inspect(connection)
    rules = [_Once(key)]
    rules += [_Once(tuple(each["column_names"])) for each in found.get_unique_constraints(name)]
    for index in found.get_indexes(name):
        if index["unique"]:
            where = index.get("dialect_options", {}).get("sqlite_where", "")
            rules.append(_Once(tuple(str(column) for column in index["column_names"]), str(where)))
    return tuple(each for each in rules if each.columns == key or not set(key) <= set(each.columns))


def _refusal(name: str, once: _Once, new: str, besides: str = "") -> str:
    said = ", ".join(f"{name}.{column}" for column in once.columns)
    same = " AND ".join(f'other."{column}" = NEW."{column}"' for column in once.columns)
    within = f" AND ({once.where}) AND (SELECT {once.where} FROM (SELECT {new}))" if once.where else ""
    return (
        f"SELECT RAISE(ABORT, 'UNIQUE constraint failed: {said}') "
        f'WHERE EXISTS (SELECT 1 FROM "{name}" AS other WHERE {same}{within}{besides}); '
    )
