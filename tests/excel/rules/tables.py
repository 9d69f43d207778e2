"""Tables: as wide as their columns, names as their headings say, filter and order within, none over another."""

import re
from collections.abc import Iterator
from typing import Any

from tests.excel.grid import Grid, text_in
from tests.excel.package import Package, child, children
from tests.excel.places import Area, area, cell_name
from tests.excel.rules.book import defined_names, is_name, leads_to, twice
from tests.excel.rules.ordered import TABLE, false_count, out_of_order
from tests.excel.rules.styles import looks

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def reach(root: Any) -> Area | None:
    return None if root is None else area(root.get("ref", ""))


def findings(package: Package) -> Iterator[str]:
    yield from _parts(package)
    found = list(package.tables())
    numbers = [root.get("id", "") for _, _, root in found]
    yield from (f"Two tables have the id {each}." for each in twice(numbers))
    names = [root.get("displayName", "") for _, _, root in found]
    yield from (f"Two tables are called {each}." for each in twice(names))
    defined = {each.get("name", "").casefold() for each in defined_names(package.tree(package.book))}
    for sheet, part, root in found:
        if root.get("displayName", "").casefold() in defined:
            yield f"{part}: a name of the workbook is called {root.get('displayName')} too."
        yield from _table(package, Grid(package, sheet.part), part, root)
    yield from _over_another(found)


def _parts(package: Package) -> Iterator[str]:
    """Each table is named by its sheet, and what a sheet names is a table."""
    for sheet in package.worksheets:
        root = package.tree(sheet.part)
        held = child(root, "tableParts")
        named = [] if held is None else [leads_to(package, sheet.part, each) for each in children(held, "tablePart")]
        tables = package.led_to(sheet.part, "table")
        for part in tables:
            if named.count(part) != 1:
                yield f"{sheet.part}: names the table {part} {named.count(part)} times."
        for part in named:
            if part and part not in tables:
                yield f"{sheet.part}: names {part} as a table, which it isn't."


def _over_another(found: list[Any]) -> Iterator[str]:
    for at, (sheet, part, root) in enumerate(found):
        for other_sheet, other, other_root in found[at + 1 :]:
            here, there = reach(root), reach(other_root)
            if sheet == other_sheet and here and there and here.meets(there):
                yield f"{other}: the table lies over that of {part}."


def _table(package: Package, grid: Grid, part: str, root: Any) -> Iterator[str]:
    yield from out_of_order(part, root, TABLE)
    if not root.get("id", "").isdigit() or int(root.get("id")) < 1:
        yield f"{part}: has the id {root.get('id')}."
    if not is_name(root.get("displayName", "")):
        yield f"{part}: “{root.get('displayName', '')}” can't be a table's name."
    over, held = reach(root), child(root, "tableColumns")
    if over is None or held is None:
        yield f"{part}: stands over “{root.get('ref', '')}”, or has no columns."
        return
    headings, totals = int(root.get("headerRowCount", "1")), int(root.get("totalsRowCount", "0"))
    if over.bottom - over.top + 1 < headings + totals + 1:
        yield f"{part}: stands over {over}, which leaves no row for what it holds."
    yield from false_count(part, held, ("tableColumn",))
    yield from _columns(package, part, children(held, "tableColumn"), over)
    if headings:
        yield from _headings(package, grid, part, children(held, "tableColumn"), over)
    yield from _filter_and_order(part, root, over, headings, totals)
    for merged in map(area, grid.merges):
        if merged and merged.meets(over):
            yield f"{part}: the joined cells {merged} lie in the table."


def _columns(package: Package, part: str, columns: list[Any], over: Area) -> Iterator[str]:
    if len(columns) != over.width:
        yield f"{part}: stands over {over.width} columns and names {len(columns)}."
    for each in twice(column.get("id", "") for column in columns):
        yield f"{part}: two columns have the id {each}."
    for each in twice(column.get("name", "") for column in columns):
        yield f"{part}: two columns are called “{each}”."
    most = looks(package)
    for column in columns:
        for key in ("dataDxfId", "headerRowDxfId", "totalsRowDxfId"):
            if column.get(key) is not None and int(column.get(key)) >= most:
                yield f"{part}: the column {column.get('name')} names look {column.get(key)} of {most}."


def _headings(package: Package, grid: Grid, part: str, columns: list[Any], over: Area) -> Iterator[str]:
    strings = package.of_book("sharedStrings")
    shared = [] if strings is None else children(strings, "si")
    for column, at in zip(columns, range(over.left, over.right + 1), strict=False):
        cell = grid.cells.get((at, over.top))
        inline = None if cell is None else child(cell.element, "is")
        if inline is not None:
            said = unescaped(text_in(inline))
        elif cell is not None and cell.kind == "s" and (cell.value or "").isdigit() and int(cell.value) < len(shared):
            said = unescaped(text_in(shared[int(cell.value)]))
        elif cell is not None and cell.kind == "str":
            said = unescaped(cell.value or "")
        else:
            yield f"{part}: the heading in {cell_name(at, over.top)} is no text."
            continue
        if unescaped(column.get("name", "")) != said:
            yield f"{part}: calls a column “{column.get('name')}”, and {cell_name(at, over.top)} says “{said}”."


def unescaped(text: str) -> str:
    """The text as Excel shows it; a line break is one sign there, however it was written."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _filter_and_order(part: str, root: Any, over: Area, headings: int, totals: int) -> Iterator[str]:
    held = child(root, "autoFilter")
    rows = Area(over.left, over.top + headings, over.right, over.bottom - totals)
    if held is not None:
        due = Area(over.left, over.top, over.right, over.bottom - totals)
        if not headings:
            yield f"{part}: has a filter, and no headings."
        if area(held.get("ref", "")) != due:
            yield f"{part}: its filter stands over {held.get('ref')}, and its rows are {due}."
        for each in children(held, "filterColumn"):
            if int(each.get("colId", "0")) >= over.width:
                yield f"{part}: its filter has no column {each.get('colId')}."
    for order in (*children(root, "sortState"), *([] if held is None else children(held, "sortState"))):
        refs = [order.get("ref", ""), *(each.get("ref", "") for each in children(order, "sortCondition"))]
        for each in refs:
            found = area(each)
            if found is None or not rows.holds(found):
                yield f"{part}: it is sorted over {each}, and its rows are {rows}."
