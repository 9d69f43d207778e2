"""The library of example goals; every office that is there begins with those that the program brings."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

import resources
from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns
from models.values import fold

TABLES = ("goal_example",)
(_TABLE,) = TABLES
_PURPOSES = (
    *("washing", "dressing", "toilet", "meals", "medication", "getting_up", "mobility", "stairs", "household"),
    "other",
)


def create() -> None:
    """Make the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("purpose", one_of("goalpurpose", *_PURPOSES), nullable=False),
        *(sa.Column(each, sa.Text(), nullable=False) for each in ("statement", "statement_folded")),
        *(sa.Column(each, sa.Text(), nullable=False) for each in ("measure", "achievable", "relevant")),
        sa.Column("days_ahead", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Text(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint("statement <> ''", name=op.f(f"ck_{_TABLE}_says_what")),
        sa.CheckConstraint("days_ahead > 0", name=op.f(f"ck_{_TABLE}_target_lies_ahead")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{_TABLE}_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("office_id", "id", name=op.f(f"uq_{_TABLE}_office_id_id")),
        sa.UniqueConstraint("office_id", "statement_folded", name=op.f(f"uq_{_TABLE}_office_id_statement_folded")),
    )


def put_first_examples() -> None:
    """Into the library of every office, with stamps and audit."""
    connection = op.get_bind()
    office = sa.table("office", sa.column("id", sa.Uuid()))
    texts = ("purpose", "statement", "statement_folded", "measure", "achievable", "relevant", "calls", "aim")
    example = sa.table(
        _TABLE,
        *(sa.column(each, sa.Uuid()) for each in ("id", "office_id")),
        *(sa.column(each, sa.Integer()) for each in ("version", "days_ahead", "position")),
        *(sa.column(each, sa.Text()) for each in texts),
    )
    for (key,) in connection.execute(sa.select(office.c.id)).all():
        for position, told in enumerate(resources.read_toml("goal_examples.toml")["example"]):
            row = {**told, "calls": ",".join(told["calls"]), "statement_folded": fold(told["statement"])}
            keys = {"id": uuid4(), "office_id": key, "version": 1, "position": position}
            connection.execute(example.insert().values(**row, **keys))


def drop() -> None:
    """Take it down again."""
    op.drop_table(_TABLE)
