"""The action by which a meeting has ongoing need assessed (MDT-3, MILE-2)."""

from uuid import UUID

from sqlalchemy import Select, select

from app.door.turn import Turn
from models.meetings import Action, not_taken_back

TO_ASSESS = "Assess ongoing need"


def actions_to_assess(episode: UUID) -> Select[Action]:
    """Those about somebody's episode that are open, the first due first. Source: OPG 3.5, 3.6 (MDT-3, MILE-2)."""
    its = Action.episode_id == episode, Action.what == TO_ASSESS
    return select(Action).where(*its, Action.done_at.is_(None), not_taken_back(Action)).order_by(Action.due, Action.id)


def finish_assessing(turn: Turn, episode: UUID) -> None:
    """Ongoing need is assessed, or no further action decided: nothing is left to do of them. (MDT-3, MILE-2)."""
    for action in turn.session.scalars(actions_to_assess(episode)):
        action.done_at, action.done_by_id, action.operation_id = turn.moment, turn.staff, turn.operation
