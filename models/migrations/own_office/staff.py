"""Who is on the staff from which day to which, as what, in which teams, on leave when, and what they were called."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("staff_spell", "staff_role", "staff_leave", "staff_team", "former_name")
_ROLES = ("dso", "cwc", "ot", "sw", "ccw", "admin", "scheduler", "service_manager")


def create() -> None:
    """Make the tables, each with an index on its parents."""
    _make(
        "staff_spell",
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_staff_spell_ends_after_it_begins")),
    )
    _make(
        "staff_role",
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("role", one_of("role", *_ROLES), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
    )
    _make(
        "staff_leave",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_staff_leave_ends_after_it_begins")),
    )
    _make(
        "staff_team",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.UniqueConstraint("office_id", "staff_id", "team_id", name=op.f("uq_staff_team_office_id_staff_id_team_id")),
        links={"staff_id": "staff", "team_id": "team"},
    )
    _make(
        "former_name",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
    )


def _make(name: str, *own: sa.schema.SchemaItem, links: dict[str, str] | None = None) -> None:
    links = links or {"staff_id": "staff"}
    op.create_table(
        name,
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        *own,
        *record_columns(),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_{name}_office_id_{column}"),
            )
            for column, table in links.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{name}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{name}_office_id_id")),
    )
    for column in links:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def drop() -> None:
    """Take them down again."""
    for name in reversed(TABLES):
        op.drop_table(name)
