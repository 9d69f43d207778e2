"""Powers over somebody's money and who holds them; what a representative needs to read a paper (FUND-5)."""

import sqlalchemy as sa
from alembic import op

from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("power", "power_holder")
_LINKS = {
    "power": {"person_id": "person", "seen_by_id": "staff"},
    "power_holder": {"power_id": "power", "representative_id": "representative"},
}


def create() -> None:
    """Make the tables, and the column of an older one."""
    _power()
    _power_holder()
    for table, links in _LINKS.items():
        for column in links:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.add_column("representative", sa.Column("communication", sa.Text(), nullable=True))


def drop() -> None:
    """Take them down again."""
    op.drop_column("representative", "communication")
    for table in reversed(TABLES):
        op.drop_table(table)


def _power() -> None:
    op.create_table(
        "power",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("powerkind", "lpa_property", "epa", "deputy"), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("covers_it", sa.Boolean(), nullable=True),
        sa.Column("acts", one_of("acting", "jointly", "severally", "mixed"), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by_id", sa.Uuid(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("(seen_on IS NULL) = (seen_by_id IS NULL)", name=op.f("ck_power_copy_seen_by_somebody")),
        sa.CheckConstraint(
            "registered_on IS NULL OR registered_on >= dated", name=op.f("ck_power_registered_after_it_was_made")
        ),
        *_keys("power"),
    )


def _power_holder() -> None:
    op.create_table(
        "power_holder",
        sa.Column("power_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        sa.Column("is_replacement", sa.Boolean(), nullable=False),
        sa.Column("acts_from", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "is_replacement OR acts_from IS NULL", name=op.f("ck_power_holder_only_a_replacement_begins_later")
        ),
        sa.UniqueConstraint(
            "office_id",
            "power_id",
            "representative_id",
            name=op.f("uq_power_holder_office_id_power_id_representative_id"),
        ),
        *_keys("power_holder"),
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
