"""Short Term Care at Home: urgent and planned support, to recuperate or with goals, and block hours."""

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""


def downgrade() -> None:
    """Take it back."""
