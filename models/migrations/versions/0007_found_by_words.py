"""The words by which people are found, kept by the database itself whenever a person is written.

Each subject has a module in `models/migrations/found_by_words/` with `TABLES`, `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.found_by_words import kept

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = kept.TABLES


def upgrade() -> None:
    """Make the tables, then all guards anew, for a person's now fill them; then fill in who is there already."""
    kept.create()
    triggers.renew(op.get_bind())
    kept.fill(op.get_bind())


def downgrade() -> None:
    """Take the tables away, and from a person's guards those that fill them."""
    triggers.drop_for(op.get_bind(), ("person",))
    kept.drop()
    triggers.create_for(op.get_bind(), ("person",))
