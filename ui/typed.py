"""What people type for days and times, read as they mean it: "tomorrow", "+3", "mon 9am", "930", "5/11"."""

import re
from datetime import date, datetime, time, timedelta

from models.values import NotAValue, from_london, is_ambiguous, start_of_day, to_london

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_DAY_HELP = "Type a day, for instance tomorrow, +3, mon, 5/11 or 5 nov 2026."
_BIRTH_HELP = "Type day, month and year of birth, for instance 14/3/1942 or 14 mar 1942."
_TIME_HELP = "Type a time, for instance 930, 9:30, 9am or 14:30."
_HALF_A_YEAR = timedelta(days=183)
_CENTURY = 2000


def parse_day(typed: str, today: date, *, looks_back: bool = False) -> date:
    """The day meant; a weekday is the next one, or the last one where the field looks back. Refuses with a sentence."""
    text = " ".join(typed.casefold().replace(",", " ").split())
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    if found := re.fullmatch(r"([+-])\s?(\d{1,3})", text):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := re.fullmatch(r"(?:(next|last) )?([a-z]{3,9})", text):
        return _weekday(found[2], today, looks_back=found[1] == "last" or (looks_back and found[1] != "next"))
    if found := re.fullmatch(r"(?:[a-z]{3,9} )?(\d{1,2})[ /.-]([a-z]{3,9}|\d{1,2})(?:[ /.-](\d{4}|\d{2}))?", text):
        return _calendar_day(int(found[1]), found[2], found[3], today)
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        return _calendar_day(int(found[3]), found[2], found[1], today)
    raise NotAValue(_DAY_HELP)


def parse_birth(typed: str, today: date) -> date:
    """The birth date meant: never a day to come, so "14/3/40" is of the last century. Refuses with a sentence."""
    text = " ".join(typed.casefold().replace(",", " ").split())
    found = re.fullmatch(r"(?:[a-z]{3,9} )?(\d{1,2})[ /.-]([a-z]{3,9}|\d{1,2})[ /.-](\d{2})", text)
    if found:
        try:
            day = _calendar_day(int(found[1]), found[2], f"{_CENTURY + int(found[3])}", today)
        except NotAValue:  # 29 February of a century that has none
            day = today + timedelta(days=1)
        return (
            day if day <= today else _calendar_day(int(found[1]), found[2], f"{_CENTURY - 100 + int(found[3])}", today)
        )
    if not re.search(r"\d{4}", text):
        raise NotAValue(_BIRTH_HELP)
    day = parse_day(text, today, looks_back=True)
    if day > today:
        raise NotAValue("Nobody is born after today: correct the date.")
    return day


def parse_time(typed: str) -> time:
    """The time meant, 24 h unless am or pm is said. Refuses with a sentence."""
    text = typed.casefold().replace(" ", "")
    if text == "noon":
        return time(12)
    found = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm)?", text)
    if found is None:
        raise NotAValue(_TIME_HELP)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004  a clock's face
            raise NotAValue(_TIME_HELP)
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise NotAValue(_TIME_HELP) from error


def parse_moment(typed: str, now: datetime, *, looks_back: bool = False, a_day_will_do: bool = False) -> datetime:
    """The moment meant, in UTC: a day and a time, a time today, or "now". Refuses a time the clocks leave out.

    Where a day will do it is its beginning, and four figures after a day and a month are the year.
    """
    text = " ".join(typed.casefold().split())
    here = to_london(now)
    if text == "now":
        return now
    head, _, tail = text.rpartition(" ")
    if tail in {"am", "pm"}:
        head, _, hour = head.rpartition(" ")
        tail = hour + tail
    if not head and _is_time(tail):
        return from_london(datetime.combine(here.date(), parse_time(tail)))
    has_year = bool(re.fullmatch(r"20[2-5]\d", tail) and re.fullmatch(r".*\d[ /.-]([a-z]{3,9}|\d{1,2})", head))
    if not head or not _is_time(tail) or (has_year and a_day_will_do):
        alone = parse_day(text, here.date(), looks_back=looks_back)
        if a_day_will_do:
            return start_of_day(alone)
        raise NotAValue(f"Add the time. {_TIME_HELP}")
    if has_year:
        raise NotAValue(f"Is {tail} the year or the time? Write a time with a colon, for instance 20:30.")
    day = parse_day(head, here.date(), looks_back=looks_back)
    return from_london(datetime.combine(day, parse_time(tail)))


def doubt(moment: datetime) -> str:
    """What has to be said of a moment whose time the clocks have twice, else nothing."""
    local = to_london(moment).replace(tzinfo=None, fold=0)
    return "The clocks go back that night: the first of the two is meant." if is_ambiguous(local) else ""


def _is_time(text: str) -> bool:
    try:
        parse_time(text)
    except NotAValue:
        return False
    return True


def _weekday(word: str, today: date, *, looks_back: bool) -> date:
    if word[:3] not in _WEEKDAYS:
        raise NotAValue(_DAY_HELP)
    wanted = _WEEKDAYS.index(word[:3])
    if looks_back:
        return today - timedelta(days=(today.weekday() - wanted) % 7 or 7)
    return today + timedelta(days=(wanted - today.weekday()) % 7 or 7)


def _calendar_day(day: int, month: str, year: str | None, today: date) -> date:
    if not month.isdigit() and month[:3] not in _MONTHS:
        raise NotAValue(_DAY_HELP)
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        if year:
            return date(int(year) if len(year) > 2 else _CENTURY + int(year), number, day)  # noqa: PLR2004  "26"
        return _nearest(date(today.year, number, day), today)
    except ValueError as error:
        raise NotAValue("There is no such day in the calendar.") from error


def _nearest(meant: date, today: date) -> date:
    """Without a year, the one that brings the day within half a year of today."""
    if meant - today > _HALF_A_YEAR:
        return meant.replace(year=meant.year - 1)
    if today - meant > _HALF_A_YEAR:
        return meant.replace(year=meant.year + 1)
    return meant
