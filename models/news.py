"""When something that a meeting talks about last changed for somebody, each a column of a statement about episodes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Label, func, select

from models.breaks import Break, took_place
from models.episodes import Episode
from models.goals import Goal, GoalWording
from models.owners import OwnerChange
from models.plans import Plan
from models.plans_of_days import is_in_force_or_coming
from models.rules.clocks import end_of_day
from models.vocabulary.owners import OwnerOf

NEWS = ("goal_set_at", "goal_closed_at", "goal_reworded_at", "back_at", "in_team_since", "planned_at")


def news(day: date) -> tuple[Label[datetime | None], ...]:
    """One column of each name in `NEWS`, null where it never was: of the goals of the person of the outer statement.

    `back_at` is the return from the episode's last break, `in_team_since` when it was last moved to a team up to the
    end of a day, `planned_at` when the newest version of its plan was made, in force on that day or coming.
    Source: OPG 3.5 (MDT-1).
    """
    theirs = Goal.person_id == Episode.person_id
    moved = (
        OwnerChange.episode_id == Episode.id,
        OwnerChange.what == OwnerOf.TEAM,
        OwnerChange.taken_back_at.is_(None),
        OwnerChange.effective_from <= end_of_day(day),
    )
    asked: tuple[Any, ...] = (
        select(func.max(Goal.set_at)).where(theirs),
        select(func.max(Goal.closed_at)).where(theirs),
        select(func.max(GoalWording.changed_at)).join(Goal, Goal.id == GoalWording.goal_id).where(theirs),
        select(func.max(Break.returned_at)).where(Break.episode_id == Episode.id, took_place()),
        select(func.max(OwnerChange.effective_from)).where(*moved),
        select(func.max(Plan.made_at)).where(Plan.episode_id == Episode.id, is_in_force_or_coming(day)),
    )
    return tuple(each.correlate(Episode).scalar_subquery().label(name) for name, each in zip(NEWS, asked, strict=True))
