"""How a step of the transfer's checklist stands besides done: asked when, with which reference; or why not needed."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime

TABLES = ()
_TABLE = "transfer_step"


def create() -> None:
    """Add the columns; a step of before has none of these."""
    op.add_column(_TABLE, sa.Column("asked_at", UtcDateTime(), nullable=True))
    op.add_column(_TABLE, sa.Column("reference", sa.Text(), nullable=True))
    op.add_column(_TABLE, sa.Column("not_needed_because", sa.Text(), nullable=True))


def drop() -> None:
    """Take them away again."""
    for column in ("not_needed_because", "reference", "asked_at"):
        op.drop_column(_TABLE, column)
