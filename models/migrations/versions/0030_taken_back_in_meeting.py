"""What a meeting decided is taken back while it is open."""

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""


def downgrade() -> None:
    """Take it back."""
