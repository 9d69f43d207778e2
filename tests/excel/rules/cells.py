"""Rows and cells: ascending, once each, with formats and strings that exist and values of their kind."""

import re
from collections.abc import Iterator
from typing import Any

from tests.excel.grid import XML_SPACE, Cell, Grid, Row, text_in
from tests.excel.package import Package, child, children, within
from tests.excel.places import MOST_COLUMNS, MOST_ROWS, area
from tests.excel.rules.book import LONGEST_TEXT
from tests.excel.rules.ordered import CELL, out_of_order
from tests.excel.rules.styles import formats

_KINDS = {"b", "d", "e", "inlineStr", "n", "s", "str"}
_ERRORS = {
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
    "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#PYTHON!", "#EXTERNAL!", "#TIMEOUT!",
}  # fmt: skip
_HIGHEST_ROW = 409.5
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def findings(package: Package, grid: Grid) -> Iterator[str]:
    part, most, strings = grid.part, formats(package), _strings(package)
    before = 0
    for row in grid.rows:
        if row.number <= before:
            yield f"{part}: row {row.number} stands after row {before}."
        before = max(before, row.number)
        yield from _row(part, row, most)
        for cell in row.cells:
            yield from (f"{part} {cell.name}: {wrong}." for wrong in _cell(cell, most, strings))
    yield from _dimension(grid)
    yield from _metadata(package, grid)
    for each in within(grid.root, "t"):
        if (each.text or "") != (each.text or "").strip() and each.get(XML_SPACE) != "preserve":
            yield f"{part}: the text “{each.text}” begins or ends with a blank that no xml:space keeps."


def _strings(package: Package) -> int:
    root = package.of_book("sharedStrings")
    return 0 if root is None else len(children(root, "si"))


def _row(part: str, row: Row, most: int) -> Iterator[str]:
    said = row.element.get("r")
    if said is not None and not said.isdigit():
        yield f"{part}: a row is numbered “{said}”."
    if not 0 < row.number <= MOST_ROWS:
        yield f"{part}: row {row.number} is beyond the sheet."
    if int(row.element.get("s", "0")) >= most:
        yield f"{part}: row {row.number} has format {row.element.get('s')} of {most}."
    if float(row.element.get("ht", "15")) > _HIGHEST_ROW:
        yield f"{part}: row {row.number} is higher than Excel lets a row be."
    before = 0
    for cell in row.cells:
        if cell.row != row.number:
            yield f"{part}: the cell {cell.said} stands in row {row.number}."
        if cell.column <= before:
            yield f"{part}: the cell {cell.name} stands there after column {before}."
        before = max(before, cell.column)


def _cell(cell: Cell, most: int, strings: int) -> Iterator[str]:
    element = cell.element
    if cell.said and cell.name != cell.said.replace("$", "").upper():
        yield f"no cell of a sheet is called “{cell.said}”"
    if cell.column > MOST_COLUMNS:
        yield "it is beyond the sheet"
    style = element.get("s", "0")
    if not style.isdigit() or int(style) >= most:
        yield f"has format {style} of {most}"
    if cell.kind not in _KINDS:
        yield f"is of the kind “{cell.kind}”, which there isn't"
    yield from (each.removeprefix("cell: ").removesuffix(".") for each in out_of_order("cell", element, CELL))
    yield from _value(cell, strings)


def _value(cell: Cell, strings: int) -> Iterator[str]:
    value, inline = cell.value, child(cell.element, "is")
    if (inline is not None) != (cell.kind == "inlineStr") and (inline is not None or value is not None):
        yield "says that its text is elsewhere than it is"
    if inline is not None:
        yield from _text(text_in(inline))
    if value:
        yield from _kind(cell.kind, value, strings)
    elif cell.kind == "s":
        yield "is a shared string and doesn't say which"


def _kind(kind: str, value: str, strings: int) -> Iterator[str]:
    if kind == "s" and (not value.isdigit() or int(value) >= strings):
        yield f"is the shared string {value} of {strings}"
    if kind == "n" and not _NUMBER.fullmatch(value.strip()):
        yield f"is a number and says “{value[:40]}”"
    if kind == "b" and value not in {"0", "1", "true", "false"}:
        yield f"is true or false and says “{value[:40]}”"
    if kind == "e" and value not in _ERRORS:
        yield f"is an error that Excel doesn't know: “{value[:40]}”"
    if kind == "str":
        yield from _text(value)


def _text(text: str) -> Iterator[str]:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        yield f"holds {len(text):,} signs"
    if "\r" in text:
        yield "holds a carriage return that isn't written as _x000D_"


def _dimension(grid: Grid) -> Iterator[str]:
    """What the sheet says of how far it reaches holds every cell with something in it."""
    said = child(grid.root, "dimension")
    filled = [each for each in grid.cells.values() if each.is_filled]
    if said is None:
        return
    reach = area(said.get("ref", ""))
    if reach is None:
        yield f"{grid.part}: its dimension “{said.get('ref', '')}” is no range."
        return
    for cell in filled:
        if not (reach.left <= cell.column <= reach.right and reach.top <= cell.row <= reach.bottom):
            yield f"{grid.part}: its dimension {reach} leaves {cell.name} out."
            return


def _metadata(package: Package, grid: Grid) -> Iterator[str]:
    """What a cell says of its metadata (dynamic arrays, linked data) is there, counted from 1."""
    root = package.of_book("sheetMetadata")
    for key, name in (("cm", "cellMetadata"), ("vm", "valueMetadata")):
        there = _records(root, name)
        for cell in grid.cells.values():
            if int(cell.element.get(key, "0")) > there:
                yield f"{grid.part} {cell.name}: {key} says {cell.element.get(key)}, and <{name}> holds {there}."


def _records(root: Any, name: str) -> int:
    held = None if root is None else child(root, name)
    return 0 if held is None else len(children(held, "bk"))


def widths(package: Package, grid: Grid) -> Iterator[str]:
    """The columns' widths and formats: ascending, none twice."""
    held = child(grid.root, "cols")
    before, most = 0, formats(package)
    for each in () if held is None else children(held, "col"):
        first, last = int(each.get("min", "0")), int(each.get("max", "0"))
        if not before < first <= last <= MOST_COLUMNS:
            yield f"{grid.part}: the width of columns {first} to {last} stands after column {before}."
        if int(each.get("style", "0")) >= most:
            yield f"{grid.part}: the columns {first} to {last} have format {each.get('style')} of {most}."
        before = max(before, last)
    if held is not None and not len(held):
        yield f"{grid.part}: <cols> is empty."
