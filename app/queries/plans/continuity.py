"""Which workers came to somebody in the last week, as their ratings tell."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from models.goals import Goal
from models.ratings import Rating
from models.rules.plans.continuity import WorkersOfWeek, WorkerThere, first_day_looked_at, workers_of_week
from models.shared_visits import SharedVisit
from models.staff import Staff
from models.values import london_day


def workers_seen(turn: Turn, person: UUID) -> WorkersOfWeek:
    """Everybody who rated a visit of this person in the last seven days, in one statement. NICE NG21 (PSP-1).

    It was one visit for two where it was shared on that day, and they rated the other at the same call.
    """
    goal, rating = aliased(Goal), aliased(Rating)
    both = (SharedVisit.episode_id, SharedVisit.with_episode_id)
    of_the_other = (
        select(rating.goal_id)
        .join(goal, goal.id == rating.goal_id)
        .where(
            goal.episode_id == case((both[0] == Goal.episode_id, both[1]), else_=both[0]),
            rating.day == Rating.day,
            rating.call == Rating.call,
            rating.worker_id == Rating.worker_id,
            rating.withdrawn_at.is_(None),
        )
        .correlate(Goal, Rating, SharedVisit)
    )
    shares = or_(*(each == Goal.episode_id for each in both))
    query = (
        select(Staff.id, Staff.name, Rating.day, Rating.call, SharedVisit.shared_at, SharedVisit.ended_at)
        .select_from(Goal)
        .join(Rating, Rating.goal_id == Goal.id)
        .join(Staff, Staff.id == Rating.worker_id)
        .outerjoin(SharedVisit, and_(shares, SharedVisit.call == Rating.call, of_the_other.exists()))
        .where(
            Goal.person_id == person,
            Goal.office_id == turn.office,
            Rating.day.between(first_day_looked_at(turn.day), turn.day),
            Rating.withdrawn_at.is_(None),
        )
    )
    there = (
        WorkerThere(row.id, row.name, row.day, row.call, _is_shared_on(row.day, row.shared_at, row.ended_at))
        for row in turn.session.execute(query)
    )
    return workers_of_week(there, turn.day)


def _is_shared_on(day: date, since: datetime | None, ended: datetime | None) -> bool:
    return since is not None and london_day(since) <= day and (ended is None or day <= london_day(ended))
