"""What was asked of other services is kept, and what came of it.

A subject has its module in `models/migrations/weeks/` with `TABLES`, `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import onward

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLES = onward.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    onward.create()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    onward.drop()
