"""The forms in which people, spreadsheets and programs write a time of day, and the zone that some name."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.exchange.files.cells import Cell, plain_hyphens, shown, text_of
from models.values import NotAValue

_TIME = re.compile(
    r"(?:(?P<h>[0-9]{1,2})(?:[:.](?P<m>[0-9]{2})(?:[:.](?P<s>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"|(?P<h4>[0-9]{1,2})(?P<m4>[0-9]{2})|(?P<h6>[0-9]{2})(?P<m6>[0-9]{2})(?P<s6>[0-9]{2}))"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:hrs?|hours|h)?\s*(?P<zone>z|utc|gmt|bst|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_FURTHEST = timedelta(hours=14)  # that any zone of the world is from Greenwich
_SUMMER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, to the second, and how far ahead of Greenwich it was said to be; none is a clock here."""

    at: time
    ahead: timedelta | None = None
    is_summer: bool = False  # British Summer Time was named


def read_clock(cell: Cell, what: str, *, quoted: Cell = None, minus: bool = False) -> Clock:
    """A time of day; `what` names it in a refusal, which quotes the whole cell `quoted` that it stands in.

    A number below 1 is Excel's part of a day; fractions of a second are left off. `minus` lets a zone west of
    Greenwich be read: elsewhere 08:40-09:10 is from and until. Refused: 24:00, which is another day's first minute.
    """
    whole = f"{what} “{shown(cell if quoted is None else quoted)}”"
    if isinstance(cell, datetime):
        return Clock(cell.time())
    if isinstance(cell, time):
        return Clock(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell < 1:
        seconds = min(round(cell * 86_400), 86_399)
        return Clock(time(seconds // 3600, seconds // 60 % 60, seconds % 60))
    found = _TIME.fullmatch(plain_hyphens(text_of(cell)).strip().casefold())
    if found is None or (found["h"] and not (found["m"] or found["half"])) or (found["zone"] and found["half"]):
        raise NotAValue(f"{whole} can't be read as a time: write it like 08:30.")
    zone = found["zone"] or ""
    if zone.startswith("-") and not (minus and found["s"]):
        raise NotAValue(f"{whole} can't be read as a time: write it like 08:30, the beginning alone.")
    at, ahead = _time_of(found, whole), _ahead(zone)
    if ahead is not None and abs(ahead) > _FURTHEST:
        raise NotAValue(f"{whole} names a time zone that there isn't: write it like 08:30, as the clock here shows it.")
    return Clock(at, ahead, zone == "bst")


def _time_of(found: re.Match[str], whole: str) -> time:
    hour = int(found["h"] or found["h4"] or found["h6"])
    minute = int(found["m"] or found["m4"] or found["m6"] or 0)
    second = int(found["s"] or found["s6"] or 0)
    if hour == 24 and not found["half"]:  # noqa: PLR2004  a clock
        raise NotAValue(f"{whole}: 24:00 is no time of a day. Write 00:00 with the day that begins then.")
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0) if 1 <= hour <= 12 else 24  # noqa: PLR2004
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise NotAValue(f"{whole} is not a time of day: write it like 08:30.") from error


def _ahead(zone: str) -> timedelta | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return _SUMMER if zone == "bst" else timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if zone[0] == "-" else ahead
