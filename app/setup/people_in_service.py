"""Taking over one person in service: their record, representative, episodes, plan, goals and way to ongoing care."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.services.episodes.week import plan_lines
from app.setup.entries import Named
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.people import Person, Representative
from models.plans import Plan
from models.rules.plans.totals import totals
from models.staff import Staff
from models.teams import Patch, Team
from models.transfer import Transfer
from models.values import DAYS, Call, NhsNumber, NotAValue, PlannedVisit, Postcode, folded_names, from_london
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.staff import Role
from models.vocabulary.transfer import TransferRoute

_AUTHORITIES = {
    "none": Authority.NONE,
    "lasting power of attorney, property and affairs": Authority.LPA_PROPERTY,
    "lasting power of attorney, health and welfare": Authority.LPA_HEALTH,
    "enduring power of attorney": Authority.EPA,
    "deputy": Authority.DEPUTY,
    "appointee": Authority.APPOINTEE,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What of the office is known so far, by name."""

    office: UUID
    teams: Named[Team]
    patches: Named[Patch]
    staff: Named[Staff]


def add_person(session: Session, loaded: Loaded, told: dict[str, Any], as_at: datetime) -> None:
    """Take one person over. Somebody with interim support gets both episodes: the short-term one has ended."""
    person = _person(loaded, told)
    session.add(person)
    session.flush()
    if told.get("representative"):
        session.add(_representative(loaded, person, told["representative"]))
    kind = EpisodeKind(told["kind"].replace("-", "_"))
    started = _moment(told["started"])
    week = tuple(_visit(each) for each in told["visits"])
    if not kind.is_interim:
        episode = _episode(loaded, told, person, EpisodeKind.SHORT_TERM, started, started)
        _store(session, loaded, episode, told, week)
        return
    interim = told["interim"]
    began = _moment(interim["began"])
    first = _episode(loaded, told, person, EpisodeKind.SHORT_TERM, started, started)
    first.ended_at = first.end_decided_at = began
    first.end_reason = EndReason.TRANSFERRED
    first.closed_at = as_at
    first.team_id = _short_term_team(loaded, told).id
    first.dso_id = _dso_of(loaded, first.team_id).id
    _store(session, loaded, first, told, week)
    second = _episode(loaded, told, person, kind, began, started)
    second.follows_id = first.id
    session.add(second)
    session.flush()
    _plan(session, loaded, second, week, PlanKind.LONG_TERM)
    _milestones(session, loaded, first, interim, began)
    session.add(_transfer(loaded, told, first, second))
    session.flush()


def _store(
    session: Session, loaded: Loaded, episode: Episode, told: dict[str, Any], week: tuple[PlannedVisit, ...]
) -> None:
    session.add(episode)
    session.flush()
    _plan(session, loaded, episode, week, PlanKind.SHORT_TERM)
    sets: list[datetime] = []
    for number, each in enumerate(told["goals"], start=1):
        goal = _goal(loaded, episode, number, each)
        session.add(goal)
        sets.append(goal.set_at)
    if sets:
        # Who has goals has a plan: what the office did on paper before isn't asked again on the first morning.
        episode.support_plan_at = min(sets)
        session.add(_milestone(loaded, episode, MilestoneKind.GOALS_SET, min(sets)))
    session.add(_milestone(loaded, episode, MilestoneKind.START, episode.started_at))
    session.flush()


def _person(loaded: Loaded, told: dict[str, Any]) -> Person:
    communication = told.get("communication", "")
    large = "large print" in communication
    given_folded, family_folded = folded_names(told["given"], told["family"])
    return Person(
        office_id=loaded.office,
        mosaic_id=told["mosaic_id"],
        nhs_number=NhsNumber.parse(told["nhs_number"]).digits if told.get("nhs_number") else None,
        given=told["given"],
        family=told["family"],
        given_folded=given_folded,
        family_folded=family_folded,
        born=date.fromisoformat(told["born"]),
        address=told["address"],
        postcode=str(Postcode.parse(told["postcode"])),
        patch_id=loaded.patches[told["patch"]].id,
        telephone=told.get("telephone", ""),
        communication=communication,
        paper_format=PaperFormat.LARGE_PRINT if large else PaperFormat.STANDARD,
        funding=Funding(told.get("funding", "not_known").replace("-", "_")),
    )


def _representative(loaded: Loaded, person: Person, told: dict[str, str]) -> Representative:
    return Representative(
        office_id=loaded.office,
        person_id=person.id,
        name=told["name"],
        relation=told.get("relation", ""),
        authority=_authority(told.get("authority", "none")),
        telephone=told.get("telephone", ""),
    )


def _authority(told: str) -> Authority:
    if told not in _AUTHORITIES:
        raise NotAValue(f"“{told}” is not an authority: it is one of {', '.join(_AUTHORITIES)}")
    return _AUTHORITIES[told]


def _episode(
    loaded: Loaded, told: dict[str, Any], person: Person, kind: EpisodeKind, started: datetime, first: datetime
) -> Episode:
    coordinator = loaded.staff.get(told.get("case_coordinator", ""))
    return Episode(
        office_id=loaded.office,
        person_id=person.id,
        kind=kind,
        team_id=loaded.teams[told["team"]].id,
        dso_id=loaded.staff[told["dso"]].id,
        case_coordinator_id=coordinator.id if coordinator else None,
        started_at=started,
        first_support_at=first,
    )


def _short_term_team(loaded: Loaded, told: dict[str, Any]) -> Team:
    """The team of the case coordinator, which is the short-term team whose MDT the person was in."""
    coordinator = loaded.staff[told["case_coordinator"]]
    return next(team for team in loaded.teams.values() if team.id == coordinator.team_id)


def _dso_of(loaded: Loaded, team: UUID) -> Staff:
    for member in loaded.staff.values():
        if member.role is Role.DSO and member.team_id == team:
            return member
    raise NotAValue("the case coordinator's team has no DSO, who had the short-term episode")


def _visit(told: dict[str, Any]) -> PlannedVisit:
    return PlannedVisit(
        _days(told["days"]), Call(told["call"]), told["minutes"], told["workers"], tasks=told.get("tasks", "")
    )


def _days(told: str) -> frozenset[int]:
    """Days as the file writes them: "Mon-Sun", "Sat", "Mon, Wed-Fri"."""
    found: set[int] = set()
    for part in told.split(","):
        first, _, last = part.strip().partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise NotAValue(f"“{told}” are not days such as Mon-Sun or Mon, Wed, Fri")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found |= {day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)}
    return frozenset(found)


def _plan(session: Session, loaded: Loaded, episode: Episode, week: tuple[PlannedVisit, ...], kind: PlanKind) -> None:
    sums = totals(week)
    plan = Plan(
        office_id=loaded.office,
        episode_id=episode.id,
        number=1,
        kind=kind,
        change=PlanChange.TRANSFER if kind is PlanKind.LONG_TERM else PlanChange.START,
        because="Taken over from the office's records",
        made_at=episode.started_at,
        effective_from=episode.started_at,
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        worker_minutes=sums.worker_minutes,
        has_double_up=sums.double_ups > 0,
    )
    session.add(plan)
    session.flush()
    session.add_all(plan_lines(loaded.office, plan.id, week))


def _goal(loaded: Loaded, episode: Episode, number: int, told: dict[str, Any]) -> Goal:
    return Goal(
        office_id=loaded.office,
        episode_id=episode.id,
        person_id=episode.person_id,
        number=number,
        statement=told["statement"],
        measure=told["measure"],
        achievable=told["achievable"],
        relevant=told["relevant"],
        target=date.fromisoformat(told["target"]),
        calls=",".join(told["calls"]),
        set_at=_moment(told["set"]),
        held_record_at=_moment(told["set"]),
        set_by_id=loaded.staff[told["set_by"]].id,
    )


def _milestone(loaded: Loaded, episode: Episode, kind: MilestoneKind, at: datetime) -> Milestone:
    return Milestone(office_id=loaded.office, episode_id=episode.id, kind=kind, at=at)


def _milestones(session: Session, loaded: Loaded, episode: Episode, told: dict[str, str], began: datetime) -> None:
    session.add(_milestone(loaded, episode, MilestoneKind.MAXIMUM_INDEPENDENCE, _noon(told["maximum_independence"])))
    assessed = _milestone(loaded, episode, MilestoneKind.ASSESSED, _noon(told["assessed"]))
    assessed.decision = AssessmentDecision.ONGOING
    session.add_all([assessed, _milestone(loaded, episode, MilestoneKind.END, began)])


def _transfer(loaded: Loaded, told: dict[str, Any], first: Episode, second: Episode) -> Transfer:
    interim = told["interim"]
    within = second.kind is EpisodeKind.INTERIM_IN_STS
    funding = Funding(told["funding"].replace("-", "_"))
    assessed = _noon(interim["assessed"])
    return Transfer(
        office_id=loaded.office,
        episode_id=first.id,
        to_episode_id=second.id,
        route=TransferRoute.WITHIN_STS if within else TransferRoute.INTERIM_TEAM,
        to_team_id=None if within else second.team_id,
        interim_dso_id=None if within else second.dso_id,
        support_plan_at=assessed,
        need_confirmed_at=assessed,
        agreed_at=_moment(interim["listed"]),
        sent_to_brokerage_at=_moment(interim["sent_to_brokerage"]),
        listed_at=_moment(interim["listed"]),
        fabo_at=assessed if funding is Funding.CO_FUNDER else None,
        reason="No offer from a PVI provider",
        handed_over_at=second.started_at,
    )


def _moment(told: str) -> datetime:
    return from_london(datetime.fromisoformat(told))


def _noon(told: str) -> datetime:
    """A day without a time is kept as its noon, which no clock change moves to another day."""
    return _moment(told) + timedelta(hours=12)
