"""A call under half an hour says why it is enough, and the reason is kept with the plan's visit.

A subject has its module in `models/migrations/weeks/` with `create()` and `drop()`.
"""

from models.migrations.weeks import short_calls

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    short_calls.create()


def downgrade() -> None:
    """Take it back."""
    short_calls.drop()
