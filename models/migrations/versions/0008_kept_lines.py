"""What Today shows, kept as lines: a county's Today is read by key instead of derived anew for each desk.

Each subject has a module in `models/migrations/kept_lines/` with `TABLES`, `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.kept_lines import due

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (due,)
TABLES = tuple(table for subject in SUBJECTS for table in subject.TABLES)


def upgrade() -> None:
    """Make what is new, and the guards anew: those of each table that can prompt mark now whose lines are old."""
    for subject in SUBJECTS:
        subject.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back; no guard may name what is gone, so they all go, and come again as they were."""
    connection = op.get_bind()
    triggers.drop_for(connection, triggers.stamped_tables(connection))
    for subject in reversed(SUBJECTS):
        subject.drop()
    triggers.create_for(connection, triggers.stamped_tables(connection))
