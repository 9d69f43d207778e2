"""The review of long-term packages is kept, area by area."""

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import long_term_reviews

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLES = long_term_reviews.TABLES


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    long_term_reviews.create()


def downgrade() -> None:
    """Take it back; the guards go with the tables."""
    triggers.drop_for(op.get_bind(), TABLES)
    long_term_reviews.drop()
