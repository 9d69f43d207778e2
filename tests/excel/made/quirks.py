"""Ways in which a package may be written that Excel takes, though it writes otherwise itself."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from random import Random

from tests.excel.good import MAIN, relations

Parts = dict[str, str | bytes]
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_X15AC = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_XR = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"


def _text(parts: Parts, name: str) -> str:
    content = parts[name]
    return content if isinstance(content, str) else content.decode()


def _each_sheet(parts: Parts, change: Callable[[str], str]) -> Parts:
    return {name: change(str(each)) if _SHEET.fullmatch(name) else each for name, each in parts.items()}


def byte_order(parts: Parts) -> Parts:
    """Every part of XML begins with the mark of UTF-8."""
    return {name: f"\ufeff{each}" if isinstance(each, str) else each for name, each in parts.items()}


def absolute_targets(parts: Parts) -> Parts:
    """Relations of the workbook name their parts from the package's root."""
    name = "xl/_rels/workbook.xml.rels"
    return parts | {name: re.sub(r'Target="(?!\.\.|/)', 'Target="/xl/', _text(parts, name))}


def backward_strokes(parts: Parts) -> Parts:
    """Relations of the workbook with the other stroke, as some programs on Windows write them."""
    name = "xl/_rels/workbook.xml.rels"
    return parts | {name: _text(parts, name).replace('Target="worksheets/', 'Target="worksheets\\')}


def other_case(parts: Parts) -> Parts:
    """A relation calls its sheet by other capitals than the package."""
    name = "xl/_rels/workbook.xml.rels"
    return parts | {
        name: re.sub(r"worksheets([/\\])sheet(\d+)\.xml", r"worksheets\1Sheet\2.XML", _text(parts, name), count=1)
    }


def sheets_renamed(parts: Parts) -> Parts:
    """The sheets' parts are numbered the other way round."""
    numbers = [name for name in parts if _SHEET.fullmatch(name)]
    turned = {name: f"sheet{90 - at}" for at, name in enumerate(numbers)}

    def renamed(text: str) -> str:
        return re.sub(r"sheet\d+(?=\.xml)", lambda found: turned.get(f"xl/worksheets/{found[0]}.xml", found[0]), text)

    maps = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
    told = {renamed(name): each for name, each in parts.items()}
    return told | {name: renamed(_text(parts, name)) for name in maps}


def lines(parts: Parts) -> Parts:
    """Rows and cells stand on lines of their own."""
    return _each_sheet(parts, lambda text: re.sub(r"(</?(?:x:)?row\b[^>]*>)", "\r\n  \\1", text))


def remarks(parts: Parts) -> Parts:
    """Remarks stand between rows and after the data."""
    return _each_sheet(parts, lambda text: re.sub(r"(</(?:x:)?row>)", "\\1<!-- a row, <row r='1'> -->", text, count=1))


def marked_text(parts: Parts) -> Parts:
    """Shared text is written as it stands, without signs for signs."""
    name = "xl/sharedStrings.xml"
    if name not in parts:
        return parts
    return parts | {name: re.sub(r"<t>([^<&]*)</t>", r"<t><![CDATA[\1]]></t>", _text(parts, name))}


def newer_marks(parts: Parts) -> Parts:
    """What a recent Excel writes of revisions and of the file's place, in the workbook and its tables."""
    book = _text(parts, "xl/workbook.xml")
    if "<workbookPr" not in book:
        return parts
    place = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="{_X15AC}" '
        f'url="https://site/Shared/"/></mc:Choice></mc:AlternateContent><xr:revisionPtr xmlns:xr="{_XR}" '
        'revIDLastSave="0" documentId="8_{1}"/>'
    )
    book = re.sub(r"(<workbookPr[^>]*/>)", rf"\1{place}", book)
    book = book.replace("<workbook ", f'<workbook xmlns:mc="{_MC}" mc:Ignorable="x15 xr" xmlns:xr="{_XR}" '
                        'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" ')  # fmt: skip
    told = {"xl/workbook.xml": book}
    for name in parts:
        if name.startswith("xl/tables/"):
            told[name] = _text(parts, name).replace("<table ", f'<table xmlns:xr="{_XR}" xr:uid="{{00-1}}" ')
    return parts | told


def single_cells(parts: Parts) -> Parts:
    """A part in the tables' folder that is no table: cells of a sheet that an XML map fills."""
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    part = f'<singleXmlCells xmlns="{MAIN}"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableSingleCells"
    told = f'<Relationship Id="rId99" Type="{kind}" Target="../tables/tableSingleCells1.xml"/>'
    before = _text(parts, links) if links in parts else relations()
    types = _text(parts, "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/xl/tables/tableSingleCells1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.tableSingleCells+xml"/></Types>',
    )
    return parts | {
        links: before.replace("</Relationships>", f"{told}</Relationships>"),
        "xl/tables/tableSingleCells1.xml": part,
        "[Content_Types].xml": types,
    }


def short_chain(parts: Parts) -> Parts:
    """The calculation chain leaves the sheet out where it is that of the entry before."""
    name = "xl/calcChain.xml"
    if name not in parts:
        return parts
    before = ""

    def shortened(found: "re.Match[str]") -> str:
        nonlocal before
        said, before = found[1] if found[1] != before else "", found[1]
        return said

    return parts | {name: re.sub(r'( i="\d+")', shortened, _text(parts, name))}


# In this order: what hangs a part on the first sheet comes before the sheets' parts are called otherwise.
QUIRKS = (
    single_cells, sheets_renamed, byte_order, absolute_targets, backward_strokes, other_case, lines, marked_text,
    newer_marks, short_chain,
)  # fmt: skip


class _Pipe(io.RawIOBase):
    """Takes what is written and can't go back, so that a zip has to say its sizes afterwards."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.written += piece
        return len(piece)


def streamed(parts: Mapping[str, str | bytes], random: Random) -> bytes:
    """A package written in one go: its sizes follow each member, some members packed, some not."""
    out = _Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            packed = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
            package.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 8, 0, 0)), content, packed)
    return bytes(out.written)
