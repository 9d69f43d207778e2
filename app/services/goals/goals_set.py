"""Dating the milestone *goals set* by the first complete goal: part of setting and of changing one."""

from sqlalchemy import select

from app.door.turn import Turn
from app.services.deed import add
from models.episodes import Episode, Milestone
from models.rules.goals.milestones import MilestoneFacts, order_lacks
from models.rules.goals.smart import GoalFacts, is_complete
from models.vocabulary.episodes import MilestoneKind


def note_goals_set(turn: Turn, episode: Episode, goal: GoalFacts) -> None:
    """Date it now where this goal is complete and none was before.

    Where later milestones are dated already it stays missing, as it may: a goal isn't refused for its order.
    Source: OPG 3.3, 3.4 (GOAL-1, MILE-1).
    """
    if not is_complete(goal):
        return
    present = turn.session.scalars(select(Milestone).where(Milestone.episode_id == episode.id)).all()
    facts = [MilestoneFacts(each.kind, each.at) for each in present if not each.withdrawn_at]
    now = MilestoneFacts(MilestoneKind.GOALS_SET, turn.moment)
    if any(each.kind is now.kind for each in facts) or order_lacks([*facts, now]):
        return
    add(
        turn,
        Milestone(episode_id=episode.id, kind=now.kind, at=now.at, recorded_by_id=turn.staff),
    )
