"""The page Rates: every rate with what it was used for, and what a new one makes of each agreement and plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from app.door.turn import Turn
from models.agreement import Agreement, Rate
from models.episodes import Episode
from models.people import Person
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day
from models.rates_of_days import rates_from
from models.rules.agreement.weekly_cost import RateFacts, rate_on, weekly_cost
from models.rules.office.editors import office_editor_lacks
from models.rules.office.rates import (
    RateUse,
    preview_said,
    price_lacks,
    rate_day_lacks,
    used_rate_lacks,
    withdrawn_already_lacks,
)
from models.staff import Staff
from models.transfer_facts import rate_facts
from models.values import Money, PlannedVisit, whole_name
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind

_DAY = timedelta(days=1)
_INTERIM = tuple(kind for kind in EpisodeKind if kind.is_interim)


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate: its days, its prices, who entered it and why, whether it is in force; `fixed` is why it can't change."""

    id: UUID
    seen: int
    from_day: date
    until: date | None
    single_handed: Money
    double_handed: Money
    state: str
    note: str
    changed_by: str
    agreements: int
    fixed: str


@dataclass(frozen=True, slots=True)
class RatesPage:
    """All rates, the newest first; `lacks` says why whoever sits here may not change them, empty where they may."""

    rates: tuple[RateRow, ...]
    lacks: str
    coming: "RatePreview | None"


@dataclass(frozen=True, slots=True)
class CostRow:
    """What somebody's week costs on the day before a new rate, and from its day on; `signed` is the signed sum."""

    episode: UUID
    person: str
    before: Money | None
    after: Money
    signed: Money | None

    @property
    def more(self) -> Money | None:
        """How much more a week costs than what was signed, or less where it is negative; none without a signature."""
        return Money(self.after.pounds - self.signed.pounds) if self.signed is not None else None


@dataclass(frozen=True, slots=True)
class RatePreview:
    """What a rate makes of every week that a self-funder pays for: one row each, and how many in a sentence."""

    from_day: date
    said: str
    rows: tuple[CostRow, ...]
    lacks: tuple[str, ...] = ()


def rates_page(turn: Turn) -> RatesPage:
    """Every rate of the office, and what the next one to come will change. Source: OPG 5.6 (FUND-4)."""
    found = turn.session.execute(
        select(
            Rate,
            Rate.updated_by,
            Staff.name.label("changed_by"),
            select(func.count())
            .where(Agreement.rate_id == Rate.id)
            .correlate(Rate)
            .scalar_subquery()
            .label("agreements"),
        )
        .outerjoin(Staff, (Staff.login == Rate.updated_by) & (Staff.office_id == Rate.office_id))
        .where(Rate.office_id == turn.office)
        .order_by(Rate.from_day.desc())
    ).all()
    role = turn.session.scalars(select(Staff.role).where(Staff.id == turn.staff)).one()
    standing = [row.Rate for row in found if row.Rate.withdrawn_at is None]
    to_come = [each for each in standing if each.from_day > turn.day]
    return RatesPage(
        tuple(_row(row, standing, turn.day) for row in found),
        " ".join(lack.sentence for lack in office_editor_lacks(role)),
        _preview(turn, rate_facts(to_come[-1])) if to_come else None,
    )


def rate_preview(turn: Turn, *, from_day: date, single_handed: Decimal, double_handed: Decimal) -> RatePreview:
    """What a rate would change, before it is entered; `lacks` says why it can't be. Source: OPG 5.6 (FUND-4)."""
    days = frozenset(turn.session.scalars(select(Rate.from_day).where(Rate.office_id == turn.office, Rate.stands())))
    prices = price_lacks(single_handed, double_handed)
    lacks = tuple(each.sentence for each in (*prices, *rate_day_lacks(from_day, turn.day, days=days - {from_day})))
    if prices:
        return RatePreview(from_day, "", (), lacks)
    found = _preview(turn, RateFacts(from_day, Money(single_handed), Money(double_handed)))
    return RatePreview(from_day, found.said, found.rows, lacks)


def _row(row: Row[Any], standing: Sequence[Rate], today: date) -> RateRow:
    rate: Rate = row.Rate
    later = min((each.from_day for each in standing if each.from_day > rate.from_day), default=None)
    lacks = withdrawn_already_lacks(rate.withdrawn_at) or used_rate_lacks(
        RateUse(rate.from_day, rate.entered_at, row.agreements), today
    )
    return RateRow(
        rate.id,
        rate.version,
        rate.from_day,
        later - _DAY if later and rate.withdrawn_at is None else None,
        Money.pence(rate.single_handed_pence),
        Money.pence(rate.double_handed_pence),
        _state(rate, later, today),
        rate.withdrawn_because or rate.note,
        row.changed_by or row.updated_by or "",
        row.agreements,
        " ".join(lack.sentence for lack in lacks),
    )


def _state(rate: Rate, later: date | None, today: date) -> str:
    if rate.withdrawn_at is not None:
        return "Withdrawn"
    if rate.from_day > today:
        return "To come"
    return "In force" if later is None or later > today else "Past"


def _preview(turn: Turn, rate: RateFacts) -> RatePreview:
    """Each week by the plan of the rate's first day: with the rate of the day before, and with this one."""
    before = rate_on([rate_facts(each) for each in _before(turn, rate.from_day)], rate.from_day - _DAY)
    weeks, people = _weeks(turn, max(rate.from_day, turn.day)), _people(turn)
    signed = _signed(turn)
    rows = tuple(
        CostRow(
            row.id,
            whole_name(row.given, row.family),
            weekly_cost(weeks[row.id], before).total if before else None,
            weekly_cost(weeks[row.id], rate).total,
            signed.get(row.id),
        )
        for row in people
        if weeks[row.id]
    )
    differences = [each.more.pounds for each in rows if each.more is not None]
    said = preview_said(
        sum(each > 0 for each in differences),
        sum(each < 0 for each in differences),
        sum(each == 0 for each in differences),
        rate.from_day,
    )
    return RatePreview(rate.from_day, said, rows)


def _before(turn: Turn, day: date) -> Iterable[Rate]:
    return (each for each in rates_from(turn.session, turn.office, day - _DAY) if each.from_day < day)


def _people(turn: Turn) -> Sequence[Row[UUID, str, str]]:
    """The self-funders who have interim support now, and nobody who has died."""
    return turn.session.execute(
        select(Episode.id, Person.given, Person.family)
        .join(Person, Person.id == Episode.person_id)
        .where(
            Episode.office_id == turn.office,
            Episode.kind.in_(_INTERIM),
            Episode.ended_at.is_(None),
            Person.funding == Funding.SELF_FUNDER,
            Person.death_reported_at.is_(None),
            Person.died_on.is_(None),
        )
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    ).all()


def _weeks(turn: Turn, day: date) -> defaultdict[UUID, list[PlannedVisit]]:
    found: defaultdict[UUID, list[PlannedVisit]] = defaultdict(list)
    rows = turn.session.execute(
        select(Plan.episode_id, PlanVisit)
        .join(Plan, Plan.id == PlanVisit.plan_id)
        .join(Episode, Episode.id == Plan.episode_id)
        .where(
            Episode.office_id == turn.office,
            Episode.kind.in_(_INTERIM),
            Episode.ended_at.is_(None),
            is_plan_of_day(day),
        )
        .order_by(PlanVisit.number)
    )
    for episode, visit in rows:
        found[episode].append(visit.planned)
    return found


def _signed(turn: Turn) -> dict[UUID, Money]:
    """The weekly sum of each open episode's last signed agreement."""
    rows = turn.session.execute(
        select(Agreement.episode_id, Agreement.weekly_pence)
        .join(Episode, Episode.id == Agreement.episode_id)
        .where(Agreement.office_id == turn.office, Episode.ended_at.is_(None), Agreement.signed_at.is_not(None))
        .order_by(Agreement.signed_at, Agreement.id)
    )
    return {episode: Money.pence(pence) for episode, pence in rows}
