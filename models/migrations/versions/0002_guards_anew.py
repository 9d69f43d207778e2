"""The guards of a database in use become those of this program, and each database gets a name of its own.

Triggers were changed in place while 0001 was the only revision, so what is in use may have older ones. The name tells a
copy or an older state of a database from another one that was made in the same minute. A deed whose answer wasn't known
is looked for in the audit by its operation, which has an index for that.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the database, then make all triggers and functions anew."""
    op.add_column("database_mark", sa.Column("name", sa.Uuid(), nullable=True))
    mark = sa.table("database_mark", sa.column("name", sa.Uuid()))
    op.execute(mark.update().values(name=uuid4()))
    op.create_index(op.f("ix_audit_entry_operation_id"), "audit_entry", ["operation_id"], unique=False)
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take the name and the index away; the guards stay, for they refuse nothing that should pass."""
    op.drop_index(op.f("ix_audit_entry_operation_id"), "audit_entry")
    op.drop_column("database_mark", "name")
