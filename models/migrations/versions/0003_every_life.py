"""What is true on its day, and a way out of every state: announced days, who decided, what was taken back.

Each subject has a module in `models/migrations/lives/` with `TABLES`, `create()` and `drop()`; `create` may add columns
to older tables too.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.lives import (
    assistive,
    breaks,
    chc,
    deciding,
    expected,
    extra_calls,
    from_hospital,
    handing_over,
    offers,
    ot_work,
    plans,
    reassessments,
    waiting,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Each after those whose tables it names.
SUBJECTS: tuple[ModuleType, ...] = (
    assistive,
    breaks,
    chc,
    deciding,
    expected,
    extra_calls,
    from_hospital,
    handing_over,
    offers,
    ot_work,
    plans,
    reassessments,
    waiting,
)
TABLES = tuple(table for subject in SUBJECTS for table in subject.TABLES)


def upgrade() -> None:
    """Make what is new, then stamps and audit for it; the older guards are made anew, for they may name new columns.

    Meanwhile there are none: a file lets no column go while a trigger names what isn't there.
    """
    triggers.drop_for(op.get_bind(), triggers.stamped_tables(op.get_bind()))
    dated_on_transfers = offers.on_the_transfer_alone()
    for subject in SUBJECTS:
        subject.create()
    triggers.create_for(op.get_bind(), TABLES)
    triggers.renew(op.get_bind())
    offers.put_as_milestones(dated_on_transfers)


def downgrade() -> None:
    """Take it back, newest first; a file lets no column go that a trigger names, so they all go, and come again.

    Those of plans ask a table that is gone, so they come only with the next upgrade, which makes all anew.
    """
    connection = op.get_bind()
    triggers.drop_for(connection, triggers.stamped_tables(connection))
    for subject in reversed(SUBJECTS):
        subject.drop()
    rest = (name for name in triggers.stamped_tables(connection) if name not in {"plan", "plan_visit"})
    triggers.create_for(connection, tuple(rest))
