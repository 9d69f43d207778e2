"""What was discussed with somebody of their support, and when (NICE QS173)."""

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import explained

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TABLES = explained.TABLES


def upgrade() -> None:
    """Make what is new, and the guards anew, once for 0020 to 0032.

    A server holds a lock on each trigger that one transaction made or dropped, and has room for so many.
    """
    explained.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    explained.drop()
