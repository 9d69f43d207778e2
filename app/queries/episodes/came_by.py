"""By which referral of ours somebody's present support came."""

from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.queries.episodes.run_of_service import run_of
from models.episodes import Episode
from models.rules.referrals.forms import came_by_referral_lacks


def referral_of(turn: Turn, *, person: UUID) -> UUID:
    """The newest referral of somebody's present run; refused where they were taken over from a list (REF-1)."""
    episodes = [each.id for each in run_of(turn, person).episodes]
    found = turn.session.scalars(
        select(Episode.referral_id)
        .where(Episode.id.in_(episodes), Episode.office_id == turn.office, Episode.referral_id.is_not(None))
        .order_by(Episode.started_at.desc())
        .limit(1)
    ).one_or_none()
    refuse_if(came_by_referral_lacks(has_referral=found is not None))
    if found is None:
        raise LookupError("support that came by a referral has it")
    return found
