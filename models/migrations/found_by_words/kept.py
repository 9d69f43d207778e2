"""The words by which each person is found: the tables in which a database keeps them by itself."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection

from models.migrations.found_by_words.filling import near_words_of_all, words_of_all

TABLES = ("person_word", "near_word")
_KEYS = {"person_word": ("office_id", "found_by", "person_id"), "near_word": ("office_id", "near", "word", "person_id")}


def create() -> None:
    """Make the tables, empty."""
    text = sa.Text(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.Text()
    for table, keys in _KEYS.items():
        op.create_table(
            table,
            *(sa.Column(key, sa.Uuid() if key.endswith("_id") else text, nullable=False) for key in keys),
            sa.ForeignKeyConstraint(
                ["office_id", "person_id"],
                ["person.office_id", "person.id"],
                name=op.f(f"fk_{table}_office_id_person_id"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )


def fill(connection: Connection) -> None:
    """Put in the words of everybody who is there, and no others; a server needs its functions for it."""
    for table in TABLES:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    for table, told in (("person_word", words_of_all(connection)), ("near_word", near_words_of_all(connection))):
        columns = ", ".join(_KEYS[table])
        connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) {told} ORDER BY 1, 2, 3")


def drop() -> None:
    """Take them down again."""
    for table in reversed(TABLES):
        op.drop_table(table)
