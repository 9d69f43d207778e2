"""Somebody who is in service already, as an office file or a list names them, and the records that they become.

Taking over never refuses for a rule and asks nobody who decided (REF-15, END-10): what is there is there, and the
prompts show what is overdue.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from app.door.errors import refuse_if
from app.door.turn import goes_on
from app.services.episodes.week import plan_lines, sums_of
from app.services.goals.ratings_file.whose_a_row_is import in_parts
from app.services.people.invented import NumbersHere
from models.base import Recorded
from models.closure import Closure
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.keys import new_id
from models.people import Person, Representative
from models.plans import Plan
from models.rules.closure.end_facts import EndFact, rests_on
from models.transfer import Transfer
from models.values import PlannedVisit, folded_names
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import TAKEN_OVER, PlanChange, PlanKind
from models.vocabulary.transfer import TransferRoute

_ROWS_A_STATEMENT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalHeld:
    """A goal that was set on paper; one of which something is missing is a draft like any other (GOAL-3)."""

    statement: str
    set_at: datetime
    set_by: UUID
    measure: str = ""
    achievable: str = ""
    relevant: str = ""
    target: date | None = None
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeaksFor:
    """Somebody who speaks for the person."""

    name: str
    relation: str = ""
    authority: Authority = Authority.NONE
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimSince:
    """How somebody with interim support came to it; `team` and `dso` had the short-term episode before."""

    began: datetime
    team: UUID
    dso: UUID
    sent_to_brokerage: datetime | None = None
    listed: datetime | None = None
    maximum_independence: datetime | None = None
    assessed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """When and why support ended that was taken over closed; `fact_on` is the day that the reason rests on, if any."""

    at: datetime
    reason: EndReason
    fact_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Who somebody is; their ids are text, an NHS number its ten digits."""

    given: str
    family: str
    born: date | None = None
    nhs_number: str | None = None
    mosaic_id: str | None = None
    address: str = ""
    postcode: str = ""
    patch: UUID | None = None
    telephone: str = ""
    communication: str = ""
    risks: str = ""
    funding: Funding = Funding.NOT_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class InService:
    """All that is taken over about one person; of somebody known already the record stays as it is."""

    details: Details
    person: UUID = field(default_factory=new_id)
    is_known: bool = False
    kind: EpisodeKind
    team: UUID
    dso: UUID
    coordinator: UUID | None = None
    started: datetime
    week: tuple[PlannedVisit, ...] = ()
    goals: tuple[GoalHeld, ...] = ()
    speaks_for: SpeaksFor | None = None
    interim: InterimSince | None = None
    ended: Ended | None = None


def store(
    session: Session,
    office: UUID,
    told: Iterable[InService],
    as_at: datetime,
    operation: UUID | None = None,
    go_on: Callable[[], None] = goes_on,
) -> tuple[UUID, ...]:
    """Store them, each kind of record at once however many there are; whose records these are, in the same order.

    Somebody with interim support gets both episodes: the short-term one has ended. (REF-15, INT-7). Refused: a number
    that was invented for a test, in real records. Stopped by `go_on`, which is called before each statement.
    """
    people, numbers = tuple(told), NumbersHere(session)
    for each in people:
        refuse_if(numbers.lacks(None if each.is_known else each.details.nhs_number))
    levels: list[list[Recorded]] = [[] for _ in range(6)]
    for each in people:
        for level, record in _records(office, each, as_at, operation):
            record.office_id, record.operation_id = office, operation
            levels[level].append(record)
    for records in levels:
        _insert(session, records, go_on)
    return tuple(each.person for each in people)


def _insert(session: Session, records: Iterable[Recorded], go_on: Callable[[], None]) -> None:
    """A statement for the records of each kind that say the same things: entities would cost thrice as much."""
    alike: dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]] = {}
    for record in records:
        said = {name: value for name, value in vars(record).items() if name in record.__table__.c}
        table = record.__table__
        assert isinstance(table, Table)  # noqa: S101  what every mapped class of ours is
        alike.setdefault((table, tuple(sorted(said))), []).append(said)
    for (table, _), rows in alike.items():
        for some in in_parts(rows, _ROWS_A_STATEMENT):
            go_on()
            session.execute(insert(table), some)


_PERSON, _FIRST, _SECOND, _PLAN, _REST, _LAST = range(6)  # each names only records of those before it


def _records(office: UUID, told: InService, as_at: datetime, operation: UUID | None) -> list[tuple[int, Recorded]]:
    """The records of one person, each with the level on which it is stored."""
    person = told.person
    found: list[tuple[int, Recorded]] = []
    if not told.is_known:
        found.append((_PERSON, person_record(person, told.details)))
    if told.speaks_for is not None:
        found.append((_FIRST, _representative(person, told.speaks_for)))
    first = _episode(person, told, EpisodeKind.SHORT_TERM, told.started)
    if told.interim is not None:
        first.ended_at = first.end_decided_at = told.interim.began
        first.end_reason, first.closed_at = EndReason.TRANSFERRED, as_at
        first.team_id, first.dso_id = told.interim.team, told.interim.dso
    if told.ended is not None:
        found += [(_REST, each) for each in _end_closed(first, told.ended)]
    found.append((_FIRST, first))
    found += _plan(office, first, told.week, PlanKind.SHORT_TERM, operation)
    found += [(_REST, each) for each in _goals(first, told.goals)]
    if told.interim is not None:
        second = _episode(person, told, told.kind, told.interim.began)
        second.follows_id = first.id
        found.append((_SECOND, second))
        found += _plan(office, second, told.week, PlanKind.LONG_TERM, operation)
        found += [(_REST, each) for each in _on_the_way(told, told.interim, first, second)]
    return found


def _end_closed(episode: Episode, ended: Ended) -> Iterator[Recorded]:
    """The package was closed by then: nobody says by whom, nor when its ongoing care was reviewed."""
    episode.ended_at = episode.end_decided_at = episode.closed_at = ended.at
    episode.end_reason = ended.reason
    closure = Closure(episode_id=episode.id)
    if rests_on(ended.reason) is EndFact.PACKAGE:
        episode.package_started_on = ended.fact_on
    else:
        closure.fact_on = ended.fact_on
    yield closure
    yield _milestone(episode, MilestoneKind.END, ended.at)


def person_record(key: UUID, told: Details) -> Person:
    """Somebody's own record, not stored yet; their print is large where a list says so among what they need."""
    given_folded, family_folded = folded_names(told.given, told.family)
    large = "large print" in told.communication.casefold()
    return Person(
        id=key,
        mosaic_id=told.mosaic_id,
        nhs_number=told.nhs_number,
        given=told.given,
        family=told.family,
        given_folded=given_folded,
        family_folded=family_folded,
        born=told.born,
        address=told.address,
        postcode=told.postcode,
        patch_id=told.patch,
        telephone=told.telephone,
        communication=told.communication,
        paper_format=PaperFormat.LARGE_PRINT if large else PaperFormat.STANDARD,
        risks=told.risks,
        funding=told.funding,
    )


def _representative(person: UUID, told: SpeaksFor) -> Representative:
    return Representative(
        person_id=person,
        name=told.name,
        relation=told.relation,
        authority=told.authority,
        telephone=told.telephone,
    )


def _episode(person: UUID, told: InService, kind: EpisodeKind, started: datetime) -> Episode:
    return Episode(
        id=new_id(),
        person_id=person,
        kind=kind,
        team_id=told.team,
        dso_id=told.dso,
        case_coordinator_id=told.coordinator,
        started_at=started,
        first_support_at=told.started,
    )


def _plan(
    office: UUID, episode: Episode, week: tuple[PlannedVisit, ...], kind: PlanKind, operation: UUID | None
) -> Iterator[tuple[int, Recorded]]:
    """The first version, without a call where none is known: an episode has a plan from its start (PSP-2)."""
    plan = Plan(
        id=new_id(),
        episode_id=episode.id,
        number=1,
        kind=kind,
        change=PlanChange.TRANSFER if kind is PlanKind.LONG_TERM else PlanChange.START,
        because=TAKEN_OVER,
        made_at=episode.started_at,
        effective_from=episode.started_at,
        **sums_of(week),
    )
    yield _PLAN, plan
    yield from ((_LAST, line) for line in plan_lines(office, plan.id, week, operation=operation))


def _goals(episode: Episode, held: tuple[GoalHeld, ...]) -> Iterator[Recorded]:
    for number, told in enumerate(held, start=1):
        yield Goal(
            episode_id=episode.id,
            person_id=episode.person_id,
            number=number,
            statement=told.statement,
            measure=told.measure,
            achievable=told.achievable,
            relevant=told.relevant,
            target=told.target,
            calls=",".join(told.calls),
            set_at=told.set_at,
            held_record_at=told.set_at,
            set_by_id=told.set_by,
        )
    if held:
        # Who has goals has a plan: what the office did on paper before isn't asked again on the first morning.
        episode.support_plan_at = min(goal.set_at for goal in held)
        yield _milestone(episode, MilestoneKind.GOALS_SET, episode.support_plan_at)
    yield _milestone(episode, MilestoneKind.START, episode.started_at)


def _milestone(episode: Episode, kind: MilestoneKind, at: datetime) -> Milestone:
    return Milestone(episode_id=episode.id, kind=kind, at=at)


def _on_the_way(told: InService, interim: InterimSince, first: Episode, second: Episode) -> Iterator[Recorded]:
    """The milestones of the short-term episode, its end, and the transfer that led to the second."""
    if interim.maximum_independence is not None:
        yield _milestone(first, MilestoneKind.MAXIMUM_INDEPENDENCE, interim.maximum_independence)
    if interim.assessed is not None:
        assessed = _milestone(first, MilestoneKind.ASSESSED, interim.assessed)
        assessed.decision = AssessmentDecision.ONGOING
        yield assessed
    yield _milestone(first, MilestoneKind.END, interim.began)
    yield _transfer(told, interim, first, second)


def _transfer(told: InService, interim: InterimSince, first: Episode, second: Episode) -> Transfer:
    within = second.kind is EpisodeKind.INTERIM_IN_STS
    return Transfer(
        episode_id=first.id,
        to_episode_id=second.id,
        route=TransferRoute.WITHIN_STS if within else TransferRoute.INTERIM_TEAM,
        to_team_id=None if within else second.team_id,
        interim_dso_id=None if within else second.dso_id,
        support_plan_at=interim.assessed,
        need_confirmed_at=interim.assessed,
        agreed_at=interim.listed,
        sent_to_brokerage_at=interim.sent_to_brokerage,
        listed_at=interim.listed,
        fabo_at=interim.assessed if told.details.funding is Funding.CO_FUNDER else None,
        reason="No offer from a PVI provider",
        handed_over_at=second.started_at,
    )
