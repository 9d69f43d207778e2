"""What episodes weigh in a team's hours from a day on (REF-15)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.plans import Plan
from models.plans_of_days import is_in_force_or_coming


def most_minutes(turn: Turn, episodes: Sequence[UUID], day: date) -> int:
    """Worker minutes a week of all of them, each by the heaviest of its plans from this day on; one statement."""
    most: defaultdict[UUID, int] = defaultdict(int)
    query = select(Plan.episode_id, Plan.worker_minutes).where(
        Plan.episode_id.in_(episodes), is_in_force_or_coming(max(day, turn.day))
    )
    for episode, minutes in turn.session.execute(query):
        most[episode] = max(most[episode], minutes)
    return sum(most.values())
