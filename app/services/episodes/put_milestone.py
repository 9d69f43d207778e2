"""Putting a milestone on an episode, in its order: part of several use cases."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, refuse_if_changed
from models.episodes import Milestone
from models.rules.goals.milestones import MilestoneFacts, order_lacks
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind


def withdraw(turn: Turn, episode: UUID, kind: MilestoneKind) -> None:
    """A milestone that turned out to be a mistake counts no more; its row stays (END-7)."""
    query = select(Milestone).where(Milestone.episode_id == episode, Milestone.kind == kind)
    found = turn.session.scalars(query).one_or_none()
    if found is not None:
        found.withdrawn_at, found.operation_id = turn.moment, turn.operation


def refuse_if_redated(turn: Turn, episode: UUID, kind: MilestoneKind, seen: int | None) -> None:
    """Refuse where this milestone isn't as the desk saw it; none: it saw none. Hold the episode first."""
    query = select(Milestone).where(
        Milestone.episode_id == episode, Milestone.kind == kind, Milestone.withdrawn_at.is_(None)
    )
    refuse_if_changed(turn, turn.session.scalars(query).one_or_none(), seen)


def put(
    turn: Turn,
    episode: UUID,
    kind: MilestoneKind,
    at: datetime,
    *,
    decision: AssessmentDecision | None = None,
    assessed_by: str = "",
) -> Milestone:
    """Record a milestone, or correct the date of one; refused out of its order in time (MILE-1)."""
    present = turn.session.scalars(select(Milestone).where(Milestone.episode_id == episode)).all()
    others = [MilestoneFacts(each.kind, each.at) for each in present if each.kind is not kind and not each.withdrawn_at]
    refuse_if(order_lacks([*others, MilestoneFacts(kind, at)]))
    found = next((each for each in present if each.kind is kind), None)
    if found is None:
        return add(
            turn,
            Milestone(
                episode_id=episode,
                kind=kind,
                at=at,
                decision=decision,
                assessed_by=assessed_by,
                recorded_by_id=turn.staff,
            ),
        )
    found.at, found.decision, found.assessed_by, found.withdrawn_at = at, decision, assessed_by, None
    found.recorded_by_id, found.operation_id = turn.staff, turn.operation
    return found
