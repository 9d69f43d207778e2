"""Why a login's right in an office was changed last; and nobody records anything of people who isn't of its staff.

The second is a server's alone, by functions that are made along with the guards.
"""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations import triggers

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLE = ("membership",)
_OF_BACKUP = (("backup_compared_at", UtcDateTime()), ("backup_changes", sa.BigInteger()), ("backup_file", sa.Text()))


def upgrade() -> None:
    """Add the reason, and make the guards anew: those of its table name all its columns."""
    triggers.drop_for(op.get_bind(), _TABLE)
    op.add_column(*_TABLE, sa.Column("because", sa.Text(), nullable=True))
    for name, kind in _OF_BACKUP:
        op.add_column("database_mark", sa.Column(name, kind, nullable=True))
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back; a file lets no column go that a trigger names. The functions are in no older program's way."""
    triggers.drop_for(op.get_bind(), _TABLE)
    op.drop_column(*_TABLE, "because")
    for name, _ in _OF_BACKUP:
        op.drop_column("database_mark", name)
    triggers.create_for(op.get_bind(), _TABLE)
