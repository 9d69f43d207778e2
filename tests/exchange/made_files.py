"""Files of each kind that is imported, made up in every form, and an office that knows some of their rows."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from app.door.errors import Refused
from app.exchange.files.read import read_sheet
from app.exchange.goals.ratings_import import RATINGS
from app.exchange.look import ImportKind, look_at_sheet
from app.exchange.office.people_import import PEOPLE
from app.exchange.office.staff_import import STAFF
from app.exchange.referrals.referrals_import import REFERRALS
from app.exchange.reviews.packages_import import PACKAGES

GOAL = "I will make my own lunch"


@dataclass(frozen=True)
class Made:
    """A kind of file: its headings, a good row by its number, and the column in which that row is told from others."""

    kind: ImportKind[Any]
    header: tuple[str, ...]
    row: Callable[[int], tuple[str, ...]]
    told: int


def _referral(number: int) -> tuple[str, ...]:
    return (
        f"CH{number:04}", "18/11/2026 10:00", f"Gill{number:04}", "Jean", "01/05/1941", "Short term", "New home care",
        "Y", "am 30 daily", "N", "Weak; needs a frame, and a seat",
    )  # fmt: skip


def _rating(number: int) -> tuple[str, ...]:
    return f"{1 + number % 18:02}/11/2026", "12:10", "M000500", GOAL, "P", "CWC North", f"seen{number:04}"


def _person(number: int) -> tuple[str, ...]:
    return f"Gill{number:04}", "Jean", f"M9{number:04}", "12/11/2026", "North", "am 30 daily", "DSO North"


def _package(number: int) -> tuple[str, ...]:
    return f"Gill{number:04}", "Jean", f"M8{number:04}", "Buxton", "14"


def _member(number: int) -> tuple[str, ...]:
    return f"Ann Bee{number:04}", "Carer", "North", "0114 496 0010"


KINDS = {
    "referrals": Made(
        REFERRALS,
        ("Ref", "Received", "Surname", "Forename", "DOB", "Referral document", "Reason", "Urgent", "Calls requested",
         "From hospital", "Notes"),
        _referral,
        0,
    ),
    "ratings": Made(RATINGS, ("Date", "Time", "MOSAIC", "Goal", "Letter", "Worker", "Comment"), _rating, 6),
    "people": Made(PEOPLE, ("Surname", "First name", "MOSAIC", "Start", "Team", "Calls", "DSO"), _person, 2),
    "packages": Made(PACKAGES, ("Surname", "First name", "MOSAIC", "Area", "Hours a week"), _package, 2),
    "staff": Made(STAFF, ("Name", "Role", "Team", "Telephone"), _member, 0),
}  # fmt: skip


def look(office, made, content, name):
    """What the file would bring; nothing where it is refused whole, or asked about."""
    try:
        sheet = read_sheet(content, name, fields=made.kind.fields)
        looked = office.ask(look_at_sheet, made.kind, sheet)
    except Refused:
        return None
    return looked if looked.refusal is None else None


def as_text(made, rows, delimiter, header=None):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([header or made.header, *rows])
    return out.getvalue().encode("utf-8-sig")


def as_workbook(made, rows, header=None):
    book = Workbook()
    book.active.title = "The list"
    for row in (header or made.header, *rows):
        book.active.append([f"\u200a{cell}".lstrip() if cell is not None else None for cell in row])
        for cell in book.active[book.active.max_row]:
            if cell.value is not None:
                cell.data_type = "s"
    book.create_sheet("Also").append(["Something", "else"])
    book["Also"].append(["1", "2"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
