"""How time passes: elapsed hours counted in UTC, calendar days counted in the office, and where a deadline falls.

`h` of a rule is elapsed time: nights, weekends and clock changes neither stop nor stretch it. `d` is calendar days in
Europe/London. A deadline is the last moment that is still in time, so "up to 72 h" includes the 72nd hour; "more than
48 h" begins just after the 48th. A deadline of days is the end of the last of these days in the office, whatever the
hour at which the clock started: the reading that gives people the whole of the day that they are told.
"""

from datetime import UTC, date, datetime, timedelta

from models.values import start_of_day

_SMALLEST_STEP = timedelta(microseconds=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_MONTHS = 12


def in_utc(moment: datetime) -> datetime:
    """Make moments comparable: two of the same zone would be subtracted by the wall clock, an hour wrong in October."""
    if moment.tzinfo is UTC:
        return moment  # as nearly all are kept: a county's lists compare a hundred thousand
    if moment.tzinfo is None:
        raise TypeError(f"moment without a time zone: {moment!r}")
    return moment.astimezone(UTC)


def elapsed(since: datetime, moment: datetime) -> timedelta:
    """How much time has really passed; negative before it began. Source: domain.md, *Rules* (h)."""
    return in_utc(moment) - in_utc(since)


def deadline(since: datetime, within: timedelta) -> datetime:
    """The last moment that is still within so many elapsed hours. Source: domain.md, *Rules* (h)."""
    return in_utc(since) + within


def is_past(limit: datetime, moment: datetime) -> bool:
    """Whether a deadline has passed; at the deadline itself it has not."""
    return in_utc(moment) > in_utc(limit)


def is_up_to(since: datetime, within: timedelta, moment: datetime) -> bool:
    """Whether no more than this has elapsed: "up to 72 h", the 72nd hour included."""
    return elapsed(since, moment) <= within


def is_more_than(since: datetime, over: timedelta, moment: datetime) -> bool:
    """Whether more than this has elapsed: "more than 48 h", the 48th hour excluded."""
    return elapsed(since, moment) > over


def end_of_day(day: date) -> datetime:
    """The last moment of this day in the office, in UTC."""
    return start_of_day(day + _DAY) - _SMALLEST_STEP


def deadline_of_days(day: date, within: timedelta) -> datetime:
    """The last moment still within so many calendar days of this day. Source: domain.md, *Rules* (d)."""
    return end_of_day(day + within)


def whole_days(since: date, until: date) -> int:
    """How many midnights lie between two days; 0 on the same day."""
    return (until - since).days


def day_number(first: date, day: date) -> int:
    """Which day this is, when the first day is day 1. Source: domain.md, *Words* (episode)."""
    return whole_days(first, day) + 1


def day_numbered(first: date, number: int) -> date:
    """The calendar day of this number, when the first day is day 1."""
    return first + timedelta(days=number - 1)


def months_after(day: date, months: int) -> date:
    """The corresponding day so many calendar months later, or that month's last: of 31 January the last of February.

    Source: ICO, right of access.
    """
    first, next_first = (_first_of(day, after) for after in (months, months + 1))
    return min(first + (day.day - 1) * _DAY, next_first - _DAY)


def _first_of(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, _MONTHS)
    return date(day.year + years, month + 1, 1)


def duration_text(span: timedelta) -> str:
    """A duration in its two largest useful units: "3 d 4 h", "4 h 5 min", "5 min"; seconds are left off."""
    if span < _MINUTE:
        return "under 1 min"
    days, within_day = divmod(span, _DAY)
    hours, within_hour = divmod(within_day, _HOUR)
    minutes = within_hour // _MINUTE
    parts = ((days, "d"), (hours, "h")) if days else ((hours, "h"), (minutes, "min"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
