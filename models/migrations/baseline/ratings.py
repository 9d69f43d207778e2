"""Ratings of goals, their corrections, and the files that they came from."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("rating_import", "rating", "rating_correction")


def create() -> None:
    """Make the tables, each after those that it names."""
    _rating_import()
    _rating()
    _rating_correction()


def _rating_import() -> None:
    op.create_table(
        "rating_import",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rating_import_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_import")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_rating_import_office_id_id")),
    )


def _rating() -> None:
    op.create_table(
        "rating",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("letter", one_of("letter", "I", "P", "A1", "A2", "D"), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("ck_rating_version_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_id"], ["goal.office_id", "goal.id"], name=op.f("fk_rating_office_id_goal_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "import_id"],
            ["rating_import.office_id", "rating_import.id"],
            name=op.f("fk_rating_office_id_import_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "worker_id"], ["staff.office_id", "staff.id"], name=op.f("fk_rating_office_id_worker_id")
        ),
        sa.PrimaryKeyConstraint("goal_id", "day", "call", "worker_id", name=op.f("pk_rating")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_rating_office_id_day"), "rating", ["office_id", "day"], unique=False)


def _rating_correction() -> None:
    op.create_table(
        "rating_correction",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("call", one_of("call", "morning", "lunch", "tea", "bed", "night"), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_letter", one_of("letter", "I", "P", "A1", "A2", "D"), nullable=False),
        sa.Column("earlier_at", UtcDateTime(), nullable=False),
        sa.Column("earlier_comment", sa.Text(), nullable=False),
        sa.Column("corrected_at", UtcDateTime(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["goal_id", "day", "call", "worker_id"],
            ["rating.goal_id", "rating.day", "rating.call", "rating.worker_id"],
            name=op.f("fk_rating_correction_goal_id_day_call_worker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_id"], ["goal.office_id", "goal.id"], name=op.f("fk_rating_correction_office_id_goal_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rating_correction_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_correction")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_rating_correction_office_id_id")),
    )
    op.create_index(
        op.f("ix_rating_correction_goal_id_day_call_worker_id"),
        "rating_correction",
        ["goal_id", "day", "call", "worker_id"],
        unique=False,
    )
