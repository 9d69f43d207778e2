from datetime import UTC, datetime

import pytest

from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.goals.ratings_file import read_ratings
from app.exchange.office.people_list import read_people
from app.exchange.office.staff_list import read_staff
from app.exchange.referrals.care_hub_list import read_referrals

MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)
COMMA_IN_NOTES = (
    b"Ref,Received,Surname,Forename,DOB,NHS No,MOSAIC,Address,Post code,Patch,Referral document,Reason,From hospital,"
    b"Urgent,Current support,Calls requested,Needs and risks,Discharge date,Referrer,Referrer phone,Notes\r\n"
    b"Q4,14/11/2026 09:30,Testperson,Ada,11/03/1953,,,1 Test Lane,DE4 3AF,Matlock,Short-term assessment and plan,"
    b"New home care,N,N,None,am 30 x7,Needs help,,GP surgery,0114 496 0033,has a key safe, do NOT ring the son\r\n"
)
REASON = (
    "Right of the last heading stands “do NOT ring the son”, which may be part of the cell before: put it where it "
    "belongs (in a CSV file with quotation marks around the whole cell), or give its column a heading."
)


def test_a_referral_with_a_comma_in_its_notes_is_refused_and_the_lost_half_named():
    reading = read_referrals(read_sheet(COMMA_IN_NOTES, "comma-in-notes.csv"), UNASKED, MOMENT, 18)
    assert reading.good == ()
    assert [(each.line, each.reason) for each in reading.refused] == [(2, REASON)]
    assert reading.refused[0].cells[-1] == " do NOT ring the son"


def test_a_cell_right_of_the_last_heading_of_a_workbook_refuses_its_row_and_no_other(xlsx):
    rows = (["Name", "Role"], ["Ann", "OT"], ["Bea", "OT", None, "left in May"], ["Ceri", "OT"])
    reading = read_staff(read_sheet(xlsx(*rows), "s.xlsx"), UNASKED, ("STS",))
    assert [each.name for each in reading.good] == ["Ann", "Ceri"]
    assert [(each.line, each.reason) for each in reading.refused] == [
        (3, REASON.replace("do NOT ring the son", "left in May"))
    ]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"Name,Role\nAnn,OT,x\n", lambda sheet: read_staff(sheet, UNASKED, ())),
        (b"Surname,Start\nGill,12/11/2026,x\n", lambda sheet: read_people(sheet, UNASKED, MOMENT)),
        (
            b"Visit date,MOSAIC,Goal,IPAD,Worker\n10/10/2026 08:40,M1,Walk,I,Joy,x\n",
            lambda sheet: read_ratings(sheet, UNASKED, MOMENT),
        ),
    ],
)
def test_every_list_refuses_a_row_that_is_wider_than_its_headings(content, read):
    reading = read(read_sheet(content, "a.csv"))
    assert (len(reading.good), [each.reason for each in reading.refused]) == (
        0,
        [REASON.replace("do NOT ring the son", "x")],
    )


def test_a_wider_row_that_has_other_faults_is_refused_once_with_all_of_them():
    reading = read_staff(read_sheet(b"Name,Role\n,OT,x\nBea,\n,CWC\n", "a.csv"), UNASKED, ())
    assert [each.line for each in reading.refused] == [2, 3, 4]
    assert reading.refused[0].reasons[1:] == ("The name is missing.",)


def test_empty_cells_right_of_the_last_heading_are_no_fault_and_many_filled_ones_are_counted():
    headings = b"Ref,Name,Born,Base,Patch,Team,,\n"
    sheet = read_sheet(headings + b"1,Ann,x,x,x,x,, \n2,Bea,x,x,x,x,,b\n3,Cy,,,,,1,2,3,4,5,6,7\n", "a.csv")
    assert [line for line, _ in sheet.unfit] == [3, 4]
    assert len(sheet.rows) == 3
    assert "stand “1”, “2”, “3”, “4”, “5” and 2 more" in sheet.unfit[1][1]
