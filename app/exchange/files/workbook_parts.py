"""Where a worksheet's own XML stands in a workbook, and what the workbook says of its formulas."""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

TRUE = frozenset({"1", "true", "on"})
_ERROR = re.compile(rb"""(<(?:\w+:)?c\b[^>]*\st=["']e["'][^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>)[^<]*""", re.DOTALL)
_BOOK, _RELATIONS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"


def sheet_part(content: bytes, title: str) -> tuple[bytes, bool]:
    """The XML of the worksheet of this title, and whether its formulas are only to be worked out at its next opening.

    A program that can't work formulas out says so (`fullCalcOnLoad`). Raises ValueError where no part is to be found.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {name.lower(): name for name in package.namelist()}
        book, target = _found(package, names, title)
        if target not in names:
            raise ValueError("a sheet's part isn't there")
        is_worked_out_later = any(each.get("fullCalcOnLoad") in TRUE for each in book.iter("{*}calcPr"))
        return package.read(names[target]), is_worked_out_later


def parts_beside(content: bytes, title: str, kinds: Collection[str]) -> list[tuple[str, Any]]:
    """The parts, as lxml's elements, that belong to this worksheet and are of these kinds (“comments”).

    Raises ValueError where one can't be read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {name.lower(): name for name in package.namelist()}
        _, target = _found(package, names, title)
        folder, _, last = target.rpartition("/")
        relations = f"{folder}/_rels/{last}.rels"
        found: list[tuple[str, Any]] = []
        for each in _root(package, names, relations).iter("{*}Relationship") if relations in names else ():
            kind, part = str(each.get("Type", "")).rpartition("/")[2], _inside(folder, str(each.get("Target", "")))
            if kind in kinds and part in names:
                found.append((kind, _root(package, names, part)))
        return found


def styles_part(content: bytes) -> bytes:
    """The XML of how its cells look; nothing where the workbook has none."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        name = next((each for each in package.namelist() if each.lower() == _STYLES), None)
        return package.read(name) if name else b""


def with_old_errors(content: bytes) -> bytes:
    """The workbook with “#N/A” for each error: calamine opens no sheet with one that Excel didn't have in 2007."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in package.namelist():
            part = package.read(name)
            again.writestr(name, _ERROR.sub(rb"\1#N/A", part) if "/worksheets/" in name else part)
    return out.getvalue()


def _found(package: zipfile.ZipFile, names: dict[str, str], title: str) -> tuple["_Element", str]:
    """What the workbook says, and the name of the part of this sheet, in small letters."""
    book, relations = (_root(package, names, part) for part in (_BOOK, _RELATIONS))
    return book, _target(book, relations, title)


def _root(package: zipfile.ZipFile, names: dict[str, str], part: str) -> "_Element":
    from lxml import etree  # noqa: PLC0415  used by imports only

    if part not in names:
        raise ValueError("a part of the workbook isn't there")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(package.read(names[part]), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("a part of the workbook can't be read") from error


def _target(book: "_Element", relations: "_Element", title: str) -> str:
    """The name of the sheet's part, in small letters."""
    sheet = next((each for each in book.iter("{*}sheet") if each.get("name") == title), None)
    wanted = "" if sheet is None else next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    for each in relations.iter("{*}Relationship"):
        if each.get("Id") == wanted:
            return _inside("xl", str(each.get("Target", "")))
    return ""


def _inside(folder: str, target: str) -> str:
    """The name of the part that is called so from this folder, in small letters."""
    target = target.replace("\\", "/").lower()
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
