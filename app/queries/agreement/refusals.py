"""The newest refusal to sign an agreement, as it is kept (FUND-5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import Refused, not_listed
from app.door.turn import Turn
from app.queries.agreement.who_may_sign import AskedLine, asked_to_sign
from models.agreement import Agreement
from models.rules.who import NOBODY
from models.signers import SignatureRefused
from models.staff import Staff


@dataclass(frozen=True, slots=True)
class Refusal:
    """Who refused to sign which agreement, when, why, and what was said about the cost."""

    episode: UUID
    reference: str
    issued_at: datetime
    refused_by: str
    refused_at: datetime
    because: str
    said_of_cost: str
    recorded_by: str
    asked: tuple[AskedLine, ...]


def newest_refusal(turn: Turn, *, agreement: UUID) -> Refusal:
    """Refused where nobody has refused this agreement, or it is not of this office."""
    row = turn.session.execute(
        select(SignatureRefused, Agreement, Staff.name)
        .join(Agreement, Agreement.id == SignatureRefused.agreement_id)
        .join(Staff, Staff.id == SignatureRefused.recorded_by_id)
        .where(Agreement.id == agreement, Agreement.office_id == turn.office)
        .order_by(SignatureRefused.refused_at.desc(), SignatureRefused.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise not_listed("refusal")
    kept, record, recorded_by = row
    asked = tuple(each for each in asked_to_sign(turn, record.episode_id) if each.agreement == agreement)
    return Refusal(
        record.episode_id,
        record.reference,
        record.issued_at,
        kept.refused_by,
        kept.refused_at,
        kept.reason,
        kept.said_of_cost,
        recorded_by,
        asked,
    )


def newest_refused_of(turn: Turn, *, episode: UUID) -> UUID:
    """The agreement of an episode that was refused last; refused where there is none."""
    found = turn.session.scalars(
        select(SignatureRefused.agreement_id)
        .join(Agreement, Agreement.id == SignatureRefused.agreement_id)
        .where(Agreement.episode_id == episode, Agreement.office_id == turn.office)
        .order_by(SignatureRefused.refused_at.desc(), SignatureRefused.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise Refused("Nobody is recorded to have refused to sign an agreement for this support.", who=NOBODY)
    return found
