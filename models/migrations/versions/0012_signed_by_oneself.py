"""A server lets nobody say who looked or who logs in as whom but themselves and whoever gives the logins.

The two guards are made along with the others.
"""

from alembic import op

from models.migrations import triggers

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the guards and functions anew; a file's are the same as they were, for it has no logins."""
    if op.get_bind().dialect.name == "postgresql":
        triggers.renew(op.get_bind())


def downgrade() -> None:
    """Keep them: an older program writes looks and staff as this one does."""
