"""A figure about a team's work in a period: a sentence, rows to draw, what each is a share of, and what it means.

What nothing is known of has no value, never 0, and reads "none yet". What belongs to a period is told by the calendar
of the office.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from statistics import median

from models.rules.sentences import counted
from models.values import start_of_day

NONE_YET = "none yet"
_PERIODS_KEPT = 8


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One bar of a chart and line of its table: what, how many (of the figure's unit), and that in words.

    `value` is none where there is nothing to count or to take the middle of; `of` is how many it is a share of or was
    taken from. `parts` divide the value where a bar is stacked, the same labels in every row of a figure. `before` is
    the same row of the period before, where it had one.
    """

    label: str
    value: float | None
    text: str
    of: int
    parts: tuple[tuple[str, int], ...] = ()
    before: "FigureRow | None" = None

    @property
    def short(self) -> str:
        """The beginning of its words, up to the first colon or comma: what fits at the end of a bar."""
        return self.text.partition(":")[0].partition(",")[0]

    @property
    def before_text(self) -> str:
        """What it was in the period before, and how many more or fewer it is now; nothing where it can't be said."""
        was = self.before
        if was is None:
            return ""
        if was.value is None:
            return "none" if self.value else ""
        if self.value is None:
            return f"{was.short}, now none"
        more = round(self.value - was.value, 1)
        now = f"{abs(more):g} {'more' if more > 0 else 'less'}" if more else "the same"
        return f"{was.short}, now {now}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its title, the answer in a sentence, what its values count, its rows, and its definition in words.

    `source` is where the definition comes from; `before` is what the same figure said of the period before. One that is
    `of_now` tells of the moment it is asked at, whatever the period.
    """

    title: str
    sentence: str
    unit: str
    rows: tuple[FigureRow, ...]
    definition: str
    source: str
    before: str = ""
    of_now: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return all(row.value is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """The days that are counted, both included."""

    first: date
    last: date

    def holds(self, moment: datetime | None) -> bool:
        """Whether the moment lies in it, by the office's calendar."""
        if moment is None:
            return False
        begins, ends = self.bounds  # what goes through a county's years asks for these once
        return begins <= moment < ends

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "FigurePeriod | None":
        """As many days right before it; none where the calendar begins."""
        if self.first.toordinal() <= self.days:
            return None
        return FigurePeriod(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """When it begins, and the moment at which it is over."""
        return _bounds(self.first, self.last)


@lru_cache(maxsize=_PERIODS_KEPT)
def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    return start_of_day(first), start_of_day(last + timedelta(days=1))


def beside(now: Figure, before: Figure, days: int) -> Figure:
    """A figure with the same one of as many days right before it, row beside row, where both have the row."""
    earlier = {row.label: row for row in before.rows}
    said = counted(days, "day")
    return replace(
        now,
        rows=tuple(replace(row, before=earlier.get(row.label)) for row in now.rows),
        before=f"In the {said} before there was none."
        if before.is_empty
        else f"In the {said} before: {before.sentence}",
    )


def share_text(part: int, whole: int) -> str:
    """A share with its counts: "8 of 10 (80%)"; of nothing "none yet"."""
    return f"{part} of {whole} ({round(100 * part / whole)}%)" if whole else NONE_YET


def share_row(label: str, part: int, whole: int) -> FigureRow:
    """How many of a whole; of nothing it has no value."""
    return FigureRow(label, part if whole else None, share_text(part, whole), whole)


def none_in_period(of: str) -> str:
    """What a figure says while there is nothing to count."""
    return f"No {of} in this period yet."


def middle_of(spans: Sequence[timedelta]) -> timedelta:
    """The middle of some spans, of which there is at least one."""
    return timedelta(seconds=median(each.total_seconds() for each in spans))
