"""Who needs a new agreement, from when and why: of everybody who has signed one, or of one person. (FUND-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from app.door.turn import Turn
from app.queries.statement import DEATH, AnyRow, People
from models.agreement import Agreement
from models.costs import ChargeRequest
from models.costs_of_days import open_interim, papers_of, plans_of, requests_of
from models.episodes import Episode
from models.owners_of_days import dso_of_day, team_of_day
from models.people import Person
from models.rates_of_days import rates_from
from models.rules.agreement.periods import AskedFor, CostFacts, PlanFrom, cost_periods
from models.rules.agreement.renewal import PaperFacts, Renewal, renewal, renewal_text
from models.rules.agreement.weekly_cost import RateFacts
from models.staff import Staff
from models.transfer_facts import rate_facts
from models.values import Money, whole_name


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One person whose agreement is to be made anew before a day; the sums a week are none where none is told."""

    episode: UUID
    person_id: UUID
    person: str
    dso: str
    from_day: date
    before: Money | None
    after: Money | None
    sentence: str
    seen: int = 0  # the episode's version


@dataclass(frozen=True, slots=True, kw_only=True)
class CostOf:
    """What is known of the cost of one open episode from today on: its row, and what is due."""

    row: AnyRow
    plans: tuple[PlanFrom, ...]
    asked: tuple[AskedFor, ...]
    due: Renewal | None


def renewals(turn: Turn, *, from_day: date | None = None) -> tuple[RenewalRow, ...]:
    """Everybody whose agreement has to be made anew, the soonest first; of one day, such as a new rate's, or of all.

    Five statements, however many people. Source: OPG 5.3, 5.6; good practice (FUND-7).
    """
    due = ((each.row, each.due) for each in costs(turn) if each.due is not None)
    rows = (
        RenewalRow(
            row.id,
            row.person_id,
            whole_name(row.given, row.family),
            row.dso,
            each.from_day,
            each.before,
            each.after,
            renewal_text(each),
            row.version,
        )
        for row, each in due
        if from_day in {None, each.from_day} and row.death_reported_at is None and row.died_on is None
    )
    return tuple(sorted(rows, key=lambda each: (each.from_day, each.person, str(each.episode))))


def costs(turn: Turn, people: People = None) -> tuple[CostOf, ...]:
    """Of each open episode with a signed agreement or a request that stands, what is due; of these people or all.

    One statement where there are none, else five. Plans are those in force and to come: what has gone by is told on the
    next paper.
    """
    of_them = _concerned(turn) if people is None else _concerned(turn) & Episode.person_id.in_(people)
    rows = turn.session.execute(
        select(
            Episode.id, Episode.version, Person.id.label("person_id"), Person.given, Person.family, Person.funding,
            *DEATH, Staff.name.label("dso"), Staff.id.label("dso_id"), team_of_day(turn.day).label("team_id"),
        )
        .join(Person, Person.id == Episode.person_id)
        .join(Staff, Staff.id == dso_of_day(turn.day))
        .where(of_them)
        .order_by(Episode.id)
    ).all()  # fmt: skip
    if not rows:
        return ()
    rates = tuple(rate_facts(each) for each in rates_from(turn.session, turn.office, turn.day))
    plans = plans_of(turn.session, of_them, turn.day)
    asked, papers = requests_of(turn.session, of_them), papers_of(turn.session, of_them)
    return tuple(
        CostOf(
            row=row,
            plans=plans[row.id],
            asked=asked[row.id],
            due=_due(turn, row, plans[row.id], rates, asked[row.id], papers[row.id]),
        )
        for row in rows
    )


def _concerned(turn: Turn) -> ColumnElement[bool]:
    signed = exists().where(Agreement.episode_id == Episode.id, Agreement.signed_at.is_not(None))
    stands = exists().where(ChargeRequest.episode_id == Episode.id, ChargeRequest.withdrawn_at.is_(None))
    return open_interim(turn.office) & (signed.correlate(Episode) | stands.correlate(Episode))


def _due(
    turn: Turn,
    row: AnyRow,
    plans: Sequence[PlanFrom],
    rates: Sequence[RateFacts],
    asked: Sequence[AskedFor],
    papers: Sequence[PaperFacts],
) -> Renewal | None:
    """From the day on from which the present plan and rate are in force, but no day before the first charged one."""
    if not papers or not plans:
        return None
    first = min(price.from_day for each in papers for price in each.prices)
    begun = (day for day in (*(each.from_day for each in plans), *(each.from_day for each in rates)) if day <= turn.day)
    facts = CostFacts(
        charged_from=max((first, *begun)),
        plans=tuple(plans),
        rates=tuple(rates),
        asked=tuple(asked),
        week_begins=turn.policy.charged_week_begins - 1,
    )
    return renewal(cost_periods(facts), papers, row.funding, turn.day)
