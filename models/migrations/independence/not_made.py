"""Visits that weren't made: one row a person, day and call, with the reason."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("visit_not_made",)
(_TABLE,) = TABLES
_LINKS = {"person_id": "person", "noted_by_id": "staff", "worker_id": "staff", "import_id": "rating_import"}


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column(
            "reason", one_of("notmade", "nobody_came", "no_access", "out", "refused", "cancelled"), nullable=False
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *record_columns(),
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
        sa.UniqueConstraint(
            "office_id", "person_id", "day", "call", name=op.f(f"uq_{_TABLE}_office_id_person_id_day_call")
        ),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
