"""Figures about capacity that was held for somebody who wasn't ready, by the day on which the hold ended."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from models.rules.clocks import elapsed
from models.rules.figures.figure import NONE_YET, Figure, FigurePeriod, FigureRow, none_in_period, share_text
from models.values import hours_text
from models.vocabulary.referrals import HoldEnd

_WEEK = timedelta(weeks=1)
_USED = frozenset({HoldEnd.STARTED, HoldEnd.PROMISED})


class HoldFigureFacts(NamedTuple):
    """Capacity that was held and is no more; worker minutes a week."""

    found_at: datetime
    ended_at: datetime
    ended_as: HoldEnd
    worker_minutes: int


def holds(found: Iterable[HoldFigureFacts], period: FigurePeriod) -> Figure:
    """How holds ended, and the hours that were held and came to nothing. Source: OPG 2.3 (FIG-1, REF-13)."""
    ended = [each for each in found if period.holds(each.ended_at)]
    number, minutes = Counter(each.ended_as for each in ended), Counter[HoldEnd]()
    for each in ended:
        minutes[each.ended_as] += minutes_held(each)
    rows = tuple(_row(end, number[end], len(ended), minutes[end]) for end in HoldEnd)
    unused = sum(minutes[end] for end in HoldEnd if end not in _USED)
    lapsed = share_text(number[HoldEnd.RELEASED], len(ended))
    came_to_nothing = sum(number[end] for end in HoldEnd if end not in _USED)
    held = f"{hours_text(unused)} worker hours were held and not used" if came_to_nothing else "every one was used"
    return Figure(
        "Capacity held",
        f"{lapsed} of the holds that ended lapsed; {held}." if ended else none_in_period("end of a hold"),
        "holds",
        rows,
        "Holds that ended on these days, by how. Hours held are the worker hours a week of the hold for as long as it "
        "stood, from the moment the capacity was found, as parts of a week. "
        "A hold that expired lapses on the day on which it was released.",
        "OPG 2.3",
    )


def minutes_held(hold: HoldFigureFacts) -> int:
    """The worker minutes of the time that a hold stood, to the whole minute. Source: OPG 2.3 (FIG-1, REF-13)."""
    return round(hold.worker_minutes * (elapsed(hold.found_at, hold.ended_at) / _WEEK))


def _row(end: HoldEnd, number: int, whole: int, minutes: int) -> FigureRow:
    if not whole:
        return FigureRow(end.label, None, NONE_YET, 0)
    hours = f", {hours_text(minutes)} h {'held' if end in _USED else 'held and not used'}" if number else ""
    return FigureRow(end.label, number, f"{share_text(number, whole)}{hours}", whole)
