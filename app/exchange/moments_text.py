"""Reads days and moments as people, spreadsheets and programs write them; what is not sure is refused in a sentence.

Which of two numbers is the day is settled for the whole file before (`date_order`). A refusal quotes the whole cell.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from app.exchange.files.asked import DateOrder
from app.exchange.files.cells import Cell, shown, text_of
from app.exchange.written_days import WrittenDay, written_day
from app.exchange.written_times import Clock, read_clock
from models.values import DAYS, NotAValue, age_on, from_london, is_ambiguous, to_london

_FORMS = {DateOrder.DAY_FIRST: "write it like 20/11/2026", DateOrder.MONTH_FIRST: "write it like 20 Nov 2026"}
_BEFORE_A_TIME = re.compile(r"[\s,]+(?:at\s*|@\s*)?|t(?=[0-9])|\s*@\s*")
_DAYS_OF_EXCEL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_COMPACT = range(19_000_101, 21_000_000)  # 20261114 as a number
_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # outside of them a year is mistyped, whatever it is the year of
_LAST_SHORT_YEAR = 50  # from 51 on two digits could well be of the century before
_OLDEST = 120  # years; nobody in this country has been older
_BACK, _AHEAD = 10, 2  # years that what happens in a short-term service lies in the past, or in the future, at most


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """A moment, and what the clock on the office wall showed then.

    `timed` where a time of day was said; else it is the day's first minute. `ambiguous` where October's clock showed
    that time twice and the file doesn't say which; the first is meant.
    """

    moment: datetime
    local: datetime
    timed: bool
    ambiguous: bool


def read_day(
    cell: Cell, what: str, *, short_years: bool = True, order: DateOrder = DateOrder.DAY_FIRST, now: date | None = None
) -> date:
    """A day; `what` names it in a refusal. Of a birth a year of two digits could be of either century: refused.

    A time with a zone is turned into the day here. With `now`, a day that lies far from it is refused as mistyped.
    """
    day, clock = _split(cell, what, order, short_years=short_years)
    found = day if clock is None or clock.ahead is None else _moment(day, clock, what, cell).local.date()
    if now is not None and found.year > now.year + _AHEAD:
        raise NotAValue(f"{what} “{shown(cell)}” can't be right: it lies more than {_AHEAD} years ahead.")
    return found


def read_birth(cell: Cell, today: date, order: DateOrder = DateOrder.DAY_FIRST) -> date:
    """A date of birth. Refused: a year of two digits, a day to come, and one more than 120 years ago."""
    what = "The date of birth"
    born = read_day(cell, what, short_years=False, order=order)
    if born > today:
        raise NotAValue(f"{what} “{shown(cell)}” can't be right: it lies ahead.")
    if (age := age_on(born, today)) > _OLDEST:
        raise NotAValue(f"{what} “{shown(cell)}” can't be right: the person would be {age}.")
    return born


def read_moment(
    cell: Cell, what: str, now: datetime, *, order: DateOrder = DateOrder.DAY_FIRST, at: Cell = None, at_what: str = ""
) -> WrittenMoment:
    """The moment of a cell, or of a day and a time `at` in two cells; a zone that is said is turned into London's.

    Refused: a time that March's clock leaves out, two cells that contradict each other, more than ten years ago.
    """
    day, clock = _split(cell, what, order, short_years=True)
    if text_of(at).strip():
        told = read_clock(at, at_what)
        if clock is not None:
            own = _moment(day, clock, what, cell).local
            day = own.date()
            _same_or_refused(clock, own, told, f"{what} “{shown(cell)}”", f"{at_what.lower()} “{shown(at)}”")
        if isinstance(at, datetime) and at.year >= _FIRST_YEAR + _AHEAD and at.date() != day:
            raise NotAValue(f"{what} “{shown(cell)}” and {at_what.lower()} “{shown(at)}” are of different days.")
        clock = told
    found = _moment(day, clock, what, cell)
    if found.local.year < to_london(now).year - _BACK:
        raise NotAValue(f"{what} “{shown(cell)}” can't be right: it lies more than {_BACK} years back.")
    return found


def _same_or_refused(clock: Clock, own: datetime, told: Clock, day: str, time_of_day: str) -> None:
    """A program writes midnight where it means the day; any other time beside a time has to be the same."""
    if clock.at != time(0) and own.time() != time(0) and own.replace(second=0).time() != told.at.replace(second=0):
        raise NotAValue(f"{day} has a time of its own, other than {time_of_day}: leave one of them.")


def _moment(day: date, clock: Clock | None, what: str, cell: Cell) -> WrittenMoment:
    at = time(0) if clock is None else clock.at
    local = datetime.combine(day, at)
    if clock is None or clock.ahead is None:
        try:
            return WrittenMoment(from_london(local), local, clock is not None, is_ambiguous(local))
        except NotAValue as error:
            raise NotAValue(f"{what} “{shown(cell)}” can't be right: {error}") from error
    moment = (local - clock.ahead).replace(tzinfo=UTC)
    there = to_london(moment)
    if clock.is_summer and there.utcoffset() != clock.ahead:
        raise NotAValue(f"{what} “{shown(cell)}” names British Summer Time, which it isn't then: write the time alone.")
    return WrittenMoment(moment, there.replace(tzinfo=None), timed=True, ambiguous=False)


def _split(cell: Cell, what: str, order: DateOrder, *, short_years: bool) -> tuple[date, Clock | None]:
    if isinstance(cell, datetime):
        return _believable(cell.date(), cell, what), Clock(cell.time())
    if isinstance(cell, date):
        return _believable(cell, cell, what), None
    if isinstance(cell, (int, float)) and (isinstance(cell, bool) or cell not in _COMPACT):
        raise NotAValue(f"{what} “{shown(cell)}” is a number: format that column as dates and send it again.")
    text = text_of(cell).strip()
    written = written_day(text)
    if written is None:
        counted = " It may be a day as Excel counts them: format that column as dates and send it again."
        raise NotAValue(
            f"{what} “{shown(cell)}” can't be read as a date: {_FORMS[order]}."
            f"{counted if _DAYS_OF_EXCEL.fullmatch(text) else ''}"
        )
    return _calendar_day(written, cell, what, order, short_years=short_years), _clock_after(
        written, cell, what, _FORMS[order]
    )


def _calendar_day(written: WrittenDay, cell: Cell, what: str, order: DateOrder, *, short_years: bool) -> date:
    if written.has_short_year and (not short_years or int(written.year) > _LAST_SHORT_YEAR):
        year = written.year
        raise NotAValue(f"{what} “{shown(cell)}” needs the year with four digits: {year} may be 19{year} or 20{year}.")
    try:
        day = written.day(order)
    except ValueError as error:
        by = "month, day, year" if written.is_open and order is DateOrder.MONTH_FIRST else "day, month, year"
        raise NotAValue(
            f"{what} “{shown(cell)}” is not a day in the calendar (read as {by}): {_FORMS[order]}."
        ) from error
    if written.weekday and not DAYS[day.weekday()].casefold() == written.weekday:
        raise NotAValue(f"{what} “{shown(cell)}” can't be right: {day:%d/%m/%Y} is a {day:%A}.")
    return _believable(day, cell, what)


def _believable(day: date, cell: Cell, what: str) -> date:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day
    raise NotAValue(f"{what} “{shown(cell)}” can't be right: it is of the year {day.year}.")


def _clock_after(written: WrittenDay, cell: Cell, what: str, form: str) -> Clock | None:
    """The time behind a day; anything else there is refused, for what was meant by it nobody can know."""
    if not written.rest.strip():
        return None
    before = _BEFORE_A_TIME.match(written.rest)
    if before is None:
        raise NotAValue(f"{what} “{shown(cell)}” can't be read as a date: {form}, with nothing else in the cell.")
    try:
        return read_clock(written.rest[before.end() :], what, quoted=cell, minus=written.is_iso)
    except NotAValue as error:
        if "can't be read" not in str(error):
            raise
        raise NotAValue(
            f"{what} “{shown(cell)}” can't be read as a date: {form} 08:30, with nothing else in the cell."
        ) from error
