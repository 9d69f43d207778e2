"""Whether assistive technology was given during STS: asked by the hand-over, said by somebody (END-5).

The answer is kept with the episode whose package keeps the review.
"""

from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.services.deed import add, refuse_if_changed
from models.assistive import AtGiven


def what_was_said(turn: Turn, episode: UUID) -> AtGiven | None:
    """The question with its answer, none where it was neither asked by a hand-over nor answered."""
    return turn.session.scalars(select(AtGiven).where(AtGiven.episode_id == episode)).one_or_none()


def ask_about(turn: Turn, episode: UUID) -> None:
    """From the hand-over on somebody says whether it was given. Source: OPG 4 (END-5)."""
    if what_was_said(turn, episode) is None:
        add(turn, AtGiven(episode_id=episode))


def say_whether(turn: Turn, episode: UUID, seen: int | None, *, given: bool) -> None:
    """Keep the answer, with whose it is and when; an earlier one stays in the audit. Source: OPG 4 (END-5)."""
    found = what_was_said(turn, episode)
    refuse_if_changed(turn, found, seen)
    found = found or add(turn, AtGiven(episode_id=episode))
    found.given, found.said_at, found.said_by_id = given, turn.moment, turn.staff
    found.operation_id = turn.operation
    turn.session.flush()


def forget_that_none_was(turn: Turn, episode: UUID) -> None:
    """Support goes on: what was given stays given, and what wasn't may be yet, so it is asked anew. (END-5, END-7)."""
    found = what_was_said(turn, episode)
    if found is not None and found.given is False:
        found.given = found.said_at = found.said_by_id = None
        found.operation_id = turn.operation
