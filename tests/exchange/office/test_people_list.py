from datetime import UTC, date, datetime, time

import pytest

from app.door.errors import Refused
from app.exchange.account import columns_of
from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.office.people_list import read_people
from app.exchange.office.person_line import PERSON_FIELDS
from models.values import Call, PlannedVisit, Postcode
from models.vocabulary.agreement import Funding
from models.vocabulary.two_weeks import WEEK_A

EVERY_DAY = frozenset(range(7))


def read(content, moment, name="people"):
    return read_people(read_sheet(content, name, fields=PERSON_FIELDS), UNASKED, moment)


def one(moment, headings, row):
    reading = read(f"{headings}\n{row}\n".encode(), moment)
    assert reading.refused == ()
    return reading.good[0]


def refusal(moment, headings, row):
    reading = read(f"{headings}\n{row}\n".encode(), moment)
    assert reading.good == ()
    return reading.refused[0].reason


def test_a_list_is_read_by_the_headings_that_offices_use(xlsx, moment):
    (line,) = read(
        xlsx(
            ["STS caseload, Dales"], [],
            ["Service user", "D.O.B.", "NHS No", "MOSAIC", "Home address", "Post code", "Tel", "Locality", "Base",
             "Type", "Date started", "Package", "Organiser", "SW/CCW", "SMART goals", "Who pays", "NOK", "NOK tel"],
            ["Wójcik, Maureen", date(1940, 9, 6), 9993261629, "M900001", "1 Mill Bank", "de43aa", 1144960100,
             "Matlock", "North", "STS", "12/11/2026 09:00", "am 45x2 daily, bed 30 daily", "Priya Raman",
             "Neil Wragg", "1. Wash at the basin\n2. Make lunch", "self-funder", "Ewa Wójcik", "07700 900123"],
        ),
        moment,
    ).good  # fmt: skip
    assert (line.line, line.given, line.family, line.born) == (4, "Maureen", "Wójcik", date(1940, 9, 6))
    assert (str(line.nhs_number), line.mosaic_id, line.postcode) == ("999 326 1629", "M900001", Postcode("DE4 3AA"))
    assert (line.telephone, line.patch, line.team, line.interim) == ("01144960100", "Matlock", "North", False)
    assert line.started == datetime(2026, 11, 12, 9, tzinfo=UTC)
    assert line.calls.visits == (
        PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2),
        PlannedVisit(EVERY_DAY, Call.BED, 30),
    )
    assert (line.dso, line.coordinator, line.goals) == (
        "Priya Raman", "Neil Wragg", ("Wash at the basin", "Make lunch"),
    )  # fmt: skip
    assert (line.funding, line.speaks_for, line.their_telephone) == (
        Funding.SELF_FUNDER, "Ewa Wójcik", "07700 900123",
    )  # fmt: skip
    assert line.notices == ()


def test_of_two_sheets_the_one_with_the_people_is_read(moment):
    from io import BytesIO  # noqa: PLC0415

    from openpyxl import Workbook  # noqa: PLC0415

    workbook = Workbook()
    workbook.active.append(["Made by", "Priya Raman"])
    workbook.create_sheet("Caseload").append(["Surname", "Start"])
    workbook["Caseload"].append(["Gill", "12/11/2026"])
    out = BytesIO()
    workbook.save(out)
    assert [each.family for each in read(out.getvalue(), moment).good] == ["Gill"]


@pytest.mark.parametrize(
    ("headings", "cells", "visits"),
    [
        ("AM,Lunch,Tea,Bed", "30,,no,45x2", ((Call.MORNING, 30, 1), (Call.BED, 45, 2))),
        ("Breakfast,Workers", "30 mins,2", ((Call.MORNING, 30, 2),)),
        ("Calls,Double-up", "tea 30 daily,Y", ((Call.TEA, 30, 2),)),
        ("Calls", "morning 30 min 2 workers daily", ((Call.MORNING, 30, 2),)),
        ("Morning,Days", "30,7", ((Call.MORNING, 30, 1),)),
    ],
)
def test_calls_stand_in_one_cell_or_in_a_column_each(moment, headings, cells, visits):
    line = one(moment, f"Surname,Start,{headings}", f"Gill,12/11/2026,{cells}")
    found = tuple((each.call, each.minutes, each.workers) for each in line.calls.visits)
    assert found == visits
    assert {each.days for each in line.calls.visits} == {EVERY_DAY}


def test_the_days_of_the_columns_and_a_time_of_their_own_are_read(moment):
    line = one(moment, "Surname,Start,Morning,Days", "Gill,12/11/2026,07:30 45 min,Mon-Fri")
    assert line.calls.visits == (PlannedVisit(frozenset(range(5)), Call.MORNING, 45, 1, time(7, 30)),)
    assert "days" not in " ".join(line.notices)


def test_a_call_of_one_of_two_weeks_comes_in_as_that(moment):
    line = one(moment, "Surname,Start,Calls", "Gill,12/11/2026,Mon-Sun: am 30; Thu (week A): lunch 60")
    assert line.calls.visits[1:] == (PlannedVisit(frozenset({3}), Call.LUNCH, 60, weeks=WEEK_A),)
    assert not any("can't be read" in each for each in line.notices)


def test_half_an_hour_as_a_spreadsheet_keeps_it_is_a_length_where_no_such_call_is_at_that_time(xlsx, moment):
    content = xlsx(["Surname", "Start", "AM", "Tea"], ["Gill", date(2026, 11, 12), time(0, 30), time(1, 15)])
    (line,) = read(content, moment).good
    assert [(each.call, each.minutes, each.at) for each in line.calls.visits] == [
        (Call.MORNING, 30, None),
        (Call.TEA, 75, None),
    ]


def test_calls_of_which_anything_can_t_be_read_are_left_out_whole_and_named(moment):
    line = one(moment, "Surname,Start,Calls", "Gill,12/11/2026,am 30 daily then as before")
    assert line.calls.visits == ()
    assert line.notices[-1] == (
        "Of the calls “am 30 daily then as before” this can't be read: then, as, before. They come in without calls."
    )
    assert "No calls are said" in one(moment, "Surname,Start", "Gill,12/11/2026").notices[-1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Mrs Jean Gill", ("Jean", "Gill")),
        ('"Gill, Mrs Jean"', ("Jean", "Gill")),
        ("Gill", ("", "Gill")),
        ("Jean Anne Gill", ("Jean Anne", "Gill")),
    ],
)
def test_a_name_in_one_cell_is_parted(moment, typed, name):
    line = one(moment, "Client,Start", f"{typed},12/11/2026")
    assert (line.given, line.family) == name


def test_goals_in_one_cell_are_told_apart_and_those_of_other_columns_added(moment):
    line = one(moment, "Surname,Start,Goal 1,Goal 2", "Gill,12/11/2026,- walk to the gate - make tea; wash,Wash")
    assert line.goals == ("walk to the gate", "make tea", "wash", "Wash")


@pytest.mark.parametrize(
    ("typed", "interim"),
    [("Interim", True), ("interim support (STS)", True), ("Short-term", False), ("STS", False), ("", None)],
)
def test_the_kind_of_support_is_read(moment, typed, interim):
    assert one(moment, "Surname,Start,Kind", f"Gill,12/11/2026,{typed}").interim is interim


def test_a_day_of_interim_support_says_that_it_is(moment):
    line = one(moment, "Surname,Start,Interim since", "Gill,1/10/2026,12 Nov 2026")
    assert (line.interim, line.interim_since) == (True, datetime(2026, 11, 12, tzinfo=UTC))
    assert line.started == datetime(2026, 9, 30, 23, tzinfo=UTC)  # summer time


@pytest.mark.parametrize(
    ("headings", "row", "reason"),
    [
        ("Surname,Start", "Gill,", "The start is missing."),
        ("Surname,Start", "Gill,21/11/2026", "lies ahead: who isn't in service yet comes in as a referral."),
        ("Surname,Start", "Gill,soon", "can't be read as a date"),
        ("Surname,Start", "Gill,46346", "“46346” can't be read as a date: write it like 20/11/2026."),
        ("Surname,Start", ",12/11/2026", "The name is missing."),
        ("Surname,Start,NHS", "Gill,12/11/2026,9993261628", "check digit is wrong"),
        ("Surname,Start,Postcode", "Gill,12/11/2026,somewhere", "does not look like a postcode"),
        ("Surname,Start,DOB", "Gill,12/11/2026,6/9/40", "needs the year with four digits"),
        ("Surname,Start,Interim since", "Gill,12/11/2026,11/11/2026", "begins before the start"),
    ],
)
def test_what_can_t_be_understood_is_refused_with_its_reason(moment, headings, row, reason):
    assert reason in refusal(moment, headings, row)


def test_what_is_no_day_or_no_payer_is_noticed_and_left_out(moment):
    line = one(moment, "Surname,Start,DOB,Listed,Who pays,Calls", "Gill,12/11/2026,1/2/1940,waiting,niece,am 30 daily")
    assert (line.listed, line.funding) == (None, Funding.NOT_KNOWN)
    assert line.notices == (
        "The day of listing “waiting” can't be read as a date: write it like 20/11/2026: not taken over.",
        "Who pays, “niece”, can't be read: taken as not known.",
    )


def test_somebody_under_eighteen_is_taken_over_for_no_rule_refuses_here(moment):
    assert one(moment, "Surname,Start,DOB", "Gill,12/11/2026,1/2/2015").born == date(2015, 2, 1)


def test_columns_that_nobody_knows_are_named_where_they_hold_something(moment):
    sheet = read_sheet(b"Surname,Start,Key safe,GP\nGill,12/11/2026,4711,\n", "p.csv")
    columns = columns_of(sheet, PERSON_FIELDS, read_people(sheet, UNASKED, moment).mapping)
    assert [each.heading for each in columns.named if each.cells] == ["Key safe"]


def test_a_list_without_a_name_is_refused_whole(moment):
    with pytest.raises(Refused, match="no column for the name"):
        read(b"Who,Start\nGill,12/11/2026\n", moment)


def test_a_word_for_nothing_is_an_empty_cell_in_every_column(moment):
    headings = (
        "NHS No,MOSAIC,Home address,Postcode,Tel,Team,Patch,Organiser,SW,Who pays,Listed,Risks,NOK,NOK tel,Morning"
    )
    line = one(moment, f"Surname,Start,DOB,{headings}", f"Gill,12/11/2026,1/2/1940{',TBC' * 15}")
    assert (line.nhs_number, line.postcode, line.listed, line.funding) == (None, None, None, Funding.NOT_KNOWN)
    said = (line.mosaic_id, line.address, line.telephone, line.team, line.patch, line.dso, line.coordinator, line.risks)
    assert (*said, line.speaks_for, line.their_telephone) == ("",) * 10
    assert "“TBC” under NHS number is taken as not stated." in line.notices
    assert "“TBC” under next of kin telephone is taken as not stated." in line.notices


def test_telephones_lose_no_zero_and_rounded_ones_are_refused(moment):
    line = one(moment, "Surname,Start,Tel", "Gill,12/11/2026,7700900123")
    assert line.telephone == "07700900123"
    said = refusal(moment, "Surname,Start,NOK tel", "Gill,12/11/2026,7.70E+09")
    assert said.startswith("The next of kin telephone “7.70E+09” is a number that a spreadsheet has rounded")
