"""The workbooks of which a founder found rows, sheets or cells missing, through the readers that take them in."""

import io

import pytest
from openpyxl import Workbook

from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.goals.ratings_file import RATING_FIELDS, read_ratings
from app.exchange.office.people_list import read_people
from app.exchange.office.person_line import PERSON_FIELDS
from app.exchange.office.staff_line import STAFF_FIELDS
from app.exchange.office.staff_list import read_staff
from app.exchange.referrals.care_hub_line import REFERRAL_FIELDS
from app.exchange.referrals.care_hub_list import read_referrals

REFERRAL = {
    "Ref": "CH1", "Received": "14/11/2026 09:30", "Surname": "Testperson", "Forename": "Ada", "DOB": "11/03/1953",
    "Referral document": "Short-term assessment and plan", "Reason": "New home care", "From hospital": "N",
    "Urgent": "N",
}  # fmt: skip
RATING = {
    "Visit date": "10/10/2026", "Visit time": "08:40", "MOSAIC ID": "701586", "Goal": "Walk", "IPAD": "I",
    "Care worker": "Joy",
}  # fmt: skip
PERSON = {"Surname": "Gill", "Forename": "Ada", "Start": "12/11/2026", "Telephone": "0114 496 0023"}
STAFF = {"Name": "Joy Marsh", "Role": "OT", "Telephone": "0114 496 0023"}


def book(row, spoiled, error):
    workbook = Workbook()
    workbook.active.append(list(row))
    workbook.active.append(list(row.values()))
    workbook.active.append(list((row | {spoiled: error}).values()))
    workbook.active["Z3"] = "=1"
    workbook.active["Z1"] = "Working"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.fixture
def readers(moment):
    return {
        "referrals": (REFERRAL, REFERRAL_FIELDS, lambda sheet: read_referrals(sheet, UNASKED, moment, 18)),
        "ratings": (RATING, RATING_FIELDS, lambda sheet: read_ratings(sheet, UNASKED, moment)),
        "people": (PERSON, PERSON_FIELDS, lambda sheet: read_people(sheet, UNASKED, moment)),
        "staff": (STAFF, STAFF_FIELDS, lambda sheet: read_staff(sheet, UNASKED, ("North",))),
    }


@pytest.mark.parametrize("error", ["#N/A", '=IF(TRUE,"Y","N")'])
@pytest.mark.parametrize(
    ("kind", "spoiled", "cell"),
    [
        ("referrals", "Urgent", "I3"),
        ("ratings", "Care worker", "F3"),
        ("people", "Telephone", "D3"),
        ("staff", "Telephone", "C3"),
    ],
)
def test_a_row_whose_cell_says_nothing_is_refused_in_every_list_and_the_cell_named(readers, kind, spoiled, cell, error):
    row, fields, read = readers[kind]
    found = read(read_sheet(book(row, spoiled, error), "a.xlsx", fields=fields))
    assert [each.line for each in found.good] == [2]
    assert [each.line for each in found.refused] == [3]
    assert found.refused[0].reason.startswith(f"The cell {cell} holds {error}, ")
    assert f"“{error}”" not in found.refused[0].reason
