"""What a week of planned support costs, worked out line by line, in Decimal and rounded once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from models.rules.decision import Lack
from models.values import MINUTES_AN_HOUR, Money, PlannedVisit

_DOUBLE_UP = 2


@dataclass(frozen=True, slots=True)
class RateFacts:
    """What an hour costs from a day on: with one worker, and with two together."""

    from_day: date
    single_handed: Money
    double_handed: Money


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the working; `cost` is rounded for reading, the total isn't made from it."""

    working: str
    minutes_a_week: int
    rate: Money
    cost: Money


@dataclass(frozen=True, slots=True)
class WeeklyCost:
    """The working and its total; `note` says so where the rounded lines don't add up to the total."""

    lines: tuple[CostLine, ...]
    total: Money
    note: str


def rate_on(rates: Iterable[RateFacts], day: date) -> RateFacts | None:
    """The rate that applies on a day: the newest that has begun by then. Source: OPG 5.6 (FUND-4)."""
    begun = [each for each in rates if each.from_day <= day]
    return max(begun, key=lambda each: each.from_day, default=None)


def rate_lacks(rates: Iterable[RateFacts], day: date) -> tuple[Lack, ...]:
    """Without a rate for the day no cost can be told. Source: OPG 5.6 (FUND-4)."""
    if rate_on(rates, day) is not None:
        return ()
    return (Lack("FUND-4", "There is no rate for that day: enter the rates first.", "the service manager"),)


def weekly_cost(visits: Sequence[PlannedVisit], rate: RateFacts) -> WeeklyCost:
    """Sum minutes times the rate of the visit's own handedness, exactly; the total is rounded once, half up.

    Source: OPG 5.6; `standards.md`, *Money and law* (FUND-4).
    """
    exact = tuple(_exact_pence(each, rate) for each in visits)
    lines = tuple(_line(visit, rate, pence) for visit, pence in zip(visits, exact, strict=True))
    total = _money(sum(exact, Fraction(0)))
    differs = sum((each.cost.in_pence for each in lines), 0) != total.in_pence
    note = "Each line is rounded for reading; the total is worked out exactly and rounded once." if differs else ""
    return WeeklyCost(lines, total, note)


def _minutes_a_week(visit: PlannedVisit) -> int:
    return visit.minutes * len(visit.days)


def _rate_of(visit: PlannedVisit, rate: RateFacts) -> Money:
    return rate.double_handed if visit.workers == _DOUBLE_UP else rate.single_handed


def _exact_pence(visit: PlannedVisit, rate: RateFacts) -> Fraction:
    return Fraction(_rate_of(visit, rate).in_pence * _minutes_a_week(visit), MINUTES_AN_HOUR)


def _money(pence: Fraction) -> Money:
    whole = (Decimal(pence.numerator) / Decimal(pence.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    return Money.pence(int(whole))


def _line(visit: PlannedVisit, rate: RateFacts, pence: Fraction) -> CostLine:
    an_hour, cost, minutes = _rate_of(visit, rate), _money(pence), _minutes_a_week(visit)
    when = f"{visit.at:%H:%M}" if visit.at else visit.call.label
    workers = "two workers" if visit.workers == _DOUBLE_UP else "one worker"
    working = (
        f"{when}, {visit.days_text}, {workers}: {len(visit.days)} × {visit.minutes} min = {minutes} min "
        f"at {an_hour} an hour = {cost}"
    )
    return CostLine(working, minutes, an_hour, cost)
