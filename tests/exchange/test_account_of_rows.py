"""Nothing in a file is missing from the answer: each row is accepted, known, changed or refused, or the whole file is.

Files of every kind are made up, whole and mangled: odd cells, rows twice, blank rows, extra cells, columns that nobody
knows, other sheets; texts are cut and lose or gain a sign anywhere.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.door.errors import Refused
from app.exchange.files.read import read_sheet
from app.exchange.goals.ratings_import import RATINGS
from app.exchange.look import ImportKind, look_at_sheet
from app.exchange.looked import Brings
from app.exchange.office.people_import import PEOPLE
from app.exchange.office.staff_import import STAFF
from app.exchange.referrals.referrals_import import REFERRALS

GOAL = "I will make my own lunch"
ODD = (
    "", " ", "-", "N/A", "#N/A", "31/02/2026", 'said "no"', "a;b,c", "two\nlines", "'=1+1", "=1+1", "y" * 5_000,
    "1234567890", "\u200b", "9E+09",
)  # fmt: skip
BLANK = ("", " ", None)
MANGLES = ('"', "\n", ",", '"\n"', "\\", "\r\n,,,\r\n", '""', "\t")


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


def _member(number: int) -> tuple[str, ...]:
    return f"Ann Bee{number:04}", "Carer", "North", "01629 496010"


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
    "staff": Made(STAFF, ("Name", "Role", "Team", "Telephone"), _member, 0),
}  # fmt: skip

ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.none() | st.tuples(st.integers(0, 20), st.sampled_from(ODD))),
    min_size=1,
    max_size=7,
)
WHOLE = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def service(sqlite_office):
    """An office that has somebody with a goal, and the first two rows of each kind of file."""
    person = sqlite_office.a_person(mosaic_id="M000500")
    episode = sqlite_office.an_episode(person=person, started_at=sqlite_office.now - timedelta(days=30))
    sqlite_office.a_goal(episode, statement=GOAL)
    for made in KINDS.values():
        looked = look(sqlite_office, made, as_text(made, [made.row(0), made.row(1)], ","), "first.csv")
        sqlite_office.work().write(made.kind.deed(looked, {}))
    return sqlite_office


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


def mangled(made, rows):
    """The rows with their odd cells: never in the column by which a row is told."""
    for number, odd in rows:
        row = list(made.row(number))
        if odd is not None:
            at = odd[0] % len(row)
            row[at if at != made.told else (at + 1) % len(row)] = odd[1]
        yield row


def assert_all_there(looked):
    """Every row of the sheet once, in the counts and line by line."""
    counted = Counter(row.brings for row in looked.rows())
    assert looked.accepted == counted[Brings.NEW] + counted[Brings.LOOK_AT]
    assert looked.known == counted[Brings.KNOWN]
    assert looked.changed == counted[Brings.CHANGED]
    assert len(looked.refused) == counted[Brings.REFUSED]
    assert sorted(row.line for row in looked.rows()) == [row.line for row in looked.sheet.rows]
    assert all(each.reason for each in looked.refused)
    columns = looked.columns
    headed = sum(bool(heading) for heading in looked.sheet.header)
    assert len(columns.used) + sum(not each.heading.startswith("column ") for each in columns.named) == headed


@WHOLE
@pytest.mark.parametrize("kind", KINDS)
@given(rows=ROWS, blank=st.integers(0, 7), form=st.sampled_from([",", ";", "\t", "workbook"]), extra=st.booleans())
def test_each_row_of_a_file_is_accepted_known_changed_or_refused(service, kind, rows, blank, form, extra):
    made = KINDS[kind]
    filled = list(mangled(made, rows))
    header = (*made.header, "Colour", "") if extra else made.header
    if extra:
        filled = [[*row, "red", "", "more"] for row in filled]
    lines = list(filled)
    lines.insert(blank % (len(lines) + 1), [BLANK[blank % 3]] * len(header))
    content = as_workbook(made, lines, header) if form == "workbook" else as_text(made, lines, form, header)
    looked = look(service, made, content, "list.xlsx" if form == "workbook" else "list.csv")
    if looked is not None:
        assert looked.accepted + looked.known + looked.changed + len(looked.refused) == len(filled)
        assert_all_there(looked)
        if extra:
            assert {each.heading for each in looked.columns.named} >= {"Colour"}
        assert [each.title for each in looked.sheets] == (["The list", "Also"] if form == "workbook" else [""])


@WHOLE
@pytest.mark.parametrize("kind", KINDS)
@given(
    numbers=st.lists(st.integers(0, 99), min_size=2, max_size=7, unique=True),
    at=st.floats(0, 1),
    mangle=st.sampled_from(MANGLES),
    cut=st.booleans(),
)
def test_of_a_mangled_text_no_row_disappears_in_another(service, kind, numbers, at, mangle, cut):
    made = KINDS[kind]
    whole = as_text(made, [made.row(number) for number in numbers], ",").decode("utf-8-sig")
    place = int(at * len(whole))
    text = whole[:place] if cut else whole[:place] + mangle + whole[place:]
    looked = look(service, made, text.encode(), "list.csv")
    if looked is None:
        return
    assert_all_there(looked)
    said = [made.row(number)[made.told] for number in numbers if made.row(number)[made.told] in text]
    for row in looked.sheet.rows:
        assert sum(any(each in str(cell) for cell in row.cells) for each in said) <= 1
    everything = [str(cell) for row in looked.sheet.rows for cell in row.cells]
    assert all(any(each in cell for cell in everything) for each in said)
