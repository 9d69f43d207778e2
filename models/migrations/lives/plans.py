"""Versions of a plan that were taken back before their day."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations import triggers
from models.migrations.baseline.columns import record_columns

TABLES = ("plan_taken_back",)


def create() -> None:
    """Make the table."""
    op.create_table(
        "plan_taken_back",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=False),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_plan_taken_back_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "plan_id"], ["plan.office_id", "plan.id"], name=op.f("fk_plan_taken_back_office_id_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "taken_back_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_plan_taken_back_office_id_taken_back_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_plan_taken_back_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_taken_back")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_plan_taken_back_office_id_id")),
        sa.UniqueConstraint("office_id", "plan_id", name=op.f("uq_plan_taken_back_office_id_plan_id")),
    )
    op.create_index(op.f("ix_plan_taken_back_plan_id"), "plan_taken_back", ["plan_id"], unique=False)
    op.create_index(op.f("ix_plan_taken_back_taken_back_by_id"), "plan_taken_back", ["taken_back_by_id"], unique=False)


def drop() -> None:
    """Take it back, and with it the guards of plans that ask it."""
    triggers.drop_for(op.get_bind(), ("plan", "plan_visit"))
    op.drop_table("plan_taken_back")
