import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from app.door.errors import Refused
from app.exchange.sheet import read_sheet, text_of


def csv(text, encoding="utf-8"):
    return read_sheet(text.encode(encoding), "a.csv")


def refusal(content, name="a.xlsx"):
    with pytest.raises(Refused) as caught:
        read_sheet(content, name)
    return caught.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_each_encoding_that_offices_use(encoding):
    assert csv("Ref,Name\r\n1,Seán\r\n", encoding).rows[0].cells == ("1", "Seán")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_with_each_delimiter(delimiter):
    sheet = csv(delimiter.join(["Ref", "Calls"]) + "\n" + delimiter.join(["1", '"am 30, tea 30, bed 30"']) + "\n")
    assert sheet.header == ("Ref", "Calls")
    assert sheet.rows[0].cells == ("1", "am 30, tea 30, bed 30")


def test_a_csv_record_is_counted_at_the_physical_line_where_it_begins():
    sheet = csv('Ref,Note\n1,"two\nlines"\n\n2,one\n')
    assert [row.line for row in sheet.rows] == [2, 5]


def test_headings_are_found_below_a_title(xlsx):
    sheet = read_sheet(xlsx(["The list of November"], [], ["Ref", "Name", "Born"], ["1", "Ann", "x"]))
    assert (sheet.header_line, sheet.header, sheet.rows[0].line) == (3, ("Ref", "Name", "Born"), 4)


def test_cells_of_a_workbook_keep_their_types_and_times_are_whole_seconds(xlsx):
    rounded = datetime.fromisoformat("2026-11-14T08:41:00")
    late = datetime.fromisoformat("2026-11-14T08:40:59.999999")
    sheet = read_sheet(xlsx(["Ref", "On", "At", "Moment"], [9991291229.0, date(2026, 11, 14), time(8, 40), late]))
    assert sheet.rows[0].cells == (9991291229, date(2026, 11, 14), time(8, 40), rounded)
    assert text_of(sheet.rows[0].cells[0]) == "9991291229"


def test_formulas_are_never_evaluated_and_typed_ones_stay_text(xlsx):
    assert csv("Ref,Note\n1,=1+1\n").rows[0].cells == ("1", "=1+1")
    assert read_sheet(xlsx(["Ref", "Note"], ["1", "=1+1"])).rows[0].cells == ("1", None)


def test_control_characters_are_left_out_and_line_breaks_kept():
    assert csv('Ref,Note\n1,"a\x07b\nc"\n').rows[0].cells == ("1", "ab\nc")


def test_hidden_sheets_are_passed_over():
    workbook = Workbook()
    workbook.active.sheet_state = "hidden"
    workbook.active.append(["Secret", "Sheet"])
    workbook.create_sheet("Shown").append(["Ref", "Name"])
    out = io.BytesIO()
    workbook.save(out)
    assert read_sheet(out.getvalue()).header == ("Ref", "Name")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "is empty"),
        (b" \r\n ", "a.csv", "is empty"),
        (b"<html><table><tr><td>1</td></tr></table>", "a.xls", "web page"),
        (b"<html><body>", "a.csv", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "old Excel workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "password",
        ),
        (b"PK\x03\x04 torn off", "a.xlsx", "damaged"),
        (b"just words", "a.xlsx", "not an Excel workbook"),
        (b"%PDF-1.7", "a.csv", "is a PDF"),
        (b"one column\nonly\n", "a.csv", "no table with headings"),
        (b"a,b\n\x00\x01\n", "a.csv", "not a text file"),
        (b'Ref,Note\n1,"never closed\n' + b"x\n" * 600, "a.csv", "line 2 is never closed"),
        (b"Ref,Note\n1," + b"x" * 200_000, "a.csv", "far too long"),
    ],
)
def test_what_is_not_a_list_is_refused_in_a_sentence_of_its_own(content, name, said):
    assert said in refusal(content, name)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("xl/vbaProject.bin", b"x", "macros"),
        ("xl/worksheets/sheet9.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>', "document type"),
        ("xl/worksheets/sheet9.xml", "<?xml version='1.0'?><a/>".encode("utf-16"), "not use"),
        ("xl/media/bomb.bin", bytes(30_000_000), "unpacks to far more"),
        ("xl/worksheets/sheet9.xml", b'<sheetData><row><c r="XFD1048576"/></row></sheetData>', "row 1,048,576"),
        ("xl/worksheets/sheet9.xml", b"<sheetData><row><c r='XFD1048576'/></row></sheetData>", "row 1,048,576"),
        ("xl/workbook.xml", b"<nonsense", "damaged"),
    ],
)
def test_a_hostile_workbook_is_refused_before_it_is_opened(with_part, part, content, said):
    assert said in refusal(with_part(part, content))


def test_another_zip_under_a_workbooks_name_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "another kind of file" in refusal(out.getvalue())


def test_a_file_that_is_gone_and_a_folder_are_refused(tmp_path):
    with pytest.raises(Refused, match="not there any more"):
        read_sheet(tmp_path / "gone.csv")
    with pytest.raises(Refused, match="is a folder"):
        read_sheet(tmp_path)


def test_a_million_empty_rows_cost_nothing(with_part):
    rows = b"".join(b'<row r="%d"/>' % n for n in range(1, 100_000))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c></row>'
        + rows[len(b'<row r="1"/>') :]
        + b"</sheetData></worksheet>"
    )
    assert read_sheet(with_part("xl/worksheets/sheet1.xml", sheet)).rows == ()
