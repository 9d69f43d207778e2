"""An end, a return or a move that is recorded ahead of its day, and the day of what an end rests on."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("expected_change",)
_OPEN = sa.text("confirmed_at IS NULL AND taken_back_at IS NULL")


def create() -> None:
    """Make the table, and the column of a closure."""
    _expected_change()
    op.create_index(op.f("ix_expected_change_announced_by_id"), "expected_change", ["announced_by_id"])
    op.create_index(op.f("ix_expected_change_episode_id"), "expected_change", ["episode_id"])
    op.create_index(op.f("ix_expected_change_settled_by_id"), "expected_change", ["settled_by_id"])
    op.create_index(op.f("ix_expected_change_to_team_id"), "expected_change", ["to_team_id"])
    op.create_index(op.f("ix_expected_change_told_id"), "expected_change", ["told_id"])
    op.create_index(
        "uq_expected_change_open",
        "expected_change",
        ["episode_id", "kind"],
        unique=True,
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )
    op.add_column("closure", sa.Column("fact_on", sa.Date(), nullable=True))


def drop() -> None:
    """Take both back."""
    op.drop_column("closure", "fact_on")
    op.drop_table("expected_change")


def _expected_change() -> None:
    op.create_table(
        "expected_change",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("expectedkind", "end", "return", "hand_over"), nullable=False),
        sa.Column("expected_at", UtcDateTime(), nullable=False),
        sa.Column(
            "reason",
            one_of(
                "endreason", "goals_achieved", "ongoing_arranged", "care_home", "hospital", "died", "transferred",
                "pvi_found", "needs_changed", "long_break", "residential",
            ),
            nullable=True,
        ),
        sa.Column("package_on", sa.Date(), nullable=True),
        sa.Column("to_team_id", sa.Uuid(), nullable=True),
        sa.Column("announced_at", UtcDateTime(), nullable=False),
        sa.Column("announced_by_id", sa.Uuid(), nullable=False),
        sa.Column("told_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("(kind = 'end') = (reason IS NOT NULL)", name=op.f("ck_expected_change_end_for_a_reason")),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR taken_back_at IS NULL", name=op.f("ck_expected_change_settled_once")
        ),
        sa.CheckConstraint(
            "taken_back_at IS NULL OR because <> ''", name=op.f("ck_expected_change_taken_back_with_a_reason")
        ),
        *(_names(column, table) for column, table in _LINKS),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_expected_change_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_change")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_expected_change_office_id_id")),
    )  # fmt: skip


def _names(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["office_id", column],
        [f"{table}.office_id", f"{table}.id"],
        name=op.f(f"fk_expected_change_office_id_{column}"),
    )


_LINKS = (
    ("episode_id", "episode"),
    ("announced_by_id", "staff"),
    ("settled_by_id", "staff"),
    ("told_id", "tracker_change"),
    ("to_team_id", "team"),
)
