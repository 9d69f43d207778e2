"""Cells in which a workbook says nothing that can be believed, and what of a sheet nobody sees."""

import io
import re
from datetime import time

import pytest
import xlsxwriter
from openpyxl import Workbook

from app.exchange.columns import Field
from app.exchange.files.cells import NotSaid, Row
from app.exchange.files.formula_words import WritesText, writes_text
from app.exchange.files.read import read_sheet
from app.exchange.files.unsaid import unsaid_notices, unsaid_reasons

FIELDS = (Field("ref", "Ref", (), required=True), Field("name", "Name", (), required=True), Field("age", "Age", ()))
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c><c r="B1" t="inlineStr"><is><t>Name</t></is></c></row>'
)


@pytest.fixture
def sheet_of(with_part):
    """A sheet read from the XML of its rows below the headings Ref and Name, in a workbook as Excel leaves it."""
    book = (
        f"<workbook xmlns='{NAMESPACE}' xmlns:r='{RELATIONS}'><sheets><sheet name='List' sheetId='1' r:id='rId1'/>"
        "</sheets><calcPr calcId='191029'/></workbook>"
    )

    def read(rows, prefix=""):
        made = f"<worksheet xmlns='{NAMESPACE}'><sheetData>{HEADINGS}{rows}</sheetData></worksheet>"
        if prefix:
            made = re.sub(r"<(/?)(?=[a-z])", rf"<\1{prefix}:", made).replace("xmlns=", f"xmlns:{prefix}=")
        content = with_part("xl/worksheets/sheet1.xml", made, with_part("xl/workbook.xml", book))
        return read_sheet(content, "a.xlsx", fields=FIELDS)

    return read


def written(make):
    """A workbook as XlsxWriter writes it: a formula without a value has the value 0."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        make(workbook.add_worksheet("List"))
    return read_sheet(out.getvalue(), "a.xlsx", fields=FIELDS)


def shown(sheet):
    return [[cell.shown if isinstance(cell, NotSaid) else cell for cell in row.cells] for row in sheet.rows]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#SPILL!", "#BLOCKED!"])
def test_an_error_is_never_blank(sheet_of, error):
    found = sheet_of(f'<row r="7"><c r="A7"><v>5</v></c><c r="B7" t="e"><v>{error}</v></c></row>')
    assert (shown(found), found.unsaid) == ([[5, error]], (7,))
    assert unsaid_reasons(found.rows[0], [0, 1, None]) == (
        f"The cell B7 holds {error}, an error: put right what should stand there.",
    )
    assert unsaid_reasons(found.rows[0], [0]) == ()


def test_several_cells_of_a_row_are_named_in_one_sentence():
    row = Row(7, (NotSaid("#N/A", "an error"), "x", NotSaid("#REF!", "an error"), NotSaid("=A1", "a formula")))
    assert unsaid_reasons(row, [3, 2, 1, 0, 9]) == (
        "The cells A7 (#N/A) and C7 (#REF!) hold an error.",
        "The cell D7 holds =A1, a formula.",
    )


def test_a_row_of_which_nothing_is_left_but_an_error_is_a_row(sheet_of):
    found = sheet_of('<row r="3"><c r="B3" t="e"><v>#N/A</v></c></row><row r="9"><c r="D9"><f>A1</f><v></v></c></row>')
    assert [(row.line, len(row.cells)) for row in found.rows] == [(3, 2), (9, 4)]


def test_a_picture_in_a_cell_is_said_as_one(sheet_of):
    found = sheet_of('<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e" vm="1"><v>#VALUE!</v></c></row>')
    assert "a picture or a linked record" in unsaid_reasons(found.rows[0], [1])[0]


def test_prefixes_and_cells_without_their_place_are_read_too(sheet_of):
    row = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c><c><f>A2</f></c></row>'
    assert shown(sheet_of(row)) == [[1, "#N/A", "=A2"]]
    assert shown(sheet_of(row, prefix="x")) == [[1, "#N/A", "=A2"]]


def test_formulas_that_openpyxl_wrote_were_never_worked_out():
    workbook = Workbook()
    for row in (["Ref", "Name", "Age"], [1, '="Ann"', "=2+2"], [2, "Bo", 44]):
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    found = read_sheet(out.getvalue(), "a.xlsx", fields=FIELDS)
    assert shown(found) == [[1, '="Ann"', "=2+2"], [2, "Bo", 44]]


def test_formulas_of_xlsxwriter_hold_0_for_nothing_where_none_of_them_has_a_value():
    def make(sheet):
        sheet.write_row(0, 0, ["Ref", "Name", "Age"])
        sheet.write_row(1, 0, [1, "=B9", "=2+2"])

    assert shown(written(make)) == [[1, "=B9", "=2+2"]]


def test_a_value_that_was_given_is_read_and_a_0_that_a_text_can_not_be_is_not():
    def make(sheet):
        sheet.write_row(0, 0, ["Ref", "Name", "Age"])
        sheet.write_formula(1, 0, "=ROW()", value=2)
        sheet.write_formula(1, 1, '=A1&" "&A2')
        sheet.write_formula(1, 2, "=A1-A1", value=0)

    assert shown(written(make)) == [[2, '=A1&" "&A2', 0]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<f>A9-A9</f><v>0</v>", 0),
        ('<f>IF(A9="","",B9)</f><v>0</v>', 0),
        ('<f>IF(A9="","",B9)</f><v>0.0</v>', '=IF(A9="","",B9)'),
        ('<f>TEXT(A9,"dd/mm")</f><v>0</v>', '=TEXT(A9,"dd/mm")'),
        ("<f>A9</f><v/>", "=A9"),
        ("<f>A9</f>", "=A9"),
        ("<f>A9</f><v>7</v>", 7),
        ('<f t="shared" si="0" ref="B2:B9">A9&amp;"x"</f><v>0</v>', '=A9&"x"'),
    ],
)  # fmt: skip
def test_a_value_that_excel_kept_is_believed_unless_it_can_not_be(sheet_of, cell, value):
    found = sheet_of(f'<row r="2"><c r="A2"><v>1</v></c><c r="B2">{cell}</c></row>')
    assert shown(found) == [[1, value]]


def test_an_empty_text_and_a_truth_that_were_worked_out_are_believed(sheet_of):
    truth = '<c r="A2" t="b"><f>TRUE()</f><v>1</v></c>'
    found = sheet_of(f'<row r="2">{truth}<c r="B2" t="str"><f>IF(A1="","","x")</f><v></v></c></row>')
    assert found.rows[0].cells == (True, None)


def test_a_shared_formula_is_judged_by_the_first_of_its_cells(sheet_of):
    formula = '<f t="shared" ref="B2:B3" si="0">A9&amp;"x"</f>'
    first = f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str">{formula}<v>x</v></c></row>'
    after = '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f t="shared" si="0"/><v>0</v></c></row>'
    assert shown(sheet_of(first + after)) == [[1, "x"], [2, "=…"]]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ('A1&" "&B1', WritesText.ALWAYS),
        ('=A1&"x"', WritesText.ALWAYS),
        ('"Daughter helps"', WritesText.ALWAYS),
        ("CONCATENATE(A1,B1)", WritesText.ALWAYS),
        ('_xlfn.TEXTJOIN(", ",TRUE,A1:A3)', WritesText.ALWAYS),
        ('IF(A1>0,"Y","N")', WritesText.ALWAYS),
        ('IFERROR(TRIM(A1),"")', WritesText.ALWAYS),
        ('IF(A1="","",B1)', WritesText.MAYBE),
        ('IF(A1="","none")', WritesText.MAYBE),
        ('CHOOSE(A1,"a","")', WritesText.ALWAYS),
        ('IFS(A1>1,"a",TRUE,B1)', WritesText.MAYBE),
        ('SWITCH(A1,1,"a",2,"","c")', WritesText.ALWAYS),
        ('SWITCH(A1,1,"a",2,5)', WritesText.MAYBE),
        ('A1&B1="x"', WritesText.UNKNOWN),
        ("'R&D'!A1", WritesText.UNKNOWN),
        ('LEN("a"&B1)', WritesText.UNKNOWN),
        ('COUNTIF(A:A,"x")+1', WritesText.UNKNOWN),
        ("LEFT(A1,2)+RIGHT(B1,2)", WritesText.UNKNOWN),
        ("IF(" * 40 + "1" + ")" * 40, WritesText.UNKNOWN),
        ("", WritesText.UNKNOWN),
    ],
)
def test_whether_a_formula_writes_text_is_told_by_its_outermost_part(formula, said):
    assert writes_text(formula) is said


def test_hidden_rows_are_read_and_said_with_their_lines(sheet_of):
    hidden = ' hidden="1"'
    rows = "".join(
        f'<row r="{n}"{hidden if n in {3, 5, 6, 7} else ""}><c r="A{n}"><v>1</v></c></row>' for n in range(2, 9)
    )
    found = sheet_of(rows + '<row r="9" hidden="1"><c r="A9" s="0"/></row>')
    assert len(found.rows) == 7
    assert [each.sentence for each in found.notices] == [
        "4 rows are hidden in the sheet (lines 3 and 5 to 7) and taken in like the others."
    ]


def test_rows_that_a_filter_hides_are_said_to_be_filtered_and_hidden_columns_named():
    def make(sheet):
        sheet.write_row(0, 0, ["Ref", "Name", "Age", "Empty"])
        sheet.write_row(1, 0, [1, "Ann", 80])
        sheet.write_row(2, 0, [2, "Bo", 81])
        sheet.autofilter(0, 0, 2, 2)
        sheet.filter_column(0, "x == 1")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})

    found = written(make)
    assert [row.cells[:3] for row in found.rows] == [(1, "Ann", 80), (2, "Bo", 81)]
    assert [each.sentence for each in found.notices] == [
        "1 row is hidden in the sheet by a filter (line 3) and taken in like the others.",
        "Column C (“Age”) is hidden in the sheet and read like the others.",
    ]


def test_an_error_in_a_csv_file_is_an_error_too():
    found = read_sheet(b"Ref,Name,Age\n1,Ann,80\n2,#N/A,#1\n3, #REF! ,#N/A of them\n", "a.csv", fields=FIELDS)
    assert found.unsaid == (3, 4)
    assert shown(found) == [["1", "Ann", "80"], ["2", "#N/A", "#1"], ["3", "#REF!", "#N/A of them"]]
    assert unsaid_reasons(found.rows[1], [1]) == (
        "The cell B3 holds #N/A, an error: put right what should stand there.",
    )


@pytest.mark.parametrize("from_1904", [True, False])
def test_a_negative_number_is_no_time_of_day(from_1904):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": from_1904}) as workbook:
        sheet, clock, hours = (
            workbook.add_worksheet(),
            *(workbook.add_format({"num_format": each}) for each in ("hh:mm", "[h]:mm")),
        )
        sheet.write_row(0, 0, ["Ref", "Name", "Age"])
        sheet.write_number(1, 0, -1)
        sheet.write_number(1, 1, -0.0625, clock)
        sheet.write_formula(2, 0, "=-1.5", clock, -1.5)
        sheet.write_number(2, 1, 0.9375, clock)
        sheet.write_number(2, 2, -0.0625, hours)
    found = read_sheet(out.getvalue(), "a.xlsx", fields=FIELDS)
    assert (shown(found), found.unsaid) == ([[-1, "-0.0625", None], ["-1.5", time(22, 30), "-1:30"]], (2, 3))
    assert unsaid_reasons(found.rows[0], [0, 1, 2]) == (
        "The cell B2 holds -0.0625, a negative number shown as a date or a time: put right what should stand there.",
    )
    assert unsaid_notices(found, [2]) == ()
