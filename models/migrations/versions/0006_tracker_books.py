"""The tracker's workbooks, which of them a mark was read in, and the kinds of change that Scheduling is told anew.

Each subject has a module in `models/migrations/tracker_books/` with `TABLES`, `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.tracker_books import books

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (books,)
TABLES = tuple(table for subject in SUBJECTS for table in subject.TABLES)


def upgrade() -> None:
    """Make what is new, then stamps and audit for it; the older guards are made anew, for they may name new columns.

    Meanwhile there are none: a file lets no column go while a trigger names what isn't there.
    """
    triggers.drop_for(op.get_bind(), triggers.stamped_tables(op.get_bind()))
    for subject in SUBJECTS:
        subject.create()
    stamped = triggers.stamped_tables(op.get_bind())
    triggers.create_for(op.get_bind(), tuple(table for table in TABLES if table in stamped))
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back, newest first; a file lets no column go that a trigger names, so they all go, and come again."""
    connection = op.get_bind()
    triggers.drop_for(connection, (*triggers.stamped_tables(connection), triggers.OFFICE))
    for subject in reversed(SUBJECTS):
        subject.drop()
    triggers.create_for(connection, tuple(triggers.stamped_tables(connection)))
