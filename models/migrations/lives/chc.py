"""NHS Continuing Healthcare of somebody in service, with or without a referral (REF-8)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("chc_in_service",)
_TABLE = "chc_in_service"


def create() -> None:
    """Make the table."""
    op.create_table(
        _TABLE,
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("known_at", UtcDateTime(), nullable=False),
        sa.Column("fast_track", sa.Boolean(), nullable=False),
        sa.Column("out_of_hours", sa.Boolean(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("transferred_at", UtcDateTime(), nullable=True),
        sa.Column("chased_at", UtcDateTime(), nullable=True),
        sa.Column("chased_whom", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "chased_at IS NULL OR asked_at IS NOT NULL", name=op.f("ck_chc_in_service_chased_after_asked")
        ),
        sa.CheckConstraint("(chased_at IS NULL) = (chased_whom = '')", name=op.f("ck_chc_in_service_chased_somebody")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_because = '')",
            name=op.f("ck_chc_in_service_withdrawn_with_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_chc_in_service_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_chc_in_service_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_chc_in_service_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chc_in_service")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_chc_in_service_office_id_id")),
    )
    op.create_index(op.f("ix_chc_in_service_episode_id"), _TABLE, ["episode_id"], unique=False)
    op.create_index(op.f("ix_chc_in_service_recorded_by_id"), _TABLE, ["recorded_by_id"], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table(_TABLE)
