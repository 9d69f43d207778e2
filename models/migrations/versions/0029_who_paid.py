"""A closed package keeps who paid for what followed it.

A subject has its module in `models/migrations/paid/` with `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.paid import at_closing

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (at_closing,)


def upgrade() -> None:
    """Make what is new, and the guards anew, once for 0020 to 0029.

    A server holds a lock on each trigger that one transaction made or dropped, and has room for so many.
    """
    for subject in SUBJECTS:
        subject.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    for subject in reversed(SUBJECTS):
        subject.drop()
