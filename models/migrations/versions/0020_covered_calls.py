"""A plan's week says which calls family, or somebody else, covers.

A subject has its module in `models/migrations/weeks/` with `create()` and `drop()`.
"""

from types import ModuleType

from models.migrations.weeks import covered

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (covered,)


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    for subject in SUBJECTS:
        subject.create()


def downgrade() -> None:
    """Take it back."""
    for subject in reversed(SUBJECTS):
        subject.drop()
