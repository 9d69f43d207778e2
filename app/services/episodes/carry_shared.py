"""Visits shared with another person go where the support goes: to interim within STS, and back with it (REF-15)."""

from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.episodes import Episode
from models.shared_visits import SharedVisit


def carry_shared(turn: Turn, before: UUID, after: UUID) -> frozenset[UUID]:
    """What one episode shares, the other shares from now on, at each call at which it shares nothing yet. (PSP-1).

    On which days it holds still follows from both plans. The people of both sides of what went along, for whoever
    tells what changed.
    """
    of_both = SharedVisit.episode_id.in_((before, after)) | SharedVisit.with_episode_id.in_((before, after))
    query = select(SharedVisit).where(SharedVisit.office_id == turn.office, SharedVisit.ended_at.is_(None), of_both)
    found = turn.session.scalars(query.order_by(SharedVisit.shared_at, SharedVisit.id).with_for_update()).all()
    taken = {each.call for each in found if after in {each.episode_id, each.with_episode_id}}
    carried = [each for each in found if each.call not in taken]
    for each in carried:
        if each.episode_id == before:
            each.episode_id = after
        else:
            each.with_episode_id = after
        each.operation_id = turn.operation
    return people_of(turn, *(key for each in carried for key in (each.episode_id, each.with_episode_id)))


def people_of(turn: Turn, *episodes: UUID) -> frozenset[UUID]:
    """Whose episodes these are. Source: standards.md, trap 6 (PSP-1)."""
    if not episodes:
        return frozenset()
    return frozenset(turn.session.scalars(select(Episode.person_id).where(Episode.id.in_(episodes))))
