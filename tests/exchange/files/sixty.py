"""Sixty ways in which other programs write one list; each a function that gives the workbook's bytes."""

import io
import re
import zipfile
from collections.abc import Callable

from tests.exchange.files import sixty_made as made
from tests.exchange.files.sixty_made import by_openpyxl, by_xlsxwriter

Made = Callable[[], bytes]

# --- As LibreOffice, Google Sheets and other programs shape them: patched, for none of these is here ---------------


def patched(content: bytes, *changes: tuple[str, str, str]) -> bytes:
    """A workbook whose parts are changed: (part, pattern, by what)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            for wanted, pattern, by in changes:
                if name == wanted:
                    before, part = part, re.sub(pattern, by, part.decode(), flags=re.DOTALL).encode()
                    assert part != before, f"{pattern} isn't in {name}"
            target.writestr(name, part)
    return out.getvalue()


SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"

STYLED = "".join(f'<row r="{n}" hidden="false"><c r="A{n}" s="0"/><c r="J{n}" s="0"/></row>' for n in range(14, 300))
ALL_STYLED = "".join(f'<c r="{letters}1" s="0"/>' for letters in ("K", "ZZ", "XFC", "XFD"))
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def strict(content: bytes) -> bytes:
    """As Excel saves “Strict Open XML”."""
    main, relation = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name).decode()
            part = part.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", main)
            target.writestr(name, part.replace(RELATION, f"{relation}/relationships"))
    return out.getvalue()


def prefixed(content: bytes) -> bytes:
    """As the Open XML SDK writes: each element of the sheet with a prefix."""
    return patched(content, (SHEET, r"<(/?)(?=[a-zA-Z])", r"<\1x:"), (SHEET, r" xmlns=", " xmlns:x="))


def inline(content: bytes) -> bytes:
    """Without a part for texts: each stands in its cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        texts = re.findall(r"<si>(.*?)</si>", package.read(STRINGS).decode(), re.DOTALL)
    cell = re.compile(r't="s"><v>(\d+)</v>')
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name).decode()
            if name == SHEET:
                part = cell.sub(lambda found: f't="inlineStr"><is>{texts[int(found[1])]}</is>', part)
            target.writestr(name, part)
    return out.getvalue()


def _truths(content: bytes) -> bytes:
    """As LibreOffice writes a truth: a formula."""
    return patched(content, (SHEET, r' t="b"><v>1</v>', ' t="b"><f aca="false">TRUE()</f><v>1</v>'))


PLAIN = by_xlsxwriter()
WORKBOOKS: dict[str, Made] = {
    "openpyxl": by_openpyxl,
    "openpyxl, write-only": lambda: by_openpyxl(write_only=True),
    **{f"openpyxl, days as {each}": lambda each=each: by_openpyxl(made.days_as(each)) for each in made.FORMATS},
    **{
        f"openpyxl, {name}": lambda change=change: by_openpyxl(change)
        for name, change in {
            "merged title": made.titled,
            "table": made.tabled,
            "chart": made.charted,
            "chart sheet": made.chart_sheet,
            "validation": made.validated,
            "conditional format": made.conditional,
            "note": made.commented,
            "rich text": made.rich,
            "link": made.linked,
            "defined names and print titles": made.defined,
            "protection": made.protected,
            "outline": made.outlined,
            "frozen and filtered": made.frozen,
            "days from 1904": made.epoch,
            "moved": made.moved,
            "styled far away": made.far,
            "empty rows between": made.spread,
            "other sheets": made.others,
            "hidden rows": made.hides("rows"),
            "hidden columns": made.hides("columns"),
            "hidden sheet": made.hides("hidden"),
            "very hidden sheet": made.hides("veryHidden"),
        }.items()
    },
    "XlsxWriter": by_xlsxwriter,
    "XlsxWriter, constant memory": lambda: by_xlsxwriter(constant_memory=True),
    "XlsxWriter, days from 1904": lambda: by_xlsxwriter(date_1904=True),
    "XlsxWriter, large file": lambda: by_xlsxwriter(use_zip64=True),
    **{
        f"XlsxWriter, {name}": lambda change=change: by_xlsxwriter(change)
        for name, change in {
            "formulas with values": made.worked_out,
            "dynamic array": made.dynamic,
            "table": made.with_table,
            "rich text": made.rich_text,
            "note": made.noted,
            "dressed": made.dressed,
            "picture and text box": made.picture,
            "sparkline and link": made.sparks,
            "second sheet": made.with_second("Other"),
            "hidden sheet": made.with_second("Lists", "hide"),
            "very hidden sheet": made.with_second("Lists", "very_hidden"),
            "chart sheet": made.with_chart,
        }.items()
    },
    "LibreOffice, rows": lambda: patched(PLAIN, (SHEET, r"<row ", '<row customFormat="false" hidden="false" ')),
    "LibreOffice, truths as formulas": lambda: _truths(PLAIN),
    "LibreOffice, empty styled rows": lambda: patched(PLAIN, (SHEET, "</sheetData>", STYLED + "</sheetData>")),
    "LibreOffice, all columns styled": lambda: patched(
        PLAIN,
        (SHEET, "<sheetData>", '<cols><col min="1" max="16384" width="9" style="0" hidden="false"/></cols><sheetData>'),
    ),
    "all columns styled in the headings": lambda: patched(
        PLAIN,
        (
            SHEET,
            "</c></row>",
            f"</c>{ALL_STYLED}</row>",
        ),
    ),
    "a larger extent declared": lambda: patched(PLAIN, (SHEET, 'ref="A1:J13"', 'ref="A1:AZ2000"')),
    "no extent declared": lambda: patched(PLAIN, (SHEET, "<dimension[^>]*/>", "")),
    "a wrong extent declared": lambda: patched(PLAIN, (SHEET, 'ref="A1:J13"', 'ref="A1"')),
    "no counts of texts": lambda: patched(PLAIN, (STRINGS, r' (?:count|uniqueCount)="\d+"', "")),
    "phonetic runs": lambda: patched(
        PLAIN, (STRINGS, r"<si><t>note 0</t></si>", '<si><t>note 0</t><rPh sb="0" eb="1"><t>ノート</t></rPh></si>')
    ),
    "blanks kept": lambda: patched(PLAIN, (STRINGS, "<t>note 1</t>", '<t xml:space="preserve">note 1</t>')),
    "escaped sign": lambda: patched(PLAIN, (STRINGS, "<t>note 2</t>", "<t>note_x0020_2</t>")),
    "texts in their cells": lambda: inline(PLAIN),
    "strict": lambda: strict(PLAIN),
    "prefixes": lambda: prefixed(PLAIN),
    "no places of rows and cells": lambda: patched(PLAIN, (SHEET, r'(<(?:row|c)) r="[A-Z]*\d+"', r"\1")),
    "an absolute target": lambda: patched(PLAIN, ("xl/_rels/workbook.xml.rels", r'"worksheets/', '"/xl/worksheets/')),
    "a name for no sheet": lambda: patched(PLAIN, (BOOK, "<calcPr", "<definedNames/><calcPr")),
}
# What of these workbooks isn't read as a row, and how it is said.
SAID = {
    "openpyxl, merged title": "Line 1 stands above the headings",
    "openpyxl, hidden rows": "1 row is hidden in the sheet (line 4)",
    "openpyxl, hidden columns": "Column J (“Notes”) is hidden in the sheet",
    "openpyxl, other sheets": "Cover",
    "openpyxl, hidden sheet": "Lists",
    "openpyxl, very hidden sheet": "Lists",
    "openpyxl, note": "The cell B3 has a note, which isn't taken over: “rings twice”",
    "XlsxWriter, note": "The cell B3 has a note, which isn't taken over: “rings twice”",
    "XlsxWriter, picture and text box": "The sheet holds 1 text box that isn't read: “Ring before you come”",
    "XlsxWriter, second sheet": "Other",
    "XlsxWriter, hidden sheet": "Lists",
    "XlsxWriter, very hidden sheet": "Lists",
}
