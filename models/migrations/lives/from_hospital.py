"""The answer to whether somebody comes from hospital, where document, reason and field disagree (REF-10)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime

TABLES: tuple[str, ...] = ()


def create() -> None:
    """Add the columns of the referral."""
    op.add_column("referral", sa.Column("hospital_answer", sa.Boolean(), nullable=True))
    op.add_column("referral", sa.Column("hospital_answered_at", UtcDateTime(), nullable=True))
    op.add_column("referral", sa.Column("hospital_answered_by", sa.Text(), nullable=True))
    op.add_column("referral", sa.Column("hospital_answer_of", sa.Text(), nullable=True))


def drop() -> None:
    """Take them back."""
    for name in ("hospital_answer_of", "hospital_answered_by", "hospital_answered_at", "hospital_answer"):
        op.drop_column("referral", name)
