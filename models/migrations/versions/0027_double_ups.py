"""An OT's answer about two workers on a call is kept.

A subject has its module in `models/migrations/weeks/` with `TABLES`, `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import double_ups

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = double_ups.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    double_ups.create()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    double_ups.drop()
