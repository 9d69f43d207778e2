"""Subject access requests with what was looked at, legal holds, and what the retention review decided."""

from alembic import op

from models.migrations import triggers
from models.migrations.records import requests, retention

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = (*requests.TABLES, *retention.TABLES)


def upgrade() -> None:
    """Make what is new, and the guards anew, as 0032 does: of a database that comes from before only these are new."""
    requests.create()
    retention.create()
    triggers.renew(op.get_bind())


def downgrade() -> None:
    """Take it back; the guards go with the tables."""
    triggers.drop_for(op.get_bind(), TABLES)
    retention.drop()
    requests.drop()
