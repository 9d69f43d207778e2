"""People in service, and who speaks for them."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("person", "representative")


def create() -> None:
    """Make the tables, each after those that it names."""
    _person()
    _representative()


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("mosaic_id", sa.Text(), nullable=True),
        sa.Column("nhs_number", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Text(), nullable=False),
        sa.Column("given_folded", sa.Text(), nullable=False),
        sa.Column("family_folded", sa.Text(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("patch_id", sa.Uuid(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("communication", sa.Text(), nullable=False),
        sa.Column("paper_format", one_of("paperformat", "standard", "large_print"), nullable=False),
        sa.Column("funding", one_of("funding", "not_known", "council", "co_funder", "self_funder"), nullable=False),
        sa.Column("risks", sa.Text(), nullable=False),
        sa.Column("lone_worker_risk", sa.Boolean(), nullable=False),
        sa.Column("has_at", sa.Boolean(), nullable=False),
        sa.Column("death_reported_at", UtcDateTime(), nullable=True),
        sa.Column("death_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "(death_confirmed_at IS NULL) = (died_on IS NULL)", name=op.f("ck_person_death_confirmed_with_its_date")
        ),
        sa.CheckConstraint("died_on IS NULL OR died_on >= born", name=op.f("ck_person_died_after_birth")),
        sa.CheckConstraint("length(nhs_number) = 10", name=op.f("ck_person_nhs_number_of_ten")),
        sa.ForeignKeyConstraint(
            ["office_id", "patch_id"], ["patch.office_id", "patch.id"], name=op.f("fk_person_office_id_patch_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_person_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_person_office_id_id")),
        sa.UniqueConstraint("office_id", "mosaic_id", name=op.f("uq_person_office_id_mosaic_id")),
        sa.UniqueConstraint("office_id", "nhs_number", name=op.f("uq_person_office_id_nhs_number")),
    )
    op.create_index(
        op.f("ix_person_family_folded_given_folded"), "person", ["family_folded", "given_folded"], unique=False
    )
    op.create_index(op.f("ix_person_patch_id"), "person", ["patch_id"], unique=False)


def _representative() -> None:
    op.create_table(
        "representative",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column(
            "authority",
            one_of("authority", "none", "lpa_property", "epa", "deputy", "lpa_health", "appointee"),
            nullable=False,
        ),
        sa.Column("is_joint", sa.Boolean(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("paper_format", one_of("paperformat", "standard", "large_print"), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_seen_at", UtcDateTime(), nullable=True),
        sa.Column("evidence_seen_by_id", sa.Uuid(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "(evidence_seen_at IS NULL) = (evidence_seen_by_id IS NULL)",
            name=op.f("ck_representative_evidence_seen_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "evidence_seen_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_representative_office_id_evidence_seen_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_representative_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_representative_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_representative_office_id_id")),
    )
    op.create_index(
        op.f("ix_representative_evidence_seen_by_id"), "representative", ["evidence_seen_by_id"], unique=False
    )
    op.create_index(op.f("ix_representative_person_id"), "representative", ["person_id"], unique=False)
