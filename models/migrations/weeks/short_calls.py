"""Why a visit of a plan is so short, beside the visit."""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

_TABLE, _ADDED = "plan_visit", "short_because"


def create() -> None:
    """Add the column; the guards of its table name all its columns, and are made anew afterwards."""
    triggers.drop_for(op.get_bind(), (_TABLE,))
    op.add_column(_TABLE, sa.Column(_ADDED, sa.Text(), nullable=True))


def drop() -> None:
    """Take it back."""
    triggers.drop_for(op.get_bind(), (_TABLE,))
    op.drop_column(_TABLE, _ADDED)
    triggers.create_for(op.get_bind(), (_TABLE,))
