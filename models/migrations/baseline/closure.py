"""How services end: breaks, closures with their steps, and reopenings."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("break", "closure", "closing_step", "reopening")


def create() -> None:
    """Make the tables, each after those that it names."""
    _break()
    _closure()
    _closing_step()
    _reopening()


def _break() -> None:
    op.create_table(
        "break",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("breakkind", "hospital", "care_home", "family", "away"), nullable=False),
        sa.Column(
            "episode_kind", one_of("episodekind", "short_term", "interim_team", "interim_in_sts"), nullable=False
        ),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("last_visit_on", sa.Date(), nullable=False),
        sa.Column("return_expected_at", UtcDateTime(), nullable=True),
        sa.Column("long_term_planned", sa.Boolean(), nullable=False),
        sa.Column("return_still_planned", sa.Boolean(), nullable=False),
        sa.Column("last_asked_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("returned_at", UtcDateTime(), nullable=True),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "returned_at IS NULL OR returned_at >= began_at", name=op.f("ck_break_returned_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"], ["episode.office_id", "episode.id"], name=op.f("fk_break_office_id_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_break_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_break_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_break_office_id_id")),
    )
    op.create_index(op.f("ix_break_episode_id"), "break", ["episode_id"], unique=False)
    op.create_index(op.f("ix_break_recorded_by_id"), "break", ["recorded_by_id"], unique=False)
    op.create_index(
        "uq_break_open",
        "break",
        ["episode_id"],
        unique=True,
        postgresql_where=sa.text("returned_at IS NULL"),
        sqlite_where=sa.text("returned_at IS NULL"),
    )


def _closure() -> None:
    op.create_table(
        "closure",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("at_outcome", one_of("atoutcome", "continue_funded", "continue_pay", "decommission"), nullable=True),
        sa.Column("at_recorded_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_closure_closed_by_somebody")),
        sa.ForeignKeyConstraint(
            ["office_id", "closed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_closure_office_id_closed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_closure_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_closure_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("office_id", "episode_id", name=op.f("uq_closure_office_id_episode_id")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_closure_office_id_id")),
    )
    op.create_index(op.f("ix_closure_closed_by_id"), "closure", ["closed_by_id"], unique=False)
    op.create_index(op.f("ix_closure_episode_id"), "closure", ["episode_id"], unique=False)


def _closing_step() -> None:
    op.create_table(
        "closing_step",
        sa.Column("closure_id", sa.Uuid(), nullable=False),
        sa.Column("step", one_of("closingstepkind", "end_po", "update_mosaic", "update_ccl"), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "closure_id"],
            ["closure.office_id", "closure.id"],
            name=op.f("fk_closing_step_office_id_closure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_closing_step_office_id_done_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_closing_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_step")),
        sa.UniqueConstraint("office_id", "closure_id", "step", name=op.f("uq_closing_step_office_id_closure_id_step")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_closing_step_office_id_id")),
    )
    op.create_index(op.f("ix_closing_step_closure_id"), "closing_step", ["closure_id"], unique=False)
    op.create_index(op.f("ix_closing_step_done_by_id"), "closing_step", ["done_by_id"], unique=False)


def _reopening() -> None:
    op.create_table(
        "reopening",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("reopened_at", UtcDateTime(), nullable=False),
        sa.Column("reopened_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_reopening_with_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_reopening_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "reopened_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_reopening_office_id_reopened_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_reopening_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_reopening_office_id_id")),
    )
    op.create_index(op.f("ix_reopening_episode_id"), "reopening", ["episode_id"], unique=False)
    op.create_index(op.f("ix_reopening_reopened_by_id"), "reopening", ["reopened_by_id"], unique=False)
