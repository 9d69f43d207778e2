"""A call may be due in every week, or only in one of two.

A subject has its module in `models/migrations/weeks/` with `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import of_two

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new, and the guards anew."""
    of_two.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    of_two.drop()
