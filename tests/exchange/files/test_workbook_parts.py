"""A workbook's parts are told by their kinds: where a reader would open one, it is checked, whatever it is called."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from app.exchange.files.read import read_sheet
from reports.layout.sheet_extent import Extent, beyond_limit
from reports.layout.workbook_limits import Limits, NotAWorkbook, check_workbook

SMALL = Limits(cells=40)
RELATIONS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def of_cells(cells):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()


FAR = of_cells('<row r="9"><c r="F9"><v>1</v></c></row>')
DEFINED = b'<?xml version="1.0"?><!DOCTYPE a><a/>'


@pytest.fixture
def package(xlsx):
    """Makes a workbook in which texts of its parts are put for others, and parts are renamed or added."""

    def make(*, texts=(), renamed=(), added=()):
        out = io.BytesIO()
        names = dict(renamed)
        with (
            zipfile.ZipFile(io.BytesIO(xlsx(["Ref", "Name"], ["1", "Ann"]))) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for part in source.namelist():
                content = source.read(part).decode()
                for of, old, new in texts:
                    assert of != part or old in content
                    content = content.replace(old, new) if of == part else content
                if part not in dict(added):
                    target.writestr(names.get(part, part), content)
            for name, content in added:
                target.writestr(name, content)
        return out.getvalue()

    return make


def refusal(content, limits=SMALL):
    with pytest.raises(NotAWorkbook) as caught:
        check_workbook(content, limits)
    return str(caught.value)


def led_to(target, kind="worksheet", more=""):
    return (
        RELATIONS,
        "</Relationships>",
        f'<Relationship Id="x" Type="{OFFICE}/{kind}" Target="{target}"{more}/></Relationships>',
    )


def given(name, kind):
    return ("[Content_Types].xml", "</Types>", f'<Override PartName="{name}" ContentType="{kind}"/></Types>')


# --- a sheet by whatever name ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["xl/foo.bin", "xl/other/sheet1.xml", "data/1.jpg", "XL/Worksheets/Sheet9.XML", "xl/worksheets/a"]
)
def test_a_part_in_which_cells_stand_is_a_sheet_whatever_it_is_called(package, name):
    assert "row 9 and column 6" in refusal(package(added=[(name, FAR)]))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("xl/foo.bin", "foo.bin"),
        ("xl/foo.bin", "/xl/foo.bin"),
        ("xl/foo.bin", "xl/foo.bin"),
        ("foo.bin", "../foo.bin"),
        ("xl/FOO.bin", "foo.BIN"),
        ("xl/deep/foo.bin", "deep\\foo.bin"),
        ("xl/foo bar.bin", "foo%20bar.bin"),
        ("xl/foo.bin", "deep/.././foo.bin"),
    ],
)
def test_a_part_that_the_workbook_leads_to_is_checked_however_the_way_is_written(package, name, target):
    made = package(texts=[led_to(target)], added=[(name, DEFINED)])
    assert "document type" in refusal(made)
    wide = package(texts=[led_to(target)], added=[(name, "<?xml version='1.0'?><a/>".encode("utf-16"))])
    assert "does not use" in refusal(wide)


@pytest.mark.parametrize("kind", ["worksheet", "sharedStrings", "styles", "theme", "a kind of next year"])
def test_whatever_may_be_opened_by_its_kind_is_checked(package, kind):
    assert "document type" in refusal(package(texts=[led_to("foo.bin", kind)], added=[("xl/foo.bin", DEFINED)]))


def test_a_part_is_known_by_the_kind_that_the_package_gives_it(package):
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    made = package(texts=[given("/xl/foo.bin", sheet)], added=[("xl/foo.bin", DEFINED)])
    assert "document type" in refusal(made)


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "UTF-16", "ucs-4"])
def test_xml_in_which_no_search_finds_anything_is_refused_where_it_would_be_read(package, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><sst/>'.encode()
    assert "does not use" in refusal(package(added=[("xl/sharedStrings.xml", text)]))


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-8", "us-ascii", "ISO-8859-1", "windows-1252"])
def test_xml_that_is_written_letter_by_letter_is_read(package, encoding):
    sheet = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + of_cells("<row><c><v>1</v></c></row>")
    assert check_workbook(package(added=[(SHEET, sheet)]), SMALL)


# --- what is left unread ---------------------------------------------------------------------------------------------


def test_the_parts_of_power_query_are_no_reason_to_refuse(package):
    query = '<?xml version="1.0" encoding="utf-16"?><DataMashup>AAAA</DataMashup>'.encode("utf-16")
    texts = [
        led_to("../customXml/item1.xml", "customXml"),
        given("/xl/connections.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"),
    ]
    made = package(texts=texts, added=[("customXml/item1.xml", query), ("xl/connections.xml", "<connections/>")])
    assert check_workbook(made).left == ("connections to other data",)
    assert read_sheet(made, "query.xlsx").header == ("Ref", "Name")


@pytest.mark.parametrize(
    ("name", "kind", "content", "said"),
    [
        (
            "xl/externalLinks/externalLink1.xml",
            "spreadsheetml.externalLink+xml",
            b"<externalLink/>",
            "links to other workbooks",
        ),
        ("xl/embeddings/o.bin", "oleObject", b"\xd0\xcf\x11\xe0", "objects of other programs"),
        ("xl/embeddings/Book1.xlsx", "spreadsheetml.sheet", b"PK\x03\x04\x14\x00\x06\x00", "other files"),
        ("xl/queryTables/q.xml", "spreadsheetml.queryTable+xml", b"<queryTable/>", "connections to other data"),
    ],
)
def test_what_leads_elsewhere_is_left_unread_and_said(package, name, kind, content, said):
    kind = f"application/vnd.openxmlformats-officedocument.{kind}"
    made = package(texts=[given(f"/{name}", kind)], added=[(name, content)])
    assert check_workbook(made).left == (said,)
    assert any(said in each.sentence for each in read_sheet(made, "a.xlsx").notices)


def test_a_plain_workbook_has_nothing_to_say(xlsx):
    made = xlsx(["Ref", "Name"], ["1", "Ann"])
    assert check_workbook(made).left == ()
    assert read_sheet(made, "a.xlsx").notices == ()


def test_pictures_and_settings_of_printers_are_not_looked_into(package):
    added = [("xl/printer.bin", "<x/>".encode("utf-16")), ("xl/media/logo.svg", b"<!DOCTYPE svg><svg/>")]
    for leads in (led_to("printer.bin", "printerSettings"), led_to("media/logo.svg", "image")):
        assert check_workbook(package(texts=[leads], added=added))


# --- programs, and workbooks of other kinds --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "added", "said"),
    [
        (given("/xl/notes.bin", "application/vnd.ms-office.vbaProject"), "xl/notes.bin", "holds macros"),
        (led_to("notes.bin", "vbaProject"), "xl/notes.bin", "holds macros"),
        (led_to("http://elsewhere", "vbaProject", ' TargetMode="External"'), "xl/notes.bin", "holds macros"),
        (led_to("m/1.xml", "xlMacrosheet"), "xl/m/1.xml", "holds macros"),
        (given("/xl/m.xml", "application/vnd.ms-excel.intlmacrosheet+xml"), "xl/m.xml", "holds macros"),
        (given("/xl/b", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xl/b", "not a plain Excel"),
        (led_to("a"), "xl/workbook.bin", "not a plain Excel"),
        (led_to("a"), "xl\\VbaProject.bin", "holds macros"),
        (led_to("a"), "mimetype", "another kind of file"),
        (led_to("a"), "xl/WORKBOOK.xml", "same part twice"),
        (led_to("a"), "xl\\workbook.xml", "same part twice"),
    ],
)
def test_programs_and_other_kinds_are_refused_by_what_they_are(package, text, added, said):
    assert said in refusal(package(texts=[text], added=[(added, b"x")]))


@pytest.mark.parametrize("name", ["[Content_Types].xml", RELATIONS])
def test_a_workbook_that_does_not_say_what_its_parts_are_is_damaged(package, name):
    assert "damaged" in refusal(package(added=[(name, b"<Types>")]))
    assert "document type" in refusal(package(added=[(name, DEFINED)]))
    assert "damaged" in refusal(package(added=[(name, b"<a>" + b" " * 4_200_000 + b"</a>")]), Limits())


# --- how far a sheet reaches -----------------------------------------------------------------------------------------


def reaches(text, cells=40, size=1_000_000):
    sheet = text if isinstance(text, bytes) else of_cells(text)
    return beyond_limit(lambda: (sheet[at : at + size] for at in range(0, len(sheet), size)), cells)


@pytest.mark.parametrize(
    ("cells", "rows", "columns"),
    [
        ('<row r="41"><c r="A41"><v>1</v></c></row>', 41, 1),
        ('<row r="41"><c><v>1</v></c></row>', 41, 1),
        ('<row><c r="AO1"><v>1</v></c></row>', 1, 41),
        ("<row>" + "<c/>" * 41 + "</row>", 1, 41),
        ("<row><c/></row>" * 41, 41, 1),
        ('<row r="30"/><row><c/><c/></row>', 31, 2),
        ("<row r='21'><c r='B21'/></row>", 21, 2),
        ('<row><c s="1" r="ao1"/></row>', 1, 41),
        ('<x:row r="9"><x:c r="F9"/></x:row>', 9, 6),
        ('<row r="9"><c x=">" r="F9"/></row>', 9, 6),
        ('<row r="3"><c\nr\n=\n"N3"/></row>', 3, 14),
        ('<row><c r="A999"/></row>', 999, 1),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_the_last_cell_is_found_however_it_says_where_it_stands(cells, rows, columns, size):
    assert reaches(cells, size=size) == Extent(rows, columns, 0)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="40"><c r="A40"/></row>',
        '<row><c r="AN1"/></row>',
        '<row r="60" spans="1:60" ht="3"/>',
        "<row>" + "<c/>" * 40 + "</row>",
        "",
    ],
)
def test_a_sheet_within_the_limit_is_left_alone(cells):
    assert reaches(cells) is None


@pytest.mark.parametrize("limit", [40, 12_000_000])
@pytest.mark.parametrize(("rows", "columns"), [(10, 4), (4, 10), (1, 40), (40, 1), (8, 5)])
def test_at_the_limit_and_one_beyond(limit, rows, columns):
    letters = {1: "A", 4: "D", 5: "E", 10: "J", 40: "AN"}[columns]
    rows *= limit // 40
    assert reaches(f'<row r="{rows}"><c r="{letters}{rows}"/></row>', limit) is None
    assert reaches(f'<row r="{rows + 1}"><c r="{letters}{rows + 1}"/></row>', limit) == Extent(rows + 1, columns, 0)


@pytest.mark.parametrize(
    "more",
    [
        '<mergeCells><mergeCell ref="A1:H6"/></mergeCells>',
        "<mergeCells><mergeCell  ref = 'H6:A1' /></mergeCells>",
    ],
)
def test_cells_joined_over_more_than_a_sheet_may_have_are_refused(package, more):
    sheet = of_cells("<row><c><v>1</v></c></row>").replace(b"</sheetData>", f"</sheetData>{more}".encode())
    assert "joins 48 cells" in refusal(package(added=[(SHEET, sheet)]), Limits(cells=40))


def test_a_formula_said_of_more_cells_than_a_sheet_may_have_is_refused(package):
    formula = '<row><c r="A1"><f t="shared" ref="A1:H6" si="0">1</f></c></row>'
    assert " 48 " in refusal(package(added=[(SHEET, of_cells(formula))]), Limits(cells=40))


def test_rules_for_whole_columns_and_counts_that_are_wrong_are_no_reason_to_refuse(package):
    book = Workbook()
    book.active.append(["Ref", "Name"])
    book.active.append(["1", "Ann"])
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.add("A1:J50")
    book.active.add_data_validation(rule)
    book.active.column_dimensions.group("A", "AZ", hidden=False)
    out = io.BytesIO()
    book.save(out)
    assert check_workbook(out.getvalue(), SMALL).names
    assert read_sheet(out.getvalue(), "a.xlsx").rows[0].cells == ("1", "Ann")
    wrong = of_cells(
        '<row spans="1:60"><c t="inlineStr"><is><t>Ref</t></is></c><c t="inlineStr"><is><t>B</t></is></c></row>'
    )
    wrong = wrong.replace(b"<sheetData>", b'<dimension ref="A1:J50"/><cols><col min="1" max="60"/></cols><sheetData>')
    content = package(added=[(SHEET, wrong)])
    assert check_workbook(content, SMALL).names
    assert read_sheet(content, "a.xlsx").header == ("Ref", "B")


def strings_said_to_be(count):
    """Two texts, of which it is said that they are more; with 200 empty texts, as long as a few thousand letters."""
    texts = "<si><t>a</t></si>" + "<si><t></t></si>" * 200
    return f'<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">{texts}</sst>'


@pytest.mark.parametrize("count", [0, 1, 201, 1_000_000])
def test_a_wrong_number_of_texts_is_no_reason_to_refuse(package, count):
    assert read_sheet(package(added=[("xl/sharedStrings.xml", strings_said_to_be(count))]), "a.xlsx").header


def test_texts_that_stand_in_many_cells_are_counted_as_often(package):
    strings = f'<sst xmlns="{MAIN}" count="2000000" uniqueCount="1"><si><t>a</t></si></sst>'
    assert read_sheet(package(added=[("xl/sharedStrings.xml", strings)]), "a.xlsx").header


def test_a_number_for_which_the_part_has_no_room_is_refused(package):
    said = refusal(package(added=[("xl/sharedStrings.xml", strings_said_to_be(1_000_001))]), Limits())
    assert "it holds 1,000,001 of what it has no room for" in said


def test_rows_that_do_not_say_where_they_stand_are_read_in_their_order(package):
    cells = "".join(
        f"<row><c t='inlineStr'><is><t>{a}</t></is></c><c><v>{b}</v></c></row>" for a, b in (("x", 1), ("y", 2))
    )
    head = "<row><c t='inlineStr'><is><t>Ref</t></is></c><c t='inlineStr'><is><t>Sum</t></is></c></row>"
    found = read_sheet(package(added=[(SHEET, of_cells(head + cells))]), "a.xlsx")
    assert [(row.line, row.cells) for row in found.rows] == [(2, ("x", 1)), (3, ("y", 2))]


def test_a_workbook_of_a_hundred_columns_is_read(xlsx):
    assert len(read_sheet(xlsx([f"Heading {n}" for n in range(100)], list(range(100))), "a.xlsx").header) == 100


def test_a_list_of_parts_that_leads_before_the_file_s_beginning_is_damaged():
    out = io.BytesIO()
    Workbook().save(out)
    content = bytearray(out.getvalue())
    content[-6:-2] = (int.from_bytes(content[-6:-2], "little") + 65_536).to_bytes(4, "little")
    with pytest.raises(NotAWorkbook, match="damaged"):
        check_workbook(bytes(content))
