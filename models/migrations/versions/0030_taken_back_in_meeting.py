"""What a meeting decided is taken back while it is open, and it decides to assess or on no further action."""

from alembic import op

from models.migrations import triggers
from models.migrations.in_meetings import decided, taken_back

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = taken_back.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    decided.create()
    taken_back.create()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    taken_back.drop()
    decided.drop()
