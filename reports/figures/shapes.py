"""What a paper or a workbook of figures says: all figures of a period beside the one before."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row of a figure, and what it divides into; nothing divides into no lines.

    `value` is none where there is nothing to count; `of` is how many it is a share of or was taken from; `before` is
    the value of the period before, and `before_text` what has changed since.
    """

    label: str
    value: float | None
    text: str
    of: int
    parts: tuple[tuple[str, int], ...] = ()
    before: float | None = None
    before_text: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One figure with the sentence that answers it; `unit` says what its values count, `source` where that is said."""

    title: str
    sentence: str
    unit: str
    lines: tuple[FigureLine, ...]
    definition: str
    source: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPaper:
    """All figures of a period, both days included; `whose` says of which team and patch."""

    moment: datetime
    program: str
    council: str
    office: str
    whose: str
    first: date
    last: date
    tables: tuple[FigureTable, ...]
