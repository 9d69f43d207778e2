"""The tracker as it is first made, and as it is added to while Scheduling works in it."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from models.values import Call
from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.page import (
    About,
    CapacityRow,
    Marks,
    Minutes,
    PersonRow,
    TrackerPage,
    TrackerRow,
    TrackerUnreadable,
)
from reports.tracker.workbook import render

PATCH = "0192a1b2-0000-7000-8000-000000000001"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HEADINGS = [
    "Ref", "Notified", "Change", "Effective", "Person", "CCL updated", "By", "On", "Query",
    "MOSAIC id", "To team", "Hours a week", "Calls",
    "Postcode", "Patch", "From team", "Visits a week", "Double-up", "Reason", "DSO", "Case note",
]  # fmt: skip


def a_row(number, **changed):
    row = TrackerRow(
        ref=f"T-{number:04d}",
        notified=NOW - timedelta(hours=30 - number),
        change=TrackerChangeKind.START,
        effective=date(2026, 11, 21),
        person="Łukasz O'Brien",
        mosaic_id="0800115",
        postcode="DE4 3AF",
        to_team="STS Dales North",
        visits_a_week=28,
        minutes_a_week=875,
        calls="every day: morning 45 ×2",
        written={"Person": "Łukasz O'Brien", "Postcode": "DE4 3AF"},
    )
    return replace(row, **changed)


def a_page(*rows, **changed):
    page = TrackerPage(
        NOW,
        About("Homeward 0.1.0", "dales", "Dales", "Derbyshire County Council"),
        rows,
        (CapacityRow(f"{PATCH}/tea", "Matlock", Call.TEA, Minutes(90, 180), Minutes(), Minutes(30, 30), Minutes()),),
        (
            PersonRow(
                key="p-1",
                person="=Ann", mosaic_id="M1", postcode="DE4 3AF", patch="Matlock", team="North", dso="Priya",
                kind="Short-term", started=date(2026, 11, 1), day=20, of_days=42, visits_a_week=14,
                week=Minutes(420, 840),
            ),
        ),
    )  # fmt: skip
    return replace(page, **changed)


def opened(content):
    return load_workbook(io.BytesIO(content))


def edited(content, change):
    """The workbook after somebody changed it."""
    workbook = opened(content)
    change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def cell(sheet, title, row):
    return sheet.cell(row, [each.value for each in sheet[1]].index(title) + 1)


def test_a_first_export_has_the_sheets_and_columns_that_scheduling_knows():
    workbook = opened(render(a_page(a_row(1), a_row(2))).content)
    sheet = workbook["Tracker"]
    assert workbook.sheetnames == ["Tracker", "Capacity", "People", "About"]
    assert [each.value for each in sheet[1]] == HEADINGS
    assert sheet.tables["SchedulingTracker"].ref == "A1:U3"
    assert sheet.freeze_panes == "F2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert not sheet.protection.sheet


def test_cells_have_their_types():
    sheet = opened(render(a_page(a_row(1, effective=NOW))).content)["Tracker"]
    assert cell(sheet, "Notified", 2).value.isoformat() == "2026-11-19T04:00:00"
    assert cell(sheet, "Effective", 2).value.isoformat() == "2026-11-20T09:00:00"
    assert cell(sheet, "MOSAIC id", 2).value == "0800115"
    assert cell(sheet, "Visits a week", 2).value == 28
    assert cell(sheet, "Hours a week", 2).value == pytest.approx(14.58)


def test_a_summer_moment_stands_there_as_the_office_clock_shows_it():
    summer = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)
    sheet = opened(render(a_page(a_row(1, notified=summer))).content)["Tracker"]
    assert cell(sheet, "Notified", 2).value.isoformat() == "2026-07-01T09:05:00"


@pytest.mark.parametrize("typed", ["=1+1", "+1", "@SUM(1)", '=HYPERLINK("#A1")', "-1", "=a|'b'!A1"])
def test_nothing_typed_becomes_a_formula(typed):
    first = render(a_page(a_row(1, person=typed)))
    content = render(a_page(a_row(1, person=typed), a_row(2, case_note=typed)), first.content).content
    sheet = opened(content)["Tracker"]
    for written in (cell(sheet, "Person", 2), cell(sheet, "Case note", 3)):
        assert (written.value, written.data_type, bool(written.quotePrefix)) == (typed, "s", True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_signs_that_no_workbook_can_hold_are_left_out():
    sheet = opened(render(a_page(a_row(1, person="A\x07nn\x00"))).content)["Tracker"]
    assert cell(sheet, "Person", 2).value == "Ann"


def test_a_retraction_names_what_it_takes_back():
    row = a_row(2, change=TrackerChangeKind.RETRACTED, retracts="T-0001")
    sheet = opened(render(a_page(row)).content)["Tracker"]
    assert cell(sheet, "Change", 2).value == "Retracted T-0001"


def test_scheduling_chooses_its_answer_from_a_list_and_what_is_overdue_is_coloured():
    sheet = opened(render(a_page(a_row(1))).content)["Tracker"]
    (answers,) = sheet.data_validations.dataValidation
    assert (answers.formula1, str(answers.sqref)) == ('"Yes,No,Query"', "F2:F1048576")
    assert (answers.showErrorMessage, answers.errorStyle) == (True, "stop")
    assert answers.error == "Choose Yes, No or Query from the list, or leave it empty."
    assert (answers.showInputMessage, answers.prompt[:24]) == (True, "Yes once it is in CCL. Q")
    (rule,) = [rule for each in sheet.conditional_formatting for rule in each.rules]
    assert rule.formula == ['AND($A2<>"",$B2<NOW()-1,$F2<>"Yes")']


def test_what_scheduling_types_looks_like_our_cells_and_may_be_a_formula():
    sheet = opened(render(a_page(a_row(1))).content)["Tracker"]
    by_title = {each.value: sheet.column_dimensions[each.column_letter] for each in sheet[1]}
    looks = [by_title[title] for title in ("CCL updated", "By", "On", "Query")]
    assert {(each.alignment.vertical, each.alignment.indent) for each in looks} == {("top", 1)}
    assert [each.number_format for each in looks] == ["General", "General", "dd/mm/yyyy", "General"]
    assert [bool(each.alignment.wrap_text) for each in looks] == [False, True, False, True]


@pytest.mark.parametrize(
    ("changed", "height"),
    [
        ({}, 30),
        ({"person": "Christopher Featherstonehaugh-Smythe"}, 45),
        ({"marks": Marks(query="Which of the two doors is it, and who has the key on a Sunday?")}, 60),
    ],
    ids=["usual", "a long name", "a long question that was known"],
)
def test_a_row_is_as_high_as_its_longest_text(changed, height):
    sheet = opened(render(a_page(a_row(1, **changed))).content)["Tracker"]
    assert sheet.row_dimensions[2].height == height


def test_ids_of_ours_are_there_and_hidden():
    workbook = opened(render(a_page(a_row(1))).content)
    for name, key in (("Capacity", f"{PATCH}/tea"), ("People", "p-1")):
        at = workbook[name].max_column
        assert [workbook[name].cell(row, at).value for row in (1, 2)] == ["Key", key]
        assert workbook[name].column_dimensions[workbook[name].cell(1, at).column_letter].hidden


def test_a_printed_tracker_ends_where_letters_would_be_too_small_and_grows_with_its_rows():
    sheet = opened(render(a_page(a_row(1))).content)["Tracker"]
    assert sheet.print_area == "'Tracker'!$A$1:$M$1048576"
    assert sheet["M1"].value == "Calls"


def test_the_other_sheets_say_capacity_people_and_where_it_comes_from():
    workbook = opened(render(a_page(a_row(1))).content)
    assert [each.value for each in workbook["Capacity"][2]][:4] == ["Matlock", "Tea", 1.5, 3]
    assert cell(workbook["People"], "Person", 2).value == "=Ann"
    assert cell(workbook["People"], "Day", 2).value == "20 of 42"
    about = {row[0].value: row[1].value for row in workbook["About"].iter_rows()}
    assert (about["Made on"], about["From the database"], about["Changes in Tracker"]) == (
        "20/11/2026 09:00",
        "dales",
        "1",
    )


def test_the_same_page_gives_the_same_bytes_first_and_later():
    first = render(a_page(a_row(1)))
    assert render(a_page(a_row(1))).content == first.content
    more = a_page(a_row(1), a_row(2))
    assert render(more, first.content).content == render(more, first.content).content


def test_a_later_export_adds_only_what_is_new_and_the_table_grows():
    first = render(a_page(a_row(1)))
    later = render(a_page(a_row(1), a_row(2), a_row(3)), first.content)
    sheet = opened(later.content)["Tracker"]
    assert (later.added, later.restored, later.notices) == (("T-0002", "T-0003"), (), ())
    assert sheet.tables["SchedulingTracker"].ref == sheet.tables["SchedulingTracker"].autoFilter.ref == "A1:U4"
    assert [sheet.cell(row, 1).value for row in range(2, 5)] == ["T-0001", "T-0002", "T-0003"]
    assert render(a_page(a_row(1), a_row(2), a_row(3)), later.content).added == ()


def test_an_empty_first_export_is_filled_from_its_first_row():
    first = render(a_page())
    sheet = opened(render(a_page(a_row(1)), first.content).content)["Tracker"]
    assert (sheet.cell(2, 1).value, sheet.tables["SchedulingTracker"].ref) == ("T-0001", "A1:U2")


def test_what_is_schedulings_stays():
    def work(workbook):
        sheet = workbook["Tracker"]
        cell(sheet, "CCL updated", 3).value = "Yes"
        cell(sheet, "By", 3).value = "=Moira"
        cell(sheet, "By", 3).comment = Comment("rang the ward", "Moira")
        sheet.column_dimensions["E"].width = 55
        sheet.auto_filter.ref = None
        table = sheet.tables["SchedulingTracker"]
        table.ref = "A1:V3"
        sheet["V1"], sheet["V2"] = "Run", "Blue"
        column = table.tableColumns[-1].__class__(id=22, name="Run")
        table.tableColumns.append(column)
        for title in (each.value for each in sheet[1]):  # they sorted: the two rows change places
            upper, lower = cell(sheet, title, 2), cell(sheet, title, 3)
            upper.value, lower.value = lower.value, upper.value
        workbook.create_sheet("Rota", 0)["A1"] = "Ours alone"

    first = render(a_page(a_row(1), a_row(2))).content
    result = render(a_page(a_row(1), a_row(2), a_row(3)), edited(first, work))
    workbook = opened(result.content)
    sheet = workbook["Tracker"]
    assert (result.added, result.restored) == (("T-0003",), ())
    assert [sheet.cell(row, 1).value for row in range(2, 5)] == ["T-0002", "T-0001", "T-0003"]
    assert (cell(sheet, "CCL updated", 2).value, cell(sheet, "By", 2).value) == ("Yes", "=Moira")
    assert cell(sheet, "By", 3).comment.text == "rang the ward"
    assert cell(sheet, "Run", 3).value == "Blue"
    assert sheet.tables["SchedulingTracker"].ref == "A1:V4"
    assert sheet.column_dimensions["E"].width == 55
    assert workbook["Rota"]["A1"].value == "Ours alone"


def test_our_cells_that_were_changed_are_said_and_put_back():
    def meddle(workbook):
        sheet = workbook["Tracker"]
        cell(sheet, "Postcode", 2).value = "DE4 9ZZ"
        cell(sheet, "Effective", 2).value = date(2026, 11, 30)
        cell(sheet, "Person", 2).value = None
        cell(sheet, "Visits a week", 2).value = "=7*4"
        cell(sheet, "Case note", 2).value = "a note of theirs"

    first = render(a_page(a_row(1))).content
    result = render(a_page(a_row(1, sent=True)), edited(first, meddle))
    assert result.restored == (
        "T-0001: Effective said “30/11/2026” and says “21/11/2026” again.",
        "T-0001: Person was empty and says “Łukasz O'Brien” again.",
        "T-0001: Postcode said “DE4 9ZZ” and says “DE4 3AF” again.",
        "T-0001: Visits a week said “=7*4” and says “28” again.",
        "T-0001: Case note said “a note of theirs” and is empty again.",
    )
    assert render(a_page(a_row(1)), result.content).restored == ()


def test_a_row_that_was_deleted_is_put_back_and_strange_or_doubled_refs_are_said():
    def meddle(workbook):
        sheet = workbook["Tracker"]
        sheet.cell(2, 1).value = "X-1"
        sheet.cell(3, 1).value = "T-0003"

    first = render(a_page(a_row(1), a_row(2), a_row(3))).content
    result = render(a_page(a_row(1, sent=True), a_row(2, sent=True), a_row(3, sent=True)), edited(first, meddle))
    assert result.added == ("T-0001", "T-0002")
    assert result.notices == (
        "Row 2 has the Ref “X-1”, which this office did not send: it was left as it is.",
        "T-0003 stands in rows 3 and 4: row 4 was left as it is.",
    )
    assert "T-0001 was gone from the sheet and stands below the others again." in result.restored


def test_a_table_turned_into_a_plain_range_is_still_added_to():
    first = render(a_page(a_row(1))).content
    plain = edited(first, lambda workbook: workbook["Tracker"].tables.clear())
    assert opened(render(a_page(a_row(1), a_row(2)), plain).content)["Tracker"].cell(3, 1).value == "T-0002"


def test_what_is_not_ours_in_other_sheets_of_ours_stays_and_a_deleted_one_comes_back():
    def work(workbook):
        del workbook["About"]
        workbook["People"]["Q1"], workbook["People"]["A9"] = "Note", "left over"

    first = render(a_page(a_row(1))).content
    workbook = opened(render(a_page(a_row(1)), edited(first, work)).content)
    assert workbook["About"]["A2"].value == "Made by"
    assert (workbook["People"]["Q1"].value, workbook["People"]["A9"].value) == ("Note", "left over")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: setattr(book["Tracker"], "title", "Tracker 2026"), "no sheet “Tracker”"),
        (lambda book: setattr(book["Tracker"]["N1"], "value", "Post code"), "the column “Postcode” can't be found"),
        (lambda book: book["Tracker"].delete_rows(1), "can't be found"),
        (lambda book: setattr(book["Tracker"].tables["SchedulingTracker"], "totalsRowCount", 1), "totals row"),
        (lambda book: setattr(book["Tracker"]["C3"], "value", "below"), "in row 3, something stands"),
    ],
)
def test_a_tracker_that_was_rearranged_is_refused_in_a_sentence(change, said):
    first = render(a_page(a_row(1))).content
    with pytest.raises(TrackerUnreadable, match=said):
        render(a_page(a_row(1), a_row(2)), edited(first, change))


def test_where_only_the_ref_is_gone_only_the_ref_is_named():
    def work(workbook):
        workbook["Tracker"].tables.clear()
        workbook["Tracker"]["A1"] = "Number"

    with pytest.raises(TrackerUnreadable, match="the column “Ref” can't be found"):
        render(a_page(a_row(1)), edited(render(a_page(a_row(1))).content, work))


def test_a_sheet_of_ours_that_was_renamed_is_made_again_and_said():
    def work(workbook):
        workbook["People"].title = "Folk"

    made = render(a_page(a_row(1)), edited(render(a_page(a_row(1))).content, work))
    assert made.notices[0].startswith("The workbook had no sheet “People”, so a new one was made")
    assert {"Folk", "People"} <= set(opened(made.content).sheetnames)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04torn", b"words"])
def test_a_damaged_tracker_is_refused(content):
    with pytest.raises(TrackerUnreadable, match="can't be added to"):
        render(a_page(a_row(1)), content)


def test_a_torn_sheet_is_refused_as_damaged():
    first = render(a_page(a_row(1))).content
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part[: len(part) // 2] if name == "xl/worksheets/sheet1.xml" else part)
    with pytest.raises(TrackerUnreadable, match="damaged"):
        render(a_page(a_row(1)), out.getvalue())


def test_what_excel_can_draw_is_no_reason_to_refuse_and_stays_byte_for_byte():
    first = render(a_page(a_row(1))).content
    out = io.BytesIO(first)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/threadedComments/threadedComment1.xml", "<a/>")
        package.writestr("xl/drawings/drawing1.xml", "<b/>")
    result = render(a_page(a_row(1), a_row(2)), out.getvalue())
    assert result.added == ("T-0002",)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old, zipfile.ZipFile(io.BytesIO(result.content)) as new:
        assert new.namelist() == old.namelist()
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
    assert set(old.namelist()) - same == {
        *(f"xl/worksheets/sheet{number}.xml" for number in (1, 4)), "xl/tables/table1.xml",
    }  # fmt: skip


def test_who_uses_libreoffice_is_told_how_formulas_are_worked_out_where_there_are_any():
    def count(workbook):
        workbook.create_sheet("Sums")["A1"] = "=COUNTA(Tracker!A:A)"

    first = edited(render(a_page(a_row(1))).content, count)
    result = render(a_page(a_row(1), a_row(2)), first)
    assert [each for each in result.notices if "Ctrl+Shift+F9" in each] == [*result.notices]
    assert len(result.notices) == 1
    assert render(a_page(a_row(1), a_row(2)), result.content).notices == ()


def test_an_unrelated_workbook_is_refused():
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(TrackerUnreadable, match="no sheet “Tracker”"):
        render(a_page(a_row(1)), out.getvalue())
