"""What a week of planned support costs, worked out line by line, in Decimal and rounded once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import EDITORS
from models.values import MINUTES_AN_HOUR, Money, PlannedVisit

_DOUBLE_UP = 2
_DAY = timedelta(days=1)


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
    return (Lack("FUND-4", "There is no rate for that day: enter the rates first.", EDITORS, "rates.enter"),)


def costed_on(charged_from: date | None, today: date) -> date:
    """The day whose rate a paper of today tells: the first charged one where that lies ahead, never an older price.

    Source: OPG 5.6 (FUND-4).
    """
    return today if charged_from is None else max(today, charged_from)


def rate_to_come(rates: Iterable[RateFacts], day: date) -> RateFacts | None:
    """The next rate after the one of a day: from its first day on the same week costs another sum. (FUND-4)."""
    return min((each for each in rates if each.from_day > day), key=lambda each: each.from_day, default=None)


def told_of_price(visits: Sequence[PlannedVisit], rates: Sequence[RateFacts], day: date) -> str:
    """What is said beside a week's sum of which day's rate it is, where another rate is known to come. (FUND-4)."""
    then = rate_to_come(rates, day)
    if then is None:
        return ""
    now = rate_on(rates, day)
    since = f"This is the price until {day_text(then.from_day - _DAY)}. " if now is not None else ""
    return (
        f"{since}From {day_text(then.from_day)} an hour costs {then.single_handed} with one worker and "
        f"{then.double_handed} with two: the same week then costs {weekly_cost(visits, then).total}."
    )


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
