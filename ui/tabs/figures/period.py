"""The periods that figures are asked for, and the days that each means."""

from datetime import date, timedelta
from enum import Enum

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


class Period(Enum):
    """A stretch of days up to today or to the end of a month, or days of one's own choice."""

    FOUR_WEEKS = "The last 4 weeks"
    TWELVE_WEEKS = "The last 12 weeks"
    THIS_MONTH = "This month"
    LAST_MONTH = "Last month"
    THIS_YEAR = "This financial year"
    FIVE_YEARS = "The last 5 years"
    CHOSEN = "Days that I choose"

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day, both counted; the days of one's own choice begin as the last four weeks."""
        first = today.replace(day=1)
        match self:
            case Period.TWELVE_WEEKS:
                return today - 12 * _WEEK + _DAY, today
            case Period.THIS_MONTH:
                return first, today
            case Period.LAST_MONTH:
                return (first - _DAY).replace(day=1), first - _DAY
            case Period.THIS_YEAR:
                begun = date(today.year, 4, 1)  # councils count from April
                return (begun if begun <= today else date(today.year - 1, 4, 1)), today
            case Period.FIVE_YEARS:
                return _years_before(today + _DAY, 5), today
        return today - 4 * _WEEK + _DAY, today


class ReturnPeriod(Enum):
    """The days of a statutory return: a reporting year begins in April, as a financial one does."""

    THIS_YEAR = "This reporting year to date"
    LAST_YEAR = "The last reporting year"
    SHOWN = "The days of the figures above"

    def days(self, today: date, shown: tuple[date, date]) -> tuple[date, date]:
        """The first and the last day, both counted; `shown` are those of the figures."""
        this_year = Period.THIS_YEAR.days(today)
        match self:
            case ReturnPeriod.THIS_YEAR:
                return this_year
            case ReturnPeriod.LAST_YEAR:
                return this_year[0].replace(year=this_year[0].year - 1), this_year[0] - _DAY
        return shown


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; the day after, where that has no 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
