"""The lines of Today as they are kept, the marks of what was written since, and the day for which they were derived."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime

TABLES = ("due_line", "due_mark", "due_day")


def create() -> None:
    """Make the tables, empty: the first opening fills them."""
    op.create_table(
        "due_line",
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("shown_from", UtcDateTime(), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("concern_id", sa.Uuid(), nullable=True),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_due_line_office_id")),
        sa.PrimaryKeyConstraint("office_id", "about_id", "number", name=op.f("pk_due_line")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "due_mark",
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column(
            "written_in", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_due_mark_office_id")),
        sa.PrimaryKeyConstraint("office_id", "about_id", "written_in", name=op.f("pk_due_mark")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "due_day",
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_due_day_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_due_day")),
    )


def drop() -> None:
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
