"""A team's hours: what is usual, what is reduced, what is held for a referral."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("usual_hours", "reduction", "hold")


def create() -> None:
    """Make the tables, each after those that it names."""
    _usual_hours()
    _reduction()
    _hold()


def _usual_hours() -> None:
    op.create_table(
        "usual_hours",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("patch_id", sa.Uuid(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("workers_at_once", sa.Integer(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("worker_minutes_a_week >= 0", name=op.f("ck_usual_hours_minutes_not_negative")),
        sa.CheckConstraint("workers_at_once BETWEEN 1 AND 99", name=op.f("ck_usual_hours_somebody_works")),
        sa.ForeignKeyConstraint(
            ["office_id", "patch_id"], ["patch.office_id", "patch.id"], name=op.f("fk_usual_hours_office_id_patch_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_usual_hours_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_usual_hours_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usual_hours")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_usual_hours_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "team_id", "patch_id", "call", name=op.f("uq_usual_hours_office_id_team_id_patch_id_call")
        ),
    )
    op.create_index(op.f("ix_usual_hours_patch_id"), "usual_hours", ["patch_id"], unique=False)
    op.create_index(op.f("ix_usual_hours_team_id"), "usual_hours", ["team_id"], unique=False)


def _reduction() -> None:
    op.create_table(
        "reduction",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_reduction_ends_after_it_begins")),
        sa.CheckConstraint("worker_minutes_a_week > 0", name=op.f("ck_reduction_reduces")),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_reduction_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reduction_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_reduction_office_id_id")),
    )
    op.create_index(op.f("ix_reduction_team_id"), "reduction", ["team_id"], unique=False)


def _hold() -> None:
    op.create_table(
        "hold",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("held_by_id", sa.Uuid(), nullable=False),
        sa.Column("worker_minutes", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_as", one_of("holdend", "started", "released", "withdrawn", "retracted"), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("assessor_notified_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "ended_as <> 'released' OR assessor_notified_at IS NOT NULL", name=op.f("ck_hold_released_and_notified")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_as IS NULL)", name=op.f("ck_hold_ended_in_some_way")),
        sa.CheckConstraint("worker_minutes > 0", name=op.f("ck_hold_holds_something")),
        sa.ForeignKeyConstraint(
            ["office_id", "ended_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_hold_office_id_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "held_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_hold_office_id_held_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_hold_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_hold_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_hold_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_hold_office_id_id")),
    )
    op.create_index(op.f("ix_hold_ended_by_id"), "hold", ["ended_by_id"], unique=False)
    op.create_index(op.f("ix_hold_held_by_id"), "hold", ["held_by_id"], unique=False)
    op.create_index(op.f("ix_hold_referral_id"), "hold", ["referral_id"], unique=False)
    op.create_index(op.f("ix_hold_team_id"), "hold", ["team_id"], unique=False)
    op.create_index(
        "uq_hold_open",
        "hold",
        ["referral_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
