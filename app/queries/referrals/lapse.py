"""How the hold of a referral lapsed: from when until when it was held, when it was released and the assessor told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import not_listed, refuse_if
from app.door.turn import Turn
from models.owners_of_days import team_of_referral_of_day
from models.referral_facts import first_start_of
from models.referrals import Hold, Referral
from models.rules.capacity.holds import hold_expires
from models.rules.referrals.forms import lapsed_letter_lacks
from models.teams import Team
from models.vocabulary.referrals import HoldEnd, ReferralOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """Held from `found_at` up to and including `expired_at`, released at `lapsed_at`; `was_promised` with a start."""

    found_at: datetime | None
    expired_at: datetime | None
    lapsed_at: datetime | None
    told_at: datetime | None
    was_promised: bool
    team: str
    telephone: str


def lapse_of(turn: Turn, *, referral: UUID) -> Lapse:
    """One statement; refused where the referral isn't this office's, or its hold hasn't lapsed. (REF-13)."""
    row = turn.session.execute(
        select(Referral, Hold, Team)
        .select_from(Referral)
        .join(Team, Team.id == team_of_referral_of_day(turn.day))
        .outerjoin(Hold, (Hold.referral_id == Referral.id) & (Hold.ended_as == HoldEnd.RELEASED))
        .where(Referral.id == referral, Referral.office_id == turn.office)
        .order_by(Hold.ended_at.desc())
    ).first()
    if row is None:
        raise not_listed("referral")
    record, hold, team = row
    refuse_if(lapsed_letter_lacks(has_lapsed=record.outcome is ReferralOutcome.LAPSED))
    start = None if hold is not None else _start_of(record)
    found_at = hold.found_at if hold is not None else record.capacity_found_at or record.scheduling_confirmed_at
    return Lapse(
        found_at=found_at,
        expired_at=hold_expires(found_at, turn.policy, start) if found_at is not None else None,
        lapsed_at=record.outcome_at,
        told_at=record.assessor_notified_at,
        was_promised=hold is None,
        team=team.name,
        telephone=team.telephone,
    )


def _start_of(record: Referral) -> datetime | None:
    return first_start_of(record.capacity_found_at, record.first_start_agreed_at, record.start_planned_at)
