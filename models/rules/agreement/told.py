"""How the cost of the charged days reads on screen and in texts to paste: a period, the first bill, what was said."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models.policy import PolicySettings
from models.rules.agreement.bill import Bill, four_weeks
from models.rules.agreement.periods import Period, from_next_day
from models.rules.plans.totals import calls_in_words
from models.rules.sentences import counted, day_text, moment_text
from models.values import DAYS, PlannedVisit
from models.vocabulary.agreement import ChargeAsk, CostSaidHow


def period_text(period: Period, policy: PolicySettings) -> str:
    """From when until when a week costs how much, and whether that is agreed. (FUND-7, FUND-8)."""
    until = f" until {_day(period.until)}" if period.until is not None else ""
    cost, weeks = period.cost, four_weeks(period, policy)
    if cost is None:
        return f"From {_day(period.from_day)}{until}: there is no rate."
    asked = ", as less was asked for" if period.is_asked else ""
    agreed = " Not agreed: no signed agreement covers it." if period.agreed is False else ""
    a_week = f"{cost.total} a week" if period.lighter is None else f"{cost.total} and {period.lighter} by turns a week"
    sums = f"{a_week}{asked}, {counted(policy.bill_weeks, 'week')} {weeks}"
    return f"From {_day(period.from_day)}{until}: {sums}.{agreed}"


def turn_text(period: Period, number: int) -> str:
    """Which of the weeks that stand for a period it is, the first one 0, and what it costs. (FUND-7)."""
    day, cost = period.first_weeks[number], period.costs[number].total
    is_again = period.until is None or day + timedelta(weeks=2) <= period.until
    return f"The week from {_day(day)}{', and every second one from then' if is_again else ''}: {cost}"


def bill_text(bill: Bill) -> str:
    """What the first weeks come to, in a sentence. (FUND-7)."""
    return f"The first bill, {_day(bill.from_day)} to {_day(bill.until)}, comes to {bill.total}."


def said_text(said_to: str, said_by: str, said_at: datetime, how: CostSaidHow, leaflet: str) -> str:
    """What was said about cost, in a sentence. (FUND-8)."""
    version = f", version {leaflet}" if leaflet else ""
    return f"{said_by} told {said_to} about the cost on {moment_text(said_at)}: {how.label.lower()}{version}."


def request_text(
    asked_by: str,
    asked_at: datetime,
    asks: ChargeAsk,
    visits: Sequence[PlannedVisit],
    withdrawn_at: datetime | None,
    because: str,
) -> str:
    """A request to reduce or stop in a sentence, with the day from which it counts. (FUND-8)."""
    what = "that all stops" if asks is ChargeAsk.STOP else f"for {calls_in_words(visits)}"
    told, first = f"On {moment_text(asked_at)} {asked_by} asked {what}", from_next_day(asked_at)
    if withdrawn_at is not None and from_next_day(withdrawn_at) <= first:
        return f"{told}. It was withdrawn on {moment_text(withdrawn_at)}, before it counted: {because}."
    than = "nothing" if asks is ChargeAsk.STOP else "no more than that"
    over = f", until it was withdrawn on {moment_text(withdrawn_at)}: {because}" if withdrawn_at is not None else ""
    return f"{told}; from {_day(first)} {than} is charged{over}."


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day_text(day)}"
