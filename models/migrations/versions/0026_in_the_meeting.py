"""What the person says and what a meeting takes back are kept."""

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = ()


def upgrade() -> None:
    """Make what is new, and the guards anew."""


def downgrade() -> None:
    """Take it back."""
