"""Codes of key safes, apart from the record that says there is one; and what a server writes beside each look."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("key_safe_code", "key_safe")


def create() -> None:
    """Make the tables, empty, and the server's columns of a look."""
    op.create_table(
        "key_safe_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.CheckConstraint("code <> ''", name=op.f("ck_key_safe_code_says_something")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_key_safe_code_office_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_key_safe_code_office_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_safe_code")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_key_safe_code_office_id_id")),
    )
    op.create_index(op.f("ix_key_safe_code_person_id"), "key_safe_code", ["person_id"], unique=False)
    op.create_table(
        "key_safe",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("(code_id IS NULL) = (set_at IS NULL)", name=op.f("ck_key_safe_code_with_its_moment")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_key_safe_office_id")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_key_safe_office_id_{column}"),
            )
            for column, table in (("person_id", "person"), ("code_id", "key_safe_code"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_safe")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_key_safe_office_id_id")),
        sa.UniqueConstraint("office_id", "person_id", name=op.f("uq_key_safe_office_id_person_id")),
    )
    for column in ("person_id", "code_id"):
        op.create_index(op.f(f"ix_key_safe_{column}"), "key_safe", [column], unique=False)
    op.add_column("access_note", sa.Column("login", sa.Text(), nullable=True))
    op.add_column("access_note", sa.Column("noted_at", UtcDateTime(), nullable=True))
    op.add_column("access_note", sa.Column("noted_in", sa.BigInteger(), nullable=True))


def drop() -> None:
    """Take them down again."""
    for column in ("noted_in", "noted_at", "login"):
        op.drop_column("access_note", column)
    for table in reversed(TABLES):
        op.drop_table(table)
