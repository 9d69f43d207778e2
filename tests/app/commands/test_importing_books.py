"""`homeward import … --sheet --column`: a workbook that doesn't say by itself which sheet or column is meant."""

import json

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from app import cli

STAFF = (
    ["Name", "Role", "Phone", "Mobile"],
    ["Ann Bee", "OT", "01629 1", None],
    ["Bo Cee", "OT", None, "07700 900123"],
)
COVER = (["Our staff", "in November"],)


@pytest.fixture
def take(said_by_main, database, tmp_path):
    """A function that looks at a workbook of sheets and gives the exit code and what was said."""
    file = tmp_path / "staff.xlsx"

    def run(sheets, *words):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(file)
        told = ("import", "staff", str(file), "--check", "--database", str(database), *words)
        if "--json" not in words:
            return said_by_main(*told)
        done = CliRunner().invoke(cli.homeward, told, catch_exceptions=False)
        return done.exit_code, done.stdout

    return run


def test_two_sheets_that_fit_end_with_two_until_one_is_said(take):
    plain = [row[:2] for row in STAFF]
    code, said = take({"North": plain, "South": plain[:2], "Cover": COVER})
    assert code == 2
    assert "2 sheets that could be the list: “North” (2 rows) and “South” (1 row)" in said
    assert "--sheet NAME" in said
    code, said = take({"North": plain, "South": plain[:2], "Cover": COVER}, "--sheet", "south", "--json")
    report = json.loads(said)
    assert (code, report["accepted"]) == (0, 1)
    assert [(each["title"], each["rows"], each["is_read"], each["fits"]) for each in report["sheets"]] == [
        ("South", 1, True, True),
        ("North", 2, False, True),
        ("Cover", 1, False, False),
    ]
    code, said = take({"North": plain}, "--sheet", "West")
    assert code == 2
    assert "no sheet called “West”" in said


def test_two_columns_for_one_field_end_with_two_until_one_is_said(take):
    code, said = take({"North": STAFF})
    assert code == 2
    assert "“Phone” and “Mobile” are two columns for the Telephone" in said
    assert "--column FIELD=HEADING" in said
    code, said = take({"North": STAFF}, "--column", "Telephone=mobile", "--json")
    report = json.loads(said)
    assert (code, report["accepted"]) == (0, 2)
    assert report["columns"]["named"] == [{"heading": "Phone", "cells": 1}]


def test_an_answer_that_fits_nothing_is_refused(take):
    code, said = take({"North": STAFF}, "--column", "Telephone=Pager")
    assert (code, "no column headed “Pager”" in said) == (2, True)
    code, said = take({"North": STAFF}, "--column", "Shoe size=Mobile")
    assert (code, "names no field" in said) == (2, True)


def test_what_of_a_workbook_is_not_read_is_in_the_report(take):
    rows = [*STAFF, ["#N/A", "OT", "01629 3", None], ["Di Eff", "OT", None, None, "=1+1"]]
    rows[0] = [*rows[0], "Working"]
    code, said = take({"North": rows}, "--column", "Telephone=Phone", "--json")
    report = json.loads(said)
    assert (code, report["accepted"]) == (1, 3)
    assert [(each["line"], each["reason"].split(",")[0]) for each in report["refused"]] == [
        (4, "The cell A4 holds #N/A")
    ]
    assert "In columns that aren't read 1 cell holds an error or a formula never worked out: E5 (=1+1)." in [
        each["sentence"] for each in report["notices"]
    ]
