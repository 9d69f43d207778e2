"""What a workbook says by its look alone: zeros before a number, a line through a text, joined cells."""

import io

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Font

from app.exchange.columns import Field
from app.exchange.files.cells import Row
from app.exchange.files.looks import format_of, shown_as
from app.exchange.files.read import read_sheet

FIELDS = (Field("ref", "Ref", (), required=True), Field("name", "Name", (), required=True), Field("team", "Team", ()))
ROWS = (["Ref", "Name", "Team"], [500, "Ann", "North"], [12, "Bob", None], [7, "Cy", None], [8, "Di", "South"])


def read(change, rows=ROWS):
    """The sheet of a workbook with these rows, after what was done to it."""
    workbook, out = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    change(workbook.active)
    workbook.save(out)
    return read_sheet(out.getvalue(), "a.xlsx", fields=FIELDS)


def said(sheet):
    return [(each.line, each.sentence) for each in sheet.notices]


# --- a number that is shown with zeros or letters before it ----------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ('"M"000000', "500", "M000500"),
        ("\\M000000", "500.0", "M000500"),
        ('"M"0', "500", "M500"),
        ("000000", "500", "000500"),
        ("00000000000", "1144960010", "01144960010"),
        ("00000\\ 000000", "1632960010", "01632 960010"),
        ('00":"00', "830", "08:30"),
        ("000", "12345", "12345"),
        ("00-000", "1234567", "1234-567"),
        ('[Red]"M"000_);-0', "5", "M005"),
        ("[$-809]0000", "5", "0005"),
    ],
)
def test_a_number_is_what_its_format_shows(code, number, text):
    pieces = format_of(code)
    assert pieces
    assert shown_as(number, pieces) == ("" if text.replace("-", "") == number else text)


@pytest.mark.parametrize(
    "code",
    ["General", "0", "#,##0", "0.00", "0%", "dd/mm/yyyy", "[h]:mm", "@", '0" days"', '0 "mins"', "£0", "", ";;;",
     "[<=9999999]000-0000;000-000-0000", "mm:ss", "0.00E+00", '"only text"'],
)  # fmt: skip
def test_a_format_that_says_no_more_than_the_value_changes_nothing(code):
    assert format_of(code) == ()


@pytest.mark.parametrize("number", ["500.5", "-5", "abc", "", "1E3"])
def test_only_a_whole_number_is_shown_so(number):
    assert shown_as(number, format_of("000000")) == ""


def test_a_reference_is_read_with_the_zeros_and_letters_that_its_sheet_shows():
    def change(sheet):
        sheet["A2"].number_format = '"M"000000'
        sheet["A3"].number_format = "00000"
        sheet["A4"].number_format = "0"

    assert [row.cells[0] for row in read(change).rows] == ["M000500", "00012", 7, 8]


def test_the_same_written_by_another_program():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Name"])
        sheet.write_number(1, 0, 500, workbook.add_format({"num_format": '"M"000000'}))
        sheet.write_formula(2, 0, "=A2+1", workbook.add_format({"num_format": "000000"}), 501)
        sheet.write_column(1, 1, ["Ann", "Bob"])
    assert read_sheet(out.getvalue(), "a.xlsx", fields=FIELDS).rows == (
        Row(2, ("M000500", "Ann")),
        Row(3, ("000501", "Bob")),
    )


# --- a line through a text, joined cells -------------------------------------------------------------------


def test_a_row_with_a_line_through_it_is_read_and_named():
    def change(sheet):
        for at in ("A3", "B3", "B5"):
            sheet[at].font = Font(strike=True)
        sheet["C4"].font = Font(strike=True)

    found = read(change)
    assert len(found.rows) == 4
    assert said(found) == [
        (3, "“12” and “Bob” are struck through in the sheet, and read like the rest."),
        (5, "“Di” is struck through in the sheet, and read like the rest."),
    ]


def test_a_cell_that_is_joined_over_several_rows_is_named_where_it_seems_to_say_something():
    found = read(lambda sheet: sheet.merge_cells("C2:C4"))
    assert said(found) == [
        (3, "The cells C2 to C4 are joined: “North” is taken for line 2 only, and line 3 has nothing there.")
    ]


@pytest.mark.parametrize("area", ["C3:C4", "A5:B5", "B5:C5", "C5:C9", "E2:F4"])
def test_joined_cells_that_say_nothing_for_another_row_are_not_named(area):
    assert said(read(lambda sheet: sheet.merge_cells(area))) == []
