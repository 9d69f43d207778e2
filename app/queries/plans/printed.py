"""What the paper for the home says beside the plan: until when the service is extended, and the goals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from models.episodes import Extension
from models.goal_facts import goal_facts
from models.goals import Goal
from models.rules.goals.smart import is_complete
from models.values import Call
from models.vocabulary.goals import GoalState


@dataclass(frozen=True, slots=True)
class PrintedGoal:
    """A complete goal that is being worked on."""

    statement: str
    measure: str
    target: date | None
    calls: tuple[Call, ...]


def extended_until(turn: Turn, *, episode: UUID) -> date | None:
    """The last day of the latest extension, if there is one. Source: STCH; OPG 5.4 (PSP-7)."""
    query = select(func.max(Extension.last_day)).where(
        Extension.episode_id == episode, Extension.office_id == turn.office
    )
    return turn.session.scalar(query)


def goals_for_paper(turn: Turn, *, episode: UUID) -> tuple[PrintedGoal, ...]:
    """The complete goals that are being worked on: a draft isn't printed. Source: OPG 3.3 (GOAL-3)."""
    query = (
        select(Goal)
        .where(Goal.episode_id == episode, Goal.office_id == turn.office, Goal.state == GoalState.OPEN)
        .order_by(Goal.number)
    )
    return tuple(
        PrintedGoal(each.statement, each.measure, each.target, _calls(each.calls))
        for each in turn.session.scalars(query)
        if is_complete(goal_facts(each))
    )


def _calls(stored: str) -> tuple[Call, ...]:
    named = {each.strip() for each in stored.split(",")}
    return tuple(call for call in Call if call.value in named)
