"""A workbook is patched part by part: what isn't ours keeps its bytes; what can't be patched is refused as it is."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.workbook import patch_workbook
from tests.reports.tracker.patch.made import a_due, changed, members, saved, standing_in, zipped

TABLE, BOOK, STYLES = "xl/tables/table1.xml", "xl/workbook.xml", "xl/styles.xml"
SHEET, BOOK_LEADS, LEADS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"


def a_book(*, table=True, formulas=()):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Tracker"
    sheet.append(["Ref", "What", "On"])
    sheet.append(["T-1", "x", 1])
    for cell, formula in formulas:
        sheet[cell] = formula
    if table:
        held = Table(displayName="Changes", ref="A1:C2")
        sheet.add_table(held)
    return saved(workbook)


def patched(content, *dues, **told):
    return patch_workbook(content, dues or (a_due(),), standing_in(**told)).content


def differing(before, after):
    old, new = members(before), members(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def test_only_our_sheet_and_what_it_needs_change_and_the_rest_is_the_same_bytes():
    book = a_book()
    first = patched(book, last=5)
    assert differing(book, first) == {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/tables/table1.xml"}
    assert differing(first, patched(first)) == {"xl/worksheets/sheet1.xml"}


def test_the_styles_are_appended_once_and_the_count_is_true():
    first = patched(a_book())
    styles = members(first)["xl/styles.xml"]
    whole = re.search(rb'<cellXfs count="(\d+)">(.*?)</cellXfs>', styles, re.DOTALL)
    assert int(whole[1]) == len(re.findall(rb"<xf\b", whole[2]))
    assert members(patched(first))["xl/styles.xml"] == styles
    sheet = load_workbook(io.BytesIO(first))["Tracker"]
    looks = [(each.number_format, each.alignment.horizontal, bool(each.quotePrefix)) for each in sheet[99]]
    assert looks == [
        ("@", "left", True), ("@", "left", True), ("dd/mm/yyyy", "left", False), ("dd/mm/yyyy hh:mm", "left", False),
        ("0", "right", False), ("0.00", "right", False),
    ]  # fmt: skip
    assert [each.alignment.wrap_text for each in sheet[99]] == [None, True, None, None, None, None]


def test_a_look_that_libreoffice_wrote_in_its_own_words_is_found_again():
    book = changed(
        a_book(),
        STYLES,
        "</cellXfs>",
        '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyFont="false" applyAlignment="true">'
        '<alignment horizontal="right" vertical="top" textRotation="0" wrapText="false" indent="1" '
        'shrinkToFit="false"/><protection locked="true" hidden="false"/></xf></cellXfs>',
    )
    before = members(book)["xl/styles.xml"]
    after = members(patched(book))["xl/styles.xml"]
    assert after.count(b"<xf ") == before.count(b"<xf ") + 5


def test_excel_is_told_to_work_everything_out_on_opening():
    for before, after in (
        ('fullCalcOnLoad="1"', 'calcMode="manual"'),
        ('fullCalcOnLoad="1"', 'fullCalcOnLoad="0"'),
        ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', ""),
    ):
        book = changed(a_book(), BOOK, before, after)
        assert load_workbook(io.BytesIO(patched(book))).calculation.fullCalcOnLoad
    assert b'<calcPr fullCalcOnLoad="1"/></workbook>' in members(patched(book))["xl/workbook.xml"].replace(
        b" />", b"/>"
    )


def test_our_table_grows_and_the_order_of_all_its_rows_with_it():
    order = '<sortState ref="A2:C2"><sortCondition ref="B2:B2"/></sortState>'
    book = changed(a_book(), TABLE, "<tableColumns", f"{order}<tableColumns")
    table = members(patched(book, last=7))["xl/tables/table1.xml"]
    assert re.findall(rb'ref="([^"]*)"', table) == [b"A1:C7", b"A1:C7", b"A2:C7", b"B2:B7"]
    part = changed(book, TABLE, 'ref="A1:C2"', 'ref="A1:C9"')
    assert re.findall(rb'ref="([^"]*)"', members(patched(part, last=12))["xl/tables/table1.xml"]) == [
        b"A1:C12", b"A1:C12", b"A2:C2", b"B2:B2",
    ]  # fmt: skip


def test_a_filter_that_is_no_table_s_has_a_hidden_name_which_grows():
    name = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        "Tracker!$A$1:$C$2</definedName></definedNames>"
    )
    book = changed(a_book(table=False), BOOK, "<definedNames/>", name)
    assert b">Tracker!$A$1:$C$30<" in members(patched(book, reach="A1:C30"))["xl/workbook.xml"]


def with_chain(book, entries):
    parts = members(book)
    parts["xl/calcChain.xml"] = (
        f'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{entries}</calcChain>'.encode()
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    parts[BOOK_LEADS] = parts[BOOK_LEADS].replace(b"</Relationships>", relation.encode())
    of = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{of}"/></Types>'.encode()
    )
    return zipped(parts)


def test_a_formula_that_went_leaves_the_order_and_the_next_entry_says_its_sheet():
    book = with_chain(a_book(), '<c r="D1" i="2"/><c r="B2" i="1" l="1"/><c r="C2"/><c r="C3"/>')
    chain = members(patched(book, gone={"B2"}))["xl/calcChain.xml"]
    assert b'<c r="D1" i="2"/><c r="C2" i="1"/><c r="C3"/>' in chain
    assert "xl/calcChain.xml" not in differing(book, patched(book))


def test_an_order_with_nothing_in_it_goes_with_what_leads_to_it():
    book = with_chain(a_book(), '<c r="B2" i="1"/>')
    after = members(patched(book, gone={"B2"}))
    assert "xl/calcChain.xml" not in after
    assert not any(b"calcChain" in content for content in after.values())


def test_a_sheet_that_is_missing_comes_last_with_titles_on_each_page():
    book = a_book()
    after = patched(book, a_due(), a_due("People"), a_due("About"))
    workbook = load_workbook(io.BytesIO(after))
    assert workbook.sheetnames == ["Tracker", "People", "About"]
    assert (workbook["People"].print_title_rows, workbook["People"].freeze_panes) == ("$1:$1", "A2")
    assert [each.value for each in workbook["About"][1]][:3] == ["Ref", "What", "On"]
    assert workbook["About"]["A1"].font.b
    assert workbook["About"].page_setup.orientation == "landscape"
    same = differing(after, patched(after, a_due(), a_due("People"), a_due("About")))
    assert same == {f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)}


def test_parts_are_found_by_what_leads_to_them_however_written():
    plain = a_book()
    for target in ("/xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml", "Worksheets/SHEET1.xml", "./worksheets/sheet1.xml"):  # fmt: skip  # noqa: E501
        book = changed(plain, BOOK_LEADS, "/xl/worksheets/sheet1.xml", target)
        assert b'r="99"' in members(patched(book))["xl/worksheets/sheet1.xml"]
    parts = members(plain)
    parts["xl/pages/first.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/pages/_rels/first.xml.rels"] = parts.pop("xl/worksheets/_rels/sheet1.xml.rels")
    parts = {
        name: content.replace(b"/xl/worksheets/sheet1.xml", b"/xl/pages/first.xml") for name, content in parts.items()
    }
    assert b'r="99"' in members(patched(zipped(parts)))["xl/pages/first.xml"]


def prefixed(content):
    """Every name of the main namespace with a prefix, as some programs write them."""
    said = re.sub(rb"<(/?)(?!\?|!)([A-Za-z])", rb"<\1x:\2", content)
    return said.replace(b"xmlns=", b"xmlns:x=", 1)


def test_a_workbook_with_prefixed_names_gets_prefixed_ones():
    parts = members(a_book())
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/tables/table1.xml"):
        parts[name] = prefixed(parts[name])
    after = patched(zipped(parts), a_due(), a_due("People"), last=9)
    workbook = load_workbook(io.BytesIO(after))
    assert (workbook.sheetnames, workbook["Tracker"].tables["Changes"].ref) == (["Tracker", "People"], "A1:C9")
    assert workbook["Tracker"]["C99"].number_format == "dd/mm/yyyy"


def test_days_from_1904_are_no_reason_to_refuse():
    seen = []
    book = changed(a_book(), BOOK, "<workbookPr/>", '<workbookPr date1904="true"/>')
    patch = standing_in()
    patch_workbook(book, (a_due(),), lambda given, due: seen.append(given.is_1904) or patch(given, due))
    assert seen == [True]


def test_small_parts_may_begin_with_the_mark_of_their_encoding():
    parts = members(a_book())
    for name in (BOOK, STYLES, TABLE, BOOK_LEADS, "[Content_Types].xml"):
        parts[name] = b"\xef\xbb\xbf" + parts[name]
    after = patched(zipped(parts), a_due(), a_due("People"), last=9)
    assert load_workbook(io.BytesIO(after))["Tracker"].tables["Changes"].ref == "A1:C9"


def test_somebody_s_sheet_that_leads_nowhere_is_left_as_it_is():
    lost = '<sheet xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    book = changed(a_book(), BOOK, "</sheets>", f'{lost} name="Lost" sheetId="9" q:id="rId99"/></sheets>')
    after = members(patched(book, a_due(), a_due("People")))[BOOK]
    assert b'name="Lost"' in after
    assert b'name="People" sheetId="10"' in after
    assert b'localSheetId="2"' in after


SEAL = (
    '<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
)
KIND = "relationships/officeDocument"
ALTERNATIVE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Fallback/></mc:AlternateContent><cellXfs"
)


@pytest.mark.parametrize(
    ("part", "before", "after", "said"),
    [
        (LEADS, "</Relationships>", SEAL, "digitally signed"),
        (
            LEADS,
            f"http://schemas.openxmlformats.org/officeDocument/2006/{KIND}",
            f"http://purl.oclc.org/ooxml/officeDocument/{KIND}",
            "Strict",
        ),
        (BOOK, 'name="Tracker"', 'name="Tracker 2026"', "no sheet “Tracker”"),
        (TABLE, "headerRowCount", 'totalsRowCount="1" headerRowCount', "totals row"),
        (STYLES, "<cellXfs", ALTERNATIVE, "alternatives"),
        (BOOK_LEADS, "relationships/worksheet", "relationships/chartsheet", "no sheet of rows and columns"),
        (BOOK_LEADS, "worksheets/sheet1.xml", "worksheets/sheet7.xml", "damaged"),
        (BOOK_LEADS, "relationships/styles", "relationships/theme", "no styles"),
        (SHEET, "<worksheet", '<?xml version="1.0" encoding="iso-8859-1"?><worksheet', "iso-8859-1"),
    ],
)
def test_what_cant_be_patched_is_refused_as_what_it_is(part, before, after, said):
    with pytest.raises(TrackerUnreadable, match=said):
        patched(changed(a_book(), part, before, after))


def test_a_sheet_that_was_no_xml_is_damaged_and_one_that_we_spoilt_is_our_fault():
    book = changed(a_book(), "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData><!-- -- -->")
    with pytest.raises(TrackerUnreadable, match="damaged"):
        patched(book)

    def spoils(given, due):
        result = standing_in()(given, due)
        return type(result)(**{f: getattr(result, f) for f in result.__slots__} | {"pieces": lambda: iter([b"<a>"])})

    with pytest.raises(AssertionError, match="no XML"):
        patch_workbook(a_book(), (a_due(),), spoils)


def test_a_torn_member_is_damaged():
    book = bytearray(a_book())
    with zipfile.ZipFile(io.BytesIO(bytes(book))) as package:
        found = package.getinfo("xl/worksheets/sheet1.xml")
    book[found.header_offset + 60 : found.header_offset + 90] = b"\xff" * 30
    with pytest.raises(TrackerUnreadable, match="damaged"):
        patched(bytes(book))
