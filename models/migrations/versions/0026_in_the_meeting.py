"""What the person says and what a meeting takes back are kept.

A subject has its module in `models/migrations/in_meetings/` with `TABLES`, `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.in_meetings import notes

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = notes.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    notes.create()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    notes.drop()
