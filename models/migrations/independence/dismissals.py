"""Suggestions that somebody put aside, with the facts that they were made of."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("suggestion_dismissed",)
(_TABLE,) = TABLES


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("dismissed_at", UtcDateTime(), nullable=False),
        sa.Column("dismissed_by_id", sa.Uuid(), nullable=False),
        sa.Column("shown_again_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f(f"ck_{_TABLE}_dismissed_for_a_reason")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_{_TABLE}_office_id_{column}"),
            )
            for column, table in (("goal_id", "goal"), ("dismissed_by_id", "staff"))
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{_TABLE}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{_TABLE}_office_id_id")),
    )
    for column in ("goal_id", "dismissed_by_id"):
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
