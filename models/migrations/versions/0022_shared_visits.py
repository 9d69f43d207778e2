"""Two people share a visit: each has their own, and its workers' time is counted once.

A subject has its module in `models/migrations/weeks/` with `TABLES`, `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import shared

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (shared,)
TABLES = tuple(table for subject in SUBJECTS for table in subject.TABLES)


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    for subject in SUBJECTS:
        subject.create()


def downgrade() -> None:
    """Take it back; the guards go with the tables."""
    triggers.drop_for(op.get_bind(), TABLES)
    for subject in reversed(SUBJECTS):
        subject.drop()
