"""The forms in which a day is written as text: which number stands where, and what their order leaves open."""

import re
from dataclasses import dataclass
from datetime import date

from app.exchange.files.asked import DateOrder
from app.exchange.files.cells import plain_hyphens

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NUMBERS = re.compile(r"([0-9]{1,2})(?:\s*[./-]\s*|\s+)([0-9]{1,2})(?:\s*[./-]\s*|\s+)([0-9]{4}|[0-9]{2})(?![0-9])")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_DAY_THEN_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?(?:\s+of\s+|[\s./-]*)([a-z]{3,9})[\s./,'’-]*([0-9]{4}|[0-9]{2})(?![0-9])"
)
_MONTH_THEN_DAY = re.compile(
    r"([a-z]{3,9})[\s./-]*([0-9]{1,2})(?:st|nd|rd|th)?(?:[\s./-]*,[\s./-]*|[\s./-]+)([0-9]{4}|[0-9]{2})(?![0-9])"
)
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.\s]+")
_CENTURY = 2000  # of a year that is written with two digits


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it is written. `is_open` is a date like 05/11/2026, whose first two numbers could be either.

    Of the others `first` is the day and `second` the month. `weekday` is the one written before it, by three letters;
    `rest` what stands behind it.
    """

    year: str
    first: int
    second: int
    is_open: bool
    weekday: str
    rest: str
    is_iso: bool = False

    def day(self, order: DateOrder) -> date:
        """The day in the calendar; a ValueError where there is none such."""
        first, second = self.first, self.second
        if self.is_open and order is DateOrder.MONTH_FIRST:
            first, second = second, first
        return date(int(self.year) + (_CENTURY if self.has_short_year else 0), second, first)

    @property
    def has_short_year(self) -> bool:
        """Whether the year has two digits."""
        return len(self.year) == 2  # noqa: PLR2004  digits


def written_day(typed: str) -> WrittenDay | None:
    """The day that a text begins with, in whatever form; none where it begins with no day."""
    text, weekday = plain_hyphens(typed).strip().casefold(), ""
    if text[:1].isalpha() and (named := _WEEKDAY.match(text)):
        text, weekday = text[named.end() :], named[1]
    if found := _NUMBERS.match(text):
        return WrittenDay(found[3], int(found[1]), int(found[2]), True, weekday, text[found.end() :])
    if found := _YEAR_FIRST.match(text):
        year, first, second = found[1], int(found[4]), int(found[3])
    elif found := _COMPACT.match(text):
        year, first, second = found[1], int(found[3]), int(found[2])
    elif (found := _DAY_THEN_MONTH.match(text)) and (month := _month(found[2])):
        return WrittenDay(found[3], int(found[1]), month, False, weekday, text[found.end() :])
    elif (found := _MONTH_THEN_DAY.match(text)) and (month := _month(found[1])):
        return WrittenDay(found[3], int(found[2]), month, False, weekday, text[found.end() :])
    else:
        return None
    return WrittenDay(year, first, second, False, weekday, text[found.end() :], is_iso=True)


def _month(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 where no month is called so."""
    whole = "september" if name == "sept" else name
    return next((at for at, month in enumerate(_MONTHS, start=1) if month.startswith(whole)), 0)
