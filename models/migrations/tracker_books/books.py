"""The workbooks of the tracker as things of their own, and how a change's cells were last written.

A change knows in which workbook its marks were read: a mark that isn't there in another copy isn't taken back.
"""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import record_columns
from models.migrations.lives.wider import let_also, let_no_more

TABLES = ("tracker_book",)
_CHANGE = "tracker_change"
_TOLD = (
    *("start", "increase", "decrease", "rearranged", "hold", "hold_released", "retracted"),
    *("transfer", "interim_in_sts", "break", "return", "end", "team_changed"),
)
_TOLD_NOW = ("promised", "planned_end", "died")
_WAITING = "exported_at IS NULL AND withdrawn_at IS NULL"


def create() -> None:
    """Make the table and the columns, and let a change be of the newer kinds."""
    op.create_table(
        "tracker_book",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("exports", sa.Integer(), nullable=False),
        sa.Column("exported_at", UtcDateTime(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("exports >= 1", name=op.f("ck_tracker_book_written_once_at_least")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_tracker_book_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracker_book")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_tracker_book_office_id_id")),
    )
    op.add_column(_CHANGE, sa.Column("marked_in", sa.Uuid(), nullable=True))
    op.add_column(_CHANGE, sa.Column("marked_at_export", sa.Integer(), nullable=True))
    op.add_column(_CHANGE, sa.Column("written", sa.Text(), nullable=True))
    op.create_index(
        "ix_tracker_change_waiting",
        _CHANGE,
        ["office_id", "number"],
        postgresql_where=sa.text(_WAITING),
        sqlite_where=sa.text(_WAITING),
    )
    op.create_index(op.f("ix_tracker_change_office_id_exported_at"), _CHANGE, ["office_id", "exported_at"])
    let_also(_CHANGE, "trackerchangekind", "kind", _TOLD, *_TOLD_NOW)


def drop() -> None:
    """Take them away again."""
    let_no_more(_CHANGE, "trackerchangekind", "kind", _TOLD, *_TOLD_NOW)
    op.drop_index(op.f("ix_tracker_change_office_id_exported_at"), _CHANGE)
    op.drop_index("ix_tracker_change_waiting", _CHANGE)
    for column in ("written", "marked_at_export", "marked_in"):
        op.drop_column(_CHANGE, column)
    op.drop_table("tracker_book")
