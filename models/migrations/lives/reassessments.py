"""Needs that changed during interim support and were assessed anew (MILE-3)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("reassessment",)


def create() -> None:
    """Make the table."""
    op.create_table(
        "reassessment",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("reassessed_on", sa.Date(), nullable=False),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("assessed_by <> '' AND decided <> ''", name=op.f("ck_reassessment_said_by_whom_and_what")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_because = '')", name=op.f("ck_reassessment_withdrawn_with_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_reassessment_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_reassessment_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reassessment_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reassessment")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_reassessment_office_id_id")),
    )
    op.create_index(op.f("ix_reassessment_episode_id"), "reassessment", ["episode_id"], unique=False)
    op.create_index(op.f("ix_reassessment_recorded_by_id"), "reassessment", ["recorded_by_id"], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table("reassessment")
