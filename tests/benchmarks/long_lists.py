"""Lists as long as an office's life makes them, drawn from one seed: ratings, people in service, referrals."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

import xlsxwriter

RATED_PEOPLE, _GOALS, _VISITS = 200, 4, 125
RATINGS = RATED_PEOPLE * _GOALS * _VISITS
PEOPLE, REFERRALS = 5_000, 2_000
_STARTED, _FIRST_VISIT = date(2026, 10, 10), date(2026, 10, 15)
_TIMES = ("08:40", "12:10", "16:35", "20:15")
_LETTERS = ("I", "I", "P", "P", "P", "A1", "A1", "A2", "D")
_WORKERS = ("Debbie Marples", "Karen Siddall", "Aneta Nowak", "Joy Birch", "Lee Bown", "Grace Mutasa", "Sue Hollis")
_WISHES = (
    "I will dress my lower half with a long-handled aid",
    "I will take my tablets from the dosette box at the right time",
    "I will make my own lunch on six days of seven",
    "I will walk to the corner shop and back with my frame",
)
_GIVEN = ("Jean", "Margaret", "Dorothy", "Edith", "Irene", "Arthur", "Harold", "Siân", "Zofia", "Amrit", "Farida")
_FAMILY = ("Gill", "Fretwell", "Hallam", "Wragg", "Twigg", "Bagshaw", "Allsop", "Slack", "Boam", "O'Hara", "Wójcik")
_PATCHES = ("Bakewell", "Matlock", "Wirksworth", "Ashbourne")
Cells = Sequence[object]


def ratings() -> Iterator[Cells]:
    """The goal tracker's file of a month for a busy office, its headings first."""
    chance = Random(2026)  # noqa: S311  not a secret
    yield "Visit date", "Visit time", "MOSAIC ID", "Person", "Goal", "IPAD", "Care worker", "Comment"
    people = [(_mosaic(number), " ".join(_name(number))) for number in range(RATED_PEOPLE)]
    for visit, (mosaic, name) in product(range(_VISITS), people):
        day, at = _FIRST_VISIT + timedelta(days=visit // 4), _TIMES[visit % 4]
        worker = chance.choice(_WORKERS)
        for wish in _WISHES:
            comment = "Tired today, sat for most of it" if chance.randrange(8) == 0 else ""
            yield day, at, mosaic, name, wish, chance.choice(_LETTERS), worker, comment


def people(count: int) -> Iterator[Cells]:
    """An office's people in service, its headings first; of every goal the short form."""
    yield (
        "Forename", "Surname", "DOB", "MOSAIC id", "Address", "Postcode", "Telephone", "Team", "Patch", "Start",
        "Calls", "DSO", "Goals", "Funding",
    )  # fmt: skip
    for number in range(count):
        north = number % 4 < 2
        yield (
            *_name(number), date(1930, 1, 1) + timedelta(days=number * 7 % 9000), _mosaic(number),
            f"{number % 90 + 1} Mill Bank", _postcode(number), f"0114 496 {number % 1000:04}",
            "STS Dales North" if north else "STS Dales South", _PATCHES[number % 4], _STARTED,
            "Morning 45, Lunch 30, Tea 30, Bed 30", "Priya Raman" if north else "Tom Hallam", "; ".join(_WISHES),
            "Council",
        )  # fmt: skip


def referrals(count: int) -> Iterator[Cells]:
    """The Care Hub's list, its headings first."""
    yield (
        "Ref", "Received", "Surname", "Forename", "DOB", "MOSAIC", "Address", "Postcode", "Patch", "Document",
        "Reason", "From hospital", "Urgent", "Support in place", "Calls requested", "Needs and risks", "Discharge",
        "Referrer", "Referrer tel", "Notes",
    )  # fmt: skip
    for number in range(count):
        given, family = _name(number)
        yield (
            f"CHL{number:06}", f"{_STARTED:%d/%m/%Y} {9 + number // 60 % 9:02}:{number % 60:02}", family, given,
            date(1930, 1, 1) + timedelta(days=number * 7 % 9000), _mosaic(number), f"{number % 90 + 1} Mill Bank",
            _postcode(number), _PATCHES[number % 4], "Short term", "New home care", "N", "NY"[number % 9 == 0],
            "None" if number % 3 else "Daughter does the shopping", "Morning 45, Lunch 30, Tea 30, Bed 30",
            "Weak after pneumonia, one to mobilise with frame", None, "Ward 4", "0114 496 0001", "",
        )  # fmt: skip


def as_csv(rows: Iterable[Cells]) -> bytes:
    """As a spreadsheet writes it, its days day first."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(rows: Iterable[Cells], file: Path) -> None:
    """As Excel writes it, with days as days; row by row, for the file may be long."""
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy hh:mm", "remove_timezone": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def _written(cell: object) -> object:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def _name(number: int) -> tuple[str, str]:
    """Given and family name; of many people some are called alike."""
    return _GIVEN[number % len(_GIVEN)], _FAMILY[number // len(_GIVEN) % len(_FAMILY)]


def _mosaic(number: int) -> str:
    return f"M{9_000_000 + number}"


def _postcode(number: int) -> str:
    return f"DE{1 + number % 75} {number % 9}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 10 % 10]}"
