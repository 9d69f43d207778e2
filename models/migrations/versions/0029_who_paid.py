"""A closed package keeps who paid for what followed it.

A subject has its module in `models/migrations/paid/` with `create()` and `drop()`.
"""

from types import ModuleType

from models.migrations.paid import at_closing

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (at_closing,)


def upgrade() -> None:
    """Make what is new; the guards are made anew behind the last of those that came together, 0032."""
    for subject in SUBJECTS:
        subject.create()


def downgrade() -> None:
    """Take it back."""
    for subject in reversed(SUBJECTS):
        subject.drop()
