"""The linter of Excel's rules, proved by faults planted one at a time into a workbook with none."""

import io
import re
import struct
import zipfile

import pytest

from tests.excel.good import good_parts, zipped
from tests.excel.lint import faults

LIST, SUMS, TABLE = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"
BOOK, STYLES, STRINGS, CHAIN = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/calcChain.xml"
TYPES, LIST_RELATIONS = "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"
LONG = "x" * 32_768


def planted(part, before, after):
    """The good workbook with one thing changed in one part."""
    parts = good_parts()
    assert parts[part].count(before) == 1, (part, before)
    parts[part] = parts[part].replace(before, after)
    return zipped(parts)


def test_a_workbook_of_excels_own_rules_has_no_fault():
    assert faults(zipped(good_parts())) == []


IN_CELLS = [
    (LIST, '<row r="3">', '<row r="2">', [
        f"{LIST}: row 2 stands after row 2.", f"{LIST}: the cell A3 stands in row 2.",
        f"{LIST}: the cell B3 stands in row 2.", f"{LIST}: the cell C3 stands in row 2.",
    ]),
    (SUMS, '<row r="6"><c r="A6"><v>2</v></c></row>', '<row r="5"><c r="B5"><v>2</v></c></row>',
     [f"{SUMS}: row 5 stands after row 5."]),
    (LIST, '<c r="C2" t="b">', '<c r="B2" t="b">', [f"{LIST}: the cell B2 stands there after column 2."]),
    (SUMS, '<c r="B3"><v>2</v></c>', '<c r="B4"><v>2</v></c>', [f"{SUMS}: the cell B4 stands in row 3."]),
    (SUMS, '<c r="B3">', '<c r="B03">', [f"{SUMS} B3: no cell of a sheet is called “B03”."]),
    (LIST, '<c r="B2" s="1">', '<c r="B2" s="2">', [f"{LIST} B2: has format 2 of 2."]),
    (LIST, '<row r="2">', '<row r="2" s="2" customFormat="1">', [f"{LIST}: row 2 has format 2 of 2."]),
    (LIST, 'max="3" width="9"', 'max="3" style="2" width="9"', [f"{LIST}: the columns 2 to 3 have format 2 of 2."]),
    (LIST, '<col min="2" max="3"', '<col min="1" max="3"',
     [f"{LIST}: the width of columns 1 to 3 stands after column 1."]),
    (LIST, 'ht="30"', 'ht="410"', [f"{LIST}: row 1 is higher than Excel lets a row be."]),
    (LIST, '<c r="C2" t="b">', '<c r="C2" t="bool">', [f"{LIST} C2: is of the kind “bool”, which there isn't."]),
    (LIST, '<c r="C2" t="b"><v>1<', '<c r="C2" t="b"><v>Yes<', [f"{LIST} C2: is true or false and says “Yes”."]),
    (LIST, "<v>2.5</v>", "<v>2,5</v>", [f"{LIST} B2: is a number and says “2,5”."]),
    (LIST, "#N/A", "#N/B", [f"{LIST} C3: is an error that Excel doesn't know: “#N/B”."]),
    (LIST, '<c r="A2" t="s"><v>2<', '<c r="A2" t="s"><v>3<', [f"{LIST} A2: is the shared string 3 of 3."]),
    (LIST, '<c r="A2" t="s"><v>2</v>', '<c r="A2" t="s">', [f"{LIST} A2: is a shared string and doesn't say which."]),
    (LIST, '<c r="A3" t="inlineStr">', '<c r="A3">', [f"{LIST} A3: says that its text is elsewhere than it is."]),
    (LIST, ' xml:space="preserve"> Bob', "> Bob",
     [f"{LIST}: the text “ Bob” begins or ends with a blank that no xml:space keeps."]),
    (LIST, "> Bob<", f">{LONG}<", [f"{LIST} A3: holds 32,768 signs."]),
    (LIST, "> Bob<", ">Bob&#13;\nCat<", [f"{LIST} A3: holds a carriage return that isn't written as _x000D_."]),
    (SUMS, '<dimension ref="A1:D8"/>', '<dimension ref="A1:C8"/>', [f"{SUMS}: its dimension A1:C8 leaves D8 out."]),
    (SUMS, '<dimension ref="A1:D8"/>', '<dimension ref="D8:A1"/>', [f"{SUMS}: its dimension “D8:A1” is no range."]),
    (SUMS, '<c r="B3"><v>', '<c r="B3" cm="1"><v>', [f"{SUMS} B3: cm says 1, and <cellMetadata> holds 0."]),
    (SUMS, '<f>A8&amp;"!"</f><v>Ann!</v>', "<v>Ann!</v><f>A8</f>", [f"{SUMS} D8: <f> stands after <v>."]),
    (STRINGS, "<t>Name</t></si>", f"<t>Name</t></si><si><t>{LONG}</t></si>",
     [f"{STRINGS}: the string 1 has 32,768 signs.",
      f"{TABLE}: calls a column “Is_x000a_done”, and C1 says “{LONG}”."]),
]  # fmt: skip

IN_SHEETS = [
    (LIST, '<dimension ref="A1:C3"/>', "", []),  # a sheet needn't say it
    (LIST, "<hyperlinks>", '<mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells><hyperlinks>',
     [f"{LIST}: <mergeCells> stands after <dataValidations>."]),
    (SUMS, "<autoFilter", '<autoFilter ref="A1:B3"/><autoFilter', [f"{SUMS}: <autoFilter> stands there twice."]),
    (SUMS, '<mergeCells count="2">', '<mergeCells count="1">',
     [f"{SUMS}: <mergeCells> says that it holds 1, and holds 2."]),
    (SUMS, 'ref="C8:C9"', 'ref="B8:C9"', [f"{SUMS}: the joined cells B8:C9 lie over A8:B8."]),
    (SUMS, 'ref="C8:C9"', 'ref="C9"', [f"{SUMS}: the joined cells “C9” are no range."]),
    (LIST, 'sqref="C2:C3"', 'sqref="C3:C2"',
     [f"{LIST}: a list of choices stands over “C3:C2”, which is no range."]),
    (LIST, 'sqref="C2:C3"', 'sqref="C2:C1048577"',
     [f"{LIST}: a list of choices stands over “C2:C1048577”, which is no range."]),
    (LIST, 'error="Choose."', f'error="{LONG[:225]}"', [f"{LIST}: the choices of C2:C3 have error of 225 letters."]),
    (LIST, 'error="Choose."', f'errorTitle="{LONG[:33]}"',
     [f"{LIST}: the choices of C2:C3 have errorTitle of 33 letters."]),
    (LIST, '"Yes,No"', f'"{LONG[:256]}"', [f"{LIST}: the choices of C2:C3 are longer than Excel reads."]),
    (LIST, '<formula1>"Yes,No"</formula1>', "", [f"{LIST}: the choices of C2:C3 are not said."]),
    (LIST, '<dataValidations count="1">', '<dataValidations count="2">',
     [f"{LIST}: <dataValidations> says that it holds 2, and holds 1."]),
    (LIST, '<conditionalFormatting sqref="A2:C3">', '<conditionalFormatting sqref="">',
     [f"{LIST}: colours by rule stand over “”, which is no range."]),
    (LIST, 'dxfId="0"', 'dxfId="1"', [f"{LIST}: the rule over A2:C3 names look 1 of 1."]),
    (LIST, 'priority="1"', 'priority="0"', [f"{LIST}: the rule over A2:C3 has the priority 0."]),
    (LIST, 'hyperlink ref="A2"', 'hyperlink ref="A0"', [f"{LIST}: a link stands over “A0”, which is no range."]),
    (LIST, '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>', "",
     [f"{LIST}: something is chosen in the pane bottomLeft, and nothing is frozen."]),
    (LIST, '<legacyDrawing r:id="rId2"/>', "", [f"{LIST}: has notes, and no drawing shows them."]),
    (LIST, "<conditionalFormatting", '<autoFilter ref="A3:C9"/><conditionalFormatting',
     [f"{LIST}: its filter over A3:C9 lies over the table {TABLE}."]),
    (SUMS, '<autoFilter ref="A1:B3"/>', '<autoFilter ref="A1:B3"><filterColumn colId="2"/></autoFilter>',
     [f"{SUMS}: its filter over A1:B3 has no column 2."]),
    (SUMS, '<autoFilter ref="A1:B3"/>', '<autoFilter ref="A1:B4"/>',
     [f"{SUMS}: its filter stands over A1:B4, and its hidden name says $A$1:$B$3."]),
    (SUMS, '<autoFilter ref="A1:B3"/>', '<autoFilter ref="A1:B3"><sortState ref="A2:B4"/></autoFilter>',
     [f"{SUMS}: it is sorted over A2:B4, and its filter over A1:B3."]),
]  # fmt: skip

IN_FORMULAS = [
    (SUMS, '<f t="shared" ref="A2:A3" si="0">B2*2</f>', "",
     [f"{SUMS} A3: shares the formula 0, which has no master before it.",
      f"{CHAIN}: A2 of sheet 4 holds no formula."]),
    (SUMS, 'ref="A2:A3" si="0"', 'ref="A2:A2" si="0"', [f"{SUMS} A3: shares the formula 0 and stands outside of A2."]),
    (SUMS, 'ref="A2:A3" si="0"', 'ref="A3:A3" si="0"',
     [f"{SUMS} A2: is the master of the shared formula 0 and stands outside of A3."]),
    (SUMS, '<f t="shared" si="0"/>', '<f t="shared" ref="A3" si="0">B3*2</f>',
     [f"{SUMS} A3: is a second master of the shared formula 0."]),
    (SUMS, 'ref="A2:A3" si="0"', 'si="0"',
     [f"{SUMS} A2: is the master of the shared formula 0 and doesn't say how far it reaches.",
      f"{SUMS} A3: shares the formula 0, which has no master before it."]),
    (SUMS, 'ref="A5:A6"', 'ref="A6:A7"', [f"{SUMS} A5: has an array's formula over A6:A7."]),
    (SUMS, 'ref="A5:A6"', 'ref="A5:A8"', [f"{SUMS} A5: its array A5:A8 lies over the joined cells A8:B8."]),
    (SUMS, '<row r="6"><c r="A6"><v>', '<row r="6"><c r="A6"><f t="array" ref="A6">1</f><v>',
     [f"{SUMS} A6: its array lies over that of A5."]),
    (LIST, '<c r="B2" s="1"><v>', '<c r="B2" s="1"><f t="array" ref="B2:B3">A2:A3</f><v>',
     [f"{LIST} B2: its array B2:B3 lies in the table {TABLE}."]),
    (SUMS, '<f>A8&amp;"!"</f>', "<f></f>", [f"{SUMS} D8: has a formula that says nothing."]),
    (SUMS, "<f>A8&amp;", f"<f>{LONG[:8_192]}&amp;", [f"{SUMS} D8: has a formula of 8,196 signs."]),
    (CHAIN, '<c r="D8" l="1"/>', '<c r="D9" l="1"/>', [f"{CHAIN}: D9 of sheet 4 holds no formula."]),
    (CHAIN, '<c r="A3"/>', '<c r="A3" i="1"/>',
     [f"{CHAIN}: A3 of sheet 1 holds no formula.", f"{CHAIN}: D8 of sheet 1 holds no formula."]),
    (CHAIN, '<c r="A2" i="4"/>', '<c r="A2" i="2"/>',
     [f"{CHAIN}: {each} is said to be in sheet 2, which isn't there." for each in ("A2", "A3", "D8")]),
    (CHAIN, '<c r="A2" i="4"/><c r="A3"/><c r="D8" l="1"/>', "", [f"{CHAIN}: the calculation chain is empty."]),
]  # fmt: skip

IN_TABLES = [
    (TABLE, 'displayName="Work" ref="A1:C3"', 'displayName="Work" ref="A1:C4"',
     [f"{TABLE}: its filter stands over A1:C3, and its rows are A1:C4."]),
    (TABLE, '<autoFilter ref="A1:C3">', '<autoFilter ref="A1:C2">',
     [f"{TABLE}: its filter stands over A1:C2, and its rows are A1:C3."]),
    (TABLE, 'displayName="Work"', 'displayName="Work" totalsRowCount="1"',
     [f"{TABLE}: its filter stands over A1:C3, and its rows are A1:C2.",
      f"{TABLE}: it is sorted over A2:C3, and its rows are A2:C2.",
      f"{TABLE}: it is sorted over A2:A3, and its rows are A2:C2."]),
    (TABLE, 'sortState ref="A2:C3"', 'sortState ref="A1:C3"',
     [f"{TABLE}: it is sorted over A1:C3, and its rows are A2:C3."]),
    (TABLE, '<filterColumn colId="1">', '<filterColumn colId="3">', [f"{TABLE}: its filter has no column 3."]),
    (TABLE, '<tableColumn id="3" name="Is_x000a_done"/>', "",
     [f"{TABLE}: <tableColumns> says that it holds 3, and holds 2.",
      f"{TABLE}: stands over 3 columns and names 2."]),
    (TABLE, '<tableColumn id="3"', '<tableColumn id="2"', [f"{TABLE}: two columns have the id 2."]),
    (TABLE, 'name="Hours"', 'name="NAME"',
     [f"{TABLE}: two columns are called “name”.", f"{TABLE}: calls a column “NAME”, and B1 says “Hours”."]),
    (TABLE, "Is_x000a_done", "Is done", [f"{TABLE}: calls a column “Is done”, and C1 says “Is\ndone”."]),
    (LIST, '<c r="B1" t="inlineStr"><is><t>Hours</t></is></c>', '<c r="B1"><v>7</v></c>',
     [f"{TABLE}: the heading in B1 is no text."]),
    (TABLE, 'dataDxfId="0"', 'dataDxfId="1"', [f"{TABLE}: the column Hours names look 1 of 1."]),
    (TABLE, 'displayName="Work"', 'displayName="Rate"', [f"{TABLE}: a name of the workbook is called Rate too."]),
    (TABLE, 'displayName="Work"', 'displayName="AB12"', [f"{TABLE}: “AB12” can't be a table's name."]),
    (TABLE, ' id="1" name="Work"', ' id="0" name="Work"', [f"{TABLE}: has the id 0."]),
    (LIST, "<conditionalFormatting",
     '<mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells><conditionalFormatting',
     [f"{TABLE}: the joined cells B3:B4 lie in the table."]),
    (LIST, '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>', "",
     [f"{LIST}: names the table {TABLE} 0 times."]),
    (LIST, '<tablePart r:id="rId1"/>', '<tablePart r:id="rId2"/>',
     [f"{LIST}: names the table {TABLE} 0 times.",
      f"{LIST}: names xl/drawings/vmlDrawing1.vml as a table, which it isn't."]),
    (TABLE, "<sortState", "<tableStyleInfo/><sortState", [f"{TABLE}: <sortState> stands after <tableStyleInfo>.",
     f"{TABLE}: <tableColumns> stands after <tableStyleInfo>."]),
]  # fmt: skip

IN_BOOKS = [
    (BOOK, 'name="Sums"', 'name="LIST"', [f"{BOOK}: two sheets are called “list”."]),
    (BOOK, 'name="Sums"', f'name="{LONG[:32]}"', [f"{BOOK}: the sheet's name “{LONG[:32]}” has 32 letters."]),
    (BOOK, 'name="Sums"', 'name="Sums?"',
     [f"{BOOK}: the sheet's name “Sums?” holds a sign that no sheet's name may hold."]),
    (BOOK, 'sheetId="1"', 'sheetId="4"', [f"{BOOK}: two sheets have the id 4."]),
    (BOOK, 'sheetId="1"', 'sheetId="0"', [f"{BOOK}: the sheet “List” has the id 0."]),
    (BOOK, 'activeTab="0"', 'activeTab="2"', [f"{BOOK}: activeTab says 2, and there are 2 sheets."]),
    (BOOK, 'localSheetId="1"', 'localSheetId="2"',
     [f"{BOOK}: the name _xlnm._FilterDatabase belongs to sheet 2, and there are 2."]),
    (BOOK, '<definedName name="Rate">Sums!$B$2<', '<definedName name="Rate"><',
     [f"{BOOK}: the name Rate stands for nothing."]),
    (BOOK, 'name="Rate"', 'name="Rate 1"', [f"{BOOK}: “Rate 1” can't be a name."]),
    (BOOK, "</definedNames>", '<definedName name="RATE">1</definedName></definedNames>',
     [f"{BOOK}: the name rate is defined twice."]),
    (BOOK, '<calcPr calcId="191029"/>', '<calcPr/><calcPr fullCalcOnLoad="1"/>',
     [f"{BOOK}: <calcPr> stands there twice."]),
    (BOOK, "<workbookPr/>", "", []),
    (BOOK, '<bookViews><workbookView activeTab="0"/></bookViews><sheets>', "<calcPr/><sheets>",
     [f"{BOOK}: <sheets> stands after <calcPr>.", f"{BOOK}: <definedNames> stands after <calcPr>.",
      f"{BOOK}: <calcPr> stands there twice."]),
    ("docProps/custom.xml", 'pid="3"', 'pid="2"', ["docProps/custom.xml: two properties have the number 2."]),
    ("docProps/custom.xml", 'name="Kind"', 'name="office"',
     ["docProps/custom.xml: two properties are called office."]),
    ("docProps/custom.xml", 'pid="2"', 'pid="1"', ["docProps/custom.xml: the property Office has the number 1."]),
]  # fmt: skip

IN_STYLES = [
    (STYLES, '<cellXfs count="2">', '<cellXfs count="3">', [f"{STYLES}: <cellXfs> says that it holds 3, and holds 2."]),
    (STYLES, '<xf numFmtId="164" fontId="0"', '<xf numFmtId="164" fontId="1"',
     [f"{STYLES}: format 1 of <cellXfs> names fontId 1, and <fonts> holds 1."]),
    (STYLES, 'fillId="1"', 'fillId="2"', [f"{STYLES}: format 1 of <cellXfs> names fillId 2, and <fills> holds 2."]),
    (STYLES, '<xf numFmtId="164"', '<xf numFmtId="165"',
     [f"{STYLES}: format 1 of <cellXfs> names the number format 165, which isn't there."]),
    (STYLES, '<cellStyle name="Normal" xfId="0"', '<cellStyle name="Normal" xfId="1"',
     [f"{STYLES}: the style “Normal” names format 1 of 1."]),
    (STYLES, '<numFmt numFmtId="164" formatCode="0.0"/>',
     '<numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="164" formatCode="0"/>',
     [f"{STYLES}: <numFmts> says that it holds 1, and holds 2.", f"{STYLES}: two number formats have the id 164."]),
    (STYLES, '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs>', "",
     [f"{LIST}: the rule over A2:C3 names look 0 of 0.", f"{TABLE}: the column Hours names look 0 of 0."]),
]  # fmt: skip

IN_PACKAGES = [
    (TYPES, "/xl/tables/table1.xml", "/xl/tables/table2.xml",
     [f"{TYPES}: /xl/tables/table2.xml is given a kind, and there is no such part.",
      f"{LIST}: the relation rId1 leads to {TABLE}, which is no table."]),
    (TYPES, '<Override PartName="/xl/styles.xml"', '<Override PartName="/xl/workbook.xml"',
     [f"{TYPES}: /xl/workbook.xml is given a kind twice.",
      "The package: the relation rId1 leads to xl/workbook.xml, which is no officeDocument.",
      f"{BOOK}: the relation rId3 leads to {STYLES}, which is no styles."]),
    (TYPES, 'Extension="vml"', 'Extension="png"', ["xl/drawings/vmlDrawing1.vml: has no content type."]),
    (LIST_RELATIONS, 'Id="rId3"', 'Id="rId2"', [f"{LIST}: has two relations rId2."]),
    (LIST_RELATIONS, "../comments1.xml", "../comments2.xml",
     [f"{LIST}: the relation rId3 leads to xl/comments2.xml, which isn't there."]),
    (LIST, '<legacyDrawing r:id="rId2"/>', '<legacyDrawing r:id="rId9"/>',
     [f"{LIST}: asks for the relation rId9, which it hasn't."]),
    (LIST, '<legacyDrawing r:id="rId2"/>', '<legacyDrawing r:id="rId1"/>',
     [f"{LIST}: <legacyDrawing> leads to {TABLE}, which is no vmlDrawing."]),
    ("xl/comments1.xml", "</comments>", "</comment>",
     ["xl/comments1.xml: is not well-formed."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "before", "after", "found"),
    [
        pytest.param(*each, id=f"{name}-{number}")
        for name, planted_there in (
            ("cells", IN_CELLS), ("sheets", IN_SHEETS), ("formulas", IN_FORMULAS), ("tables", IN_TABLES),
            ("books", IN_BOOKS), ("styles", IN_STYLES), ("packages", IN_PACKAGES),
        )
        for number, each in enumerate(planted_there, start=1)
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_and_nothing_else(part, before, after, found):
    assert faults(planted(part, before, after)) == found


def with_a_second_table(told, reference):
    """The good workbook with another table in its first sheet; `told` begins its element."""
    parts = good_parts()
    parts["xl/tables/table2.xml"] = (
        f'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {told} ref="{reference}" '
        'headerRowCount="0"><tableColumns count="1"><tableColumn id="1" name="One"/></tableColumns></table>'
    )
    parts[TYPES] = re.sub(r'(<Override PartName="/xl/tables/table)1(.xml"[^>]*>)', r"\g<1>1\2\g<1>2\2", parts[TYPES])
    parts[LIST_RELATIONS] = re.sub(
        r'(<Relationship Id="rId)1(" [^>]*/table)1(.xml"/>)', r"\g<1>1\g<2>1\3\g<1>9\g<2>2\3", parts[LIST_RELATIONS]
    )
    parts[LIST] = parts[LIST].replace('<tableParts count="1">', '<tableParts count="2"><tablePart r:id="rId9"/>')
    return zipped(parts)


@pytest.mark.parametrize(
    ("told", "reference", "found"),
    [
        ('id="2" displayName="More"', "F1:F3", []),
        ('id="1" displayName="More"', "F1:F3", ["Two tables have the id 1."]),
        ('id="2" displayName="WORK"', "F1:F3", ["Two tables are called work."]),
        ('id="2" displayName="More"', "C3:C4", [f"xl/tables/table2.xml: the table lies over that of {TABLE}."]),
    ],
)
def test_two_tables_have_their_own_ids_names_and_places(told, reference, found):
    assert faults(with_a_second_table(told, reference)) == found


def test_a_table_that_no_sheet_names_is_found():
    parts = good_parts()
    parts[LIST_RELATIONS] = parts[LIST_RELATIONS].replace('Id="rId1"', 'Id="rId7"')
    assert faults(zipped(parts)) == [
        f"{LIST}: asks for the relation rId1, which it hasn't.",
        f"{LIST}: names the table {TABLE} 0 times.",
    ]


def test_a_member_twice_is_found():
    content = io.BytesIO(zipped(good_parts()))
    with zipfile.ZipFile(content, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(CHAIN, good_parts()[CHAIN])
    assert faults(content.getvalue()) == [f"The zip holds {CHAIN} twice."]


def test_a_members_own_header_must_say_what_the_directory_says():
    content = bytearray(zipped(good_parts()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        at = package.getinfo(STYLES).header_offset
    size = struct.unpack_from("<L", content, at + 22)[0]
    struct.pack_into("<L", content, at + 22, size - 1)
    assert faults(bytes(content)) == [f"The zip's member {STYLES}: its own header says another size or sum."]


def test_a_flag_that_sizes_follow_must_stand_in_both_headers():
    content = bytearray(zipped(good_parts()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        at = package.getinfo(STYLES).header_offset
    content[at + 6] |= 8
    assert faults(bytes(content)) == [f"The zip's member {STYLES}: its own header says another flag or packing."]
