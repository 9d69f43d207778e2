"""Working days of England and Wales: no weekend and no bank holiday as the law dates them.

A bank holiday that is proclaimed for one year (a coronation, say), or moved by proclamation, isn't known here.
Source: Banking and Financial Dealings Act 1971, schedule 1, and the yearly days since 1974 and 1978.
"""

from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY, _MONDAY = 5, 0


def next_working_day(day: date) -> date:
    """This day where it is a working day, else the first after it. Source: ICO, right of access (SAR-1)."""
    while day.weekday() >= _SATURDAY or day in bank_holidays(day.year):
        day += _DAY
    return day


def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year in England and Wales; of one on a weekend the working day kept for it."""
    easter = _easter(year)
    return frozenset(
        {
            _kept_on(date(year, 1, 1), next_day=date(year, 1, 2)),
            easter - 2 * _DAY,
            easter + _DAY,
            _monday_from(date(year, 5, 1)),
            _monday_from(date(year, 5, 25)),
            _monday_from(date(year, 8, 25)),
            *_of_christmas(year),
        }
    )


def _kept_on(day: date, next_day: date) -> date:
    return _monday_from(next_day) if day.weekday() >= _SATURDAY else day


def _of_christmas(year: int) -> tuple[date, date]:
    """Both days; where one falls on a weekend it is kept two days later, so that neither takes the other's."""
    first, second = date(year, 12, 25), date(year, 12, 26)
    return tuple(each + 2 * _DAY if each.weekday() >= _SATURDAY else each for each in (first, second))  # type: ignore[return-value]  # two of two


def _monday_from(day: date) -> date:
    return day + ((_MONDAY - day.weekday()) % 7) * _DAY


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar: the Anonymous Gregorian algorithm (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden, leaps, rest = year % 19, century // 4, century % 4
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    week = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
