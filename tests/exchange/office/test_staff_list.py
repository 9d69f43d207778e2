from datetime import date

import pytest

from app.door.errors import Refused
from app.exchange.columns import Chosen, Mapping
from app.exchange.files.asked import UNASKED, Answers
from app.exchange.files.read import read_sheet
from app.exchange.office.staff_list import pasted_sheet, read_pasted_staff, read_staff, unknown_roles
from models.vocabulary.staff import Role

TEAMS = ("STS Dales North", "STS Dales South", "Interim Dales")


def read(content, teams=TEAMS, **how):
    return read_staff(read_sheet(content, "staff"), UNASKED, teams, **how)


def test_a_list_is_read_by_the_headings_that_offices_use(xlsx):
    reading = read(
        xlsx(
            ["Employee", "Job title", "Base", "Mobile", "Equipment training", "Start date"],
            ["Hallam, Tom", "Dom. organiser", "south", "07700 900123", "Yes", date(2019, 4, 1)],
            ["Imogen Swift", "Occupational Therapist", "STS DALES NORTH", 1144960001, "N", "1.9.2026"],
        )
    )
    tom, imogen = reading.good
    assert (tom.name, tom.role, tom.team, tom.telephone) == ("Tom Hallam", Role.DSO, "STS Dales South", "07700 900123")
    assert (tom.trained, tom.from_day) == (True, date(2019, 4, 1))
    assert (imogen.telephone, imogen.trained, imogen.from_day) == ("01144960001", False, date(2026, 9, 1))
    assert reading.refused == ()


def test_titles_above_the_headings_blank_rows_and_names_in_two_columns_are_no_hindrance(xlsx):
    reading = read(
        xlsx(
            ["Dales short term service: staff at 1 November 2026"],
            [],
            ["Surname", "First name", "Position", "Team"],
            ["Raman", "Priya", "DSO", "North"],
            [None, None, None, None],
            ["Wragg", "Neil", "Senior social worker", "North"],
        )
    )
    assert [(each.line, each.name, each.role) for each in reading.good] == [
        (4, "Priya Raman", Role.DSO),
        (6, "Neil Wragg", Role.SW),
    ]
    assert reading.good[1].notices == ("“Senior social worker” is taken as SW.",)


def test_a_semicolon_csv_of_a_continental_excel_is_read():
    reading = read("Name;Role;Team\r\nZoë Núñez;Carer;North\r\n".encode("cp1252"))
    assert [(each.name, each.role, each.team) for each in reading.good] == [("Zoë Núñez", Role.CWC, "STS Dales North")]


def test_what_can_t_be_understood_is_refused_with_every_reason():
    reading = read(b"Name,Role,Team,Start date\n,Senior,West,soon\nAnn,CWC,Dales,\n")
    nobody, ann = reading.refused
    assert nobody.line == 2
    assert nobody.reason == (
        "The name is missing. “Senior” may be several roles: it is one of DSO, CWC, OT, SW, CCW, Admin, Scheduler, "
        "Service manager. “West” is no team of this office. Its teams are “STS Dales North”, “STS Dales South”, "
        "“Interim Dales”. The day from which they work “soon” can't be read as a date: write it like 20/11/2026."
    )
    assert "“Dales” is no team" in ann.reason  # three have the word


def test_a_title_that_could_be_several_is_asked_and_its_answer_taken():
    content = b"Name,Role\nAnn,Senior\nBea,senior\nCeri,\nDee,CWC\n"
    assert unknown_roles(read_sheet(content, "s.csv"), UNASKED, {}) == ("senior", "")
    assert unknown_roles(read_sheet(content, "s.csv"), UNASKED, {"senior": Role.CWC}) == ("",)
    reading = read(content, roles={"senior": Role.CWC, "": Role.ADMIN})
    assert [each.role for each in reading.good] == [Role.CWC, Role.CWC, Role.ADMIN, Role.CWC]


def test_somebody_in_several_teams_has_the_first_as_main_one():
    line, whole = read(b"Name,Role,Team\nAnn,OT,North / South\nBea,OT,Interim Dales\n").good
    assert (line.team, line.other_teams) == ("STS Dales North", ("STS Dales South",))
    assert (whole.team, whole.other_teams) == ("Interim Dales", ())


def test_without_a_team_said_an_office_s_only_one_is_meant_and_with_several_it_is_noticed():
    assert read(b"Name,Role\nAnn,OT\n", teams=("STS",)).good[0].team == "STS"
    assert read(b"Name,Role\nAnn,OT\n").good[0].notices == ("No team is said.",)


def test_trained_is_yes_no_or_not_said_and_anything_else_is_noticed():
    lines = read(b"Name,Role,Trained for equipment?\nAnn,OT,x\nBea,OT,No\nCeri,OT,\nDee,OT,booked\n").good
    assert [each.trained for each in lines] == [True, False, None, None]
    assert "“booked” under trained for equipment is neither yes nor no" in lines[3].notices[1]


def test_a_column_chosen_by_hand_is_read(xlsx):
    sheet = read_sheet(xlsx(["Wer", "Role"], ["Ann", "OT"]), "s.xlsx")
    with pytest.raises(Refused, match="no column for the name"):
        read_staff(sheet, UNASKED, TEAMS)
    assert read_staff(sheet, Answers(Mapping((Chosen("name", "Wer"),))), TEAMS).good[0].name == "Ann"


def test_what_is_pasted_from_a_spreadsheet_is_read_with_its_headings():
    (line,) = read_pasted_staff("Name\tRole\tTeam\nHallam, Tom\tDSO\tSouth\n", TEAMS).good
    assert (line.line, line.name, line.role, line.team) == (2, "Tom Hallam", Role.DSO, "STS Dales South")


def test_what_is_pasted_without_headings_tells_its_columns_by_what_stands_in_them():
    text = "07700 900123\tOT\tImogen Swift\tNorth\n\tCWC\tKaren Siddall\t\n0114 496 0001\tcarer\tLee Bown\tSouth\tyes\n"
    assert pasted_sheet(text, TEAMS).header == ("Telephone", "Role", "Name", "Team", "Trained for equipment")
    lines = read_pasted_staff(text, TEAMS).good
    assert [(each.line, each.name, each.team) for each in lines] == [
        (1, "Imogen Swift", "STS Dales North"),
        (2, "Karen Siddall", ""),
        (3, "Lee Bown", "STS Dales South"),
    ]


def test_names_alone_one_a_line_ask_for_their_role():
    reading = read_pasted_staff("Ann Bee\nCeri Dee\n", TEAMS, roles={})
    assert [each.reason for each in reading.refused] == [
        "No role is said: it is one of DSO, CWC, OT, SW, CCW, Admin, Scheduler, Service manager."
    ] * 2
    assert [each.name for each in read_pasted_staff("Ann Bee\nCeri Dee\n", TEAMS, roles={"": Role.CWC}).good] == [
        "Ann Bee",
        "Ceri Dee",
    ]


def test_nothing_pasted_is_no_row():
    with pytest.raises(Refused, match="no column for the name"):
        read_pasted_staff("  \n", TEAMS)


def test_names_turned_round_one_a_line_are_whole_names():
    reading = read_pasted_staff("Hallam, Tom\nSwift, Imogen\n", TEAMS, roles={"": Role.CWC})
    assert [each.name for each in reading.good] == ["Tom Hallam", "Imogen Swift"]
    assert pasted_sheet("Ann Bee, her deputy\nCy Dee, on leave\n", TEAMS).header == ("Name", "Column 2")


@pytest.mark.parametrize(
    ("typed", "trained", "noticed"),
    [
        ("✓", True, ""),
        ("Trained", True, ""),
        ("1.0", True, ""),
        ("not trained", False, ""),
        ("n/a", None, "“n/a” under trained for equipment is taken as not stated."),
        (
            "yes - see notes",
            None,
            "“yes - see notes” under trained for equipment is neither yes nor no: not taken over.",
        ),
    ],
)
def test_a_yes_a_no_and_neither_are_told_apart(typed, trained, noticed):
    text = f"Name,Role,Team,Trained\nAnn Bee,Care worker,{TEAMS[0]},{typed}\n"
    (line,) = read_pasted_staff(text, TEAMS).good
    assert line.trained is trained
    assert [each for each in line.notices if "trained" in each] == ([noticed] if noticed else [])
