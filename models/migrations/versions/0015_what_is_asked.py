"""Indexes only, so that no screen of what is open or newest grows slower with what is done; no guard names them."""

from models.migrations import still_asked

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    still_asked.create()


def downgrade() -> None:
    """Take them away again."""
    still_asked.drop()
