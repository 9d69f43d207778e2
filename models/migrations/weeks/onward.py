"""What was asked of other services for somebody, and what came of it (PSP-11)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("onward_connection",)
(_TABLE,) = TABLES
_LINKS = (("episode_id", "episode"), ("asked_by_id", "staff"), ("recorded_by_id", "staff"))


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "service",
            one_of("onwardservice", "therapy", "intermediate_care", "community", "other"),
            nullable=False,
        ),
        sa.Column("of_whom", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("what <> ''", name=op.f(f"ck_{_TABLE}_says_what_was_asked")),
        sa.CheckConstraint("(answered_at IS NULL) = (outcome = '')", name=op.f(f"ck_{_TABLE}_answered_in_words")),
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
    )
    for column, _ in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
