"""Whether somebody paid in full when the package was closed."""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

_CLOSURE = ("closure",)


def create() -> None:
    """Add the column; the guards of its table name all its columns, and are made anew afterwards."""
    triggers.drop_for(op.get_bind(), _CLOSURE)
    op.add_column(*_CLOSURE, sa.Column("was_self_funder", sa.Boolean(), nullable=True))


def drop() -> None:
    """Take it back."""
    triggers.drop_for(op.get_bind(), _CLOSURE)
    op.drop_column(*_CLOSURE, "was_self_funder")
    triggers.create_for(op.get_bind(), _CLOSURE)
