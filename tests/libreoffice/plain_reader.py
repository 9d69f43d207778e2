"""What stands in a workbook's cells by its XML alone: no library, none of our own code, so that it can judge both."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Read:
    """A cell: its value (a number, a text, a truth as 1 or 0), whether a formula makes it, and its bold words."""

    value: float | str
    is_formula: bool = False
    bold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    says: str
    bold: tuple[str, ...]


def cells_of(content: bytes) -> dict[str, dict[str, Read]]:
    """The cells that say something, by sheet and address."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        strings = _strings(package)
        links = {each.get("Id"): each.get("Target", "") for each in _root(package, "xl/_rels/workbook.xml.rels")}
        sheets = _root(package, "xl/workbook.xml").iter(f"{_MAIN}sheet")
        return {
            sheet.get("name", ""): _cells(_root(package, _whole(links[sheet.get(_LINK)])), strings) for sheet in sheets
        }


def _root(package: zipfile.ZipFile, part: str) -> ET.Element:
    return ET.fromstring(package.read(part))  # noqa: S314  workbooks that the tests made


def _whole(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _strings(package: zipfile.ZipFile) -> list[_Text]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    return [_text(each) for each in _root(package, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(item: ET.Element) -> _Text:
    """A text of one or more runs, without what only says how it is spoken."""
    runs = [(run.findtext(f"{_MAIN}t") or "", run.find(f"{_MAIN}rPr/{_MAIN}b")) for run in item.iter(f"{_MAIN}r")]
    says = (item.findtext(f"{_MAIN}t") or "") + "".join(text for text, _ in runs)
    is_bold = {"1", "true", None}
    bold = tuple(_decoded(text) for text, mark in runs if mark is not None and mark.get("val") in is_bold)
    return _Text(_decoded(says), bold)


def _decoded(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _cells(sheet: ET.Element, strings: list[_Text]) -> dict[str, Read]:
    found: dict[str, Read] = {}
    for cell in sheet.iter(f"{_MAIN}c"):
        address, read = cell.get("r", ""), _read(cell, strings)
        assert address not in found, f"{address} stands twice"
        if read is not None:
            found[address] = read
    return found


def _read(cell: ET.Element, strings: list[_Text]) -> Read | None:
    kind, value, inline = cell.get("t", "n"), cell.findtext(f"{_MAIN}v"), cell.find(f"{_MAIN}is")
    is_formula = cell.find(f"{_MAIN}f") is not None
    text = _Text(value or "", ())
    if kind == "inlineStr" and inline is not None:
        text = _text(inline)
    elif kind == "s":
        text = strings[int(value or 0)]
    elif kind not in {"str", "e"}:
        return Read(float(value) if value else "", is_formula) if value or is_formula else None
    return Read(text.says, is_formula, text.bold) if text.says or is_formula else None
