"""What somebody says in a meeting about their support, and the next steps agreed with them (MDT-1)."""

import sqlalchemy as sa
from alembic import op

from models.migrations.baseline.columns import record_columns

TABLES = ("meeting_note",)
(_TABLE,) = TABLES
_LINKS = (("meeting_id", "meeting"), ("episode_id", "episode"), ("noted_by_id", "staff"))


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        *(sa.Column(column, sa.Uuid(), nullable=False) for column, _ in _LINKS),
        sa.Column("person_says", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("next_steps_on", sa.Date(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "(next_steps_on IS NULL) = (next_steps = '')", name=op.f(f"ck_{_TABLE}_steps_agreed_on_a_day")
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
        sa.UniqueConstraint(
            "office_id", "meeting_id", "episode_id", name=op.f(f"uq_{_TABLE}_office_id_meeting_id_episode_id")
        ),
    )
    for column, _ in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
