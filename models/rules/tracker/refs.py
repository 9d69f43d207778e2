"""Whether a row that bears one of our Refs is about the change that the Ref means here.

A database that was put back from a backup gives Refs out again that a workbook holds already, and where one column is
sorted alone its Refs stand beside others' changes. An answer beside such a row answers something else.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.values import fold

_WITHIN = timedelta(seconds=61)  # programs that save a workbook may drop a moment's seconds
_HOURS = 0.006  # a workbook's hours are rounded to the hundredth
_OTHERWISE = 2  # cells of a row that doesn't say when it was told: one alone may have been typed over, or renamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a change says, or a row of it; moments by the office's wall clock, hours a week. None: it isn't said."""

    notified: datetime | None
    change: str = ""
    effective: date | None = None
    person: str = ""
    visits: float | None = None
    hours: float | None = None


def is_told_then(stands: datetime | None, told: Told) -> bool:
    """Whether a row says that it was told when the change was: that moment is no two changes' of one person."""
    return stands is not None and told.notified is not None and abs(stands - told.notified) <= _WITHIN


def is_about_another(stands: Told, told: Told) -> bool:
    """Whether what stands in a row is another change than the one that its Ref means here.

    A cell that is empty or can't be read says nothing. A cell of ours that was typed over is no other change: it takes
    the moment at which it was told and one thing more, or two things where the row doesn't say that moment.
    """
    if is_told_then(stands.notified, told):
        return False
    otherwise = [
        bool(stands.change) and stands.change != told.change and not stands.change.startswith(f"{told.change} "),
        stands.effective is not None and stands.effective != told.effective,
        bool(stands.person) and fold(stands.person) != fold(told.person),
    ]
    if stands.notified is None:
        return sum(otherwise) >= _OTHERWISE
    week = (stands.visits is not None and stands.visits != (told.visits or 0),
            stands.hours is not None and abs(stands.hours - (told.hours or 0)) > _HOURS)  # fmt: skip
    return any(otherwise) or any(week)
