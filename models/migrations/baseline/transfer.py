"""Transfers to ongoing or interim support, with their checklist."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.baseline.columns import one_of, record_columns

TABLES = ("transfer", "transfer_step")


def create() -> None:
    """Make the tables, each after those that it names."""
    _transfer()
    _transfer_step()


def _transfer() -> None:
    op.create_table(
        "transfer",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("route", one_of("transferroute", "interim_team", "within_sts"), nullable=True),
        sa.Column("to_team_id", sa.Uuid(), nullable=True),
        sa.Column("interim_dso_id", sa.Uuid(), nullable=True),
        sa.Column("to_episode_id", sa.Uuid(), nullable=True),
        sa.Column("independence_agreed_at", UtcDateTime(), nullable=True),
        sa.Column("assessed_at", UtcDateTime(), nullable=True),
        sa.Column("support_plan_at", UtcDateTime(), nullable=True),
        sa.Column("agreed_at", UtcDateTime(), nullable=True),
        sa.Column("need_confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("sent_to_brokerage_at", UtcDateTime(), nullable=True),
        sa.Column("listed_at", UtcDateTime(), nullable=True),
        sa.Column("offer_at", UtcDateTime(), nullable=True),
        sa.Column("offer_provider", sa.Text(), nullable=False),
        sa.Column("offer_starts_on", sa.Date(), nullable=True),
        sa.Column("own_search_since", sa.Date(), nullable=True),
        sa.Column("own_search_evidence", sa.Text(), nullable=False),
        sa.Column("fabo_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("handed_over_at", UtcDateTime(), nullable=True),
        sa.Column("abandoned_at", UtcDateTime(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "own_search_since IS NULL OR own_search_evidence <> ''", name=op.f("ck_transfer_own_search_evidenced")
        ),
        sa.CheckConstraint(
            "(handed_over_at IS NULL) = (to_episode_id IS NULL)", name=op.f("ck_transfer_handed_over_to_an_episode")
        ),
        sa.CheckConstraint(
            "listed_at IS NULL OR listed_at >= sent_to_brokerage_at", name=op.f("ck_transfer_listed_not_before_sent")
        ),
        sa.CheckConstraint(
            "listed_at IS NULL OR sent_to_brokerage_at IS NOT NULL", name=op.f("ck_transfer_listed_after_sent")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_transfer_office_id_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "interim_dso_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_transfer_office_id_interim_dso_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "to_episode_id"],
            ["episode.office_id", "episode.id"],
            name=op.f("fk_transfer_office_id_to_episode_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "to_team_id"], ["team.office_id", "team.id"], name=op.f("fk_transfer_office_id_to_team_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_transfer_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_transfer_office_id_id")),
    )
    op.create_index(op.f("ix_transfer_episode_id"), "transfer", ["episode_id"], unique=False)
    op.create_index(op.f("ix_transfer_interim_dso_id"), "transfer", ["interim_dso_id"], unique=False)
    op.create_index(op.f("ix_transfer_to_episode_id"), "transfer", ["to_episode_id"], unique=False)
    op.create_index(op.f("ix_transfer_to_team_id"), "transfer", ["to_team_id"], unique=False)
    op.create_index(
        "uq_transfer_episode",
        "transfer",
        ["episode_id"],
        unique=True,
        postgresql_where=sa.text("abandoned_at IS NULL"),
        sqlite_where=sa.text("abandoned_at IS NULL"),
    )


def _transfer_step() -> None:
    op.create_table(
        "transfer_step",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            one_of(
                "transferstepkind",
                "capacity_spoken",
                "scheduling_told",
                "psp_sent",
                "end_date_request",
                "sts_psp_finished",
                "stays_allocated",
                "interim_po",
                "fabo_referral",
                "review_plan_sent",
                "transfer_accepted",
                "interim_psp",
                "interim_finished",
                "pvi_confirmed",
                "pvi_notified",
                "pvi_po",
            ),
            nullable=False,
        ),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_transfer_step_office_id_done_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "transfer_id"],
            ["transfer.office_id", "transfer.id"],
            name=op.f("fk_transfer_step_office_id_transfer_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_transfer_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_step")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_transfer_step_office_id_id")),
        sa.UniqueConstraint(
            "office_id", "transfer_id", "step", name=op.f("uq_transfer_step_office_id_transfer_id_step")
        ),
    )
    op.create_index(op.f("ix_transfer_step_done_by_id"), "transfer_step", ["done_by_id"], unique=False)
    op.create_index(op.f("ix_transfer_step_transfer_id"), "transfer_step", ["transfer_id"], unique=False)
