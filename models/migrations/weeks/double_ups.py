"""What an OT answered about two workers on a plan's calls (PSP-10)."""

import sqlalchemy as sa
from alembic import op

from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("double_up_answer",)
(_TABLE,) = TABLES
_LINKS = (("plan_id", "plan"), ("answered_by_id", "staff"), ("recorded_by_id", "staff"))


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("answer", one_of("twoworkers", "one_enough", "two_needed"), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ask_again_on", sa.Date(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f(f"ck_{_TABLE}_answered_for_a_reason")),
        sa.CheckConstraint(
            "ask_again_on IS NULL OR (answer = 'two_needed' AND ask_again_on > answered_on)",
            name=op.f(f"ck_{_TABLE}_asked_again_later"),
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
        sa.UniqueConstraint("office_id", "plan_id", name=op.f(f"uq_{_TABLE}_office_id_plan_id")),
    )
    for column, _ in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
