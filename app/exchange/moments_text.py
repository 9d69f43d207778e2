"""Reads days and times as people and spreadsheets write them, day first; what is not sure is refused in a sentence."""

import re
from datetime import date, datetime, time

from app.exchange.files.cells import Cell, text_of
from models.values import NotAValue

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[./ -]\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-z]{3,9})\.?[\s./,-]+(\d{4}|\d{2})(?!\d)")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,\s]+")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?")


def read_day(cell: Cell, what: str, *, short_years: bool = True) -> date:
    """A day; `what` names it in a refusal. Of a birth a year of two digits could be of either century: refused."""
    day, rest = _split(cell, what, short_years=short_years)
    if isinstance(rest, str) and rest.strip() and not _is_clock(rest):
        raise NotAValue(f"{what} “{_shown(cell)}” can't be read as a date.")
    return day


def read_local(cell: Cell, what: str) -> tuple[datetime, bool]:
    """A wall clock's time without a zone, and whether the time of day was said; without one the day's first minute."""
    day, rest = _split(cell, what, short_years=True)
    if isinstance(rest, time):
        return datetime.combine(day, rest), True
    if not rest.strip():
        return datetime.combine(day, time(0)), False
    return datetime.combine(day, read_time(rest, what)), True


def read_time(cell: Cell, what: str) -> time:
    """A time of day; a number below 1 is Excel's part of a day, rounded to the second."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell < 1:
        seconds = min(round(cell * 86_400), 86_399)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    text = text_of(cell).strip().casefold()
    found = _CLOCK.fullmatch(text)
    if found is None or not (found[2] or found[4]):
        raise NotAValue(f"{what} “{_shown(cell)}” can't be read as a time: write it like 08:30.")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].startswith("p") else 0) if 1 <= hour <= 12 else 24  # noqa: PLR2004  a clock
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise NotAValue(f"{what} “{_shown(cell)}” is not a time of day.") from error


def _is_clock(text: str) -> bool:
    try:
        read_time(text, "")
    except NotAValue:
        return False
    return True


def _split(cell: Cell, what: str, *, short_years: bool) -> tuple[date, time | str]:
    if isinstance(cell, datetime):
        return cell.date(), cell.time()
    if isinstance(cell, date):
        return cell, ""
    if isinstance(cell, (int, float)):
        raise NotAValue(f"{what} “{_shown(cell)}” is a number: format that column as dates and send it again.")
    text = _WEEKDAY.sub("", text_of(cell).strip().casefold())
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.match(text):
        year, month, day = found.groups()
    elif (found := _NAMED_MONTH.match(text)) and found[2][:3] in _MONTHS:
        day, month, year = found[1], str(_MONTHS.index(found[2][:3]) + 1), found[3]
    else:
        raise NotAValue(f"{what} “{_shown(cell)}” can't be read as a date: write it like 20/11/2026.")
    if len(year) == 2 and not short_years:  # noqa: PLR2004  digits
        raise NotAValue(f"{what} “{_shown(cell)}” needs the year with four digits: 26 may be 1926 or 2026.")
    try:
        found_day = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))  # noqa: PLR2004  digits
    except ValueError as error:
        raise NotAValue(f"{what} “{_shown(cell)}” is not a day in the calendar (read as day, month, year).") from error
    return found_day, text[found.end() :].lstrip(" ,tT") if found.end() < len(text) else ""


def _shown(cell: Cell) -> str:
    text = text_of(cell).strip()
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004  as much as a sentence bears
