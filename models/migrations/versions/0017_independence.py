"""What tells whether somebody becomes independent: a goal's aim, which its ratings can reach.

A subject has its module in `models/migrations/independence/` with `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.independence import aims

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (aims,)


def upgrade() -> None:
    """Make what is new, and the guards anew."""
    for subject in SUBJECTS:
        subject.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    for subject in reversed(SUBJECTS):
        subject.drop()
