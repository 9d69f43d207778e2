"""Who was never in service has no plans, goals or papers to ask for: what to do first, which their referrals decide."""

from collections.abc import Sized
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from models.referrals import Referral
from models.rules.referrals.forms import started_lacks


def refuse_if_never_started(turn: Turn, person: UUID, episodes: Sized, *, named: str = "This person") -> None:
    """Refused where nothing was found of an episode of theirs; `named` is what the sentence calls them. (REF-16)."""
    has_started = bool(episodes)
    is_open = select(Referral.id).where(
        Referral.office_id == turn.office, Referral.person_id == person, Referral.outcome.is_(None)
    )
    is_referred = not has_started and turn.session.scalars(is_open.limit(1)).first() is not None
    refuse_if(started_lacks(has_started=has_started, is_referred=is_referred, person=named))
