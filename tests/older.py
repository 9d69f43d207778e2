"""A database as an earlier release has it, and what an administrator does past the guards."""

import sqlite3
from pathlib import Path

from sqlalchemy import text

from tests.databases import wait_for_no_disk


def past_the_guards(office, *statements):
    """What an administrator does who switches the guards off meanwhile."""
    with office.unwalled.engine.begin() as connection:
        if office.database.is_sqlite:
            kept = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _ in kept:
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
        for _, made in kept if office.database.is_sqlite else ():
            connection.exec_driver_sql(made)
    office.unwalled.close()
    office.database.close()


def written_past_the_guards(file: Path, *statements: str, guards_come_back: bool = True) -> None:
    """Somebody else's program writes to the file, past every guard, which it takes away first."""
    connection = sqlite3.connect(file, isolation_level=None)
    wait_for_no_disk(connection, None)
    connection.create_function("homeward_moment", 0, lambda: "2026-11-20 09:00:00.000000")
    connection.create_function("homeward_by", 0, lambda: "somebody")
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    # A thousand triggers, each a transaction by itself, would be most of the time.
    connection.execute("BEGIN")
    for name, _ in kept:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("COMMIT")
    for statement in statements:  # some of them count for nothing within a transaction
        connection.execute(statement)
    connection.execute("BEGIN")
    for _, made in kept if guards_come_back else ():
        connection.execute(made)
    connection.execute("COMMIT")
    connection.close()


_NUMBERED_ANEW = """
UPDATE audit_entry SET number = (SELECT count(*) FROM audit_entry AS earlier WHERE earlier.number <= audit_entry.number)
"""


def never_had_words(office):
    """An older release knows no words of an office's own, and no logins, so its audit tells of none."""
    past_the_guards(
        office, "DELETE FROM audit_entry WHERE table_name LIKE 'wording_%' OR table_name IN ('login', 'membership')"
    )
    if office.database.engine.dialect.name == "sqlite":  # whose numbers have no gaps
        past_the_guards(office, _NUMBERED_ANEW)
