"""What `homeward import` answers: every row, sheet, column and notice of the file, and its refused rows to correct."""

import json

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from app import cli
from app.door.clock import SystemClock
from models.access import AccessNote
from models.database import Database, sqlite_url
from models.vocabulary.access import Access

AS_AT = ("--as-at", "2026-11-20T09:00")
HEADER = ("Surname", "First name", "MOSAIC", "Town", "Team", "Start", "Calls", "DSO", "Key safe", None)
GOOD = ("Wójcik", "Maureen", "M900001", "Matlock", "North", "12/11/2026", "am 45x2 daily", "Priya Raman", "4711", None)
BAD = ("Nobody", "Ann", "M900003", "Matlock", "North", None, None, "=Priya", "0114 496 0000", "by the door")


@pytest.fixture
def people(tmp_path):
    """A workbook with a good row, a bad one, and a sheet that nobody asked for."""
    book = Workbook()
    book.active.title = "In service"
    for row in (HEADER, GOOD, BAD):
        book.active.append(row)
    book.active["H3"].data_type = "s"
    book.create_sheet("Ended").append(["Surname", "Ended"])
    book["Ended"].append(["Gill", "1/10/2026"])
    book.save(tmp_path / "people.xlsx")
    return tmp_path / "people.xlsx"


@pytest.fixture
def take(database):
    """A function that imports a file and gives the exit code and what was said."""

    def run(kind, file, *words):
        told = ("import", kind, str(file), "--database", str(database), *AS_AT, *words)
        done = CliRunner().invoke(cli.homeward, told, catch_exceptions=False)
        return done.exit_code, done.stdout

    return run


def test_the_answer_names_every_row_sheet_and_column(take, people):
    code, said = take("people", people, "--check", "--json")
    answer = json.loads(said)
    assert (code, answer["accepted"], answer["known"], answer["changed"]) == (1, 1, 0, 0)
    assert [(each["line"], each["about"]) for each in answer["refused"]] == [(3, "Ann Nobody")]
    assert {"title": "In service", "rows": 2, "is_read": True, "is_hidden": False, "fits": True} in answer["sheets"]
    assert [(each["title"], each["rows"]) for each in answer["sheets"][1:]] == [("Ended", 2)]
    assert {"field": "Forename", "heading": "First name"} in answer["columns"]["used"]
    assert answer["columns"]["named"] == [{"heading": "Key safe", "cells": 2}, {"heading": "column J", "cells": 1}]
    whole_file = [each["sentence"] for each in answer["notices"] if each["line"] is None]
    assert any("“Ended” isn't taken in" in each for each in whole_file)
    assert "know the columns: Key safe (2 cells), column J (1 cell)." in " ".join(whole_file)
    assert {each["line"] for each in answer["notices"]} == {None, 2}


def test_the_text_says_the_same_in_short(take, people):
    said = take("people", people, "--check")[1]
    assert said.startswith("people.xlsx: 1 accepted, 0 known, 1 refused\n  line 3 (Ann Nobody): ")
    assert "  look at: The sheet “Ended” isn't taken in" in said
    assert "  look at: line 2: No date of birth is given." in said


@pytest.mark.parametrize("kind", ["referrals", "ratings", "people", "staff"])
def test_a_list_of_headings_only_says_so_and_ends_with_two(said_by_main, database, tmp_path, kind):
    headings = {
        "referrals": "Ref,Received,Surname,Forename,DOB,Referral document,Reason",
        "ratings": "Date,Time,MOSAIC,Goal,Letter,Worker",
        "people": "Surname,Start",
        "staff": "Name,Role",
    }
    (tmp_path / "list.csv").write_text(f"{headings[kind]}\n,,,\n", encoding="utf-8")
    code, said = said_by_main("import", kind, str(tmp_path / "list.csv"), "--database", str(database))
    assert (code, "headings and no row below them" in said) == (2, True)


def test_where_only_another_sheet_holds_rows_it_is_named_and_asked_for(said_by_main, database, people):
    book = load_workbook(people)
    book.active.delete_rows(2, 2)
    book.save(people)
    code, said = said_by_main("import", "people", str(people), "--database", str(database))
    assert (code, "“In service”. Say if another is meant: “Ended” (" in said) == (2, True)


def test_refused_rows_are_corrected_and_imported_while_the_others_are_known(take, people, database, tmp_path):
    back = tmp_path / "back.xlsx"
    assert take("people", people, "--refused", str(back))[0] == 1
    assert noted(database) == [("refused rows as back.xlsx", 1)]
    book = load_workbook(back)
    row = next(book.active.iter_rows(min_row=2))
    assert [cell.value for cell in row[:10]] == list(BAD)
    assert book.active.title == "In service"
    row[5].value, row[7].value, row[9].value = "13/11/2026", "Priya Raman", None
    book.save(back)
    code, said = take("people", back, "--json")
    answer = json.loads(said)
    assert (code, answer["accepted"], answer["refused"]) == (0, 1, [])
    assert answer["columns"]["named"] == [{"heading": "Key safe", "cells": 1}]
    assert json.loads(take("people", back, "--json")[1])["known"] == 1
    assert json.loads(take("people", people, "--json")[1])["known"] == 1


def test_refused_rows_never_take_the_place_of_the_file_itself(said_by_main, database, people):
    before = people.read_bytes()
    words = ("import", "people", str(people), "--database", str(database), "--refused", str(people))
    code, said = said_by_main(*words)
    assert (code, "a name of their own" in said) == (2, True)
    assert people.read_bytes() == before


def noted(file):
    opened = Database(sqlite_url(file), SystemClock().now)
    with opened.reading() as session:
        found = select(AccessNote.what, AccessNote.rows).where(AccessNote.deed == Access.EXPORTED)
        rows = [tuple(row) for row in session.execute(found)]
    opened.close()
    return rows
