"""Numbers, days and hours of a workbook as openpyxl reads them too, and as the sheet shows them."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter
from openpyxl import load_workbook

from app.exchange.files.cells import text_of
from app.exchange.files.parse import parsed


def cell_of(value, number_format, **options):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Said"])
        sheet.write(1, 0, "1")
        sheet.write(1, 1, value, workbook.add_format({"num_format": number_format}))
    beside = load_workbook(io.BytesIO(out.getvalue())).active["B2"].value
    return parsed(out.getvalue(), "a.xlsx").rows[0].cells[1], beside


@pytest.mark.parametrize(
    ("value", "number_format", "read", "shown"),
    [
        (46340, "General", 46340, "46340"),
        (46340, "d mmm yy", date(2026, 11, 14), "14/11/2026"),
        (46340, "[$-809]dddd d mmmm yyyy", date(2026, 11, 14), "14/11/2026"),
        (46340.75, "dd/mm/yyyy", datetime.fromisoformat("2026-11-14T18:00"), "14/11/2026 18:00"),
        (46340.73194444444, "hh:mm", datetime.fromisoformat("2026-11-14T17:34"), "14/11/2026 17:34"),
        (0.53125, "hh:mm", time(12, 45), "12:45"),
        (0.53125, "[h]:mm", time(12, 45), "12:45"),
        (1.0625, "[h]:mm", "25:30", "25:30"),
        (45.5, "[mm]:ss", "1092:00", "1092:00"),
        (0.125, "0%", 0.125, "0.125"),
        (5, '0 "yes"', 5, "5"),
        (46340, 'General" days"', 46340, "46340"),
        (9_991_291_229.0, "000 000 0000", 9_991_291_229, "9991291229"),
        (1_234_567_890_123_456, "0", 1_234_567_890_123_456, "1234567890123456"),
        (True, "General", True, "Yes"),
        (False, "General", False, "No"),
    ],
)
def test_a_number_is_what_the_sheet_shows(value, number_format, read, shown):
    found, beside = cell_of(value, number_format)
    assert (type(found), found, text_of(found)) == (type(read), read, shown)
    if not isinstance(read, (date, time, str)):
        assert found == beside


def test_days_from_1904_are_the_same_days():
    moment = datetime.fromisoformat("2026-11-14T17:34")
    assert cell_of(moment, "dd/mm/yyyy hh:mm", date_1904=True) == (moment, moment)


@pytest.mark.parametrize("text", ["0012", "1.0E+09", "=1+1", " a  b ", "it’s", "1/2", "TRUE", "x_x0041_y", "a\tb"])
def test_a_text_stays_the_text_that_it_is(text):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Said"])
        sheet.write_string(1, 0, "1")
        sheet.write_string(1, 1, text)
    assert parsed(out.getvalue(), "a.xlsx").rows[0].cells[1] == text
    assert load_workbook(io.BytesIO(out.getvalue())).active["B2"].value == text
