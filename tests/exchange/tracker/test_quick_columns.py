"""A few columns read from a sheet's bytes say what the other process reads of the same file, however it is written."""

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.door.errors import Refused
from app.exchange.files.cells import NotSaid
from app.exchange.files.read import read_sheet
from app.exchange.tracker.marks import read_rows
from app.exchange.tracker.opened import TrackerFile
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from reports.tracker.page import About, TrackerPage, TrackerRow
from reports.tracker.workbook import render

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TITLES = ("Ref", "CCL updated", "By", "On", "Query")


def a_tracker(change):
    """A tracker of twelve changes, saved by openpyxl after `change`."""
    rows = tuple(
        TrackerRow(ref=f"T{number:05d}", notified=NOW, change=TrackerChangeKind.START, effective=None, person="Ann",
                   mosaic_id="M1")
        for number in range(1, 13)
    )  # fmt: skip
    workbook = load_workbook(io.BytesIO(render(TrackerPage(NOW, About("", "", "", ""), rows)).content))
    sheet = workbook["Tracker"]
    change(sheet, {cell.value: cell.column_letter for cell in sheet[1]})
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def marked(sheet, columns):
    ccl, by, on, query = (columns[title] for title in TITLES[1:])
    for row, (answer, who, day, asks) in enumerate(
        (
            ("Yes", "Lee", date(2027, 1, 11), None),
            ("no", " Lee\u00a0Ann ", datetime(2027, 1, 11, 14, 30), "one\ntwo"),  # noqa: DTZ001  as Excel has it
            ("Query", 17, 46_398, "=1+1 isn't a formula & <b>"),
            (True, 2.5, "11/01/2027", "_x0041_"),
            ("#REF!", None, None, None),
            (None, date(2027, 1, 11), -5, date(2027, 1, 12)),
            ("Yes", "=A1", "=TODAY()", '=IF(A2<>"","x","")'),
        ),
        start=2,
    ):
        for letter, value in ((ccl, answer), (by, who), (on, day), (query, asks)):
            sheet[f"{letter}{row}"] = value
    sheet[f"{query}4"].data_type = "s"
    sheet[f"{query}9"] = CellRichText("Which ", TextBlock(InlineFont(b=True), "worker"), " goes?")


def with_tracker(content, change):
    """The same workbook with other bytes in the sheet Tracker."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in package.namelist():
            part = package.read(name)
            again.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return out.getvalue()


def without_places(part):
    """No cell says where it stands, and the empty ones are there."""
    return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", part)


def in_single_quotes(part):
    return re.sub(rb'<c r="([A-Z]+\d+)"([^<>]*)>', rb"<c\2 r='\1'>", part).replace(b"<c r='", b"<c  r='")


def read_by_the_other_process(content):
    sheet = read_sheet(content, "tracker.xlsx", tab="Tracker")
    at = [sheet.header.index(title) for title in TITLES]
    return {row.line: tuple(row.cells[each] if each < len(row.cells) else None for each in at) for row in sheet.rows}


def read_quickly(content):
    found = TrackerFile(content, "tracker.xlsx").columns("Tracker", TITLES)
    assert found.sheet.header == TITLES, "it was read by the other process"
    return {row.line: row.cells for row in found.sheet.rows}


@pytest.mark.parametrize("change", [lambda part: part, in_single_quotes])
def test_the_cells_are_what_the_other_process_reads(change):
    content = with_tracker(a_tracker(marked), change)
    quick, slow = read_quickly(content), read_by_the_other_process(content)
    assert quick.keys() == slow.keys()
    for line in quick:
        if line != 4:  # a number under On whose format was lost is a day all the same
            assert quick[line] == slow[line], line
    assert quick[4][3] == date(2027, 1, 11)
    assert [type(each) for each in quick[8]] == [str, str, NotSaid, NotSaid, NotSaid]
    assert quick[9][4] == "Which worker goes?"


def test_cells_that_do_not_say_where_they_stand_follow_each_other():
    def filled(sheet, columns):
        for row in sheet.iter_rows(min_row=2, max_row=13):
            for cell in row:
                cell.value = cell.value or "x"
        sheet[f"{columns['CCL updated']}3"] = "Yes"

    content = with_tracker(a_tracker(filled), without_places)
    assert read_quickly(content) == read_by_the_other_process(content)
    assert read_quickly(content)[3][1] == "Yes"


def test_days_counted_from_1904_are_the_same_days():
    content = a_tracker(marked)
    workbook = load_workbook(io.BytesIO(content))
    workbook.epoch = datetime(1904, 1, 1)  # noqa: DTZ001  as Excel has it
    out = io.BytesIO()
    workbook.save(out)
    assert read_quickly(out.getvalue())[2][3] == date(2027, 1, 11)


def test_a_formula_that_others_share_and_one_that_was_worked_out():
    def made(sheet, columns):
        sheet[f"{columns['CCL updated']}2"] = "FIRST"
        sheet[f"{columns['CCL updated']}3"] = "NEXT"
        sheet[f"{columns['By']}3"] = "Lee"

    def with_formulas(part):
        first = re.sub(
            rb'<c r="([A-Z]+2)"[^<>]*><is><t>FIRST</t></is></c>',
            rb'<c r="\1" t="str"><f t="shared" si="0" ref="\1:Z3">IF(A2=1,"Yes","")</f><v>Yes</v></c>',
            part,
        )
        return re.sub(
            rb'<c r="([A-Z]+3)"[^<>]*><is><t>NEXT</t></is></c>', rb'<c r="\1"><f t="shared" si="0"/></c>', first
        )

    content = with_tracker(a_tracker(made), with_formulas)
    yes, held = read_rows(TrackerFile(content, "")).marked
    assert (yes.ccl, yes.is_held) == (CclMark.YES, False)
    assert held.is_held
    assert "holds the formula =…, not worked out yet" in held.unread


def test_an_error_in_one_of_the_cells_holds_the_whole_answer():
    with_error = next(each for each in read_rows(TrackerFile(a_tracker(marked), "")).marked if each.line == 6)
    assert with_error.is_held
    assert "holds #REF!, an error" in with_error.unread


def test_what_is_no_workbook_is_refused_as_every_file_is():
    with pytest.raises(Refused, match="a file of text"):
        read_rows(TrackerFile(b"Ref,CCL updated\nT00001,Yes\n", "tracker.csv"))
    with pytest.raises(Refused, match=r"“tracker\.xlsx” can't be read"):
        read_rows(TrackerFile(b"PK\x03\x04 nothing", "tracker.xlsx"))


def test_a_heading_that_is_written_otherwise_is_found_by_the_other_process():
    def renamed(sheet, columns):
        sheet[f"{columns['CCL updated']}1"] = "ccl updated"
        sheet[f"{columns['CCL updated']}2"] = "Yes"

    (yes,) = read_rows(TrackerFile(a_tracker(renamed), "")).marked
    assert (yes.ref, yes.ccl) == ("T00001", CclMark.YES)


@pytest.mark.parametrize("said", [b"99999", b"-1", b"x", b"1" * 5_000])
def test_a_text_that_is_not_there_and_a_look_that_is_none_are_nothing_for_the_quick_reading(said):
    content = a_tracker(marked)
    text = re.compile(rb'(<c r="[A-Z]+4"[^<>]*t="s"[^<>]*><v>)\d+')
    shared = with_tracker(content, lambda part: text.sub(rb"\g<1>" + said, part))
    assert shared != content
    looks = with_tracker(content, lambda part: re.sub(rb'(<c r="H4") s="\d+"', rb'\1 s="' + said + b'"', part))
    for each in (shared, looks):
        file = TrackerFile(each, "tracker.xlsx")
        assert file.is_checked
        file._quick("Tracker", TITLES)  # None, or the rows: never an exception


def test_a_number_beyond_the_last_day_of_1904_is_no_day():
    def last(sheet, columns):
        sheet[f"{columns['By']}2"] = 2_958_460
        sheet[f"{columns['By']}2"].number_format = "dd/mm/yyyy"

    workbook = load_workbook(io.BytesIO(a_tracker(last)))
    workbook.epoch = datetime(1904, 1, 1)  # noqa: DTZ001  as Excel has it
    out = io.BytesIO()
    workbook.save(out)
    assert read_quickly(out.getvalue())[2][2] is not None
