"""Who may log in to a server, and what each may do in which office; in a file the two tables stay empty."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("login", "membership")
_DESKS_MAY_NOTHING = """DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND policyname ~ '^desk_' LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', each.policyname, each.tablename);
  END LOOP;
END $$"""
_RIGHTS = ("reader", "worker", "dso", "manager", "administrator")


def create() -> None:
    """Make the tables, empty."""
    op.create_table(
        "login",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("disabled_because", sa.Text(), nullable=True),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(disabled_at IS NULL) = (disabled_because IS NULL)", name=op.f("ck_login_disabled_for_a_reason")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("name", name=op.f("uq_login_name")),
    )
    op.create_table(
        "membership",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("right", one_of("right", *_RIGHTS), nullable=False),
        sa.Column("key_safe", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.ForeignKeyConstraint(["login"], ["login.name"], name=op.f("fk_membership_login")),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_membership_office_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_membership_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_membership_office_id_id")),
        sa.UniqueConstraint("office_id", "login", name=op.f("uq_membership_office_id_login")),
    )
    op.create_index(op.f("ix_membership_login"), "membership", ["login"], unique=False)
    op.create_index(op.f("ix_membership_staff_id"), "membership", ["staff_id"], unique=False)


def drop() -> None:
    """Take them down again; at a server what a desk may is told by the memberships, so from then on it may nothing."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_DESKS_MAY_NOTHING)
    for table in reversed(TABLES):
        op.drop_table(table)
