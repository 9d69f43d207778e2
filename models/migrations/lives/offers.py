"""Offers of PVI providers that came to nothing, listings that an accepted one broke off; milestones in one place."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("past_offer", "past_listing")
_MILESTONES = {"independence_agreed_at": "maximum_independence", "assessed_at": "assessed"}
_MOMENTS = dict.fromkeys((*_MILESTONES, "at", "withdrawn_at", "abandoned_at"), UtcDateTime())


def create() -> None:
    """Make the tables; the offer that stands is on the transfer itself, and so is the person's yes to it.

    Maximum independence and assessment were on the transfer beside the milestones of the same deeds: they go, once
    `on_the_transfer_alone` has read what no milestone says.
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


def on_the_transfer_alone() -> tuple[dict[str, object], ...]:
    """What a transfer says and no milestone: an office could date maximum independence on either screen."""
    found: list[dict[str, object]] = []
    for name, kind in _MILESTONES.items():
        transfer = _table("transfer", "abandoned_at", name)
        milestone = _table("milestone", "kind", "withdrawn_at")
        said = sa.exists().where(
            milestone.c.episode_id == transfer.c.episode_id,
            milestone.c.kind == kind,
            milestone.c.withdrawn_at.is_(None),
        )
        asked = sa.select(transfer.c.office_id, transfer.c.episode_id, transfer.c[name]).where(
            transfer.c[name].is_not(None), transfer.c.abandoned_at.is_(None), ~said
        )
        for office, episode, at in op.get_bind().execute(asked):
            found.append({"office_id": office, "episode_id": episode, "kind": kind, "at": at})
    return tuple(found)


def put_as_milestones(found: tuple[dict[str, object], ...]) -> None:
    """Say it by a milestone, with stamps and audit: one that was withdrawn counts again."""
    milestone = _table("milestone", "id", "version", "kind", "decision", "assessed_by", "at", "withdrawn_at")
    for each in found:
        same = (milestone.c.episode_id == each["episode_id"], milestone.c.kind == each["kind"])
        again = milestone.update().where(*same).values(at=each["at"], withdrawn_at=None)
        if op.get_bind().execute(again).rowcount:
            continue
        decision = "ongoing" if each["kind"] == "assessed" else None
        op.execute(milestone.insert().values(**each, id=uuid4(), version=1, decision=decision, assessed_by=""))


def _table(name: str, *columns: str) -> sa.TableClause:
    """A table as its rows are read and written here, with the keys of its episode and its office."""
    typed = (sa.column(each, sa.Uuid() if each == "id" else _MOMENTS.get(each)) for each in columns)
    return sa.table(name, sa.column("office_id", sa.Uuid()), sa.column("episode_id", sa.Uuid()), *typed)


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
