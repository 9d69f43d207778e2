"""The office, its teams and their patches, its staff and its settings, and what kind of database this is."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("office", "database_mark", "patch", "team", "team_patch", "staff", "stored_setting")


def create() -> None:
    """Make the tables, each after those that it names."""
    _office()
    _database_mark()
    _patch()
    _team()
    _team_patch()
    _staff()
    _stored_setting()


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("council", sa.Text(), nullable=False),
        sa.Column("complaints_telephone", sa.Text(), nullable=False),
        sa.Column("finance_telephone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("name", name=op.f("uq_office_name")),
    )


def _database_mark() -> None:
    op.create_table(
        "database_mark",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number = 1", name=op.f("ck_database_mark_one_row")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_database_mark_office_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_database_mark")),
    )


def _patch() -> None:
    op.create_table(
        "patch",
        sa.Column("name", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_patch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patch")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_patch_office_id_id")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_patch_office_id_name")),
    )


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", one_of("teamkind", "short_term", "interim"), nullable=False),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("worker_minutes_because", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("worker_minutes_a_week >= 0", name=op.f("ck_team_limit_not_negative")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_team_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_team_office_id_id")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_team_office_id_name")),
    )


def _team_patch() -> None:
    op.create_table(
        "team_patch",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("patch_id", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "patch_id"], ["patch.office_id", "patch.id"], name=op.f("fk_team_patch_office_id_patch_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_team_patch_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_team_patch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_patch")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_team_patch_office_id_id")),
        sa.UniqueConstraint("office_id", "team_id", "patch_id", name=op.f("uq_team_patch_office_id_team_id_patch_id")),
    )
    op.create_index(op.f("ix_team_patch_patch_id"), "team_patch", ["patch_id"], unique=False)
    op.create_index(op.f("ix_team_patch_team_id"), "team_patch", ["team_id"], unique=False)


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            one_of("role", "dso", "cwc", "ot", "sw", "ccw", "admin", "scheduler", "service_manager"),
            nullable=False,
        ),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=True),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.Column("trained_for_equipment", sa.Boolean(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_staff_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_staff_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_staff_office_id_id")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_staff_office_id_name")),
    )
    op.create_index(op.f("ix_staff_team_id"), "staff", ["team_id"], unique=False)


def _stored_setting() -> None:
    op.create_table(
        "stored_setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "set_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_stored_setting_office_id_set_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_stored_setting_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_setting")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_stored_setting_office_id_id")),
        sa.UniqueConstraint("office_id", "name", "from_at", name=op.f("uq_stored_setting_office_id_name_from_at")),
    )
    op.create_index(op.f("ix_stored_setting_set_by_id"), "stored_setting", ["set_by_id"], unique=False)
