"""What planned support costs, worked out line by line: each line is rounded to the penny, and the lines add up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from models.rules.plans.two_weeks import alternates
from models.values import MINUTES_AN_HOUR, Money, PlannedVisit
from models.vocabulary.two_weeks import EVERY_WEEK, WEEK_A, next_monday_of, week_of_two

_DOUBLE_UP = 2
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RateFacts:
    """What an hour costs from a day on: with one worker, and with two together."""

    from_day: date
    single_handed: Money
    double_handed: Money


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the working: how often this visit comes, how long that is, and what it costs, to the penny."""

    visit: PlannedVisit
    times: int
    minutes: int
    rate: Money
    cost: Money

    @property
    def working(self) -> str:
        """The line as somebody with a pocket calculator follows it."""
        when = f"{self.visit.at:%H:%M}" if self.visit.at else self.visit.call.label
        workers = "two workers" if self.visit.workers == _DOUBLE_UP else "one worker"
        whole = f"{when}, {self.visit.days_text}, {workers}"
        long = hours_and_minutes(self.minutes)
        return f"{whole}: {self.times} × {self.visit.minutes} min = {long} at {self.rate} an hour = {self.cost}"


@dataclass(frozen=True, slots=True)
class Cost:
    """The working and its total, which is the sum of its lines as they are printed."""

    lines: tuple[CostLine, ...]
    total: Money


def rate_on(rates: Iterable[RateFacts], day: date) -> RateFacts | None:
    """The rate that applies on a day: the newest that has begun by then. Source: OPG 5.6 (FUND-4)."""
    begun = [each for each in rates if each.from_day <= day]
    return max(begun, key=lambda each: each.from_day, default=None)


def weekly_costs(visits: Sequence[PlannedVisit], rate: RateFacts) -> tuple[Cost, ...]:
    """What a whole week costs: minutes times the rate of the visit's own handedness, each line rounded half up.

    The total is the sum of the lines, so that anybody can add it up again. Where calls take turns there are two: of
    week A, and of week B.
    Source: OPG 5.6; good practice (FUND-4).
    """
    if not alternates(visits):
        return (_cost(visits, rate, lambda visit: len(visit.days)),)
    first = next_monday_of(WEEK_A, date.min + _WEEK)
    return tuple(cost_of_days(visits, rate, day, day + _WEEK - _DAY) for day in (first, first + _WEEK))


def weekly_cost(visits: Sequence[PlannedVisit], rate: RateFacts) -> Cost:
    """The same as one week: where two take turns, the dearer one. Source: OPG 5.6; good practice (FUND-4)."""
    return dearer(weekly_costs(visits, rate))


def dearer(costs: Sequence[Cost]) -> Cost:
    """Of the weeks that take turns the one that costs more: nobody pays more in any. (FUND-4)."""
    return max(costs, key=lambda each: each.total.in_pence)


def cost_of_days(visits: Sequence[PlannedVisit], rate: RateFacts, first: date, last: date) -> Cost:
    """What some days of a week cost, first and last included: the visits due on them, in lines like a week's.

    Source: OPG 5.6; `standards.md`, *Money and law* (FUND-4).
    """
    days = [first + number * _DAY for number in range((last - first).days + 1)]
    on = [(day.weekday(), (EVERY_WEEK, week_of_two(day))) for day in days]
    return _cost(visits, rate, lambda visit: sum(day in visit.days and visit.weeks in weeks for day, weeks in on))


def hours_and_minutes(minutes: int) -> str:
    """A length of time that needs no decimals to be followed: "5 h 15 min", "45 min"."""
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")))


def _cost(visits: Sequence[PlannedVisit], rate: RateFacts, times: Callable[[PlannedVisit], int]) -> Cost:
    lines = tuple(_line(each, times(each), rate) for each in visits if times(each))
    return Cost(lines, Money.pence(sum(each.cost.in_pence for each in lines)))


def _line(visit: PlannedVisit, times: int, rate: RateFacts) -> CostLine:
    an_hour = rate.double_handed if visit.workers == _DOUBLE_UP else rate.single_handed
    minutes = visit.minutes * times
    pence = Fraction(an_hour.in_pence * minutes, MINUTES_AN_HOUR)
    whole = (Decimal(pence.numerator) / Decimal(pence.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    return CostLine(visit, times, minutes, an_hour, Money.pence(int(whole)))
