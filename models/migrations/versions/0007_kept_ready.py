"""What screens show is kept ready: Today's lines, words to find people by, latest ratings, indexes by open work.

Each subject has a module in `models/migrations/kept/` with `TABLES`, `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.kept import due, indexes, latest, words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (due, words, latest, indexes)


def upgrade() -> None:
    """Make what is new; the older guards are made anew, for they may name new columns."""
    connection = op.get_bind()
    triggers.drop_for(connection, triggers.stamped_tables(connection))
    for subject in SUBJECTS:
        subject.create()
    triggers.renew(connection)


def downgrade() -> None:
    """Take it back, newest first; a file lets no column go that a trigger names, so they all go, and come again."""
    connection = op.get_bind()
    triggers.drop_for(connection, (*triggers.stamped_tables(connection), triggers.OFFICE))
    for subject in reversed(SUBJECTS):
        subject.drop()
    triggers.create_for(connection, tuple(triggers.stamped_tables(connection)))
