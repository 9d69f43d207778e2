"""Decisions and actions that a meeting took back while it went on, and why (MDT-3)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("meeting_taken_back",)
(_TABLE,) = TABLES
_EITHER = (("decision_id", "decision"), ("action_id", "action"))
_OF_PERSON = ("episode_id", "episode")
_BY = ("taken_back_by_id", "staff")


def create() -> None:
    """Make the table, empty."""
    links = (*_EITHER, _OF_PERSON, _BY)
    op.create_table(
        _TABLE,
        *(sa.Column(column, sa.Uuid(), nullable=True) for column, _ in _EITHER),
        sa.Column(_OF_PERSON[0], sa.Uuid(), nullable=True),
        sa.Column("taken_back_at", UtcDateTime(), nullable=False),
        sa.Column(_BY[0], sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f(f"ck_{_TABLE}_with_a_reason")),
        sa.CheckConstraint(
            "(decision_id IS NULL) <> (action_id IS NULL)", name=op.f(f"ck_{_TABLE}_either_decision_or_action")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_{_TABLE}_office_id_{column}"),
            )
            for column, table in links
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{_TABLE}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{_TABLE}_office_id_id")),
        *(
            sa.UniqueConstraint("office_id", column, name=op.f(f"uq_{_TABLE}_office_id_{column}"))
            for column, _ in _EITHER
        ),
    )
    for column, _ in links:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
