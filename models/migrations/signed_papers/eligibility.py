"""When somebody was identified as eligible for ongoing support, by whom, with the budget a week if given (FUND-2)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("eligibility",)
_TABLE = "eligibility"
_LINKS = {"transfer_id": "transfer", "recorded_by_id": "staff"}


def create() -> None:
    """Make the table."""
    op.create_table(
        _TABLE,
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("eligible_at", UtcDateTime(), nullable=False),
        sa.Column("identified_by", sa.Text(), nullable=False),
        sa.Column("budget_pence", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("identified_by <> ''", name=op.f("ck_eligibility_identified_by_somebody")),
        sa.CheckConstraint("budget_pence >= 0", name=op.f("ck_eligibility_budget_not_negative")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{parent}.office_id", f"{parent}.id"],
                name=op.f(f"fk_{_TABLE}_office_id_{column}"),
            )
            for column, parent in _LINKS.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_eligibility_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_eligibility_office_id_id")),
        sa.UniqueConstraint("office_id", "transfer_id", name=op.f("uq_eligibility_office_id_transfer_id")),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_{_TABLE}_{column}"), _TABLE, [column], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table(_TABLE)
