"""The tracker: what Scheduling is told, change by change."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("tracker_change",)


def create() -> None:
    """Make the tables, each after those that it names."""
    _tracker_change()


def _tracker_change() -> None:
    op.create_table(
        "tracker_change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            one_of(
                "trackerchangekind",
                "start",
                "increase",
                "decrease",
                "rearranged",
                "hold",
                "hold_released",
                "retracted",
                "transfer",
                "interim_in_sts",
                "break",
                "return",
                "end",
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("retracts_id", sa.Uuid(), nullable=True),
        sa.Column("notified_at", UtcDateTime(), nullable=False),
        sa.Column("effective_at", UtcDateTime(), nullable=False),
        sa.Column("from_team", sa.Text(), nullable=False),
        sa.Column("to_team", sa.Text(), nullable=False),
        sa.Column("visits_a_week", sa.Integer(), nullable=False),
        sa.Column("contact_minutes", sa.Integer(), nullable=False),
        sa.Column("has_double_up", sa.Boolean(), nullable=False),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dso", sa.Text(), nullable=False),
        sa.Column("case_note", sa.Text(), nullable=False),
        sa.Column("exported_at", UtcDateTime(), nullable=True),
        sa.Column("exported_to", sa.Text(), nullable=True),
        sa.Column("ccl", one_of("cclmark", "yes", "no", "query"), nullable=True),
        sa.Column("ccl_by", sa.Text(), nullable=False),
        sa.Column("ccl_on", UtcDateTime(), nullable=True),
        sa.Column("ccl_query", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "(kind = 'retracted') = (retracts_id IS NOT NULL)", name=op.f("ck_tracker_change_retracts_something")
        ),
        sa.CheckConstraint(
            "(exported_at IS NULL) = (exported_to IS NULL)", name=op.f("ck_tracker_change_exported_to_a_file")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_tracker_change_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_tracker_change_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_tracker_change_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "retracts_id"],
            ["tracker_change.office_id", "tracker_change.id"],
            name=op.f("fk_tracker_change_office_id_retracts_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_tracker_change_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracker_change")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_tracker_change_office_id_id")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_tracker_change_office_id_number")),
    )
    op.create_index(op.f("ix_tracker_change_episode_id"), "tracker_change", ["episode_id"], unique=False)
    op.create_index(op.f("ix_tracker_change_person_id"), "tracker_change", ["person_id"], unique=False)
    op.create_index(op.f("ix_tracker_change_referral_id"), "tracker_change", ["referral_id"], unique=False)
    op.create_index(op.f("ix_tracker_change_retracts_id"), "tracker_change", ["retracts_id"], unique=False)
