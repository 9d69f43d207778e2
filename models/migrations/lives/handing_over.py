"""Answers to a hand-over that was asked for, and hand-overs that were taken back."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("hand_over_answered", "hand_over_taken_back")


def create() -> None:
    """Make the tables."""
    _answered()
    _taken_back()


def _answered() -> None:
    op.create_table(
        "hand_over_answered",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("answer", one_of("handoveranswer", "accepted", "returned"), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "answer <> 'returned' OR because <> ''", name=op.f("ck_hand_over_answered_returned_with_a_reason")
        ),
        *_links("hand_over_answered", transfer_id="transfer", answered_by_id="staff", recorded_by_id="staff"),
    )
    _indexes("hand_over_answered", "transfer_id", "answered_by_id", "recorded_by_id")


def _taken_back() -> None:
    op.create_table(
        "hand_over_taken_back",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("handed_over_at", UtcDateTime(), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=False),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_hand_over_taken_back_with_a_reason")),
        *_links("hand_over_taken_back", transfer_id="transfer", episode_id="episode", taken_back_by_id="staff"),
        sa.UniqueConstraint("office_id", "episode_id", name=op.f("uq_hand_over_taken_back_office_id_episode_id")),
    )
    _indexes("hand_over_taken_back", "transfer_id", "episode_id", "taken_back_by_id")


def _links(table: str, **columns: str) -> tuple[sa.Constraint, ...]:
    return (
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{parent}.office_id", f"{parent}.id"],
                name=op.f(f"fk_{table}_office_id_{column}"),
            )
            for column, parent in columns.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{table}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{table}_office_id_id")),
    )


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def drop() -> None:
    """Take them down again."""
    for table in reversed(TABLES):
        op.drop_table(table)
