"""Our sheets put beside theirs, by bytes: every part of their package stays as it is but for what lists the parts."""

import re
from typing import Any

from lxml import etree

from tests.excel.good import zipped
from tests.excel.package import TYPES, Package, child, children

_LISTS = ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs")
_FIRST_FREE = 300


def beside(theirs: bytes, ours: bytes) -> bytes:
    """Their workbook with the sheets of ours behind its own, their styles and strings left in their places."""
    package, born = Package(theirs), Package(ours)
    parts: dict[str, bytes] = dict(package.parts)
    styles = package.led_to(package.book, "styles")[0]
    parts[styles], formats, looks = _styles(package, born)
    for at, sheet in enumerate(born.sheets):
        part = f"xl/worksheets/ours{at}.xml"
        parts[part] = _sheet(born.parts[sheet.part].decode(), formats, looks)
        for table in born.led_to(sheet.part, "table"):
            parts[f"xl/tables/ours{at}.xml"] = re.sub(rb'\bid="1"', b'id="77"', born.parts[table], count=1)
            links = f"xl/worksheets/_rels/{sheet.part.rpartition('/')[2]}.rels"
            told = re.sub(rb'Target="[^"]*table[^"]*"', f'Target="../tables/ours{at}.xml"'.encode(), born.parts[links])
            parts[f"xl/worksheets/_rels/ours{at}.xml.rels"] = told
    _list(package, born, parts)
    return zipped(parts)


def _sheet(xml: str, formats: int, looks: int) -> bytes:
    """The sheet's XML with its formats and looks moved behind theirs."""
    xml = re.sub(r'(<(?:c|row) [^>]*?\bs=")(\d+)"', lambda found: f'{found[1]}{int(found[2]) + formats}"', xml)
    xml = re.sub(r'(<col [^>]*?\bstyle=")(\d+)"', lambda found: f'{found[1]}{int(found[2]) + formats}"', xml)
    xml = re.sub(r'(\bdxfId=")(\d+)"', lambda found: f'{found[1]}{int(found[2]) + looks}"', xml)
    return xml.replace(' tabSelected="1"', "").encode()


def _styles(package: Package, born: Package) -> tuple[bytes, int, int]:
    """Their styles with ours behind them; how many formats and looks stood there before."""
    there, ours = package.of_book("styles"), born.of_book("styles")
    before = {name: _count(there, name) for name in _LISTS}
    for each in children(child(ours, "cellXfs"), "xf"):
        for key, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            each.set(key, str(int(each.get(key, "0")) + before[name]))
        each.set("xfId", "0")
    for each in (*_held(ours, "numFmts"), *children(child(ours, "cellXfs"), "xf")):
        if int(each.get("numFmtId", "0")) >= 164:
            each.set("numFmtId", str(int(each.get("numFmtId")) + _FIRST_FREE))
    for name in _LISTS:
        _append(there, name, _held(ours, name))
    return etree.tostring(there, xml_declaration=True, encoding="UTF-8"), before["cellXfs"], before["dxfs"]


def _held(root: Any, name: str) -> list[Any]:
    found = child(root, name)
    return [] if found is None else list(found)


def _count(root: Any, name: str) -> int:
    return len(_held(root, name))


def _append(root: Any, name: str, more: list[Any]) -> None:
    held = child(root, name)
    if held is None and more:
        held = etree.Element(f"{{{root.nsmap[root.prefix]}}}{name}")
        root.insert(0 if name == "numFmts" else len(root), held)
    if more:
        held.extend(more)
        held.set("count", str(len(held)))


def _list(package: Package, born: Package, parts: dict[str, bytes]) -> None:
    """Name the new parts in the workbook, its relations and the types."""
    book, links = package.book, "xl/_rels/workbook.xml.rels"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = told = types = ""
    for at, sheet in enumerate(born.sheets):
        sheets += f'<sheet name="{sheet.name}" sheetId="{70 + at}" r:id="ours{at}"/>'
        told += f'<Relationship Id="ours{at}" Type="{relation}/worksheet" Target="worksheets/ours{at}.xml"/>'
        types += f'<Override PartName="/xl/worksheets/ours{at}.xml" ContentType="{kind}.worksheet+xml"/>'
        if f"xl/tables/ours{at}.xml" in parts:
            types += f'<Override PartName="/xl/tables/ours{at}.xml" ContentType="{kind}.table+xml"/>'
    for part, end, more in (
        (book, b"</sheets>", sheets),
        (links, b"</Relationships>", told),
        (TYPES, b"</Types>", types),
    ):
        assert parts[part].count(end) == 1, part
        parts[part] = parts[part].replace(end, more.encode() + end)
