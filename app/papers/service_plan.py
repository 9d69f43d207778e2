"""The service plan for the person's home file: the plan in force with its goals, gathered in one read."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.in_service import Gathered
from app.papers.in_service import gather as gather_known
from models.episodes import Extension
from models.goal_facts import goal_facts
from models.goals import Goal
from models.rules.closure.deaths import paper_lacks
from models.rules.goals.smart import is_complete
from models.rules.plans.changes import last_day_of_short_term
from models.rules.plans.totals import totals
from models.values import Call, london_day
from models.vocabulary import EpisodeKind, GoalState
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.service_plan import GoalLine, ServicePlanPaper, render


def gather(turn: Turn, *, episode: UUID) -> ServicePlanPaper:
    """The paper of the plan in force. Refused without a plan, and after a death. Source: OPG 3.3 (PSP-7, END-6)."""
    known = gather_known(turn, episode=episode)
    refuse_if(paper_lacks(known.death))
    sums, plan = totals(known.week), known.plan
    began = london_day(known.episode.first_support_at)
    return ServicePlanPaper(
        reference=f"PSP-{known.person.mosaic_id or str(known.person.id)[-8:]}-{plan.number}",
        council=known.office.council,
        person=known.name,
        preferred_name=known.person.preferred,
        address=known.address,
        kind=known.episode.kind,
        version=plan.number,
        valid_from=london_day(plan.effective_from),
        began_on=began,
        ends_on=(
            last_day_of_short_term(began, turn.policy, _extended_until(turn, episode))
            if known.episode.kind is EpisodeKind.SHORT_TERM
            else None
        ),
        team=Reach(known.team.name, known.team.telephone),
        dso=known.dso,
        week=known.week,
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        goals=_goals(turn, known),
        goal_setter=known.goal_setter,
        case_coordinator=known.coordinator,
    )


def draw(paper: ServicePlanPaper, edition: Edition) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    return render(paper, edition)


def _extended_until(turn: Turn, episode: UUID) -> date | None:
    query = select(func.max(Extension.last_day)).where(
        Extension.episode_id == episode, Extension.office_id == turn.office
    )
    return turn.session.scalar(query)


def _goals(turn: Turn, known: Gathered) -> tuple[GoalLine, ...]:
    """The complete goals that are being worked on: a draft isn't printed. Source: OPG 3.3 (GOAL-3)."""
    query = (
        select(Goal)
        .where(Goal.episode_id == known.episode.id, Goal.office_id == turn.office, Goal.state == GoalState.OPEN)
        .order_by(Goal.number)
    )
    return tuple(
        GoalLine(each.statement, each.measure, each.target, _calls(each.calls))
        for each in turn.session.scalars(query)
        if is_complete(goal_facts(each))
    )


def _calls(stored: str) -> tuple[Call, ...]:
    named = {each.strip() for each in stored.split(",")}
    return tuple(call for call in Call if call.value in named)
