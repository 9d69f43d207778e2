"""What a meeting decided is taken back while it is open."""

from alembic import op

from models.migrations import triggers
from models.migrations.in_meetings import taken_back

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = taken_back.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    taken_back.create()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    taken_back.drop()
