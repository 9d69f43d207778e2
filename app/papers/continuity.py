"""The continuity list, gathered in four statements: who is in service, their week, and who speaks for them (DAY-3)."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.people.caseload import nhs_text
from app.queries.statement import AnyRow
from models.breaks import Break
from models.capacity import is_newest_plan
from models.episodes import Episode
from models.people import Office, Person, Representative
from models.plans import Plan, PlanVisit
from models.rules.clocks import day_number
from models.rules.plans.totals import calls_in_words
from models.rules.sentences import day_text
from models.staff import Staff
from models.teams import Patch, Team
from models.values import PlannedVisit, london_day
from models.vocabulary import EpisodeKind
from reports.agreement.paper import Reach
from reports.continuity import ContinuityLine, ContinuityPaper, render

_Week = defaultdict[UUID, list[PlannedVisit]]
_Contacts = defaultdict[UUID, list[Reach]]


def gather(turn: Turn, *, team: UUID | None = None) -> ContinuityPaper:
    """Everybody in service now, of one team or all, by patch and name. Source: good practice (DAY-3)."""
    rows = [row for row in _people(turn) if team in {None, row.team_id}]
    living = [row for row in rows if row.death_reported_at is None]
    weeks, contacts = _weeks(turn), _representatives(turn)
    office = turn.session.get_one(Office, turn.office)
    return ContinuityPaper(
        council=office.council,
        office=office.name,
        team=_team_name(rows, turn, team),
        moment=turn.moment,
        people=tuple(_line(turn, row, weeks, contacts) for row in living),
        left_out=len(rows) - len(living),
    )


def draw(paper: ContinuityPaper) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    return render(paper)


def continuity_pdf(turn: Turn, *, team: UUID | None = None) -> bytes:
    """The list as it would be printed now."""
    return draw(gather(turn, team=team))


def _people(turn: Turn) -> list[AnyRow]:
    coordinator = aliased(Staff)
    return list(
        turn.session.execute(
            select(
                Person.id.label("person_id"), Person.given, Person.family, Person.preferred, Person.born,
                Person.nhs_number, Person.address, Person.postcode, Person.telephone, Person.communication,
                Person.risks, Person.lone_worker_risk, Person.death_reported_at,
                func.coalesce(Patch.name, "").label("patch"), Episode.id.label("episode_id"), Episode.kind,
                Episode.team_id, Episode.first_support_at,
                Team.name.label("team"), Team.telephone.label("team_telephone"), Staff.name.label("dso"),
                Staff.telephone.label("dso_telephone"), coordinator.name.label("coordinator"),
                coordinator.telephone.label("coordinator_telephone"), Break.kind.label("break_kind"), Break.began_at,
                Plan.has_double_up,
            )
            .join(Episode, Episode.person_id == Person.id)
            .join(Team, Team.id == Episode.team_id)
            .join(Staff, Staff.id == Episode.dso_id)
            .outerjoin(Patch, Patch.id == Person.patch_id)
            .outerjoin(coordinator, coordinator.id == Episode.case_coordinator_id)
            .outerjoin(Break, (Break.episode_id == Episode.id) & Break.returned_at.is_(None))
            .outerjoin(Plan, (Plan.episode_id == Episode.id) & is_newest_plan())
            .where(Person.office_id == turn.office, Episode.ended_at.is_(None), Episode.undone_at.is_(None))
            .order_by(func.coalesce(Patch.name, ""), Person.family_folded, Person.given_folded, Person.id)
        )
    )  # fmt: skip


def _weeks(turn: Turn) -> _Week:
    """The week of the plan in force, by episode."""
    found: _Week = defaultdict(list)
    rows = turn.session.execute(
        select(Plan.episode_id, PlanVisit)
        .join(PlanVisit, PlanVisit.plan_id == Plan.id)
        .join(Episode, Episode.id == Plan.episode_id)
        .where(Plan.office_id == turn.office, is_newest_plan(), Episode.ended_at.is_(None))
        .order_by(PlanVisit.number)
    )
    for episode, visit in rows:
        found[episode].append(visit.planned)
    return found


def _representatives(turn: Turn) -> _Contacts:
    found: _Contacts = defaultdict(list)
    rows = turn.session.execute(
        select(
            Representative.person_id, Representative.name, Representative.relation, Representative.telephone
        )
        .where(Representative.office_id == turn.office)
        .order_by(Representative.name)
    )  # fmt: skip
    for row in rows:
        who = f"{row.name} ({row.relation})" if row.relation else row.name
        found[row.person_id].append(Reach(who, row.telephone))
    return found


def _line(turn: Turn, row: AnyRow, weeks: _Week, contacts: _Contacts) -> ContinuityLine:
    day = day_number(london_day(row.first_support_at), turn.day)
    last = turn.policy.short_term_days
    of = f" of {last}" if day <= last else f", past {last}"
    numbered = f", day {day}{of}" if row.kind is EpisodeKind.SHORT_TERM else ""
    parts = (*row.address.split(","), row.postcode)
    named = [Reach(f"DSO {row.dso}", row.dso_telephone or row.team_telephone)]
    if row.coordinator:
        named.append(Reach(f"Case coordinator {row.coordinator}", row.coordinator_telephone))
    return ContinuityLine(
        name=f"{row.given} {row.family}",
        preferred=row.preferred,
        born=row.born,
        nhs_number=nhs_text(row.nhs_number),
        address=tuple(part.strip() for part in parts if part.strip()),
        telephone=row.telephone,
        patch=row.patch,
        support=f"{row.kind.label}{numbered}, {row.team}",
        calls=calls_in_words(weeks[row.episode_id]) if weeks[row.episode_id] else "No plan yet: ask the DSO",
        contacts=(*contacts[row.person_id], *named),
        to_know=tuple(_to_know(row)),
    )


def _to_know(row: AnyRow) -> list[str]:
    said = []
    if row.break_kind is not None:
        said.append(f"{row.break_kind.label} since {day_text(london_day(row.began_at))}: no visits now")
    if row.has_double_up:
        said.append("Two workers at some calls")
    if row.lone_worker_risk:
        said.append("Lone-worker risk: don't visit alone")
    return [*said, *(text for text in (row.risks, row.communication) if text.strip())]


def _team_name(rows: list[AnyRow], turn: Turn, team: UUID | None) -> str:
    if team is None:
        return "all teams"
    if rows:
        return str(rows[0].team)
    return turn.session.scalars(select(Team.name).where(Team.id == team, Team.office_id == turn.office)).one()
