"""Reviews of long-term packages, area by area."""

import sqlalchemy as sa
from alembic import op

from models.migrations.baseline.columns import record_columns

TABLES = ("long_term_review",)


def create() -> None:
    """Make the tables, each after those that it names."""
    _long_term_review()


def _long_term_review() -> None:
    op.create_table(
        "long_term_review",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("letter_sent_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "person_id"],
            ["person.office_id", "person.id"],
            name=op.f("fk_long_term_review_office_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_long_term_review_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_long_term_review")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_long_term_review_office_id_id")),
    )
    op.create_index(op.f("ix_long_term_review_person_id"), "long_term_review", ["person_id"], unique=False)
