"""Who asked for an OT's direct work; without a row the OT began it."""

import sqlalchemy as sa
from alembic import op

from models.migrations.baseline.columns import record_columns

TABLES = ("intervention_request",)
_TABLE = "intervention_request"


def create() -> None:
    """Make the table."""
    op.create_table(
        _TABLE,
        sa.Column("intervention_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "intervention_id"],
            ["specialist_intervention.office_id", "specialist_intervention.id"],
            name=op.f("fk_intervention_request_office_id_intervention_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "asked_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_intervention_request_office_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_intervention_request_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention_request")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_intervention_request_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "intervention_id", name=op.f("uq_intervention_request_office_id_intervention_id")
        ),
    )
    op.create_index(op.f("ix_intervention_request_intervention_id"), _TABLE, ["intervention_id"], unique=False)
    op.create_index(op.f("ix_intervention_request_asked_by_id"), _TABLE, ["asked_by_id"], unique=False)


def drop() -> None:
    """Take it back."""
    op.drop_table(_TABLE)
