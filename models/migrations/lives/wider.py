"""Letting a column that keeps one of some words keep another one too, without making its table anew.

PostgreSQL makes the check anew. SQLite can't; its handbook (*ALTER TABLE*, 7) has the table's text rewritten where the
rows stay as they are: in the same transaction, so that half of it is never kept. No trigger is lost that way.
"""

from alembic import op
from sqlalchemy import text


def let_also(table: str, check: str, column: str, words: tuple[str, ...], *new: str) -> None:
    """Let a column keep `new` beside the words that its check names, in their order."""
    _remake(table, check, column, words, (*words, *new))


def let_no_more(table: str, check: str, column: str, words: tuple[str, ...], *new: str) -> None:
    """Take it back. Refused by the server, and found by the next check of a file, while a row says it still."""
    _remake(table, check, column, (*words, *new), words)


def _remake(table: str, check: str, column: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    name = f"ck_{table}_{check}"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, _is_one_of(column, after))
        return
    _rewrite(table, f"CONSTRAINT {name} CHECK ({_is_one_of(column, before)})", _is_one_of(column, after), name)


def _rewrite(table: str, check: str, condition: str, name: str) -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    found = connection.execute(
        text(
            "UPDATE sqlite_master SET sql = replace(sql, :before, :after) "
            "WHERE type = 'table' AND name = :table AND instr(sql, :before) > 0"
        ),
        {"before": check, "after": f"CONSTRAINT {name} CHECK ({condition})", "table": table},
    ).rowcount
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")  # other connections read it anew
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")  # and this one
    if found != 1:
        raise LookupError(f"Table {table} has no check {name} as it was made: somebody has changed it by hand.")


def _is_one_of(column: str, words: tuple[str, ...]) -> str:
    said = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({said})"
