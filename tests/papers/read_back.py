"""The sums of an agreement as a reader finds them in its PDF, by two readers; and pence worked out without our code."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pypdfium2

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}"
_TITLES = re.compile(r"D ?R ?A ?F ?T |What Hours(?: a week)? For an hour (?:A week|Cost) ")
_PERIOD = re.compile(rf"From ({_DAY})(?: until ({_DAY}))? a week costs: (.*?)Cost of a week £([\d,]+\.\d\d) ")
_FREE = re.compile(rf"From ({_DAY})(?: until ({_DAY}))? you pay nothing, because you asked us to stop")
_BILL = re.compile(r"(\d+) weeks? at this price costs? £([\d,]+\.\d\d)\.")
_FIRST = re.compile(
    rf"You pay for the visits planned (?:from|on) ({_DAY})(?: to ({_DAY}))?: (.*?)Cost of these days £([\d,]+\.\d\d)"
)
_LINE = re.compile(
    r"(?P<call>[A-Z][a-z]+|\d\d:\d\d), (?P<days>every day|[A-Z][a-z]{2}(?:(?:–|, )[A-Z][a-z]{2})*), "
    r"(?P<minutes>\d+) minutes(?P<two>, two care workers)? (?:(?P<hours>\d+) hours?)? ?(?:(?P<rest>\d+) minutes?)? "
    r"£(?P<rate>[\d,]+\.\d\d) £(?P<amount>[\d,]+\.\d\d)"
)
_FURNITURE = {"Derbyshire County Council", "Łukasz O'Brien", "Draft, not issued"}
_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class ReadLine:
    """A line of a working: on which weekdays (Monday is 0), how long by how many, the time told, price and amount."""

    days: frozenset[int]
    minutes: int
    workers: int
    time: int
    rate: int
    amount: int


@dataclass(frozen=True)
class ReadSum:
    """Lines under a heading of days, with the total below, and what the weeks of a bill cost (none in first days)."""

    from_day: date
    until: date | None
    lines: tuple[ReadLine, ...]
    total: int
    weeks: int = 0
    bill: int = 0


@dataclass(frozen=True)
class ReadMoney:
    """All that an agreement says of money, and all of its text in one line."""

    periods: tuple[ReadSum, ...]
    first_days: ReadSum | None
    charged_from: date | None
    text: str


def by_pdfium(content: bytes) -> str:
    """The letters as PDFium (Chrome, Edge) reads them."""
    with pypdfium2.PdfDocument(content) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def by_poppler(content: bytes, folder: Path) -> str:
    """The letters as poppler (Evince, Okular) reads them."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"], check=True, capture_output=True)
    return done.stdout.decode()


def by_each(content: bytes, folder: Path) -> tuple[str, ...]:
    """What each reader that this machine has reads: PDFium comes with the program, poppler isn't on a bare machine."""
    return (by_pdfium(content), *((by_poppler(content, folder),) if shutil.which("pdftotext") else ()))


def money_of(text: str) -> ReadMoney:
    """The sums in the text of an agreement."""
    whole = _in_one_line(text)
    part = whole.partition("4. The money")[2].partition("How we bill you")[0]
    periods = [_period(found, part) for found in _PERIOD.finditer(part)]
    periods += [ReadSum(_day(found[1]), _day(found[2]), (), 0) for found in _FREE.finditer(part)]
    first = _FIRST.search(part)
    charged = re.search(rf"(?:We|Then we) charge from ({_DAY})", part)
    return ReadMoney(
        tuple(sorted(periods, key=lambda each: each.from_day)),
        ReadSum(_day(first[1]), _day(first[2] or first[1]), _lines(first[3]), _pence(first[4])) if first else None,
        _day(charged[1]) if charged else None,
        whole,
    )


def pence_of(minutes: int, an_hour: int) -> int:
    """What so many minutes cost at so many pence an hour, a half penny rounded up."""
    return int(Fraction(minutes * an_hour, 60) + Fraction(1, 2))


def _in_one_line(text: str) -> str:
    """Without the heads and feet of pages, which stand between the rows of a table that goes on."""
    feet = re.compile(r"(Page \d+ of \d+|Reference ISA-|wording v|check [0-9A-F]{4} )")
    kept = (line for line in text.replace("\f", "\n").splitlines() if not feet.search(line))
    lines = [line for line in kept if " ".join(line.split()) not in _FURNITURE]
    return _TITLES.sub("", " ".join(" ".join(lines).replace("\N{NO-BREAK SPACE}", " ").split()))


def _period(found: "re.Match[str]", part: str) -> ReadSum:
    bill = _BILL.match(part, found.end())
    assert bill is not None, part[found.end() : found.end() + 80]
    return ReadSum(_day(found[1]), _day(found[2]), _lines(found[3]), _pence(found[4]), int(bill[1]), _pence(bill[2]))


def _lines(text: str) -> tuple[ReadLine, ...]:
    found = list(_LINE.finditer(text))
    left = _LINE.sub("", text).strip()
    assert not left or left.endswith("."), f"not read: {left!r}"  # sentences may stand before the table
    return tuple(
        ReadLine(
            _days(each["days"]),
            int(each["minutes"]),
            2 if each["two"] else 1,
            int(each["hours"] or 0) * 60 + int(each["rest"] or 0),
            _pence(each["rate"]),
            _pence(each["amount"]),
        )
        for each in found
    )


def _days(text: str) -> frozenset[int]:
    if text == "every day":
        return frozenset(range(7))
    if "–" in text:
        first, last = (_WEEK.index(each) for each in text.split("–"))
        return frozenset(range(first, last + 1))
    return frozenset(_WEEK.index(each) for each in text.split(", "))


def _day(text: str | None) -> date | None:
    return datetime.strptime(text, "%A %d %B %Y").date() if text else None  # noqa: DTZ007  a day has no zone


def _pence(text: str) -> int:
    pounds, _, pence = text.replace(",", "").partition(".")
    return int(pounds) * 100 + int(pence)
