"""What every paper about somebody in service is gathered from: one person, one episode, the plan in force, the team."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.errors import Refused, refuse_if
from app.door.turn import Turn
from models.episodes import Episode
from models.people import Office, Person
from models.plans import Plan, PlanVisit
from models.rules.closure.deaths import DeathFacts
from models.rules.plans.versions import printing_lacks
from models.staff import Staff
from models.teams import Team
from models.values import PlannedVisit
from reports.agreement.paper import Reach


@dataclass(frozen=True, slots=True)
class Gathered:
    """One read of what is known; the records are for this read only and never leave `app.papers`."""

    office: Office
    person: Person
    episode: Episode
    team: Team
    dso: Reach
    coordinator: Reach | None
    goal_setter: Reach | None
    plan: Plan
    week: tuple[PlannedVisit, ...]

    @property
    def death(self) -> DeathFacts:
        """What is known of a death: with one, no paper is addressed to the person (END-6)."""
        person = self.person
        return DeathFacts(
            reported_at=person.death_reported_at, confirmed_at=person.death_confirmed_at, died_on=person.died_on
        )

    @property
    def name(self) -> str:
        """As it is printed."""
        return f"{self.person.given} {self.person.family}"

    @property
    def address(self) -> tuple[str, ...]:
        """A line a part, the postcode last."""
        parts = (*self.person.address.split(","), self.person.postcode)
        return tuple(part.strip() for part in parts if part.strip())


def gather(turn: Turn, *, episode: UUID) -> Gathered:
    """Read it, or refuse where there is no plan to print."""
    coordinator, setter, dso = aliased(Staff), aliased(Staff), aliased(Staff)
    found = turn.session.execute(
        select(Office, Person, Episode, Team, dso, coordinator, setter, Plan)
        .join(Person, Person.office_id == Office.id)
        .join(Episode, Episode.person_id == Person.id)
        .join(Team, Team.id == Episode.team_id)
        .join(dso, dso.id == Episode.dso_id)
        .outerjoin(coordinator, coordinator.id == Episode.case_coordinator_id)
        .outerjoin(setter, setter.id == Episode.goal_setter_id)
        .outerjoin(Plan, Plan.episode_id == Episode.id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
        .order_by(Plan.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise Refused("This episode isn't in your office's list.", who="the office that holds it")
    office, person, record, team, organiser, by_coordinator, by_setter, plan = found
    refuse_if(printing_lacks(has_plan=plan is not None))
    return Gathered(
        office,
        person,
        record,
        team,
        Reach(organiser.name, organiser.telephone or team.telephone),
        _reach(by_coordinator, team.telephone),
        _reach(by_setter, team.telephone),
        plan,
        _week(turn, plan.id),
    )


def _reach(member: Staff | None, otherwise: str) -> Reach | None:
    return None if member is None else Reach(member.name, member.telephone or otherwise)


def _week(turn: Turn, plan: UUID) -> tuple[PlannedVisit, ...]:
    lines = turn.session.scalars(select(PlanVisit).where(PlanVisit.plan_id == plan).order_by(PlanVisit.number))
    return tuple(line.planned for line in lines)
