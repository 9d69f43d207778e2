"""A week of planned visits, from its stored lines and back."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from models.plans import Plan, PlanVisit
from models.plans_of_days import stands
from models.referrals import Referral, RequestedVisit
from models.rules.plans.in_force import plan_of_day
from models.rules.plans.short_calls import why_kept
from models.rules.plans.totals import totals
from models.values import PlannedVisit, WhyShort, days_mask, days_of


def of_plan(turn: Turn, plan: UUID) -> tuple[PlannedVisit, ...]:
    """The visits of a plan version, in the order in which they were planned."""
    lines = turn.session.scalars(select(PlanVisit).where(PlanVisit.plan_id == plan).order_by(PlanVisit.number))
    return tuple(line.planned for line in lines)


def why_short_of(turn: Turn, plan: UUID) -> tuple[WhyShort, ...]:
    """Why short calls of a plan version are enough, as its visits keep it. Source: NICE NG21 (PSP-1)."""
    rows = turn.session.execute(
        select(PlanVisit.call, PlanVisit.short_because).where(
            PlanVisit.plan_id == plan, PlanVisit.short_because.is_not(None)
        )
    )
    return why_kept((row.call, row.short_because) for row in rows)


def versions_of(turn: Turn, episode: UUID) -> tuple[Plan, ...]:
    """The versions of an episode's plan that stand, in the order in which they were made. (PSP-2)."""
    query = select(Plan).where(Plan.episode_id == episode, stands()).order_by(Plan.number)
    return tuple(turn.session.scalars(query))


def last_number(turn: Turn, episode: UUID) -> int:
    """The number of the version made last; one that was taken back keeps its own. (PSP-2)."""
    return turn.session.scalar(select(func.max(Plan.number)).where(Plan.episode_id == episode)) or 0


def of_day(turn: Turn, episode: UUID, day: date) -> tuple[PlannedVisit, ...]:
    """The visits of an episode's plan of this day; none where it has no plan. Source: good practice (PSP-2)."""
    plan = plan_of_day(versions_of(turn, episode), day)
    return of_plan(turn, plan.id) if plan else ()


def of_referral(turn: Turn, referral: UUID) -> tuple[PlannedVisit, ...]:
    """The visits that a referral asks for now."""
    lines = turn.session.scalars(
        select(RequestedVisit)
        .join(Referral, Referral.id == RequestedVisit.referral_id)
        .where(RequestedVisit.referral_id == referral, RequestedVisit.revision == Referral.calls_revision)
        .order_by(RequestedVisit.id)
    )
    return tuple(PlannedVisit(days_of(line.days), line.call, line.minutes, line.workers, line.at) for line in lines)


def sums_of(week: Iterable[PlannedVisit]) -> dict[str, Any]:
    """The columns of a plan that say what its week adds up to; where calls take turns, the heavier week. (REF-15)."""
    sums = totals(week)
    return {
        "visits_a_week": sums.visits,
        "contact_minutes": sums.contact_minutes,
        "worker_minutes": sums.worker_minutes,
        "has_double_up": sums.has_double_up,
        "heavier_week": sums.heavier_week,
        "lighter_minutes": sums.lighter_minutes,
        "lighter_contact_minutes": sums.lighter_contact_minutes,
    }


def plan_lines(
    office: UUID,
    plan: UUID,
    week: Sequence[PlannedVisit],
    *,
    why: Sequence[str | None] | None = None,
    operation: UUID | None = None,
) -> list[PlanVisit]:
    """The lines that store a plan version's week, as part of this operation; `why` a visit is so short, one each."""
    return [
        PlanVisit(
            office_id=office,
            plan_id=plan,
            operation_id=operation,
            number=number,
            days=days_mask(visit.days),
            call=visit.call,
            at=visit.at,
            minutes=visit.minutes,
            workers=visit.workers,
            tasks=visit.tasks,
            weeks=visit.weeks,
            short_because=because,
        )
        for number, (visit, because) in enumerate(zip(week, why or repeat(None, len(week)), strict=True), start=1)
    ]


def requested_lines(
    office: UUID, referral: UUID, week: Iterable[PlannedVisit], *, revision: int
) -> list[RequestedVisit]:
    """The lines that store what a referral asks for."""
    return [
        RequestedVisit(
            office_id=office,
            referral_id=referral,
            revision=revision,
            days=days_mask(visit.days),
            call=visit.call,
            at=visit.at,
            minutes=visit.minutes,
            workers=visit.workers,
        )
        for visit in week
    ]
