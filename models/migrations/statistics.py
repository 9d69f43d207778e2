"""What a file's planner goes by: how long each table is in a county, and how many of its rows one key finds.

Without it SQLite takes an office's id to find as few rows as a person's, and reads a table's whole history because it
then comes in order. A desk never counts, and counting a new database would tell it that everything is short; so each
index is told from its columns what it comes to, which makes the same plans on every desk. A server counts by itself.
"""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, text

FEW = frozenset(
    {
        *("alembic_version", "contracted_change", "database_mark", "due_day", "due_mark", "format_maker"),
        *("former_name", "goal_example", "list_entry"),
        *("office", "patch", "patch_postcode", "rate", "reduction", "staff", "staff_leave", "staff_role"),
        *("staff_spell", "staff_team", "start_check_item", "stored_setting", "team", "team_patch", "tracker_book"),
        *("usual_hours", "wording_phrase", "wording_version"),
    }
)  # tables of which an office has a few rows however old it is; every other grows with what is done
_SHORT, _LONG, _OPEN = 20, 100_000, 1_000  # rows of a table of few, of one that grows, of an index of open work
_HERS, _CHOSEN, _OF_ONE = 5, 5, 50  # rows about one person; words that a field is chosen from; staff, teams, patches
_OF_ONE_DAY, _OF_ONE_NAME, _OF_ONE_MOMENT = 50, 20, 2
_COLUMNS = text(
    "SELECT m.name, i.name, i.\"unique\", coalesce(x.sql LIKE '%WHERE%IS NULL%', 0), "
    "i.origin = 'pk' AND m.sql LIKE '%WITHOUT ROWID%', c.name, t.type, "
    '(SELECT min(f."table") FROM pragma_foreign_key_list(m.name) AS f '
    'WHERE f."from" = c.name AND f."to" <> \'office_id\') '
    "FROM sqlite_schema AS m JOIN pragma_index_list(m.name) AS i JOIN pragma_index_info(i.name) AS c "
    "JOIN pragma_table_info(m.name) AS t ON t.name = c.name LEFT JOIN sqlite_schema AS x ON x.name = i.name "
    "WHERE m.type = 'table' ORDER BY m.name, i.name, c.seqno"
)


def tell(connection: Connection) -> None:
    """Put them into a file, in the place of those that are there."""
    connection.exec_driver_sql("ANALYZE alembic_version")  # makes the table where there is none
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    rows = [{"table": table, "index": index, "told": told} for table, index, told in _told(connection)]
    connection.execute(text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :told)"), rows)
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # takes up what was put in


def _told(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Each index with its rows, and how many of them its first column finds, its first two, and so on."""
    found = connection.execute(_COLUMNS).all()
    for (table, index, is_unique, is_open, is_table), columns in groupby(found, key=lambda row: tuple(row[:5])):
        rows = _SHORT if table in FEW else _OPEN if is_open else _LONG
        finds = [rows]
        for *_, column, kind, parent in columns:
            finds.append(max(1, min(finds[-1], _one_finds(rows, column, kind, parent))))
        if is_unique:
            finds[-1] = 1
        yield table, table if is_table else index, " ".join(map(str, finds))


def _one_finds(rows: int, column: str, kind: str, parent: str | None) -> int:
    """How many rows have one value of a column."""
    if column == "office_id":
        return rows
    if column == "id":
        return 1
    if parent is not None:
        return rows // _OF_ONE if parent in FEW else _HERS
    if kind.startswith("VARCHAR"):
        return rows // _CHOSEN
    return {"DATETIME": _OF_ONE_MOMENT, "DATE": _OF_ONE_DAY, "TEXT": _OF_ONE_NAME}.get(kind, _HERS)
