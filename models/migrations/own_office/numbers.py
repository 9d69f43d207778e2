"""Rates and policy settings that were withdrawn before they were used: when, and why."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations import triggers

TABLES: tuple[str, ...] = ()
_OF = ("rate", "stored_setting")


def create() -> None:
    """Add the columns."""
    op.add_column("rate", sa.Column("entered_at", UtcDateTime(), nullable=True))
    for table in _OF:
        op.add_column(table, sa.Column("withdrawn_at", UtcDateTime(), nullable=True))
        op.add_column(table, sa.Column("withdrawn_because", sa.Text(), nullable=True))


def drop() -> None:
    """Take them back, and with them the guards that ask them."""
    triggers.drop_for(op.get_bind(), _OF)
    for table in _OF:
        op.drop_column(table, "withdrawn_because")
        op.drop_column(table, "withdrawn_at")
    op.drop_column("rate", "entered_at")
