"""Days, moments and durations in words, the same on every desk (the machine's language never enters a paper).

They are in the language in which the paper is read that is being drawn.
"""

from datetime import date, datetime

from models.values import to_london
from reports.layout.language import as_read

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """For instance "Friday 20 November 2026"."""
    return as_read(f"{_WEEKDAYS[day.weekday()]}\u00a0{_short(day)}")


def short_day(day: date) -> str:
    """For instance "20 November 2026", kept on one line."""
    return as_read(_short(day))


def moment_in_words(moment: datetime) -> str:
    """For instance "09:30 on Friday 20 November 2026", by the office's clock."""
    local = to_london(moment)
    return as_read(f"{local.hour:02}:{local.minute:02} on {_WEEKDAYS[local.weekday()]}\u00a0{_short(local.date())}")


def clock_in_words(moment: datetime) -> str:
    """For instance "09:30", by the office's clock: beside a moment of the same day."""
    return f"{to_london(moment):%H:%M}"


def duration(minutes: int) -> str:
    """For instance "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hour")] if hours else []
    if rest or not parts:
        parts.append(_counted(rest, "minute"))
    return as_read(" ".join(parts))


def counted(number: int, one: str, many: str = "") -> str:
    """For instance "1 visit" or "14 visits", kept on one line."""
    return as_read(_counted(number, one, many))


def address_line(parts: tuple[str, ...]) -> str:
    """An address on one line where there is room; the postcode at its end is never broken."""
    return ", ".join((*parts[:-1], *map(unbroken, parts[-1:])))


def unbroken(text: str) -> str:
    """A telephone number or the like, kept on one line."""
    return text.strip().replace(" ", "\u00a0")


def _short(day: date) -> str:
    return f"{day.day}\u00a0{_MONTHS[day.month - 1]}\u00a0{day.year}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number}\u00a0{one if number == 1 else many or one + 's'}"
