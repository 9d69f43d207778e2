"""What the tables of the first shape have in common. It stays as it is, whatever the mapped classes become."""

import sqlalchemy as sa

from models.base import UtcDateTime


def record_columns() -> tuple[sa.Column[object], ...]:
    """Key, office, version, operation, and the stamps that the triggers write: last in every table of records."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("created_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), server_default=sa.FetchedValue(), nullable=True),
        sa.Column("updated_by", sa.Text(), server_default=sa.FetchedValue(), nullable=True),
    )


def one_of(name: str, *words: str) -> sa.Enum:
    """One of these words, which the database checks; `name` is the constraint's."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
