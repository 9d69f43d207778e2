"""A server seals its audit by a function of its own, which is made along with the guards."""

from alembic import op

from models.migrations import triggers

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the guards and functions anew; a file's are the same as they were."""
    if op.get_bind().dialect.name == "postgresql":
        triggers.renew(op.get_bind())


def downgrade() -> None:
    """Keep them: an older program seals as it did, and the functions are in nobody's way."""
