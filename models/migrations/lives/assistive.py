"""What was said about assistive technology given during short-term support (END-5)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("at_given",)


def create() -> None:
    """Make the table."""
    op.create_table(
        "at_given",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=True),
        sa.Column("said_at", UtcDateTime(), nullable=True),
        sa.Column("said_by_id", sa.Uuid(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "(given IS NULL) = (said_at IS NULL) AND (given IS NULL) = (said_by_id IS NULL)",
            name=op.f("ck_at_given_said_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_at_given_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "said_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_at_given_office_id_said_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_at_given_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_at_given")),
        sa.UniqueConstraint("office_id", "episode_id", name=op.f("uq_at_given_office_id_episode_id")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_at_given_office_id_id")),
    )
    op.create_index(op.f("ix_at_given_episode_id"), "at_given", ["episode_id"], unique=False)
    op.create_index(op.f("ix_at_given_said_by_id"), "at_given", ["said_by_id"], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table("at_given")
