"""What was discussed with somebody of their support (NICE QS173)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("explained",)
(_TABLE,) = TABLES
_LINKS = (("episode_id", "episode"), ("recorded_by_id", "staff"), ("taken_back_by_id", "staff"))
_CHECKS = {
    "with_somebody": "with_whom <> ''",
    "taken_back_with_a_reason": "(taken_back_at IS NULL) = (taken_back_because = '') "
    "AND (taken_back_at IS NULL) = (taken_back_by_id IS NULL)",
}


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column(
            "what",
            one_of("explainedkind", "scope", "goals", "transition_begun", "transition_reviewed"),
            nullable=False,
        ),
        sa.Column("explained_on", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_back_because", sa.Text(), nullable=False),
        *record_columns(),
        *(sa.CheckConstraint(said, name=op.f(f"ck_{_TABLE}_{name}")) for name, said in _CHECKS.items()),
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
