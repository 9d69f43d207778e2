"""A call may be due in every week, or only in one of two.

A subject has its module in `models/migrations/weeks/` with `create()` and `drop()`.
"""

from models.migrations.weeks import of_two

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    of_two.create()


def downgrade() -> None:
    """Take it back."""
    of_two.drop()
