"""What the paper for the home says beside the plan: what comes, until when the service is extended, and the goals."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from models.episodes import Episode, Extension
from models.goal_facts import goal_facts
from models.goals import Goal
from models.plans import Plan, PlanVisit
from models.plans_of_days import StoredVersion, is_coming
from models.rules.goals.beside_statement import aim_beside
from models.rules.goals.smart import is_complete
from models.rules.plans.covered import Covered, restored, week_line
from models.rules.plans.in_force import coming, coming_line
from models.rules.plans.short_calls import why_kept
from models.runs import runs_of
from models.values import Call, PlannedVisit, WhyShort
from models.vocabulary.goals import GoalState


@dataclass(frozen=True, slots=True)
class PrintedGoal:
    """A complete goal that is being worked on; `aim_beside` is what it aims at, where its measure says it not."""

    number: int
    statement: str
    own_words: str
    measure: str
    aim_beside: str
    target: date | None
    calls: tuple[Call, ...]


def extended_until(turn: Turn, *, episode: UUID) -> date | None:
    """The last day of the latest extension, if there is one. Source: STCH; OPG 5.4 (PSP-7)."""
    query = select(func.max(Extension.last_day)).where(
        Extension.episode_id == episode, Extension.office_id == turn.office
    )
    return turn.session.scalar(query)


@dataclass(frozen=True, slots=True)
class ComingWeek:
    """A week agreed for later, from its day on, with what others cover then, and why short calls are enough."""

    day: date
    week: tuple[PlannedVisit, ...]
    covered: Covered
    why_short: tuple[WhyShort, ...]

    @property
    def sentence(self) -> str:
        """The day and the week in one line, with what others cover."""
        return coming_line(self.day, week_line(self.week, self.covered))


def coming_weeks(turn: Turn, *, episode: UUID) -> tuple[ComingWeek, ...]:
    """The weeks agreed for days to come, the soonest first; none once support has ended. (PSP-2)."""
    rows = turn.session.execute(
        select(Plan.number, Plan.effective_from, Plan.covered, PlanVisit)
        .join(Episode, Episode.id == Plan.episode_id)
        .join(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(
            Plan.episode_id == episode,
            Plan.office_id == turn.office,
            Episode.ended_at.is_(None),
            is_coming(turn.day),
        )
        .order_by(Plan.number, PlanVisit.number)
    )
    versions = (list(lines) for _, lines in groupby(rows, key=attrgetter("number")))
    stored = (StoredVersion(lines[0], tuple(each.PlanVisit for each in lines)) for lines in versions)
    return tuple(
        ComingWeek(
            each.from_day,
            tuple(line.planned for line in each.week),
            restored(each.row.covered),
            why_kept((line.call, line.short_because) for line in each.week),
        )
        for each in coming(stored, turn.day)
    )


def goals_for_paper(turn: Turn, *, episode: UUID) -> tuple[PrintedGoal, ...]:
    """The complete goals that are being worked on, those from before a transfer too: a draft isn't printed.

    Source: OPG 3.3 (GOAL-3, INT-7).
    """
    run = runs_of(turn.office, [episode])
    query = (
        select(Goal)
        .join(run, run.c.episode == Goal.episode_id)
        .where(Goal.office_id == turn.office, Goal.state == GoalState.OPEN)
        .order_by(Goal.set_at, Goal.number)
    )
    told = ((goal.number, goal_facts(goal)) for goal in turn.session.scalars(query))
    return tuple(
        PrintedGoal(
            number, said.statement, said.own_words, said.measure, aim_beside(said), said.target, _calls(said.calls)
        )
        for number, said in told
        if is_complete(said)
    )


def _calls(stored: str) -> tuple[Call, ...]:
    named = {each.strip() for each in stored.split(",")}
    return tuple(call for call in Call if call.value in named)
