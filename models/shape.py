"""Whether a database has the columns and indexes that this program expects, its mark, and text that can be read.

An index that is gone lets two open episodes in where one was guarded; without a column a screen ends with a defect.
"""

from sqlalchemy import Connection, func, inspect, select, text

from models.people import DatabaseMark, Office
from models.schema import METADATA


def misshapen(connection: Connection) -> tuple[str, ...]:
    """What is missing, a sentence each; for a database at this program's revision that has all tables."""
    there = inspect(connection)
    columns, indexes = there.get_multi_columns(), there.get_multi_indexes()
    found = {name: {each["name"] for each in told} for (_, name), told in columns.items()}
    guarded = {each["name"] for told in indexes.values() for each in told}
    said = []
    for table in METADATA.sorted_tables:
        lost = sorted({column.name for column in table.columns} - found[table.name])
        if lost:
            said.append(f"Table {table.name} has lost a part of itself: {', '.join(lost)}.")
        gone = sorted(str(each.name) for each in table.indexes if each.name not in guarded)
        if gone:
            said.append(f"Table {table.name} has lost an index: {', '.join(gone)}.")
    return tuple(said)


def unmarked(connection: Connection) -> tuple[str, ...]:
    """An office whose database doesn't say any more which it is, and whether it is a test's."""
    count = connection.execute(select(func.count()).select_from(DatabaseMark)).scalar_one()
    if count or not connection.execute(select(func.count()).select_from(Office)).scalar_one():
        return ()
    return ("The database has lost its mark, which says which database it is and whether it is a test's.",)


def read_through(connection: Connection, to_come: frozenset[str] = frozenset()) -> None:
    """Read every row of a file: text that is none any more is found by nothing else. Raises what SQLite says.

    `to_come` are the tables that a newer revision brings.
    """
    for table in (each for each in METADATA.sorted_tables if each.name not in to_come):
        for _ in connection.execute(select(text("*")).select_from(table)):
            pass
