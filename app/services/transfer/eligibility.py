"""When somebody was identified as eligible for ongoing support, by whom, with the personal budget a week (FUND-2)."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.transfer.transfer_of_episode import supported_as_seen
from models.costs import Eligibility
from models.episodes import Episode
from models.rules.agreement.requests import eligible_lacks
from models.values import Money


def record_eligible(
    turn: Turn,
    *,
    episode: UUID,
    seen: int | None,
    at: datetime,
    identified_by: str,
    budget: Decimal | None = None,
) -> Changes:
    """Keep it, or correct it; `budget` in pounds a week, none where none was given. Source: MG Finance (FUND-2)."""
    money = Money(budget) if budget is not None else None
    refuse_if(eligible_lacks(identified_by, at, money, turn.moment))
    transfer = supported_as_seen(turn, episode, seen)
    kept = turn.session.scalars(select(Eligibility).where(Eligibility.transfer_id == transfer.id)).one_or_none()
    said = {
        "eligible_at": at,
        "identified_by": identified_by.strip(),
        "budget_pence": money.in_pence if money is not None else None,
        "recorded_by_id": turn.staff,
    }
    if kept is None:
        kept = add(turn, Eligibility(transfer_id=transfer.id, **said))
    else:
        kept.operation_id = turn.operation
        for name, value in said.items():
            setattr(kept, name, value)
        turn.session.flush()
    return changes(Topic.TRANSFERS, person=look(turn, Episode, episode).person_id, made=kept.id)
