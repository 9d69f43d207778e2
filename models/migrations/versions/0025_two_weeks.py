"""A call may be due in every week, or only in one of two."""

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = ()


def upgrade() -> None:
    """Make what is new, and the guards anew."""


def downgrade() -> None:
    """Take it back."""
