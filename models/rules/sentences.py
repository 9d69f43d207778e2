"""How days, moments and lists read inside a rule's sentence; the same words whatever the desk's own language is."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from models.values import hours_text, to_london

NOT_TICKED = "This step isn't ticked."  # of the transfer's checklist as of the closing one

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_text(day: date) -> str:
    """A day as people write it: "3 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_text(moment: datetime) -> str:
    """A moment by the office's wall clock: "3 Nov 2026 at 14:05"."""
    local = to_london(moment)
    return f"{day_text(local.date())} at {local:%H:%M}"


def moments_told_apart(moments: Sequence[datetime]) -> list[str]:
    """Moments by the office's wall clock, to the second where two are of one minute: "3 Nov 2026 at 14:05:09"."""
    told = [moment_text(each) for each in moments]
    often = Counter(told)
    seconds = (f":{to_london(each):%S}" for each in moments)
    return [f"{said}{second if often[said] > 1 else ''}" for said, second in zip(told, seconds, strict=True)]


def beginning_text(moment: datetime) -> str:
    """From when on, by the office's wall clock: a day's first moment is the day, "3 Nov 2026"."""
    local = to_london(moment)
    return day_text(local.date()) if (local.hour, local.minute) == (0, 0) else moment_text(moment)


def joined(words: Sequence[str], last: str = "and") -> str:
    """Several things in one sentence: "a", "a and b", "a, b and c"."""
    if not words:
        return ""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def hours_of(minutes: int, what: str) -> str:
    """Such as "1 contact hour", "1.5 worker hours"."""
    said = hours_text(minutes)
    return f"{said} {what} {'hour' if said == '1' else 'hours'}"


def counted(number: int, one: str, more: str = "") -> str:
    """A number with its word: "1 visit", "3 visits"."""
    return f"{number} {one if number == 1 else more or one + 's'}"
