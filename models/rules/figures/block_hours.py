"""A figure about hours bought as a block for an area and used there, day by day (STC-4)."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from models.rules.figures.figure import NONE_YET, Figure, FigurePeriod, FigureRow, none_in_period
from models.values import hours_text

_DAY = timedelta(days=1)
_HOUR = 60
_ALL = 100  # percent


class BlockKind(Enum):
    """What hours of an area are: bought for it, used by plans there, or used by those of people who were away."""

    BOUGHT = "bought"
    USED = "used"
    AWAY = "away"


class BlockSpan(NamedTuple):
    """Worker minutes a week of an area from a day on; `until` is the first day without them, none where they go on."""

    area: str
    kind: BlockKind
    since: date
    until: date | None
    minutes: int


class _Mean(NamedTuple):
    """Worker minutes a week of an area or of all, the mean of the days."""

    bought: float
    used: float
    away: float


def block_hours(spans: Iterable[BlockSpan], period: FigurePeriod, today: date) -> Figure:
    """What was bought and used in a week, the mean of the days up to today, by area. Source: STCH (STC-4)."""
    last = min(period.last, today)
    days = (last - period.first).days + 1
    sums: dict[str, dict[BlockKind, int]] = {}
    for each in spans:
        of_area = sums.setdefault(each.area, dict.fromkeys(BlockKind, 0))
        of_area[each.kind] += each.minutes * _days_of(each, period.first, last)
    known = {area: _mean(found, days) for area, found in sorted(sums.items()) if any(found.values())}
    whole = _Mean(*(sum(column) for column in zip(*known.values(), strict=True))) if known else _Mean(0, 0, 0)
    rows = tuple(_row(area, known.get(area)) for area in sorted(sums))
    return Figure(
        "Block hours",
        f"{_said(whole)}." if known else none_in_period("block of hours"),
        "hours used a week",
        rows,
        "Worker hours a week bought as a block for an area, whoever of its workers is on leave, and those that the "
        "plans of the people in service there used: the mean of these days, up to today. People who were away are "
        "among those who used hours, for their hours stay theirs, and are said. The day of an end isn't counted; a "
        "visit that two people share counts for each of them; the area is that of the end, or of the last of these "
        "days.",
        "STCH",
    )


def _days_of(span: BlockSpan, first: date, last: date) -> int:
    until = last + _DAY if span.until is None else min(span.until, last + _DAY)
    return max(0, (until - max(span.since, first)).days)


def _mean(sums: dict[BlockKind, int], days: int) -> _Mean:
    return _Mean(*(sums[kind] / days for kind in BlockKind))


def _row(area: str, found: _Mean | None) -> FigureRow:
    if found is None:
        return FigureRow(area, None, NONE_YET, 0)
    text = f"{_hours(found.used)} of {_hours(found.bought)}{_share(found)}{_away(found)}"
    return FigureRow(area, round(found.used / _HOUR, 1), text, round(found.bought / _HOUR))


def _said(found: _Mean) -> str:
    return f"{_hours(found.used)} a week were used of {_hours(found.bought)} bought{_share(found)}{_away(found)}"


def _share(found: _Mean) -> str:
    """None of nothing."""
    return f" ({round(_ALL * found.used / found.bought)}%)" if found.bought else ""


def _away(found: _Mean) -> str:
    return f", {_hours(found.away)} of them by people who were away" if round(found.away) else ""


def _hours(minutes: float) -> str:
    return f"{hours_text(round(minutes))} h"
