"""What stands in a cell, apart from any library that writes one: its kinds, its values as Excel keeps them, its height.

A window that only shows how a workbook stands takes its words from here, without half a second of imports.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from math import ceil

from models.values import to_london

Value = str | int | float | Decimal | date | datetime | None

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  days are counted from here; a sheet's clock has no zone
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY, _MIDNIGHT = timedelta(days=1), time(0)
_LINE, _MOST_LINES = 15.0, 12
_LONGEST_TEXT = 32_767
_TEXTS_KEPT = 4_096


class Kind(Enum):
    """What a column holds, and so how its cells are written."""

    TEXT = "@"
    WRAPPED = "wrapped"
    DAY = "dd/mm/yyyy"
    MOMENT = "dd/mm/yyyy hh:mm"
    COUNT = "0"
    HOURS = "0.00"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its heading, what it holds, and its width in letters."""

    title: str
    kind: Kind
    width: float


def excel_value(value: Value, epoch: datetime = EPOCH) -> str | int | float | None:
    """As a cell stores it: days and moments (by the office's clock) are numbers, text has no control signs."""
    match value:
        case None | int() | float():
            return value
        case str():
            return CONTROL.sub("", value.replace("\r\n", "\n"))[:_LONGEST_TEXT] or None
        case Decimal():
            return float(value)
        case datetime():
            local = value if value.tzinfo is None else to_london(value).replace(tzinfo=None)
            return (local - epoch) / _DAY
        case _:
            return (datetime.combine(value, _MIDNIGHT) - epoch) // _DAY


def hours(minutes: int | None) -> Decimal | None:
    """Minutes as hours, exact to the hundredth."""
    return None if minutes is None else (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def row_height(headings: Sequence[Heading], values: Sequence[Value], least: int = 1) -> float:
    """High enough for the longest wrapped text; said outright, for not every program works it out on opening."""
    lines = max(least, 1)
    for heading, value in zip(headings, values, strict=False):
        if isinstance(value, str) and heading.kind is Kind.WRAPPED:
            lines = max(lines, lines_taken(value, heading.width - 2))
    return height_of(lines)


def height_of(lines: int) -> float:
    """The height of a row of so many lines; a longer text is cut rather than fills the screen."""
    return _LINE * min(max(lines, 1), _MOST_LINES)


@lru_cache(maxsize=_TEXTS_KEPT)
def lines_taken(text: str, width: float) -> int:
    """How many lines a text takes in a cell of so many letters: broken between words, a longer word within itself."""
    lines = 0
    for part in text.split("\n"):
        lines, free = lines + 1, width
        for word in part.split(" ") if len(part) > width else ():
            if len(word) > free:
                lines += ceil(len(word) / width) - (free == width)
                free = -len(word) % width
            else:
                free -= len(word)
            free -= 1
    return lines
