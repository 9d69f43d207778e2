"""The calls of a plan's week that family, or somebody else, covers."""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

_PLAN = ("plan",)


def create() -> None:
    """Add the column; the guards of its table name all its columns, and are made anew afterwards."""
    triggers.drop_for(op.get_bind(), _PLAN)
    op.add_column(*_PLAN, sa.Column("covered", sa.Text(), nullable=True))


def drop() -> None:
    """Take it back."""
    triggers.drop_for(op.get_bind(), _PLAN)
    op.drop_column(*_PLAN, "covered")
    triggers.create_for(op.get_bind(), _PLAN)
