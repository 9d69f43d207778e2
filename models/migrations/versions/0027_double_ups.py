"""An OT's answer about two workers on a call is kept."""

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = ()


def upgrade() -> None:
    """Make what is new, and the guards anew."""


def downgrade() -> None:
    """Take it back."""
