"""The first shape: every table of the domain, with stamps and audit by triggers."""

from alembic import op

from models.migrations import triggers
from models.migrations.baseline import (
    agreement,
    audit,
    capacity,
    closure,
    episodes,
    goals,
    meetings,
    offices,
    people,
    plans,
    ratings,
    referrals,
    reviews,
    today,
    tracker,
    transfer,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Each after those whose tables it names.
SUBJECTS = (
    audit, offices, people, referrals, capacity, episodes, plans, goals, ratings, meetings, transfer, agreement,
    closure, today, tracker, reviews,
)  # fmt: skip
TABLES = tuple(table for subject in SUBJECTS for table in subject.TABLES)
WITHOUT_STAMPS = ("audit_entry", "office", "database_mark")
STAMPED = tuple(table for table in TABLES if table not in WITHOUT_STAMPS)


def upgrade() -> None:
    """Make all tables, then their triggers."""
    for subject in SUBJECTS:
        subject.create()
    triggers.create_functions(op.get_bind())
    triggers.create_for(op.get_bind(), STAMPED)


def downgrade() -> None:
    """Take all of it back; a table takes its indexes with it."""
    triggers.drop_for(op.get_bind(), STAMPED)
    triggers.drop_functions(op.get_bind())
    for table in reversed(TABLES):
        op.drop_table(table)
