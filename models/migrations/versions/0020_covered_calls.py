"""A plan's week says which calls family, or somebody else, covers.

A subject has its module in `models/migrations/weeks/` with `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.weeks import covered

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (covered,)


def upgrade() -> None:
    """Make what is new, and the guards anew."""
    for subject in SUBJECTS:
        subject.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    for subject in reversed(SUBJECTS):
        subject.drop()
