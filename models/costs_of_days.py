"""What the cost of each charged day rests on, of one episode or of many: plans, requests for less, and papers.

Each function is one statement, whatever the number of episodes; `models.rules.agreement.periods` works the days out.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.agreement import Agreement
from models.costs import AgreementPrice, AskedVisit, ChargeRequest
from models.episodes import Episode
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_in_force_or_coming, stands
from models.rules.agreement.periods import AskedFor, PlanFrom, from_next_day
from models.rules.agreement.renewal import PaperFacts, ToldPrice
from models.values import Money, PlannedVisit, london_day, start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind

INTERIM = tuple(kind for kind in EpisodeKind if kind.is_interim)


def open_interim(office: UUID) -> ColumnElement[bool]:
    """The episodes of interim support that go on."""
    return (
        (Episode.office_id == office)
        & Episode.kind.in_(INTERIM)
        & Episode.ended_at.is_(None)
        & Episode.undone_at.is_(None)
    )


def plans_of(
    session: Session, episodes: ColumnElement[bool], day: date | None = None
) -> dict[UUID, tuple[PlanFrom, ...]]:
    """The versions of each of these episodes that stand, with their weeks; from the plan of a day on, if one is given.

    Source: good practice (PSP-2).
    """
    query = (
        select(Plan.id, Plan.episode_id, Plan.effective_from, Plan.number, PlanVisit)
        .join(Episode, Episode.id == Plan.episode_id)
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(episodes, stands() if day is None else is_in_force_or_coming(day))
        .order_by(Plan.episode_id, Plan.number, PlanVisit.number)
    )
    weeks: dict[UUID, list[PlannedVisit]] = {}
    heads: dict[UUID, Any] = {}
    for row in session.execute(query):
        heads[row.id] = row
        weeks.setdefault(row.id, []).extend([row.PlanVisit.planned] if row.PlanVisit is not None else [])
    found: defaultdict[UUID, tuple[PlanFrom, ...]] = defaultdict(tuple)
    for key, row in heads.items():
        found[row.episode_id] += (PlanFrom(london_day(row.effective_from), row.number, tuple(weeks[key])),)
    return found


def requests_of(session: Session, episodes: ColumnElement[bool]) -> dict[UUID, tuple[AskedFor, ...]]:
    """The requests to reduce or stop of each of these episodes, by the whole days on which they stand. (FUND-8)."""
    query = (
        select(ChargeRequest, AskedVisit)
        .join(Episode, Episode.id == ChargeRequest.episode_id)
        .outerjoin(AskedVisit, AskedVisit.request_id == ChargeRequest.id)
        .where(episodes)
        .order_by(ChargeRequest.asked_at, ChargeRequest.id, AskedVisit.number)
    )
    weeks: dict[UUID, list[PlannedVisit]] = {}
    asked: dict[UUID, ChargeRequest] = {}
    for request, line in session.execute(query):
        asked[request.id] = request
        weeks.setdefault(request.id, []).extend([line.planned] if line is not None else [])
    found: defaultdict[UUID, tuple[AskedFor, ...]] = defaultdict(tuple)
    for key, each in asked.items():
        until = london_day(each.withdrawn_at) if each.withdrawn_at is not None else None
        found[each.episode_id] += (AskedFor(from_next_day(each.asked_at), until, tuple(weeks[key])),)
    return found


def papers_of(session: Session, episodes: ColumnElement[bool]) -> dict[UUID, tuple[PaperFacts, ...]]:
    """The agreements of each of these episodes in the order of issue, with what each says of the cost. (FUND-7)."""
    query = (
        select(
            Agreement.id, Agreement.episode_id, Agreement.reference, Agreement.issued_at, Agreement.signed_at,
            Agreement.refused_at, Agreement.liable_from, Agreement.weekly_pence.label("one_price"),
            AgreementPrice.from_day, AgreementPrice.funding, AgreementPrice.weekly_pence, AgreementPrice.lighter_pence,
            AgreementPrice.dearer_week,
        )
        .join(Episode, Episode.id == Agreement.episode_id)
        .outerjoin(AgreementPrice, AgreementPrice.agreement_id == Agreement.id)
        .where(episodes)
        .order_by(Agreement.issued_at, Agreement.id, AgreementPrice.from_day)
    )  # fmt: skip
    rows: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        rows[row.id].append(row)
    found: defaultdict[UUID, tuple[PaperFacts, ...]] = defaultdict(tuple)
    for told in rows.values():
        found[told[0].episode_id] += (_paper(told),)
    return found


def _paper(told: list[Any]) -> PaperFacts:
    """One that was issued before each had its prices said one sum, from the first whole day of liability on."""
    first = told[0]
    prices = tuple(
        ToldPrice(each.from_day, _sum(each.weekly_pence), _sum(each.lighter_pence), each.dearer_week)
        for each in told
        if each.from_day is not None
    )
    return PaperFacts(
        reference=first.reference,
        issued_at=first.issued_at,
        funding=first.funding or Funding.SELF_FUNDER,
        prices=prices or (ToldPrice(_whole_day_of(first.liable_from), Money.pence(first.one_price)),),
        signed_at=first.signed_at,
        refused_at=first.refused_at,
    )


def _sum(pence: int | None) -> Money | None:
    return Money.pence(pence) if pence is not None else None


def _whole_day_of(moment: datetime) -> date:
    day = london_day(moment)
    return day if moment == start_of_day(day) else from_next_day(moment)
