"""Whether somebody recovers and recuperates first, or has goals (STC-2)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("support_aim",)
(_TABLE,) = TABLES
_LINKS = (("episode_id", "episode"), ("decided_by_id", "staff"), ("recorded_by_id", "staff"))


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("support_for", one_of("aimofsupport", "recuperate", "goals"), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("goals_from", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "support_for = 'goals' OR because <> ''", name=op.f(f"ck_{_TABLE}_recuperates_for_a_reason")
        ),
        sa.CheckConstraint(
            "goals_from IS NULL OR support_for = 'goals'", name=op.f(f"ck_{_TABLE}_goals_from_with_goals")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_{_TABLE}_office_id_{column}"),
            )
            for column, table in _LINKS
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{_TABLE}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{_TABLE}_office_id_id")),
        sa.UniqueConstraint("office_id", "episode_id", name=op.f(f"uq_{_TABLE}_office_id_episode_id")),
    )
    for column, _ in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
