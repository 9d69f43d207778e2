"""Teams with contracted hours by day, teams and patches that close, the postcodes of a patch, the office's numbers."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("contracted_change", "patch_postcode")
_CLOSING = ("team", "patch")
_LINKS = {"team_id": "team", "set_by_id": "staff", "withdrawn_by_id": "staff"}


def create() -> None:
    """Make the tables, and the columns of older ones."""
    _contracted_change()
    _patch_postcode()
    for table in _CLOSING:
        op.add_column(table, sa.Column("closed_from", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("closed_because", sa.Text(), nullable=True))
    op.add_column("team_patch", sa.Column("ended_at", UtcDateTime(), nullable=True))
    op.add_column("office", sa.Column("out_of_hours_telephone", sa.Text(), nullable=True))


def drop() -> None:
    """Take them down again."""
    op.drop_column("office", "out_of_hours_telephone")
    op.drop_column("team_patch", "ended_at")
    for table in reversed(_CLOSING):
        op.drop_column(table, "closed_because")
        op.drop_column(table, "closed_from")
    for table in reversed(TABLES):
        op.drop_table(table)


def _contracted_change() -> None:
    op.create_table(
        "contracted_change",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("worker_minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("worker_minutes_a_week >= 0", name=op.f("ck_contracted_change_hours_not_negative")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)",
            name=op.f("ck_contracted_change_withdrawn_by_somebody"),
        ),
        *(_link("contracted_change", column, table) for column, table in _LINKS.items()),
        *_keys("contracted_change"),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_contracted_change_{column}"), "contracted_change", [column], unique=False)


def _patch_postcode() -> None:
    op.create_table(
        "patch_postcode",
        sa.Column("patch_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        *record_columns(),
        _link("patch_postcode", "patch_id", "patch"),
        *_keys("patch_postcode"),
        sa.UniqueConstraint("office_id", "patch_id", "part", name=op.f("uq_patch_postcode_office_id_patch_id_part")),
    )
    op.create_index(op.f("ix_patch_postcode_patch_id"), "patch_postcode", ["patch_id"], unique=False)


def _link(own: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", column], [f"{table}.office_id", f"{table}.id"], name=op.f(f"fk_{own}_office_id_{column}")
    )


def _keys(own: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{own}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{own}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{own}_office_id_id")),
    )
