"""Those who wait: that somebody died meanwhile, from when their capacity runs, and what Scheduling never heard of."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime
from models.migrations.lives.wider import let_also, let_no_more

TABLES: tuple[str, ...] = ()

_OUTCOMES = ("started", "declined", "signposted", "withdrawn", "lapsed")
_HOLD_ENDS = ("started", "released", "withdrawn", "retracted")
_REFERRAL = ("capacity_found_at", "first_start_agreed_at", "capacity_given_back_at", "assessor_notified_at")


def create() -> None:
    """Add the columns, and let a referral and a hold end with a death."""
    for name in _REFERRAL:
        op.add_column("referral", sa.Column(name, UtcDateTime(), nullable=True))
    op.add_column("tracker_change", sa.Column("withdrawn_at", UtcDateTime(), nullable=True))
    let_also("referral", "referraloutcome", "outcome", _OUTCOMES, "died")
    let_also("hold", "holdend", "ended_as", _HOLD_ENDS, "died", "promised")


def drop() -> None:
    """Take it back."""
    let_no_more("hold", "holdend", "ended_as", _HOLD_ENDS, "died", "promised")
    let_no_more("referral", "referraloutcome", "outcome", _OUTCOMES, "died")
    op.drop_column("tracker_change", "withdrawn_at")
    for name in reversed(_REFERRAL):
        op.drop_column("referral", name)
