"""The queue in the Care Hub's order, one row a referral that waits (REF-10)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.door.turn import Turn
from app.queries.capacity.team_capacity import TeamCapacity, capacity
from app.queries.referrals.one import referral
from app.queries.referrals.view import ReferralView
from app.queries.statement import REQUESTED
from models.owners_of_days import patch_of_day, team_of_referral_of_day
from models.people import Person
from models.prepared import Prepared
from models.referral_facts import first_start_of
from models.referrals import Hold, InformationRequest, Placement, Referral, RequestedVisit
from models.rules.plans.totals import PlanTotals, calls_in_words, totals
from models.rules.referrals import queue_order
from models.rules.referrals.pathway import PathwayFacts, pathway_to_ask
from models.rules.referrals.prompts import may_be_home
from models.rules.referrals.queue_order import QueuePlace
from models.rules.referrals.stage import (
    Asked,
    HeldCapacity,
    ReferralDeed,
    ReferralMoments,
    Stage,
    capacity_clock,
    stage,
    waiting,
)
from models.staff import Staff
from models.teams import Patch, Team
from models.values import PlannedVisit, age_on, days_of, whole_name
from models.vocabulary.referrals import (
    Band,
    ComesFrom,
    HoldEnd,
    Pathway,
    ReferralDocument,
    ReferralReason,
    Support,
)

__all__ = ["QueueRow", "ReferralDeed", "ReferralView", "Stage", "TeamCapacity", "capacity", "queue", "referral"]
_WEEKS_KEPT = 1_024
_STATEMENTS_KEPT = 4  # of today and of tomorrow, of one team and of all
_NO_TIME = timedelta()


class QueueRow(NamedTuple):
    """A referral that waits, as the queue shows it; `version` is what a deed calls `seen`.

    `why` is the whole sentence about its place. `information_asked_at` is of the oldest open question. `minutes` are
    worker minutes a week.
    """

    id: UUID
    version: int
    reference: str
    person_id: UUID
    person: str
    age: int | None
    patch: str
    team: str
    band: Band
    computed_band: Band
    because: str
    why: str
    first_asked_at: datetime
    received_at: datetime
    stage: Stage
    hold_expires_at: datetime | None
    hold_soon: bool
    hold_sentence: str
    is_promised: bool
    information_asked_at: datetime | None
    information_of_whom: str
    information_what: str
    waited_for_information: timedelta
    calls: str
    minutes: int
    double_up: bool
    discharge_on: date | None
    may_be_home: bool
    support_to_ask: bool
    hospital_to_ask: bool
    pathway: Pathway | None
    comes_from: ComesFrom | None
    pathway_said: str
    pathway_to_ask: bool
    out_of_order: bool
    death_reported: bool


def queue(turn: Turn, *, team: UUID | None = None) -> tuple[QueueRow, ...]:
    """Every referral that waits, in order, of one team or of all; three statements, however many wait.

    Source: OPG 2.2 (REF-10, REF-11).
    """
    told = {} if team is None else {"team": team}
    waiting, questions, calls = _statements(turn.office, turn.day, of_one=team is not None)
    connection = turn.session.connection()
    lines = {line.reference: line for line in map(_Line._make, waiting.tuples(connection, told))}
    asked: defaultdict[str, list[_Question]] = defaultdict(list)
    for row in map(_Question._make, questions.tuples(connection, {})):
        asked[row.reference].append(row)
    visits: defaultdict[str, tuple[tuple[Any, ...], ...]] = defaultdict(tuple)
    for reference, *visit in calls.tuples(connection, {}):
        visits[reference] += (tuple(visit),)
    places = queue_order.order((_facts(line) for line in lines.values()), turn.moment)
    return tuple(
        _row(turn, lines[each], place, asked.get(each, ()), _week(visits.get(each, ())))
        for each, place in ((place.reference, place) for place in places)
    )


class _Line(NamedTuple):
    """What the first of `_statements` asks of a referral."""

    id: UUID
    version: int
    reference: str
    person_id: UUID
    received_at: datetime
    first_asked_at: datetime
    from_hospital: bool
    hospital_answer: bool | None
    document: ReferralDocument | None
    reason: ReferralReason | None
    urgent: bool
    support: Support
    discharge_on: date | None
    accepted_at: datetime | None
    scheduling_confirmed_at: datetime | None
    team: str
    given: str
    family: str
    born: date | None
    death_reported_at: datetime | None
    capacity_given_back_at: datetime | None
    capacity_found_at: datetime | None
    first_start_agreed_at: datetime | None
    start_planned_at: datetime | None
    pathway: Pathway | None
    comes_from: ComesFrom | None
    patch: str | None
    found_at: datetime | None
    given_back_at: datetime | None
    band: Band | None
    because: str
    consulted: str
    expires_at: datetime | None
    decided_by: str


class _Question(NamedTuple):
    """What was asked about a referral."""

    reference: str
    asked_at: datetime
    of_whom: str
    what: str
    received_at: datetime | None


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _statements(office: UUID, day: date, *, of_one: bool) -> tuple[Prepared, ...]:
    """A `_Line` a referral that waits, what was asked about it, the oldest first, and the calls that it asks for now.

    Made once a day, for making them takes longer than asking.
    """
    given_back = (
        select(func.max(Hold.ended_at))
        .where(Hold.referral_id == Referral.id, Hold.ended_as != HoldEnd.PROMISED)
        .correlate(Referral)
        .scalar_subquery()
    )
    waits = (Referral.office_id == office, Referral.outcome.is_(None))
    waiting = (
        select(
            Referral.id, Referral.version, Referral.reference, Referral.person_id, Referral.received_at,
            Referral.first_asked_at, Referral.from_hospital, Referral.hospital_answer, Referral.document,
            Referral.reason, Referral.urgent, Referral.support, Referral.discharge_on, Referral.accepted_at,
            Referral.scheduling_confirmed_at, Team.name, Person.given, Person.family, Person.born,
            Person.death_reported_at, Referral.capacity_given_back_at, Referral.capacity_found_at,
            Referral.first_start_agreed_at, Referral.start_planned_at, Referral.pathway, Referral.comes_from,
            Patch.name, Hold.found_at, given_back, Placement.band, Placement.because, Placement.consulted,
            Placement.expires_at, Staff.name,
        )
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .join(Team, Team.id == team_of_referral_of_day(day))
        .outerjoin(Patch, Patch.id == patch_of_day(day))
        .outerjoin(Hold, (Hold.referral_id == Referral.id) & Hold.ended_at.is_(None))
        .outerjoin(Placement, (Placement.referral_id == Referral.id) & Placement.lifted_at.is_(None))
        .outerjoin(Staff, Staff.id == Placement.decided_by_id)
        .where(*waits)
    )  # fmt: skip
    questions = (
        select(
            Referral.reference, InformationRequest.asked_at, InformationRequest.of_whom,
            InformationRequest.what, InformationRequest.received_at,
        )
        .select_from(InformationRequest)
        .join(Referral, Referral.id == InformationRequest.referral_id)
        .where(*waits)
        .order_by(InformationRequest.asked_at)
    )  # fmt: skip
    calls = (
        select(Referral.reference, *REQUESTED)
        .select_from(RequestedVisit)
        .join(Referral, Referral.id == RequestedVisit.referral_id)
        .where(*waits, RequestedVisit.revision == Referral.calls_revision)
        .order_by(RequestedVisit.id)
    )
    if of_one:
        waiting = waiting.where(team_of_referral_of_day(day) == bindparam("team", type_=Referral.team_id.type))
    return Prepared(waiting), Prepared(questions), Prepared(calls)


def _facts(row: _Line) -> queue_order.QueueFacts:
    placement = None
    if row.band is not None:
        placement = queue_order.Placement(row.band, row.because, row.decided_by, row.consulted, row.expires_at)
    return queue_order.QueueFacts(
        reference=row.reference,
        first_asked=row.first_asked_at,
        from_hospital=row.from_hospital,
        hospital_answer=row.hospital_answer,
        document=row.document,
        reason=row.reason,
        urgent=row.urgent,
        support=row.support,
        placement=placement,
    )


def _moments(row: _Line, asked: Sequence[_Question]) -> ReferralMoments:
    hold = None
    if row.found_at is not None:
        hold = HeldCapacity(row.found_at)
    elif row.given_back_at is not None:
        hold = HeldCapacity(row.given_back_at, row.given_back_at, HoldEnd.RETRACTED)
    return ReferralMoments(
        first_asked=row.first_asked_at,
        questions=tuple(Asked(each.asked_at, each.received_at) for each in asked),
        accepted_at=row.accepted_at,
        scheduling_confirmed_at=row.scheduling_confirmed_at,
        hold=hold,
        given_back_at=row.capacity_given_back_at,
        found_at=row.capacity_found_at,
        first_start_at=first_start_of(row.capacity_found_at, row.first_start_agreed_at, row.start_planned_at),
        death_known=row.death_reported_at is not None,
    )


@lru_cache(maxsize=_WEEKS_KEPT)
def _week(lines: tuple[tuple[Any, ...], ...]) -> tuple[PlanTotals, str]:
    """What stored lines of a week add up to, and in words; many referrals ask for the same."""
    visits = tuple(PlannedVisit(days_of(days), *visit) for days, *visit in lines)
    return totals(visits), calls_in_words(visits)


def _row(
    turn: Turn, row: _Line, place: QueuePlace, asked: Sequence[_Question], week: tuple[PlanTotals, str]
) -> QueueRow:
    oldest = next((each for each in asked if each.received_at is None), None)
    moments = _moments(row, asked)
    held = capacity_clock(moments, turn.moment, turn.policy)
    sums, calls = week
    return QueueRow(
        id=row.id,
        version=row.version,
        reference=row.reference,
        person_id=row.person_id,
        person=whole_name(row.given, row.family),
        age=age_on(row.born, turn.day) if row.born else None,
        patch=row.patch or "",
        team=row.team,
        band=place.band,
        computed_band=place.computed.band,
        because=place.computed.because,
        why=place.sentence,
        first_asked_at=row.first_asked_at,
        received_at=row.received_at,
        stage=stage(moments, turn.moment, turn.policy),
        hold_expires_at=held.expires_at if held else None,
        hold_soon=held is not None and held.soon,
        hold_sentence=held.sentence if held else "",
        is_promised=held is not None and held.promised,
        information_asked_at=oldest.asked_at if oldest else None,
        information_of_whom=oldest.of_whom if oldest else "",
        information_what=oldest.what if oldest else "",
        waited_for_information=waiting(moments, turn.moment).for_information if asked else _NO_TIME,
        calls=calls,
        minutes=sums.worker_minutes,
        double_up=sums.double_ups > 0,
        discharge_on=row.discharge_on,
        may_be_home=may_be_home(row.discharge_on, turn.day),
        support_to_ask=place.computed.support_to_ask,
        hospital_to_ask=place.computed.hospital_to_ask,
        pathway=row.pathway,
        comes_from=row.comes_from,
        pathway_said=PathwayFacts(row.pathway, row.comes_from).sentence,
        pathway_to_ask=pathway_to_ask(row.pathway, row.comes_from, turn.policy),
        out_of_order=place.out_of_order,
        death_reported=row.death_reported_at is not None,
    )
