"""Breaks in service that were recorded by mistake."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("break_undone",)


def create() -> None:
    """Make the table."""
    op.create_table(
        "break_undone",
        sa.Column("break_id", sa.Uuid(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=False),
        sa.Column("undone_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_break_undone_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "break_id"], ["break.office_id", "break.id"], name=op.f("fk_break_undone_office_id_break_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "undone_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_break_undone_office_id_undone_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_break_undone_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_undone")),
        sa.UniqueConstraint("office_id", "break_id", name=op.f("uq_break_undone_office_id_break_id")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_break_undone_office_id_id")),
    )
    op.create_index(op.f("ix_break_undone_break_id"), "break_undone", ["break_id"], unique=False)
    op.create_index(op.f("ix_break_undone_undone_by_id"), "break_undone", ["undone_by_id"], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table("break_undone")
