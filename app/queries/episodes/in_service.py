"""One person in service as papers name them: person and episode, the plan of the day, the team, who is responsible."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.errors import not_listed, refuse_if
from app.door.turn import Turn
from app.queries.office.choices import OfficeView, office_view
from app.queries.statement import death_of
from models.care_at_home import SupportAim
from models.episodes import Episode
from models.owners_of_days import allocated_of_day, coordinator_of_day, dso_of_day, goal_setter_of_day, team_of_day
from models.people import Office, Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day_or_end
from models.rules.closure.deaths import DeathFacts
from models.rules.plans.covered import Covered
from models.rules.plans.short_calls import why_kept
from models.rules.plans.versions import printing_lacks
from models.staff import Staff
from models.teams import Team
from models.values import PlannedVisit, WhyShort, whole_name
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import AimOfSupport


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff, and the number to ring: their own, else the team's."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InService:
    """One read of what is known; `plan_from` is the moment from which the plan is in force."""

    office: OfficeView
    person: UUID
    name: str
    preferred: str
    born: date | None
    address: tuple[str, ...]
    mosaic_id: str
    funding: Funding
    paper_format: PaperFormat
    death: DeathFacts
    episode: UUID
    kind: EpisodeKind
    started_at: datetime
    ended_at: datetime | None
    first_support_at: datetime
    team: Colleague
    dso: Colleague
    coordinator: Colleague | None
    goal_setter: Colleague | None
    allocated_worker: Colleague | None
    support_for: AimOfSupport | None
    plan: UUID
    plan_number: int
    plan_from: datetime
    week: tuple[PlannedVisit, ...]
    covered: Covered
    why_short: tuple[WhyShort, ...]  # why the short calls of this week are enough, where it was said


def in_service(turn: Turn, *, episode: UUID) -> InService:
    """Read it; refused where there is no plan to print. Source: good practice (PSP-1)."""
    coordinator, setter, allocated, dso = (aliased(Staff) for _ in range(4))
    found = turn.session.execute(
        select(Office, Person, Episode, Team, dso, coordinator, setter, allocated, SupportAim.support_for)
        .select_from(Office)
        .join(Person, Person.office_id == Office.id)
        .join(Episode, Episode.person_id == Person.id)
        .join(Team, Team.id == team_of_day(turn.day))
        .join(dso, dso.id == dso_of_day(turn.day))
        .outerjoin(coordinator, coordinator.id == coordinator_of_day(turn.day))
        .outerjoin(setter, setter.id == goal_setter_of_day(turn.day))
        .outerjoin(allocated, allocated.id == allocated_of_day(turn.day))
        .outerjoin(SupportAim, SupportAim.episode_id == Episode.id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
    ).one_or_none()
    if found is None:
        raise not_listed("episode")
    office, person, record, team, organiser, by_coordinator, by_setter, by_allocated, aim = found
    plan, lines = _plan_in_force(turn, episode)
    return InService(
        office=office_view(office),
        person=person.id,
        name=whole_name(person.given, person.family),
        preferred=person.preferred,
        born=person.born,
        address=address_lines(person.address, person.postcode),
        mosaic_id=person.mosaic_id or "",
        funding=person.funding,
        paper_format=person.paper_format,
        death=death_of(person),
        episode=record.id,
        kind=record.kind,
        started_at=record.started_at,
        ended_at=record.ended_at,
        first_support_at=record.first_support_at,
        team=Colleague(team.name, team.telephone),
        dso=Colleague(organiser.name, organiser.telephone or team.telephone),
        coordinator=_colleague(by_coordinator, team.telephone),
        goal_setter=_colleague(by_setter, team.telephone),
        allocated_worker=_colleague(by_allocated, team.telephone),
        support_for=aim,
        plan=plan.id,
        plan_number=plan.number,
        plan_from=plan.effective_from,
        week=tuple(line.planned for line in lines),
        covered=plan.covers,
        why_short=why_kept((line.call, line.short_because) for line in lines),
    )


def address_lines(address: str, postcode: str) -> tuple[str, ...]:
    """An address as it is printed: a line a part, the postcode last."""
    parts = (*address.split(","), postcode)
    return tuple(part.strip() for part in parts if part.strip())


def paper_format(turn: Turn, *, episode: UUID) -> PaperFormat:
    """In which format the person of this episode needs their papers."""
    needed = turn.session.scalars(
        select(Person.paper_format)
        .join(Episode, Episode.person_id == Person.id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
    ).one_or_none()
    if needed is None:
        raise not_listed("episode")
    return needed


def _plan_in_force(turn: Turn, episode: UUID) -> tuple[Plan, tuple[PlanVisit, ...]]:
    rows = turn.session.execute(
        select(Plan, PlanVisit)
        .join(Episode, Episode.id == Plan.episode_id)
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(Plan.episode_id == episode, is_plan_of_day_or_end(turn.day))
        .order_by(PlanVisit.number)
    ).all()
    refuse_if(printing_lacks(has_plan=bool(rows)))
    return rows[0][0], tuple(line for _, line in rows if line is not None)


def _colleague(member: Staff | None, otherwise: str) -> Colleague | None:
    return None if member is None else Colleague(member.name, member.telephone or otherwise)
