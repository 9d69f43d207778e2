"""Values that mean something: each knows how it is written, and refuses what it can't be, in a sentence.

Moments are aware and in UTC, days are dates, minutes are whole numbers. What people see is Europe/London.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, weeks_text

LONDON = ZoneInfo("Europe/London")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONGEST_BY = 60  # letters that say who covers a call
LONGEST_WHY = 200  # letters that say why a short call is enough
MINUTES_AN_HOUR = 60
_MIDNIGHT = time(0)
_FIRST_GIVEN, _NEVER_GIVEN = "0101000000", frozenset("58")
_MOST_QUOTED = 200
# Blanks and the signs that nobody sees, which a copied code brings along.
_BLANKS = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]")
_DAYS_KEPT = 2_048


class NotAValue(ValueError):  # noqa: N818  the text is a sentence for the person who typed, not a fault
    """What was typed can't be this value; the text says why."""


def _without_blanks(typed: str, also: str = "") -> str:
    """A code without blanks and unseen signs, and without its hyphens of every kind where `also` is "-"."""
    plain = _BLANKS.sub("", typed)
    return plain.translate(dict.fromkeys(map(ord, _HYPHENS))) if also else plain


def _quoted(typed: str) -> str:
    """What was typed, as a sentence quotes it: whole, but for what is far too long to be one."""
    text = typed.strip()
    return f"“{text}”" if len(text) <= _MOST_QUOTED else f"“{text[: _MOST_QUOTED - 1]}…”"


@dataclass(frozen=True, slots=True, order=True)
class NhsNumber:
    """Ten digits whose last is the check digit; passing it proves no identity."""

    digits: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Refuse a wrong length or check digit, ten equal digits, and numbers of ranges never given to anybody.

        The last two pass the arithmetic. Given are 010 100 0000 and above (Scotland's, by birth date), then 3
        (Northern Ireland and England), 4, 6 and 7 (England, Wales, Isle of Man); 5 is reserved, 8 not the NHS's.
        9 is nobody's either, but tests and examples use it: `is_invented`.
        Source: the ranges as public descriptions of the number give them.
        """
        digits = _without_blanks(typed, "-")
        if not digits.isascii() or not digits.isdigit():
            raise NotAValue("An NHS number has only digits and spaces.")
        if len(digits) != 10:  # noqa: PLR2004  the NHS data dictionary's own number
            raise NotAValue(f"An NHS number has 10 digits; this has {len(digits)}.")
        if len(set(digits)) == 1:
            raise NotAValue("Ten equal digits are not an NHS number.")
        from stdnum.exceptions import ValidationError  # noqa: PLC0415  it brings a web client: 12 ms of every start
        from stdnum.gb import nhs  # noqa: PLC0415

        try:
            number = cls(nhs.validate(digits))
        except ValidationError as error:
            raise NotAValue(
                "The NHS number's check digit is wrong: one digit is mistyped or two are swapped."
            ) from error
        if digits < _FIRST_GIVEN or digits[0] in _NEVER_GIVEN:
            raise NotAValue(
                f"Nobody was ever given the NHS number {number}: none is below 010 100 0000, or begins with 5 or 8. "
                "Ask for the right one, or leave it empty."
            )
        return number

    def __str__(self) -> str:
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A postcode, upper-cased, with its one space."""

    text: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Refuse what has not the shape of a United Kingdom postcode, or a letter where such a one never stands.

        A figure that was written as a letter (O, I) is named and never put right: it may be another place's. A
        number of the forces' post (BFPO 57) is named as such: it is no postcode, and support is brought to a home.
        Source: British Standard 7666, as Royal Mail's guide to addresses gives it.
        """
        plain = _without_blanks(typed).upper()
        shown = _quoted(typed)
        if _FORCES.fullmatch(plain):
            raise NotAValue(f"{shown} is a number of the forces' post and no postcode: write that of the home.")
        if not _POSTCODE.fullmatch(plain):
            perhaps = _with_figures(plain)
            hint = f" A letter stands where a figure has to; perhaps it is {perhaps}." if perhaps else ""
            raise NotAValue(f"{shown} does not look like a postcode, for instance DE4 3AF.{hint}")
        if set(plain[-2:]) & _NEVER_INWARD:
            raise NotAValue(f"{shown} can't be a postcode: its last two letters are never C, I, K, M, O or V.")
        if not _OUTWARD.fullmatch(plain[:-3]):
            perhaps = _with_figures(plain)
            hint = f" Perhaps it is {perhaps}." if perhaps else ""
            raise NotAValue(f"{shown} can't be a postcode: no place has {plain[:-3]}.{hint}")
        return cls(f"{plain[:-3]} {plain[-3:]}")

    @classmethod
    def kept(cls, text: str) -> Self | None:
        """A stored postcode; what was taken over from elsewhere may not be one."""
        try:
            return cls.parse(text)
        except NotAValue:
            return None

    def __str__(self) -> str:
        return self.text


_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_OUTWARD = re.compile(r"[A-PR-UWYZ](?:[0-9]{1,2}|[0-9][A-HJKMNPR-Y]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][A-HJKMNPR-Y])")
_FORCES = re.compile(r"BFPO[0-9]{1,4}")
_NEVER_INWARD = frozenset("CIKMOV")
_FIGURES = str.maketrans("OIL", "011")


def _with_figures(plain: str) -> str:
    """The postcode that it would be with figures for the letters that look like them; empty where it is none so."""
    last, letters = plain[:-2], plain[-2:]
    for at in range(1, len(last)):
        tried = last[:at] + last[at:].translate(_FIGURES) + letters
        if _POSTCODE.fullmatch(tried) and _OUTWARD.fullmatch(tried[:-3]) and not set(letters) & _NEVER_INWARD:
            return f"{tried[:-3]} {tried[-3:]}"
    return ""


@dataclass(frozen=True, slots=True, order=True)
class Telephone:
    """A telephone number as people here dial it, written as it was typed with single blanks: 0114 496 0090."""

    text: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Refuse what nobody could dial: letters (but an extension), too few or too many digits."""
        plain = " ".join(typed.split())
        number = re.sub(r"[()]", "", _without_blanks(re.sub(r"(?i)\s*(ext\.?|x)\s*[0-9]{1,6}$", "", plain), "-"))
        if not re.fullmatch(r"0[1-9][0-9]{8,9}|\+44[1-9][0-9]{8,9}|1[0-9]{2}|999", number):
            raise NotAValue(f"“{plain}” is not a telephone number, for instance 0114 496 0090 or 111.")
        return cls(plain)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """Pounds and pence, exact."""

    pounds: Decimal

    @classmethod
    def pence(cls, pence: int) -> Self:
        """As the database keeps it."""
        return cls(Decimal(pence) / 100)

    @property
    def in_pence(self) -> int:
        """Whole pence, rounded half up, as a bill rounds."""
        return int((self.pounds * 100).quantize(Decimal(1), ROUND_HALF_UP))

    def __str__(self) -> str:
        return f"£{self.pounds.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


class Call(Enum):
    """The calls of the day, in their order; a visit at another time says the time instead."""

    MORNING = "morning"
    LUNCH = "lunch"
    TEA = "tea"
    BED = "bed"
    NIGHT = "night"

    __hash__ = object.__hash__  # one of each is there: Python asks its name, thousands of times a history

    @property
    def label(self) -> str:
        """As it stands over a column."""
        return self.value.capitalize()


# Until which local time a visit belongs to which call; a visit after midnight belongs to the night.
_CALL_UNTIL = ((time(5), Call.NIGHT), (time(11), Call.MORNING), (time(14, 30), Call.LUNCH), (time(18, 30), Call.TEA))


def call_from(call: Call) -> time:
    """From which local time on a visit belongs to this call."""
    return _CALL_FROM[call]


_CALL_FROM = {
    Call.NIGHT: time(0),
    Call.MORNING: time(5),
    Call.LUNCH: time(11),
    Call.TEA: time(14, 30),
    Call.BED: time(18, 30),
}


def call_at(at: time) -> Call:
    """To which call of the day a visit at this local time belongs."""
    return next((call for until, call in _CALL_UNTIL if at < until), Call.BED)


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One line of a week: on these days, at this call, this long, by this many workers.

    `days` are weekday numbers, Monday 0 to Sunday 6; `minutes` of one worker; `workers` 1 or 2;
    `at` is the local time where the visit is at a time of its own; `weeks` 1 or 2 where only in week A or B.
    """

    days: frozenset[int]
    call: Call
    minutes: int
    workers: int = 1
    at: time | None = None
    tasks: str = ""
    weeks: int = EVERY_WEEK

    def __post_init__(self) -> None:
        """Refuse a visit that can't be: no day, no minute, no worker or a third one."""
        if not self.days or not self.days <= frozenset(range(7)):
            raise NotAValue("A visit needs at least one day of the week.")
        if not 1 <= self.minutes <= 24 * MINUTES_AN_HOUR:
            raise NotAValue("A visit lasts from 1 minute to 24 hours.")
        if self.workers not in {1, 2}:
            raise NotAValue("A visit has one worker or two.")
        if self.weeks not in {EVERY_WEEK, *TURNS}:
            raise NotAValue("A visit is due in every week, in week A or in week B.")

    @property
    def days_text(self) -> str:
        """The days in words: "every day", "Mon–Fri" or "Mon, Wed (week A)"."""
        return days_text(self.days) + (f" ({weeks_text(self.weeks)})" if self.weeks else "")

    def __str__(self) -> str:
        call = f"{self.at:%H:%M}" if self.at else self.call.value
        return f"{call} {self.minutes}" + (" ×2" if self.workers == 2 else "")  # noqa: PLR2004  a double-up


@dataclass(frozen=True, slots=True)
class CoveredCall:
    """A call that somebody else covers on these days: no visit, no minutes of ours; `by` says who, in a few words."""

    days: frozenset[int]
    call: Call
    by: str

    def __post_init__(self) -> None:
        """Refuse what nobody covers, or on no day."""
        if not self.days or not self.days <= frozenset(range(7)):
            raise NotAValue("A call is covered on at least one day of the week.")
        if len(self.by.strip().splitlines()) != 1:
            raise NotAValue("Say in one line who covers the call, for instance: daughter.")

    def __str__(self) -> str:
        return f"{self.call.value}, {self.days_text}: {self.by}"

    @property
    def days_text(self) -> str:
        """The days in words, as a visit's."""
        return days_text(self.days)


@dataclass(frozen=True, slots=True)
class WhyShort:
    """Why a call of a week is planned for less than half an hour (NICE NG21)."""

    call: Call
    because: str


def days_text(days: frozenset[int]) -> str:
    """Days in words; runs of three or more shown as a range."""
    ordered = sorted(days)
    if len(ordered) == len(DAYS):
        return "every day"
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:  # noqa: PLR2004  a run worth a dash
        return f"{DAYS[ordered[0]]}–{DAYS[ordered[-1]]}"
    return ", ".join(DAYS[day] for day in ordered)


def days_mask(days: frozenset[int]) -> int:
    """The days as one number, Monday the lowest bit, as the database keeps them."""
    return sum(1 << day for day in days)


@cache
def days_of(mask: int) -> frozenset[int]:
    """The days that a stored number means."""
    return frozenset(day for day in range(7) if mask >> day & 1)


def to_london(moment: datetime) -> datetime:
    """The moment as a clock on the office wall shows it."""
    if moment.tzinfo is None:
        raise TypeError(f"moment without a time zone: {moment!r}")
    return moment.astimezone(LONDON)


def london_day(moment: datetime) -> date:
    """The calendar day in the office at this moment."""
    return to_london(moment).date()


def from_london(local: datetime) -> datetime:
    """The moment that a wall clock in the office means, in UTC.

    Refuses a time that the clock change in March leaves out. Of the hour that October has twice the first is meant,
    which starts every clock earlier and so warns sooner.
    """
    if local.tzinfo is not None:
        raise TypeError("a wall clock's time has no zone of its own")
    moment = local.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != local:
        raise NotAValue(f"{local:%H:%M} on {local:%d/%m/%Y} does not exist: the clocks go forward that night.")
    return moment


def is_ambiguous(local: datetime) -> bool:
    """Whether this wall clock time happens twice, as 01:30 does when the clocks go back."""
    first, second = (local.replace(tzinfo=LONDON, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


@lru_cache(maxsize=_DAYS_KEPT)
def start_of_day(day: date) -> datetime:
    """The moment, in UTC, at which this day begins in the office."""
    return from_london(datetime.combine(day, _MIDNIGHT))


def age_on(born: date, day: date) -> int:
    """Whole years lived on that day; born on 29 February, a birthday falls on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def hours_text(minutes: int) -> str:
    """Minutes as hours in decimal, exact to the quarter and rounded to hundredths: 90 is "1.5"."""
    hours = (Decimal(minutes) / MINUTES_AN_HOUR).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{hours.normalize():f}"


def whole_name(given: str, family: str) -> str:
    """Given name and family name, or the one name of somebody who has one only."""
    return f"{given.strip()} {family.strip()}".strip()


def folded_names(given: str, family: str) -> tuple[str, str]:
    """Given and family name folded, as they are looked for and put in order; one name alone stands as the family's."""
    return (fold(given), fold(family)) if family.strip() else ("", fold(given))


def fold(name: str) -> str:
    """A name as searches compare it: no case, no accents, no apostrophes, hyphens or double spaces.

    Sign by sign, so that a server can do the same by a table: see `models.migrations.found_by_words.signs`.
    """
    if name.isascii():  # most are: a search through a long list folds thousands
        return " ".join(name.translate(_PLAIN).lower().split())
    import unicodedata  # noqa: PLC0415  needed by searches and imports only, not at start

    # Twice, because letters that are taken apart may be capitals, and small ones may be taken apart again.
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    plain = unicodedata.normalize("NFKD", plain).casefold().translate(_LETTERS)
    # Accents go, and so do the signs that nobody sees, which a copied name may bring along.
    seen = [sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"]
    return " ".join("".join(" " if sign in _HYPHENS else sign for sign in seen).split())


_HYPHENS = "-‐‑‒–—−"
APOSTROPHES = "'’‘‛`´ʹʻʼʽ′＇"
_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))
_PLAIN = str.maketrans({"'": None, "`": None, "-": " "})
_LETTERS = _APOSTROPHES | str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe"}
    | {"ی": "ي", "ک": "ك"}  # Persian keyboards type other signs for the letters of one name
)
