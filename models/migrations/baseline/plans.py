"""Personal service plans, in versions, each with its week."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("plan", "plan_visit")


def create() -> None:
    """Make the tables, each after those that it names."""
    _plan()
    _plan_visit()


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("plankind", "short_term", "long_term"), nullable=False),
        sa.Column(
            "change",
            one_of("planchange", "start", "more", "step_down", "same_hours", "interim_change", "transfer"),
            nullable=False,
        ),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("effective_from", UtcDateTime(), nullable=False),
        sa.Column("scheduling_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("scheduling_confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("mdt_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("coordinator_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("amended_support_plan_at", UtcDateTime(), nullable=True),
        sa.Column("amended_po_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("visits_a_week", sa.Integer(), nullable=False),
        sa.Column("contact_minutes", sa.Integer(), nullable=False),
        sa.Column("worker_minutes", sa.Integer(), nullable=False),
        sa.Column("has_double_up", sa.Boolean(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "change <> 'interim_change' OR coordinator_agreed_at IS NOT NULL",
            name=op.f("ck_plan_interim_change_is_agreed"),
        ),
        sa.CheckConstraint(
            "change <> 'more' OR scheduling_confirmed_at IS NOT NULL", name=op.f("ck_plan_more_is_confirmed")
        ),
        sa.CheckConstraint(
            "change <> 'step_down' OR mdt_agreed_at IS NOT NULL", name=op.f("ck_plan_step_down_is_agreed")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_plan_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"], ["episode.office_id", "episode.id"], name=op.f("fk_plan_office_id_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "made_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_plan_office_id_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "scheduling_confirmed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_plan_office_id_scheduling_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_plan_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("office_id", "episode_id", "number", name=op.f("uq_plan_office_id_episode_id_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_plan_office_id_id")),
    )
    op.create_index(op.f("ix_plan_episode_id"), "plan", ["episode_id"], unique=False)
    op.create_index(op.f("ix_plan_made_by_id"), "plan", ["made_by_id"], unique=False)
    op.create_index(op.f("ix_plan_scheduling_confirmed_by_id"), "plan", ["scheduling_confirmed_by_id"], unique=False)


def _plan_visit() -> None:
    op.create_table(
        "plan_visit",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("days BETWEEN 1 AND 127", name=op.f("ck_plan_visit_days_of_a_week")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_plan_visit_minutes_of_a_day")),
        sa.CheckConstraint("workers IN (1, 2)", name=op.f("ck_plan_visit_one_or_two_workers")),
        sa.ForeignKeyConstraint(
            ["office_id", "plan_id"], ["plan.office_id", "plan.id"], name=op.f("fk_plan_visit_office_id_plan_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_plan_visit_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_visit")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_plan_visit_office_id_id")),
        sa.UniqueConstraint("office_id", "plan_id", "number", name=op.f("uq_plan_visit_office_id_plan_id_number")),
    )
    op.create_index(op.f("ix_plan_visit_plan_id"), "plan_visit", ["plan_id"], unique=False)
