"""Who is in service now, with their week, who speaks for them and who is responsible, in four statements (DAY-3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.breaks import Break
from models.episodes import Episode
from models.expected_of_episodes import expected_in, next_expected
from models.extensions import extended_until
from models.owners_of_days import coordinator_of_day, dso_of_day, patch_of_day, team_of_day
from models.people import Person, Representative
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_in_force_or_coming, is_plan_of_day
from models.rules.closure.expected import expected_line
from models.rules.plans.covered import Covered, restored
from models.rules.plans.in_force import coming, plan_of_day
from models.rules.plans.shared import shared_call
from models.shared_visits import SharedVisit, is_away
from models.staff import Staff
from models.teams import Patch, Team
from models.values import Call, PlannedVisit, london_day, whole_name
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ring, and what they are to the person."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InCare:
    """Somebody in service, as the continuity list needs them.

    `covered` are the calls that others cover; `coming` the weeks that are agreed for later, by their day; `expected`
    says an end, a return or a move that was recorded ahead (END-9), empty where none was; `contacts` who speaks for
    them, then who works.
    """

    name: str
    preferred: str
    born: date | None
    nhs_number: str | None
    address: str
    postcode: str
    telephone: str
    communication: str
    risks: str
    lone_worker_risk: bool
    has_died: bool
    patch: str
    kind: EpisodeKind
    team_id: UUID
    team: str
    first_support_at: datetime
    extended_to: date | None
    week: tuple[PlannedVisit, ...]
    covered: Covered
    coming: tuple[tuple[date, tuple[PlannedVisit, ...], Covered], ...]
    has_double_up: bool
    break_kind: BreakKind | None
    away_since: datetime | None
    expected: str
    contacts: tuple[Contact, ...]
    shared: tuple[tuple[Call, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """A version with its week."""

    from_day: date
    number: int
    covered: Covered
    week: list[PlannedVisit]

    def dated(self) -> tuple[date, tuple[PlannedVisit, ...], Covered]:
        """Its day, its week, and what others cover then."""
        return self.from_day, tuple(self.week), self.covered


def everybody_in_service(turn: Turn) -> tuple[InCare, ...]:
    """Everybody of the office, by patch and name; who is reported to have died is marked. Good practice (DAY-3)."""
    plans, speakers = _plans(turn), _speakers(turn)
    found = {
        row.episode_id: _in_care(turn, row, plans[row.episode_id], speakers[row.person_id]) for row in _people(turn)
    }
    shared = _shared(turn, found)
    return tuple(replace(each, shared=tuple(shared[key])) for key, each in found.items())


def team_name(turn: Turn, *, team: UUID) -> str:
    """The name of a team of this office."""
    query = select(Team.name).where(Team.id == team, Team.office_id == turn.office)
    name = turn.session.scalars(query).one_or_none()
    if name is None:
        raise not_listed("team")
    return name


def _in_care(turn: Turn, row: AnyRow, plans: list[_Plan], speakers: list[Contact]) -> InCare:
    of_day, expected = plan_of_day(plans, turn.day), expected_in(row)
    working = [Contact(f"DSO {row.dso}", row.dso_telephone or row.team_telephone)]
    if row.coordinator:
        working.append(Contact(f"Case coordinator {row.coordinator}", row.coordinator_telephone or row.team_telephone))
    return InCare(
        name=whole_name(row.given, row.family),
        preferred=row.preferred,
        born=row.born,
        nhs_number=row.nhs_number,
        address=row.address,
        postcode=row.postcode,
        telephone=row.telephone,
        communication=row.communication,
        risks=row.risks,
        lone_worker_risk=row.lone_worker_risk,
        has_died=row.death_reported_at is not None,
        patch=row.patch,
        kind=row.kind,
        team_id=row.team_id,
        team=row.team,
        first_support_at=row.first_support_at,
        extended_to=row.extended_to,
        week=tuple(of_day.week) if of_day else (),
        covered=of_day.covered if of_day else (),
        coming=tuple(each.dated() for each in coming(plans, turn.day)),
        has_double_up=bool(row.has_double_up),
        break_kind=row.break_kind,
        away_since=row.began_at,
        expected=expected_line(expected) if expected is not None else "",
        contacts=(*speakers, *working),
    )


def _people(turn: Turn) -> list[AnyRow]:
    coordinator = aliased(Staff)
    return list(
        turn.session.execute(
            select(
                Person.id.label("person_id"), Person.given, Person.family, Person.preferred, Person.born,
                Person.nhs_number, Person.address, Person.postcode, Person.telephone, Person.communication,
                Person.risks, Person.lone_worker_risk, Person.death_reported_at,
                func.coalesce(Patch.name, "").label("patch"), Episode.id.label("episode_id"), Episode.kind,
                team_of_day(turn.day).label("team_id"), Episode.first_support_at, extended_until().label("extended_to"),
                Team.name.label("team"), Team.telephone.label("team_telephone"), Staff.name.label("dso"),
                Staff.telephone.label("dso_telephone"), coordinator.name.label("coordinator"),
                coordinator.telephone.label("coordinator_telephone"), Break.kind.label("break_kind"), Break.began_at,
                Plan.has_double_up, *next_expected(),
            )
            .select_from(Person)
            .join(Episode, Episode.person_id == Person.id)
            .join(Team, Team.id == team_of_day(turn.day))
            .join(Staff, Staff.id == dso_of_day(turn.day))
            .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
            .outerjoin(coordinator, coordinator.id == coordinator_of_day(turn.day))
            .outerjoin(Break, (Break.episode_id == Episode.id) & Break.returned_at.is_(None))
            .outerjoin(Plan, (Plan.episode_id == Episode.id) & is_plan_of_day(turn.day))
            .where(Person.office_id == turn.office, Episode.ended_at.is_(None), Episode.undone_at.is_(None))
            .order_by(func.coalesce(Patch.name, ""), Person.family_folded, Person.given_folded, Person.id)
        )
    )  # fmt: skip


def _plans(turn: Turn) -> defaultdict[UUID, list[_Plan]]:
    """The plan of today and those agreed for later, by episode."""
    found: defaultdict[UUID, dict[int, _Plan]] = defaultdict(dict)
    rows = turn.session.execute(
        select(Plan.episode_id, Plan.number, Plan.effective_from, Plan.covered, PlanVisit)
        .join(PlanVisit, PlanVisit.plan_id == Plan.id)
        .join(Episode, Episode.id == Plan.episode_id)
        .where(Plan.office_id == turn.office, is_in_force_or_coming(turn.day), Episode.ended_at.is_(None))
        .order_by(PlanVisit.number)
    )
    for episode, number, since, covered, visit in rows:
        plan = found[episode].setdefault(number, _Plan(london_day(since), number, restored(covered), []))
        plan.week.append(visit.planned)
    return defaultdict(list, {episode: list(plans.values()) for episode, plans in found.items()})


def _shared(turn: Turn, everybody: Mapping[UUID, InCare]) -> defaultdict[UUID, list[tuple[Call, str]]]:
    """By episode what is one visit for two today: of one team, neither away nor reported to have died. (PSP-1)."""
    found: defaultdict[UUID, list[tuple[Call, str]]] = defaultdict(list)
    rows = turn.session.execute(
        select(SharedVisit.episode_id, SharedVisit.with_episode_id, SharedVisit.call)
        .where(
            SharedVisit.office_id == turn.office,
            SharedVisit.ended_at.is_(None),
            ~is_away(SharedVisit.episode_id, turn.day),
            ~is_away(SharedVisit.with_episode_id, turn.day),
        )
        .order_by(SharedVisit.shared_at, SharedVisit.id)
    )
    for key, other_key, call in rows:
        one, other = everybody.get(key), everybody.get(other_key)
        if one is None or other is None or one.team_id != other.team_id or one.has_died or other.has_died:
            continue
        alike = shared_call(one.week, other.week, call)
        if alike.days:
            what = f"{call.label}, {alike.days_text}: one visit for two, together with"
            found[key].append((call, f"{what} {other.name}"))
            found[other_key].append((call, f"{what} {one.name}"))
    return found


def _speakers(turn: Turn) -> defaultdict[UUID, list[Contact]]:
    found: defaultdict[UUID, list[Contact]] = defaultdict(list)
    rows = turn.session.execute(
        select(Representative.person_id, Representative.name, Representative.relation, Representative.telephone)
        .where(Representative.office_id == turn.office)
        .order_by(Representative.name)
    )
    for row in rows:
        who = f"{row.name} ({row.relation})" if row.relation else row.name
        found[row.person_id].append(Contact(who, row.telephone))
    return found
