"""Indexes only, so that no screen of what is open grows slower with what has ended; no guard names them."""

from models.migrations import open_work

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    open_work.create()


def downgrade() -> None:
    """Take them away again."""
    open_work.drop()
