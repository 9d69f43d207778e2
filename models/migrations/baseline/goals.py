"""Goals, and each wording that they had."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("goal", "goal_wording")


def create() -> None:
    """Make the tables, each after those that it names."""
    _goal()
    _goal_wording()


def _goal() -> None:
    op.create_table(
        "goal",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("achievable", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Text(), nullable=False),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("state", one_of("goalstate", "open", "achieved", "not_achieved", "dropped"), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("held_record_at", UtcDateTime(), nullable=True),
        sa.Column("mosaic_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_goal_closed_with_its_moment")),
        sa.CheckConstraint("wording > 0", name=op.f("ck_goal_wording_from_one")),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"], ["episode.office_id", "episode.id"], name=op.f("fk_goal_office_id_episode_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_goal_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "set_by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_goal_office_id_set_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_goal_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("office_id", "episode_id", "number", name=op.f("uq_goal_office_id_episode_id_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_goal_office_id_id")),
    )
    op.create_index(op.f("ix_goal_episode_id"), "goal", ["episode_id"], unique=False)
    op.create_index(op.f("ix_goal_person_id"), "goal", ["person_id"], unique=False)
    op.create_index(op.f("ix_goal_set_by_id"), "goal", ["set_by_id"], unique=False)


def _goal_wording() -> None:
    op.create_table(
        "goal_wording",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("achievable", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Text(), nullable=False),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_goal_wording_changed_for_a_reason")),
        sa.ForeignKeyConstraint(
            ["office_id", "changed_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_goal_wording_office_id_changed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "goal_id"], ["goal.office_id", "goal.id"], name=op.f("fk_goal_wording_office_id_goal_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_goal_wording_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_wording")),
        sa.UniqueConstraint("office_id", "goal_id", "wording", name=op.f("uq_goal_wording_office_id_goal_id_wording")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_goal_wording_office_id_id")),
    )
    op.create_index(op.f("ix_goal_wording_changed_by_id"), "goal_wording", ["changed_by_id"], unique=False)
    op.create_index(op.f("ix_goal_wording_goal_id"), "goal_wording", ["goal_id"], unique=False)
