"""Counts what the dates in a column of a file say of their order: day first, month first, or it could be either."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.exchange.files.cells import Cell, Row, shown
from app.exchange.files.sheet import Sheet
from app.exchange.written_days import written_day

MONTHS, LATE_DAYS = range(1, 13), range(13, 32)
_SIGNS = 11  # of a day with a year of four digits, and the sign behind it
_WHOLE_DAY = re.compile(r"(?:[0-9]{2}[./-][0-9]{2}[./-][0-9]{4}|[0-9]{4}[./-][0-9]{2}[./-][0-9]{2})[^0-9]?")


@dataclass(slots=True)
class DateColumn:
    """The dates of one column: how many cells each text that tells has, or could be either, and the true dates."""

    at: int
    heading: str
    day_first: Counter[str] = field(default_factory=Counter)
    month_first: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    true: int = 0
    latest: int = 0  # day of a month that any of the true dates has

    @property
    def any_late(self) -> bool:
        """Whether a true date lies after the 12th: no month was taken for its day."""
        return self.latest in LATE_DAYS

    @property
    def true_dates(self) -> str:
        """How many true dates there are, in words."""
        return f"{self.true:,} true dates stand" if self.true > 1 else "one true date stands"


@dataclass(frozen=True, slots=True)
class Example:
    """A date of a file as it stands there."""

    text: str
    line: int
    heading: str

    def __str__(self) -> str:
        return f"“{self.text}” in line {self.line} under {self.heading}"


def tallied(rows: Sequence[Row], at: int, heading: str) -> DateColumn:
    """The dates of this column, in one pass over its cells."""
    column = DateColumn(at, heading)
    cells = cells_of(rows, at)
    tallies = {"day": column.day_first, "month": column.month_first, "either": column.either}
    for text, count in _days_of([cell for cell in cells if type(cell) is str]).items():
        if kind := kind_of(text):
            tallies[kind][text] = count
    days = [cell.day for cell in cells if isinstance(cell, date)]
    column.true, column.latest = len(days), max(days, default=0)
    return column


def cells_of(rows: Sequence[Row], at: int) -> list[Cell]:
    """What stands in this column, row by row."""
    return [row.cells[at] for row in rows if at < len(row.cells)]


def _days_of(texts: Sequence[str]) -> Counter[str]:
    """How many cells each day has, its time left off: of a hundred thousand moments few days are worked out."""
    begun = Counter(text[:_SIGNS] for text in texts)
    other = {begin for begin in begun if not _WHOLE_DAY.fullmatch(begin)}
    days = Counter({begin: count for begin, count in begun.items() if begin not in other})
    if other:
        days.update(text for text in texts if text[:_SIGNS] in other)
    return days


def kind_of(text: str) -> str:
    """Which order a text's date has for sure, or that it could be either; nothing where its order doesn't matter."""
    written = written_day(text)
    if written is None or not written.is_open:
        return ""
    first, second = written.first, written.second
    if first in MONTHS and second in LATE_DAYS:
        return "month"
    if first in LATE_DAYS and second in MONTHS:
        return "day"
    return "either" if first in MONTHS and second in MONTHS and first != second else ""


def example_of(sheet: Sheet, columns: Sequence[DateColumn], which: str) -> Example:
    """The first date of this kind in the file, as it stands there."""
    found = (
        Example(shown(cell), row.line, column.heading)
        for row in sheet.rows
        for column in columns
        if column.at < len(row.cells) and isinstance(cell := row.cells[column.at], str) and kind_of(cell) == which
    )
    return next(found)
