"""What Today asks about: concerns, notes for whoever is next, and chasing others."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("concern", "handover_note", "chaser")


def create() -> None:
    """Make the tables, each after those that it names."""
    _concern()
    _handover_note()
    _chaser()


def _concern() -> None:
    op.create_table(
        "concern",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("told_whom", sa.Text(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("told_at IS NULL OR told_whom <> ''", name=op.f("ck_concern_told_to_somebody")),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_concern_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "raised_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_concern_office_id_raised_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_concern_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_concern_office_id_id")),
    )
    op.create_index(op.f("ix_concern_person_id"), "concern", ["person_id"], unique=False)
    op.create_index(op.f("ix_concern_raised_by_id"), "concern", ["raised_by_id"], unique=False)


def _handover_note() -> None:
    op.create_table(
        "handover_note",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_handover_note_office_id_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "team_id"], ["team.office_id", "team.id"], name=op.f("fk_handover_note_office_id_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_handover_note_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_note")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_handover_note_office_id_id")),
    )
    op.create_index(op.f("ix_handover_note_by_id"), "handover_note", ["by_id"], unique=False)
    op.create_index(op.f("ix_handover_note_team_id"), "handover_note", ["team_id"], unique=False)


def _chaser() -> None:
    op.create_table(
        "chaser",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("about", one_of("chaserabout", "chc", "brokerage"), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("chased_at", UtcDateTime(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "(about = 'brokerage') = (transfer_id IS NOT NULL)", name=op.f("ck_chaser_brokerage_about_a_transfer")
        ),
        sa.CheckConstraint("(about = 'chc') = (referral_id IS NOT NULL)", name=op.f("ck_chaser_chc_about_a_referral")),
        sa.CheckConstraint("whom <> ''", name=op.f("ck_chaser_chased_somebody")),
        sa.ForeignKeyConstraint(
            ["office_id", "by_id"], ["staff.office_id", "staff.id"], name=op.f("fk_chaser_office_id_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"], ["person.office_id", "person.id"], name=op.f("fk_chaser_office_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "referral_id"],
            ["referral.office_id", "referral.id"],
            name=op.f("fk_chaser_office_id_referral_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "transfer_id"],
            ["transfer.office_id", "transfer.id"],
            name=op.f("fk_chaser_office_id_transfer_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_chaser_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chaser")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_chaser_office_id_id")),
    )
    op.create_index(op.f("ix_chaser_by_id"), "chaser", ["by_id"], unique=False)
    op.create_index(op.f("ix_chaser_person_id"), "chaser", ["person_id"], unique=False)
    op.create_index(op.f("ix_chaser_referral_id"), "chaser", ["referral_id"], unique=False)
    op.create_index(op.f("ix_chaser_transfer_id"), "chaser", ["transfer_id"], unique=False)
