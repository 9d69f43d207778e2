"""The reporting year of the statutory return."""

from datetime import date

from models.rules.decision import Lack
from models.rules.sentences import day_text

_APRIL = 4
_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)  # the return began long after, and its windows go on from a day
_WHO = "whoever asks"


def reporting_year_of(day: date) -> date:
    """The 1 April with which the reporting year of a day began. Source: standards.md, CLD (FIG-2)."""
    return date(day.year if day.month >= _APRIL else day.year - 1, _APRIL, 1)


def period_lacks(first: date, last: date) -> tuple[Lack, ...]:
    """A period's first day doesn't lie after its last, and both in years that a return can be of. (FIG-2)."""
    if first > last:
        return (Lack("FIG-2", f"{day_text(first)} lies after {day_text(last)}: name a first and a last day.", _WHO),)
    if not _FIRST <= first <= last <= _LAST:
        return (Lack("FIG-2", f"A return is of days from {day_text(_FIRST)} to {day_text(_LAST)}.", _WHO),)
    return ()
