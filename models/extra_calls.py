"""What was said about extra calls beside another provider, and which of them are given now."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Select, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.episodes import Episode
from models.referrals import Referral
from models.vocabulary.referrals import ExistingPackage, ReferralOutcome


class ExtraCallsSaid(Recorded):
    """What was said with the person or the provider about a referral's package, by whom, when (REF-9).

    `has_ended` says that the extra calls are over with it; a longer time and a move stand at the referral.
    """

    __tablename__ = "extra_calls_said"
    links = {"referral_id": "referral", "said_by_id": "staff", "recorded_by_id": "staff"}
    rules = (CheckConstraint("whom <> '' AND said <> ''", name="said_with_whom_and_what"),)

    referral_id: Mapped[UUID]
    with_provider: Mapped[bool]
    whom: Mapped[str]
    said: Mapped[str]
    infection_rules: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime]
    said_by_id: Mapped[UUID]
    recorded_by_id: Mapped[UUID]
    has_ended: Mapped[bool] = mapped_column(default=False)


def extra_calls_given(office: UUID, *columns: Any) -> Select[Any]:
    """Of whom in service extra calls are given: these columns of each referral that started this run (REF-9)."""
    over = exists().where(ExtraCallsSaid.referral_id == Referral.id, ExtraCallsSaid.has_ended)
    return (
        select(Episode.id.label("of"), Referral.extra_until, Referral.provider, *columns)
        .join(
            Episode,
            (Episode.person_id == Referral.person_id)
            & Episode.ended_at.is_(None)
            & (Referral.outcome_at >= Episode.first_support_at),
        )
        .where(
            Referral.office_id == office,
            Referral.outcome == ReferralOutcome.STARTED,
            Referral.existing_package == ExistingPackage.EXTRA_ONLY,
            Referral.extra_until.is_not(None),
            ~over.correlate(Referral),
        )
        .order_by(Referral.extra_until, Referral.id)
    )
