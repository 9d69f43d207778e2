"""Which backups go: of the last day one is kept for two hours, then one a day, a week, a month. A pure rule."""

from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta

from models.values import to_london

_TWO_HOURLY = timedelta(days=1)  # so long every two hours' newest stays
_DAILY = timedelta(days=14)
_WEEKLY = timedelta(weeks=8)
_MONTHLY = timedelta(days=400)  # and one of each month for a good year
_SLOT_HOURS = 2


def to_drop(verified: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Of the verified ones, by the moments at which they were begun, those that aren't kept.

    In each stretch of time the newest stays, and the newest of all whatever its age; what seems to be of the future
    stays too, for then a clock is off, and nobody knows which.
    """
    newest_first = sorted(set(verified), reverse=True)
    filled: set[Hashable] = set()
    dropped = set()
    for moment in newest_first:
        slot = _slot(moment, now)
        if moment > now or moment == newest_first[0]:
            filled.add(slot)
        elif slot is None or slot in filled:
            dropped.add(moment)
        else:
            filled.add(slot)
    return frozenset(dropped)


def _slot(moment: datetime, now: datetime) -> Hashable:
    """The stretch that a moment belongs to, of the office's day; none where it is too old to be kept."""
    at, age = to_london(moment), now - moment
    if age < _TWO_HOURLY:
        return "hours", at.date(), at.hour // _SLOT_HOURS
    if age < _DAILY:
        return "day", at.date()
    if age < _WEEKLY:
        return "week", at.isocalendar()[:2]
    if age < _MONTHLY:
        return "month", at.year, at.month
    return None
