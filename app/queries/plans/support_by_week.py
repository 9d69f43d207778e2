"""What was rated in a run of service, for the hours to be looked at beside it."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.goals import Goal
from models.ratings import Rating
from models.rules.goals.levels import RatedVisit, RatingFacts, rated_visits


def visits_rated(turn: Turn, episodes: Sequence[UUID]) -> tuple[RatedVisit[RatingFacts], ...]:
    """Every rated visit of every goal of these episodes so far, in one statement. Source: OPG 3.4 (IPAD-1)."""
    query = (
        select(Rating.goal_id, Rating.day, Rating.call, Rating.worker_id, Rating.letter)
        .join(Goal, Goal.id == Rating.goal_id)
        .where(
            Goal.episode_id.in_(episodes),
            Goal.office_id == turn.office,
            Rating.withdrawn_at.is_(None),
            Rating.at <= turn.moment,
        )
    )
    by_goal: defaultdict[UUID, list[RatingFacts]] = defaultdict(list)
    for row in turn.session.execute(query):
        by_goal[row.goal_id].append(RatingFacts(*row))
    return tuple(chain.from_iterable(map(rated_visits, by_goal.values())))
