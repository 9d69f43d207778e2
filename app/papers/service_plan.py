"""The service plan for the person's home file: the plan in force, what comes, and the goals, gathered in one read."""

from dataclasses import replace
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.reach import out_of_hours, reach
from app.papers.words import final_words
from app.queries.episodes.expected import expected_of
from app.queries.episodes.in_service import InService, in_service
from app.queries.plans.printed import coming_weeks, extended_until, goals_for_paper
from app.queries.plans.shared_visits import shared_on_paper
from models.rules.closure.deaths import paper_lacks
from models.rules.plans.changes import last_day_of_short_term
from models.rules.spoken_limits import weeks_said, within_said
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import AimOfSupport
from reports.layout.styles import Edition
from reports.layout.wording import Wording
from reports.service_plan import GoalLine, ServicePlanPaper, render


def planned_for(turn: Turn, *, episode: UUID) -> InService:
    """Whose plan it is. Refused without a plan, and after a death. Source: good practice (PSP-1, END-6)."""
    known = in_service(turn, episode=episode)
    refuse_if(paper_lacks(known.death))
    return known


def gather(turn: Turn, *, episode: UUID) -> ServicePlanPaper:
    """The paper of the plan in force, with the allocated worker of the day where one is named.

    Refused without a plan, and after a death. Source: OPG 3.3; STCH (PSP-7, PSP-11, END-6).
    """
    known = planned_for(turn, episode=episode)
    began = london_day(known.started_at if known.kind.is_interim else known.first_support_at)
    extended = extended_until(turn, episode=episode) if known.kind is EpisodeKind.SHORT_TERM else None
    policy = turn.policy.at(known.first_support_at)
    last = last_day_of_short_term(began, turn.policy, extended) if known.kind is EpisodeKind.SHORT_TERM else None
    return ServicePlanPaper(
        reference=f"PSP-{known.mosaic_id or str(known.person)[-8:]}-{known.plan_number}",
        council=known.office.council,
        person=known.name,
        preferred_name=known.preferred,
        address=known.address,
        kind=known.kind,
        version=known.plan_number,
        valid_from=london_day(known.plan_from),
        began_on=began,
        ends_on=last,
        is_extended=last is not None and last == extended,
        lasts=weeks_said(policy.short_term_days),
        goals_within=within_said(turn.policy.at(known.started_at).goals_within),
        recuperates=known.support_for is AimOfSupport.RECUPERATE,
        coming=tuple(
            (each.day, each.week, each.covered, each.why_short) for each in coming_weeks(turn, episode=episode)
        ),
        expected=tuple((each.kind, london_day(each.expected_at)) for each in expected_of(turn, episode=episode)),
        team=reach(known.team),
        dso=reach(known.dso),
        week=known.week,
        covered=known.covered,
        why_short=known.why_short,
        shared=tuple(each.home for each in shared_on_paper(turn, episode, known.week)),
        goals=tuple(
            GoalLine(
                each.number, each.statement, each.measure, each.target, each.calls, each.own_words, each.aim_beside
            )
            for each in goals_for_paper(turn, episode=episode)
        ),
        allocated_worker=reach(known.allocated_worker) if known.allocated_worker else None,
        goal_setter=reach(known.goal_setter) if known.goal_setter else None,
        case_coordinator=reach(known.coordinator) if known.coordinator else None,
        out_of_hours=out_of_hours(known.office),
    )


def draw(paper: ServicePlanPaper, edition: Edition, words: Wording | None = None) -> bytes:
    """The PDF; the same paper and words give the same bytes."""
    return render(paper, edition, words)


def service_plan_pages(turn: Turn, *, episode: UUID, edition: Edition) -> bytes:
    """The service plan in force as a PDF, in the office's words of today."""
    words = final_words(turn, paper="service_plan", edition=edition)
    return draw(replace(gather(turn, episode=episode), wording=words.version), edition, words)


def service_plan_pdf(turn: Turn, *, episode: UUID, paper_format: PaperFormat) -> bytes:
    """The service plan in force as a PDF in the format in which somebody needs it."""
    return service_plan_pages(turn, episode=episode, edition=Edition(paper_format.value))
