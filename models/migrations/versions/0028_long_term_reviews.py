"""The review of long-term packages is kept, area by area."""

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLES = ()


def upgrade() -> None:
    """Make what is new, and the guards anew."""


def downgrade() -> None:
    """Take it back."""
