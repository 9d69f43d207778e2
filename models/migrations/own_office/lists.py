"""What an office names often: providers, AT teams, places, whom it signposts to, community services."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("list_entry",)
_LISTS = ("pvi_provider", "assistive_technology", "hospital_or_care_home", "signposted_to", "community")


def create() -> None:
    """Make the table."""
    op.create_table(
        "list_entry",
        sa.Column("of_list", one_of("officelist", *_LISTS), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("name <> ''", name=op.f("ck_list_entry_has_a_name")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_list_entry_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_entry")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_list_entry_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "of_list", "name_folded", name=op.f("uq_list_entry_office_id_of_list_name_folded")
        ),
    )


def drop() -> None:
    """Take it down again."""
    op.drop_table("list_entry")
