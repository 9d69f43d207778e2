"""The action by which a meeting has ongoing need assessed (MDT-3, MILE-2)."""

from uuid import UUID

from sqlalchemy import Select, select

from models.meetings import Action, not_taken_back

TO_ASSESS = "Assess ongoing need"


def actions_to_assess(episode: UUID) -> Select[Action]:
    """Those about somebody's episode that are open, the first due first. Source: OPG 3.5, 3.6 (MDT-3, MILE-2)."""
    its = Action.episode_id == episode, Action.what == TO_ASSESS
    return select(Action).where(*its, Action.done_at.is_(None), not_taken_back(Action)).order_by(Action.due, Action.id)
