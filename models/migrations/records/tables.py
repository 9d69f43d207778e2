"""What the tables about kept records have in common: their keys, links and checks."""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

from models.migrations.baseline.columns import record_columns


def make(
    table: str,
    columns: tuple[sa.Column[object], ...],
    links: Mapping[str, str],
    checks: Mapping[str, str],
    once: tuple[str, ...] = (),
) -> None:
    """Make a table of records with these columns, links and checks, and an index on each link.

    `once` are the columns of which no two rows have the same.
    """
    op.create_table(
        table,
        *columns,
        *record_columns(),
        *(sa.CheckConstraint(said, name=op.f(f"ck_{table}_{name}")) for name, said in checks.items()),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column], [f"{to}.office_id", f"{to}.id"], name=op.f(f"fk_{table}_office_id_{column}")
            )
            for column, to in links.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{table}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{table}_office_id_id")),
        *([sa.UniqueConstraint(*once, name=op.f(f"uq_{table}_{'_'.join(once)}"))] if once else []),
    )
    for column in links:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def index_some(name: str, table: str, columns: tuple[str, ...], rows: str, *, unique: bool = False) -> None:
    """An index of some rows only, on either database."""
    op.create_index(
        name, table, list(columns), unique=unique, postgresql_where=sa.text(rows), sqlite_where=sa.text(rows)
    )


def needed(name: str) -> sa.Column[object]:
    """Words that are there, if only empty."""
    return sa.Column(name, sa.Text(), nullable=False)


def day(name: str, *, nullable: bool = True) -> sa.Column[object]:
    """A day."""
    return sa.Column(name, sa.Date(), nullable=nullable)


def key(name: str, *, nullable: bool = True) -> sa.Column[object]:
    """The key of another record."""
    return sa.Column(name, sa.Uuid(), nullable=nullable)
