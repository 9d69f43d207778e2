"""A library of example goals that the office edits.

Its module in `models/migrations/independence/` has `TABLES`, `create()` and `drop()`.
"""

from alembic import op

from models.migrations import triggers
from models.migrations.independence import examples

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = examples.TABLES


def upgrade() -> None:
    """Make what is new, and the guards anew; then every office has the first examples."""
    examples.create()
    triggers.renew(op.get_bind())
    examples.put_first_examples()


def downgrade() -> None:
    """Take it back; the guards go with the table."""
    triggers.drop_for(op.get_bind(), TABLES)
    examples.drop()
