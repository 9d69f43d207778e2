"""Can we take this? One referral's calls beside what its team and its patch have left (REF-12, REF-15)."""

from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.statement import REQUESTED, visit_of
from models.capacity import STATEMENTS_KEPT, is_promised, team_hours
from models.capacity_visits import visits_and_usual_of
from models.owners_of_days import patch_of_day, team_of_referral_of_day
from models.people import Person
from models.referrals import Hold, Referral, RequestedVisit
from models.rules.capacity.fit import CallRoom, Fit, TeamRoom, can_take
from models.rules.plans.totals import worker_minutes
from models.teams import Patch, TeamPatch
from models.values import Call, PlannedVisit, london_day

__all__ = ["Fit", "capacity_fit"]


def capacity_fit(turn: Turn, *, referral: UUID) -> Fit:
    """What of its calls fits, what doesn't, and what is nearest: three statements, five where its team is full.

    Other teams are weighed by their weakest day from its agreed start on, from today where none is agreed. Hours that
    are promised to it or held for it already are free to it. Source: OPG 1.5, 2.1; CAB 2 (DAY-4, REF-15).
    """
    lines = turn.session.execute(_asked(turn.office, turn.day), {"referral": referral}).all()
    if not lines:
        raise not_listed("referral")
    first = lines[0]
    asked = tuple(visit_of(line) for line in lines if line.minutes is not None)
    own = sum(worker_minutes(each) for each in asked) if first.promised or first.held else 0
    (ours,) = team_hours(turn.session, turn.office, turn.day, team=first.team_id)
    left = max(0, ours.load.weakest[0] + own)
    others: list[TeamRoom] = []
    if left < sum(worker_minutes(each) for each in asked):
        start = max(turn.day, london_day(first.start_planned_at)) if first.start_planned_at else turn.day
        serving = _serving(turn, first.patch_id)
        others = [
            TeamRoom(each.name, each.load.free_from(start), each.id in serving, each.id)
            for each in team_hours(turn.session, turn.office, turn.day)
            if each.id != ours.id and each.kind is ours.kind
        ]
    return can_take(asked, left, first.patch or "", _rooms(turn, first.team_id, referral), others)


@lru_cache(maxsize=STATEMENTS_KEPT)
def _asked(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    """Where a `referral` is, and whether hours are its own; a row a visit that it asks for."""
    return (
        select(
            *REQUESTED,
            team_of_referral_of_day(day).label("team_id"),
            Patch.id.label("patch_id"),
            Patch.name.label("patch"),
            Referral.start_planned_at,
            is_promised().label("promised"),
            exists().where(Hold.referral_id == Referral.id, Hold.ended_at.is_(None)).correlate(Referral).label("held"),
        )
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(Patch, Patch.id == patch_of_day(day))
        .outerjoin(
            RequestedVisit,
            (RequestedVisit.referral_id == Referral.id) & (RequestedVisit.revision == Referral.calls_revision),
        )
        .where(Referral.id == bindparam("referral"), Referral.office_id == office)
        .order_by(RequestedVisit.id)
    )


def _serving(turn: Turn, patch: UUID | None) -> frozenset[UUID]:
    """The teams that serve a patch."""
    served = (TeamPatch.office_id == turn.office, TeamPatch.patch_id == patch, TeamPatch.ended_at.is_(None))
    return frozenset(turn.session.scalars(select(TeamPatch.team_id).where(*served)))


def _rooms(turn: Turn, team: UUID, referral: UUID) -> dict[tuple[str, Call], CallRoom]:
    """The calls of each patch at which somebody has said what is usual, without this referral's own visits."""
    given, usual = visits_and_usual_of(turn.session, turn.office, turn.day, team, without=referral)
    visits: defaultdict[tuple[str, Call], Counter[PlannedVisit]] = defaultdict(Counter)
    for each in given:  # of what two share one too many stands in the plans, and is less than none on its days
        visits[each.patch, each.visit.call][each.visit] += each.times
    places = ((each.hours, (each.hours.patch, each.hours.call)) for each in usual)
    return {place: CallRoom(hours.hours, visits[place]) for hours, place in places}
