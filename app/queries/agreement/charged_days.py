"""The cost of one person's charged days, as screen and paper tell it: one read, one way of working it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.costs import CostSaid
from models.costs_of_days import papers_of, plans_of, requests_of
from models.episodes import Episode
from models.rates_of_days import rates_from
from models.rules.agreement.bill import Bill, first_bill
from models.rules.agreement.charging import Liability, charged_from
from models.rules.agreement.periods import CostFacts, Period, cost_periods, last_charged_day, period_of
from models.rules.agreement.renewal import PaperFacts, agreed_periods
from models.staff import Staff
from models.together import Together
from models.transfer_facts import rate_facts
from models.vocabulary.agreement import CostSaidHow


@dataclass(frozen=True, slots=True)
class SaidOfCost:
    """What was said about cost: to whom, by whom, when, how, with which version of the leaflet (FUND-8)."""

    said_to: str
    said_by: str
    said_at: datetime
    how: CostSaidHow
    leaflet: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedDays:
    """The periods from the first charged day on, the first bill, the papers so far and what was said about cost.

    `now` is the period of today, or the first one where it lies ahead; `rate_keys` says which record each rate is.
    """

    periods: tuple[Period, ...]
    bill: Bill | None
    papers: tuple[PaperFacts, ...]
    said: tuple[SaidOfCost, ...]
    rate_keys: Mapping[date, UUID]
    now: Period | None


NO_DAYS = ChargedDays(periods=(), bill=None, papers=(), said=(), rate_keys={}, now=None)  # of what is free


def charged_days(turn: Turn, *, episode: UUID, decided: Liability, ended_at: datetime | None) -> ChargedDays:
    """What each charged day costs; before a first one is known, what the days from today on would.

    Five statements, asked together. Source: OPG 5.3, 5.6; `standards.md`, *Money and law* (FUND-3, FUND-7, FUND-8).
    """
    first = charged_from(decided) or turn.day
    of_it, together = Episode.id == episode, Together(turn.session)
    asked_papers = together.ask(papers_of, turn.session, of_it)
    plans, requests = together.ask(plans_of, turn.session, of_it), together.ask(requests_of, turn.session, of_it)
    said = together.ask(said_of_cost, turn, episodes=(episode,))
    records = together.ask(rates_from, turn.session, turn.office, first)()
    papers = asked_papers()[episode]
    facts = CostFacts(
        charged_from=first,
        until=last_charged_day(ended_at),
        plans=plans()[episode],
        rates=tuple(rate_facts(each) for each in records),
        asked=requests()[episode],
        week_begins=turn.policy.charged_week_begins - 1,
    )
    periods = agreed_periods(cost_periods(facts), papers)
    return ChargedDays(
        periods=periods,
        bill=first_bill(periods, turn.policy),
        papers=papers,
        said=said(),
        rate_keys={each.from_day: each.id for each in records},
        now=period_of(periods, max(first, turn.day)) or (periods[-1] if periods else None),
    )


def said_of_cost(turn: Turn, *, episodes: Sequence[UUID]) -> tuple[SaidOfCost, ...]:
    """What was said about cost in these episodes, the earliest first. (FUND-8)."""
    query = (
        select(CostSaid.said_to, Staff.name, CostSaid.said_at, CostSaid.how, CostSaid.leaflet, CostSaid.said)
        .join(Staff, Staff.id == CostSaid.said_by_id)
        .where(CostSaid.episode_id.in_(episodes), CostSaid.office_id == turn.office)
        .order_by(CostSaid.said_at, CostSaid.id)
    )
    return tuple(SaidOfCost(*row) for row in turn.session.execute(query))
