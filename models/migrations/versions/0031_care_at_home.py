"""Short Term Care at Home: urgent and planned support, to recuperate or with goals, and block hours.

A subject has its module in `models/migrations/care_at_home/` with `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.care_at_home import aims, pathways

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = aims.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    aims.create()
    pathways.create()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    pathways.drop()
    triggers.drop_for(op.get_bind(), TABLES)
    aims.drop()
