"""Whether the records and the audit tell the same: each version of each record has its entry, and says what it says.

Entries that were deleted, records that were deleted or put back, and on a file bytes that were changed in place are
found so; the database's own checks find none of them. Which records, is for whoever looks after the database.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, inspect, text

from models.audit_of_server import said_in_other_words
from models.migrations.triggers import AUDIT, json_of
from models.schema import METADATA


@dataclass(frozen=True, slots=True)
class Compared:
    """How many records and entries were compared, and what was found, a sentence each."""

    records: int
    entries: int
    troubles: tuple[str, ...]


def compared(connection: Connection, to_come: frozenset[str] = frozenset()) -> Compared:
    """Compare every record with the audit; on a county's database this takes a while.

    `to_come` are the tables that a newer revision brings.
    """
    stamped = (table for table in METADATA.sorted_tables if "updated_by" in table.columns)
    tables = [table for table in stamped if table.name not in to_come]
    is_file = connection.dialect.name == "sqlite"
    records = sum(connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar_one() for table in tables)
    entries, last = connection.execute(text(f"SELECT count(*), coalesce(max(number), 0) FROM {AUDIT}")).one()
    troubles = list(_counted(connection, tables))
    if is_file and last != entries and _has_gaps(connection, last, sealed="seal" not in to_come):
        troubles.append(f"The audit has gaps: its last entry is number {last}, and it holds {entries}.")
    if is_file and not troubles:
        troubles += _unread(connection) or [
            *_said_otherwise(connection, tables),
            *_signed_otherwise(connection, tables),
        ]
    return Compared(records, entries, tuple(troubles))


def _has_gaps(connection: Connection, last: int, *, sealed: bool) -> bool:
    """Whether a number is missing that a file gave: a server's have gaps, where a deed was taken back.

    What a server's last seal reached came from there; within it the seals tell whether an entry is gone.
    """
    reached = "SELECT coalesce(max(reach), 0) FROM seal WHERE horizon > 0"
    of_server = connection.execute(text(reached)).scalar_one() if sealed else 0
    asked = text(f"SELECT count(*) FROM {AUDIT} WHERE number > :of_server")
    return bool(connection.execute(asked, {"of_server": of_server}).scalar_one() != max(0, last - of_server))


def _counted(connection: Connection, tables: list[Table]) -> list[str]:
    """As many entries as versions: one statement, so that each table and the audit are read once.

    Who may log in and what an office is called are told in the audit too, and have no version; tables that a newer
    revision brings may have been there before.
    """
    versions = " UNION ALL ".join(
        f'SELECT \'{table.name}\' AS name, "{_key(table)}" AS row_id, version AS times FROM "{table.name}"'
        for table in tables
    )
    without = ", ".join(f"'{name}'" for name in METADATA.tables.keys() - {table.name for table in tables})
    asked = (
        f"SELECT name, count(*) FILTER (WHERE times > 0), count(*) FILTER (WHERE times < 0) FROM ("
        f"SELECT name, row_id, sum(times) AS times FROM ({versions} UNION ALL "
        f"SELECT table_name, row_id, -1 FROM {AUDIT} WHERE table_name NOT IN ({without})) AS told "
        "GROUP BY name, row_id HAVING sum(times) <> 0) AS other "
        "GROUP BY name ORDER BY name"
    )
    found = [(name, untold, lost) for name, untold, lost in connection.execute(text(asked))]
    said = []
    if untold := [(name, number) for name, number, _ in found if number]:
        said.append(f"The audit lacks entries: changes of {_listed(untold)} aren't told of.")
    if lost := [(name, number) for name, _, number in found if number]:
        said.append(f"The audit tells of more than is there: changes of {_listed(lost)} are missing from the records.")
    return said


def _said_otherwise(connection: Connection, tables: list[Table]) -> list[str]:
    """On a file: what a record says is what one of its entries says that it was changed to.

    Fields that only one of the two has are left out: a later revision may have added them. A server's entries are
    written in another way, and compared by their values.
    """
    found, there = [], inspect(connection).get_multi_columns()
    for table in tables:
        kept = {each["name"] for each in there[None, table.name]}
        now = json_of(tuple(column.name for column in table.columns if column.name in kept), "r")
        asked = (
            f'SELECT r."{_key(table)}", {now} FROM "{table.name}" AS r WHERE NOT EXISTS (SELECT 1 FROM {AUDIT} AS a '
            f"WHERE a.row_id = r.\"{_key(table)}\" AND a.table_name = '{table.name}' AND (a.after = {now} OR "
            f"(json_valid(a.after) AND NOT EXISTS (SELECT 1 FROM json_each(a.after) AS said "
            f"JOIN json_each({now}) AS own ON own.key = said.key WHERE own.value IS NOT said.value))))"
        )
        others = connection.exec_driver_sql(asked).all()
        number = sum(not said_in_other_words(connection, table, key, told) for key, told in others)
        if number:
            found.append((table.name, number))
    return [f"Records say something else than the audit: {_listed(found)}."] if found else []


def _signed_otherwise(connection: Connection, tables: list[Table]) -> list[str]:
    """On a file: whom a record names as the last who changed it is whom its last entry names."""
    found = []
    for table in tables:
        asked = (
            f'SELECT count(*) FROM "{table.name}" AS r WHERE r.updated_by IS NOT (SELECT a.by FROM {AUDIT} AS a '
            f"WHERE a.row_id = r.\"{_key(table)}\" AND a.table_name = '{table.name}' ORDER BY a.number DESC LIMIT 1)"
        )
        number = connection.exec_driver_sql(asked).scalar_one()
        if number:
            found.append((table.name, number))
    return [f"Records name somebody else than the audit as whoever changed them: {_listed(found)}."] if found else []


def _unread(connection: Connection) -> list[str]:
    """On a file: entries that can't be read any more."""
    asked = (
        f"SELECT count(*) FROM {AUDIT} WHERE (after IS NOT NULL AND NOT json_valid(after)) "
        "OR (before IS NOT NULL AND NOT json_valid(before))"
    )
    number = connection.exec_driver_sql(asked).scalar_one()
    return [f"The audit has entries that can't be read: {number}."] if number else []


def _key(table: Table) -> str:
    return "id" if "id" in table.columns else "goal_id"


def _listed(found: list[tuple[str, int]]) -> str:
    return ", ".join(f"{number} of {name}" for name, number in found)
