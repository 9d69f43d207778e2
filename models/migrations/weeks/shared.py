"""Visits that two people share."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("shared_visit",)
(_TABLE,) = TABLES
_LINKS = {"episode_id": "episode", "with_episode_id": "episode", "shared_by_id": "staff", "ended_by_id": "staff"}


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("with_episode_id", sa.Uuid(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=False),
        sa.Column("shared_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("with_episode_id <> episode_id", name=op.f(f"ck_{_TABLE}_of_two")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_because = '')", name=op.f(f"ck_{_TABLE}_ended_for_a_reason")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_{_TABLE}_office_id_{column}"),
            )
            for column, table in _LINKS.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{_TABLE}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{_TABLE}_office_id_id")),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
