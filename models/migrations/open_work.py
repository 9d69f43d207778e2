"""Indexes by the work that is open, and by the day: what a screen asks for is found without walking what has ended."""

import sqlalchemy as sa
from alembic import op

INDEXES = (  # name, table, columns, and of which rows where it isn't of all
    ("ix_episode_in_service", "episode", ("team_id",), "ended_at IS NULL"),
    ("ix_episode_closing", "episode", ("office_id",), "closed_at IS NULL AND end_reason <> 'transferred'"),
    ("ix_hold_open", "hold", ("office_id", "team_id"), "ended_at IS NULL"),
    ("ix_referral_chc", "referral", ("office_id",), "chc_asked_at IS NOT NULL AND chc_transferred_at IS NULL"),
    (
        "ix_transfer_with_brokerage",
        "transfer",
        ("office_id",),
        "sent_to_brokerage_at IS NOT NULL AND offer_at IS NULL AND abandoned_at IS NULL",
    ),
    # By the moment alone: an index that begins with the office would be taken for the one of what is open.
    ("ix_episode_started_at", "episode", ("started_at",), None),
    ("ix_episode_ended_at", "episode", ("ended_at",), None),
    ("ix_referral_received_at", "referral", ("received_at",), None),
    ("ix_referral_outcome_at", "referral", ("outcome_at",), None),
    ("ix_plan_effective_from", "plan", ("effective_from",), None),
    ("ix_owner_change_effective_from", "owner_change", ("effective_from",), None),
    ("ix_action_done_at", "action", ("done_at",), None),
    ("ix_handover_note_until", "handover_note", ("until",), None),
)


def create() -> None:
    """Make them."""
    for name, table, columns, rows in INDEXES:
        where = None if rows is None else sa.text(rows)
        op.create_index(name, table, list(columns), postgresql_where=where, sqlite_where=where)


def drop() -> None:
    """Take them away again."""
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
