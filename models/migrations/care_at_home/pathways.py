"""Whether support is urgent or planned, where somebody comes from, and for what (STC-1)."""

import sqlalchemy as sa
from alembic import op

from models.migrations import triggers

_TABLE = "referral"
_COLUMNS = {  # each with the name of its check, and its words
    "pathway": ("pathway", ("urgent", "planned")),
    "comes_from": ("comesfrom", ("acute_hospital", "community_hospital", "bed_based", "community")),
    "community_aim": ("communityaim", ("prevention", "recuperation", "rehabilitation")),
}
_BECAUSE = "exceptional_because"


def create() -> None:
    """Add the columns; the guards of the table name all of them, and are made anew afterwards.

    A column comes with its check in one statement: SQLite adds none to a table that is there.
    """
    triggers.drop_for(op.get_bind(), (_TABLE,))
    for column, (check, words) in _COLUMNS.items():
        among = ", ".join(f"'{each}'" for each in words)
        _add(f"{column} VARCHAR(40) CONSTRAINT ck_{_TABLE}_{check} CHECK ({column} IN ({among}))")
    _add(f"{_BECAUSE} TEXT DEFAULT '' NOT NULL")


def drop() -> None:
    """Take them back."""
    triggers.drop_for(op.get_bind(), (_TABLE,))
    for column in (_BECAUSE, *reversed(_COLUMNS)):
        op.drop_column(_TABLE, column)
    triggers.create_for(op.get_bind(), (_TABLE,))


def _add(column: str) -> None:
    op.execute(sa.text(f"ALTER TABLE {_TABLE} ADD COLUMN {column}"))
