"""Who is asked to sign an agreement and why, each with their own moment; and who refused to sign (FUND-5)."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("signing_basis", "agreement_signer", "signature_refused")
_LINKS = {
    "signing_basis": {"agreement_id": "agreement", "power_id": "power"},
    "agreement_signer": {"agreement_id": "agreement", "representative_id": "representative"},
    "signature_refused": {"agreement_id": "agreement", "recorded_by_id": "staff"},
}


def create() -> None:
    """Make the tables, each with an index on its parents."""
    _signing_basis()
    _agreement_signer()
    _signature_refused()
    for table, links in _LINKS.items():
        for column in links:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def drop() -> None:
    """Take them down again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _signing_basis() -> None:
    op.create_table(
        "signing_basis",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("power_id", sa.Uuid(), nullable=True),
        sa.Column("because", one_of("signsbecause", "permission", "lacks_capacity"), nullable=True),
        sa.Column("together", sa.Boolean(), nullable=True),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "(power_id IS NULL) = (because IS NULL)", name=op.f("ck_signing_basis_a_power_is_used_for_a_reason")
        ),
        sa.CheckConstraint(
            "because <> 'lacks_capacity' OR (assessed_by <> '' AND assessed_on IS NOT NULL AND evidence <> '')",
            name=op.f("ck_signing_basis_capacity_was_assessed"),
        ),
        sa.UniqueConstraint("office_id", "agreement_id", name=op.f("uq_signing_basis_office_id_agreement_id")),
        *_keys("signing_basis"),
    )


def _agreement_signer() -> None:
    op.create_table(
        "agreement_signer",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signs_as", one_of("signsas", "self", "attorney", "deputy"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "(representative_id IS NULL) = (signs_as = 'self')",
            name=op.f("ck_agreement_signer_the_person_or_a_representative"),
        ),
        sa.UniqueConstraint(
            "office_id", "agreement_id", "position", name=op.f("uq_agreement_signer_office_id_agreement_id_position")
        ),
        *_keys("agreement_signer"),
    )


def _signature_refused() -> None:
    op.create_table(
        "signature_refused",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("refused_at", UtcDateTime(), nullable=False),
        sa.Column("refused_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_of_cost", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_signature_refused_refused_for_a_reason")),
        *_keys("signature_refused"),
    )


def _keys(own: str) -> tuple[sa.Constraint, ...]:
    return (
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column], [f"{table}.office_id", f"{table}.id"], name=op.f(f"fk_{own}_office_id_{column}")
            )
            for column, table in _LINKS[own].items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{own}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{own}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{own}_office_id_id")),
    )
