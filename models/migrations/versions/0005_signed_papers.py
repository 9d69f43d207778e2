"""What families sign: the paper's bytes, scans, who signs and why, what was said of cost, the council's own words.

Each subject has a module in `models/migrations/signed_papers/` with `TABLES`, `create()` and `drop()`; `create` may
add columns to older tables too.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.signed_papers import costs, eligibility, formats, papers, powers, signers, steps, wording

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Each after those whose tables it names.
SUBJECTS: tuple[ModuleType, ...] = (costs, eligibility, formats, papers, powers, signers, steps, wording)
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
