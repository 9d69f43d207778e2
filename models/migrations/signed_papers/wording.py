"""The council's own words: dated versions of what a paper says, and their phrases."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns

TABLES = ("wording_version", "wording_phrase")
_LINKS = {
    "wording_version": {"written_by_id": "staff", "sent_by_id": "staff", "released_by_id": "staff"},
    "wording_phrase": {"of_version_id": "wording_version", "phrased_by_id": "staff"},
}
_CHECKS = {
    "counted_from_one": "number > 0",
    "released_from_a_day": "released_at IS NULL OR from_day IS NOT NULL",
    "released_by_another": "released_by_id IS NULL OR written_by_id IS NULL OR released_by_id <> written_by_id",
    "released_or_withdrawn": "released_at IS NULL OR withdrawn_at IS NULL",
    "withdrawn_with_a_reason": "(withdrawn_at IS NULL) = (withdrawn_because = '')",
}


def create() -> None:
    """Make the tables, with an index on each parent."""
    op.create_table(
        "wording_version",
        sa.Column("of_paper", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        *_parents("wording_version"),
        *(sa.Column(name, UtcDateTime(), nullable=True) for name in ("sent_at", "released_at", "withdrawn_at")),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        *_common("wording_version", "of_paper", "number"),
        *(sa.CheckConstraint(says, name=op.f(f"ck_wording_version_{name}")) for name, says in _CHECKS.items()),
    )
    op.create_table(
        "wording_phrase",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("shipped", sa.Text(), nullable=False),
        *_parents("wording_phrase"),
        *_common("wording_phrase", "of_version_id", "name"),
    )
    for table, links in _LINKS.items():
        for column in links:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def drop() -> None:
    """Take them back."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _parents(table: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid(), nullable=name != "of_version_id") for name in _LINKS[table]]


def _common(table: str, *unique: str) -> list[sa.schema.SchemaItem]:
    together = ["office_id", *unique]
    return [
        *record_columns(),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{parent}.office_id", f"{parent}.id"],
                name=op.f(f"fk_{table}_office_id_{column}"),
            )
            for column, parent in _LINKS[table].items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{table}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{table}_office_id_id")),
        sa.UniqueConstraint(*together, name=op.f(f"uq_{table}_{'_'.join(together)}")),
    ]
