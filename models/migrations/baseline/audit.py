"""The audit: one entry a change, written by triggers and never changed."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime

TABLES = ("audit_entry",)


def create() -> None:
    """Make the tables, each after those that it names."""
    _audit_entry()


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=True),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_office_id_at"), "audit_entry", ["office_id", "at"], unique=False)
    op.create_index(op.f("ix_audit_entry_office_id_number"), "audit_entry", ["office_id", "number"], unique=False)
    op.create_index(op.f("ix_audit_entry_row_id"), "audit_entry", ["row_id"], unique=False)
