"""Formats beyond print, who makes them, and why a paper was made in another print than its reader needs."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("format_need", "format_maker")
_FORMATS = ("easy_read", "braille", "audio", "bsl", "interpreter", "translated", "other")
_PARENTS = {"person_id": "person", "representative_id": "representative"}


def create() -> None:
    """Make the tables, and the reason beside each look."""
    op.create_table(
        "format_need",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("format", one_of("otherformat", *_FORMATS), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        *record_columns(),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_format_need_office_id_{column}"),
            )
            for column, table in _PARENTS.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_format_need_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format_need")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_format_need_office_id_id")),
    )
    for column in _PARENTS:
        op.create_index(op.f(f"ix_format_need_{column}"), "format_need", [column], unique=False)
    op.create_table(
        "format_maker",
        sa.Column("format", one_of("otherformat", *_FORMATS), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("reached_at", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("made_by <> ''", name=op.f("ck_format_maker_made_by_somebody")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_format_maker_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format_maker")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_format_maker_office_id_id")),
        sa.UniqueConstraint("office_id", "format", name=op.f("uq_format_maker_office_id_format")),
    )
    op.add_column("access_note", sa.Column("because", sa.Text(), nullable=True))


def drop() -> None:
    """Take them down again."""
    op.drop_column("access_note", "because")
    for name in reversed(TABLES):
        op.drop_table(name)
