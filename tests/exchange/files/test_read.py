import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from app.door.errors import Refused
from app.exchange.files import names, parse
from app.exchange.files.cells import NotSaid, text_of
from app.exchange.files.read import read_sheet
from reports.layout import workbook_limits
from reports.layout.workbook_limits import DEFAULT_LIMITS, Limits


def csv(text, encoding="utf-8"):
    return read_sheet(text.encode(encoding), "a.csv")


def refusal(content, name="a.xlsx", read=read_sheet):
    with pytest.raises(Refused) as caught:
        read(content, name)
    return caught.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_each_encoding_that_offices_use(encoding):
    assert csv("Ref,Name\r\n1,Seán\r\n", encoding).rows[0].cells == ("1", "Seán")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_with_each_delimiter(delimiter):
    found = csv(delimiter.join(["Ref", "Calls"]) + "\n" + delimiter.join(["1", '"am 30, tea 30, bed 30"']) + "\n")
    assert found.header == ("Ref", "Calls")
    assert found.rows[0].cells == ("1", "am 30, tea 30, bed 30")


def test_a_csv_record_is_counted_at_the_physical_line_where_it_begins():
    found = csv('Ref,Note\n1,"two\nlines"\n\n2,one\n')
    assert [row.line for row in found.rows] == [2, 5]


def test_headings_are_found_below_a_title(xlsx):
    found = read_sheet(xlsx(["The list of November"], [], ["Ref", "Name", "Born"], ["1", "Ann", "x"]))
    assert (found.header_line, found.header, found.rows[0].line) == (3, ("Ref", "Name", "Born"), 4)


def test_cells_of_a_workbook_keep_their_types_and_times_are_whole_seconds(xlsx):
    rounded = datetime.fromisoformat("2026-11-14T08:41:00")
    late = datetime.fromisoformat("2026-11-14T08:40:59.999999")
    found = read_sheet(xlsx(["Ref", "On", "At", "Moment"], [9991291229.0, date(2026, 11, 14), time(8, 40), late]))
    assert found.rows[0].cells == (9991291229, date(2026, 11, 14), time(8, 40), rounded)
    assert text_of(found.rows[0].cells[0]) == "9991291229"


def test_formulas_are_never_evaluated_and_typed_ones_stay_text(xlsx):
    assert csv("Ref,Note\n1,=1+1\n").rows[0].cells == ("1", "=1+1")
    never = read_sheet(xlsx(["Ref", "Note"], ["1", "=1+1"])).rows[0].cells[1]
    assert isinstance(never, NotSaid)
    assert never.shown == "=1+1"


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


SHEET, SMALL = "xl/worksheets/sheet9.xml", Limits(cells=40, ratio=2, ratio_counts_from=20_000)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("xl/vbaProject.bin", b"x", "macros"),
        (SHEET, b'<?xml version="1.0"?><!DOCTYPE a><a/>', "document type"),
        (SHEET, "<?xml version='1.0'?><a/>".encode("utf-16"), "not use"),
        ("xl/workbook.xml", b"<nonsense", "damaged"),
    ],
)
def test_a_hostile_workbook_is_refused_before_it_is_opened(with_part, part, content, said):
    assert said in refusal(with_part(part, content))


# What would fill a parser's memory is tested by harmless files under lower limits: whatever slips past does nothing.


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("xl/media/zeros.bin", bytes(40_000), "unpacks to far more"),
        (SHEET, b'<sheetData><row><c r="AB2"/></row></sheetData>', "row 2 and column 28:"),
        (SHEET, b'<sheetData><row><c r="A100000"/></row></sheetData>', "row 100,000 and column 1:"),
        (SHEET, b"<sheetData><row><c r='F9'/></row></sheetData>", "row 9 and column 6:"),
        (SHEET, b'<sheetData><row><c r = "F9"/></row></sheetData>', "row 9 and column 6:"),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused_and_one_within_it_is_read(monkeypatch, with_part, part, content, said):
    workbook = with_part(part, content)
    assert read_sheet(workbook).header == ("Ref", "Name")
    monkeypatch.setattr(parse, "LIMITS", SMALL)
    assert said in refusal(workbook, read=parse.parsed)


@pytest.mark.parametrize(("content", "limits"), [(bytes(40_000), Limits(unpacked=30_000)), (b"x", Limits(parts=8))])
def test_all_that_comes_out_of_a_workbook_is_counted(monkeypatch, with_part, content, limits):
    workbook = with_part("xl/media/zeros.bin", content)
    monkeypatch.setattr(parse, "LIMITS", limits)
    with pytest.raises(Refused, match=r"unpacks to far more|too many parts"):
        parse.parsed(workbook, "a.xlsx")


def test_the_limits_of_the_program_let_no_parser_fill_the_memory():
    assert names.LIMITS is DEFAULT_LIMITS
    assert (DEFAULT_LIMITS.cells, DEFAULT_LIMITS.ratio, DEFAULT_LIMITS.parts) == (12_000_000, 200, 5_000)
    assert (DEFAULT_LIMITS.unpacked, DEFAULT_LIMITS.stored) == (400 * 2**20, 50 * 2**20)


def test_each_kind_of_definition_is_looked_for_in_every_part_of_xml(monkeypatch, with_part):
    """The kinds themselves are kept out of this file: a comment stands for each."""
    assert [each[2:].decode() for each in workbook_limits._DEFINITIONS] == ["DOCTYPE", "ENTITY"]
    for at, kind in enumerate(("<!-- one", "<!-- two")):
        kinds = (b"never there", kind.encode()) if at else (kind.encode(), b"never there")
        monkeypatch.setattr(workbook_limits, "_DEFINITIONS", kinds)
        for part in (SHEET, "xl/worksheets/_rels/sheet9.xml.rels", "xl/drawings/note.vml"):
            assert "document type" in refusal(with_part(part, f"<a>{kind} --></a>".encode()), read=parse.parsed)


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
    rows_of_none = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c></row>'
        + rows[len(b'<row r="1"/>') :]
        + b"</sheetData></worksheet>"
    )
    assert read_sheet(with_part("xl/worksheets/sheet1.xml", rows_of_none)).rows == ()
