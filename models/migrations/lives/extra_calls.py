"""What was said about extra calls beside another provider (REF-9)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("extra_calls_said",)
_TABLE = "extra_calls_said"
_LINKS = {"referral_id": "referral", "said_by_id": "staff", "recorded_by_id": "staff"}


def create() -> None:
    """Make the table."""
    op.create_table(
        _TABLE,
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("with_provider", sa.Boolean(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("infection_rules", sa.Text(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("said_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("has_ended", sa.Boolean(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("whom <> '' AND said <> ''", name=op.f("ck_extra_calls_said_said_with_whom_and_what")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_extra_calls_said_office_id_{column}"),
            )
            for column, table in _LINKS.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_extra_calls_said_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_calls_said")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_extra_calls_said_office_id_id")),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_extra_calls_said_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table(_TABLE)
