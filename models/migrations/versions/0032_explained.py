"""What was discussed with somebody of their support, and when (NICE QS173)."""

from alembic import op

from models.migrations import triggers

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the guards anew, once for 0020 to 0032.

    A server holds a lock on each trigger that one transaction made or dropped, and has room for so many.
    """
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back."""
