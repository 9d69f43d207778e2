"""Which workers came to somebody in the last week, as their ratings tell."""

from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.goals import Goal
from models.ratings import Rating
from models.rules.plans.continuity import WorkersOfWeek, WorkerThere, first_day_looked_at, workers_of_week
from models.staff import Staff


def workers_seen(turn: Turn, person: UUID) -> WorkersOfWeek:
    """Everybody who rated a visit of this person in the last seven days, in one statement. NICE NG21 (PSP-1)."""
    query = (
        select(Staff.id, Staff.name, Rating.day, Rating.call)
        .select_from(Goal)
        .join(Rating, Rating.goal_id == Goal.id)
        .join(Staff, Staff.id == Rating.worker_id)
        .where(
            Goal.person_id == person,
            Goal.office_id == turn.office,
            Rating.day.between(first_day_looked_at(turn.day), turn.day),
            Rating.withdrawn_at.is_(None),
        )
    )
    return workers_of_week((WorkerThere(*row) for row in turn.session.execute(query)), turn.day)
