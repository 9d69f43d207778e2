"""Codes of key safes, told for a look that was noted before; a server writes beside each look who noted it, and when.

A subject has its module in `models/migrations/key_safes/` with `TABLES`, `create()` and `drop()`.
"""

from types import ModuleType

from alembic import op

from models.migrations import triggers
from models.migrations.key_safes import codes

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SUBJECTS: tuple[ModuleType, ...] = (codes,)
TABLES = tuple(table for subject in SUBJECTS for table in subject.TABLES)


def upgrade() -> None:
    """Make what is new, and the guards anew."""
    for subject in SUBJECTS:
        subject.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back; the guards go with the tables."""
    triggers.drop_for(op.get_bind(), TABLES)
    for subject in reversed(SUBJECTS):
        subject.drop()
