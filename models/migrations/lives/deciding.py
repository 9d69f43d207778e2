"""Who decided: the DSO, the MDT or the case coordinator whose word a deed rests on, and who typed it in."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("who_decided",)
_DEEDS = (
    "accept", "part_accept", "decline", "signpost", "end_of_life", "urgent_safely", "chc_review", "promise", "hold",
    "start", "more", "end", "close", "maximum_independence", "transfer", "step_down", "hours_changed", "ongoing_need",
    "hand_over",
)  # fmt: skip
_LINKS = {
    "referral_id": "referral",
    "episode_id": "episode",
    "plan_id": "plan",
    "decided_by_id": "staff",
    "typed_by_id": "staff",
}


def create() -> None:
    """Make the table with an index on each parent."""
    op.create_table(
        "who_decided",
        sa.Column("deed", one_of("decideddeed", *_DEEDS), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("episode_id", sa.Uuid(), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("mdt_on", sa.Date(), nullable=True),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("typed_by_id", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "(referral_id IS NULL) <> (episode_id IS NULL)", name=op.f("ck_who_decided_about_one_record")
        ),
        sa.CheckConstraint("(decided_by_id IS NULL) = (mdt_on IS NOT NULL)", name=op.f("ck_who_decided_by_somebody")),
        sa.CheckConstraint("(mdt_on IS NULL) = (present = '')", name=op.f("ck_who_decided_mdt_with_those_present")),
        *(
            sa.ForeignKeyConstraint(
                ["office_id", column],
                [f"{table}.office_id", f"{table}.id"],
                name=op.f(f"fk_who_decided_office_id_{column}"),
            )
            for column, table in _LINKS.items()
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_who_decided_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_who_decided")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_who_decided_office_id_id")),
    )
    for column in _LINKS:
        op.create_index(op.f(f"ix_who_decided_{column}"), "who_decided", [column], unique=False)


def drop() -> None:
    """Take it down again."""
    op.drop_table("who_decided")
