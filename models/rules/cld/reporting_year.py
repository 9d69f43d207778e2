"""The reporting year of the statutory return."""

from datetime import date

_APRIL = 4


def reporting_year_of(day: date) -> date:
    """The 1 April with which the reporting year of a day began. Source: standards.md, CLD (FIG-2)."""
    return date(day.year if day.month >= _APRIL else day.year - 1, _APRIL, 1)
