"""Offers of PVI providers that came to nothing, listings that an accepted one broke off; milestones in one place."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("past_offer", "past_listing")
_MILESTONES = {"independence_agreed_at": "maximum_independence", "assessed_at": "assessed"}


def create() -> None:
    """Make the tables; the offer that stands is on the transfer itself, and so is the person's yes to it.

    Maximum independence and assessment were on the transfer beside the milestones of the same deeds: they go.
    """
    for name in _MILESTONES:
        op.drop_column("transfer", name)
    op.add_column("transfer", sa.Column("offer_accepted_at", UtcDateTime(), nullable=True))
    _past_offer()
    _past_listing()


def drop() -> None:
    """Take them back, newest first, and the milestones with them to the transfers."""
    op.drop_table("past_listing")
    op.drop_table("past_offer")
    op.drop_column("transfer", "offer_accepted_at")
    for name, kind in _MILESTONES.items():
        op.add_column("transfer", sa.Column(name, UtcDateTime(), nullable=True))
        milestone = sa.table("milestone", *map(sa.column, ("episode_id", "kind", "at", "decision", "withdrawn_at")))
        transfer = sa.table("transfer", sa.column("episode_id"), sa.column(name))
        reached = sa.select(milestone.c.at).where(
            milestone.c.episode_id == transfer.c.episode_id,
            milestone.c.kind == kind,
            milestone.c.withdrawn_at.is_(None),
            sa.func.coalesce(milestone.c.decision, "ongoing") == "ongoing",
        )
        op.execute(transfer.update().values({name: reached.scalar_subquery()}))


def _past_offer() -> None:
    op.create_table(
        "past_offer",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("ended_as", one_of("offerend", "declined", "withdrawn"), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.CheckConstraint("because <> ''", name=op.f("ck_past_offer_with_a_reason")),
        sa.CheckConstraint("ended_at >= offered_at", name=op.f("ck_past_offer_ended_after_it_came")),
        sa.ForeignKeyConstraint(
            ["office_id", "transfer_id"],
            ["transfer.office_id", "transfer.id"],
            name=op.f("fk_past_offer_office_id_transfer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "recorded_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_past_offer_office_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_past_offer_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_offer")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_past_offer_office_id_id")),
    )
    op.create_index(op.f("ix_past_offer_transfer_id"), "past_offer", ["transfer_id"], unique=False)
    op.create_index(op.f("ix_past_offer_recorded_by_id"), "past_offer", ["recorded_by_id"], unique=False)


def _past_listing() -> None:
    op.create_table(
        "past_listing",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("listed_at", UtcDateTime(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "transfer_id"],
            ["transfer.office_id", "transfer.id"],
            name=op.f("fk_past_listing_office_id_transfer_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_past_listing_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_listing")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_past_listing_office_id_id")),
    )
    op.create_index(op.f("ix_past_listing_transfer_id"), "past_listing", ["transfer_id"], unique=False)
