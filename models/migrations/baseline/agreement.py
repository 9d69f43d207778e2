"""Agreements about money, and the rates that they were reckoned with."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("rate", "agreement")


def create() -> None:
    """Make the tables, each after those that it names."""
    _rate()
    _agreement()


def _rate() -> None:
    op.create_table(
        "rate",
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("single_handed_pence", sa.Integer(), nullable=False),
        sa.Column("double_handed_pence", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("single_handed_pence > 0 AND double_handed_pence > 0", name=op.f("ck_rate_costs_something")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_rate_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate")),
        sa.UniqueConstraint("office_id", "from_day", name=op.f("uq_rate_office_id_from_day")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_rate_office_id_id")),
    )


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("rate_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("wording_version", sa.Text(), nullable=False),
        sa.Column("edition", one_of("paperformat", "standard", "large_print"), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("liable_from", UtcDateTime(), nullable=False),
        sa.Column("weekly_pence", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column(
            "signed_as",
            one_of("authority", "none", "lpa_property", "epa", "deputy", "lpa_health", "appointee"),
            nullable=True,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_seen_at", UtcDateTime(), nullable=True),
        sa.Column("evidence_seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("refused_at", UtcDateTime(), nullable=True),
        sa.Column("refused_because", sa.Text(), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=True),
        sa.Column("po_raised_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "refused_at IS NULL OR refused_because <> ''", name=op.f("ck_agreement_refused_with_a_reason")
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR (signed_by <> '' AND refused_at IS NULL)",
            name=op.f("ck_agreement_signed_by_somebody"),
        ),
        sa.CheckConstraint(
            "po_raised_at IS NULL OR uploaded_at IS NOT NULL", name=op.f("ck_agreement_po_after_uploaded")
        ),
        sa.CheckConstraint(
            "uploaded_at IS NULL OR signed_at IS NOT NULL", name=op.f("ck_agreement_uploaded_after_signed")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_agreement_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "evidence_seen_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_agreement_office_id_evidence_seen_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "issued_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_agreement_office_id_issued_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "plan_id"], ["plan.office_id", "plan.id"], name=op.f("fk_agreement_office_id_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "rate_id"], ["rate.office_id", "rate.id"], name=op.f("fk_agreement_office_id_rate_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_agreement_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_agreement_office_id_id")),
        sa.UniqueConstraint("office_id", "reference", name=op.f("uq_agreement_office_id_reference")),
    )
    op.create_index(op.f("ix_agreement_episode_id"), "agreement", ["episode_id"], unique=False)
    op.create_index(op.f("ix_agreement_evidence_seen_by_id"), "agreement", ["evidence_seen_by_id"], unique=False)
    op.create_index(op.f("ix_agreement_issued_by_id"), "agreement", ["issued_by_id"], unique=False)
    op.create_index(op.f("ix_agreement_plan_id"), "agreement", ["plan_id"], unique=False)
    op.create_index(op.f("ix_agreement_rate_id"), "agreement", ["rate_id"], unique=False)
