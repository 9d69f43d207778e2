"""What lies over ranges of a sheet: joined cells, lists of choices, colours by rule, links, filters, views."""

from collections.abc import Iterator
from typing import Any

from tests.excel.grid import Grid
from tests.excel.package import Package, child, children, local, within
from tests.excel.places import Area, area, areas
from tests.excel.rules.book import defined_names
from tests.excel.rules.ordered import WORKSHEET, false_count, out_of_order
from tests.excel.rules.styles import looks
from tests.excel.rules.tables import reach

# [MS-OI29500] 2.1.613: how long the words of a list of choices may be.
_LENGTHS = {"error": 224, "prompt": 255, "errorTitle": 32, "promptTitle": 32}
_LONGEST_FORMULA = 255


def findings(package: Package, grid: Grid) -> Iterator[str]:
    part, root = grid.part, grid.root
    yield from out_of_order(part, root, WORKSHEET)
    for name, items in (
        ("mergeCells", ("mergeCell",)),
        ("dataValidations", ("dataValidation",)),
        ("tableParts", ("tablePart",)),
    ):
        for each in children(root, name):
            yield from false_count(part, each, items)
            if not any(local(item) in items for item in each):
                yield f"{part}: <{name}> is empty."
    yield from _merges(grid)
    yield from _choices(part, root)
    yield from _rules(package, part, root)
    yield from _links(part, root)
    yield from _filter(package, grid)
    yield from _views(part, root)


def _merges(grid: Grid) -> Iterator[str]:
    before: list[Area] = []
    for said in grid.merges:
        found = area(said)
        if found is None or str(found) != said or ":" not in said:
            yield f"{grid.part}: the joined cells “{said}” are no range."
            continue
        for other in before:
            if found.meets(other):
                yield f"{grid.part}: the joined cells {found} lie over {other}."
        before.append(found)


def _choices(part: str, root: Any) -> Iterator[str]:
    for each in within(root, "dataValidation"):
        said = _places(each)
        if areas(said) is None:
            yield f"{part}: a list of choices stands over “{said}”, which is no range."
        for key, most in _LENGTHS.items():
            if len(each.get(key, "")) > most:
                yield f"{part}: the choices of {said} have {key} of {len(each.get(key))} letters."
        formula = child(each, "formula1")
        is_list = each.get("type") == "list"
        if is_list and (formula is None or not "".join(formula.itertext()).strip()):
            yield f"{part}: the choices of {said} are not said."
        if formula is not None and len("".join(formula.itertext())) > _LONGEST_FORMULA + 2:
            yield f"{part}: the choices of {said} are longer than Excel reads."


def _places(element: Any) -> str:
    """Where it stands: by its attribute, or by Excel's newer element."""
    inner = next(iter(within(element, "sqref")), None)
    return str(element.get("sqref") or ("" if inner is None else inner.text or ""))


def _rules(package: Package, part: str, root: Any) -> Iterator[str]:
    most = looks(package)
    for each in within(root, "conditionalFormatting"):
        said = _places(each)
        if areas(said) is None:
            yield f"{part}: colours by rule stand over “{said}”, which is no range."
        for rule in children(each, "cfRule"):
            if rule.get("dxfId") is not None and int(rule.get("dxfId")) >= most:
                yield f"{part}: the rule over {said} names look {rule.get('dxfId')} of {most}."
            if rule.get("priority") is not None and int(rule.get("priority")) < 1:
                yield f"{part}: the rule over {said} has the priority {rule.get('priority')}."


def _links(part: str, root: Any) -> Iterator[str]:
    for each in within(root, "hyperlink"):
        if area(each.get("ref", "")) is None:
            yield f"{part}: a link stands over “{each.get('ref', '')}”, which is no range."


def _filter(package: Package, grid: Grid) -> Iterator[str]:
    """A sheet's own filter: over a range, not over a table, and its hidden name says the same range."""
    held = child(grid.root, "autoFilter")
    if held is None:
        return
    over = area(held.get("ref", ""))
    if over is None:
        yield f"{grid.part}: its filter stands over “{held.get('ref', '')}”, which is no range."
        return
    for each in children(held, "filterColumn"):
        if int(each.get("colId", "0")) >= over.width:
            yield f"{grid.part}: its filter over {over} has no column {each.get('colId')}."
    for part in package.led_to(grid.part, "table"):
        table = reach(package.tree(part))
        if table and table.meets(over):
            yield f"{grid.part}: its filter over {over} lies over the table {part}."
    for order in (*children(held, "sortState"), *children(grid.root, "sortState")):
        sorted_over = area(order.get("ref", ""))
        if sorted_over is None or not over.holds(sorted_over):
            yield f"{grid.part}: it is sorted over {order.get('ref', '')}, and its filter over {over}."
    yield from _hidden_name(package, grid, over)


def _hidden_name(package: Package, grid: Grid, over: Area) -> Iterator[str]:
    place = next(at for at, each in enumerate(package.sheets) if each.part == grid.part)
    for each in defined_names(package.tree(package.book)):
        if each.get("name") == "_xlnm._FilterDatabase" and each.get("localSheetId") == str(place):
            said = (each.text or "").rpartition("!")[2]
            if area(said) != over:
                yield f"{grid.part}: its filter stands over {over}, and its hidden name says {said}."


def _views(part: str, root: Any) -> Iterator[str]:
    for view in within(root, "sheetView"):
        panes = children(view, "pane")
        for each in children(view, "selection"):
            if each.get("pane", "topLeft") != "topLeft" and not panes:
                yield f"{part}: something is chosen in the pane {each.get('pane')}, and nothing is frozen."
            if areas(each.get("sqref", "A1")) is None:
                yield f"{part}: “{each.get('sqref')}” is chosen, which is no range."
        for pane in panes:
            top = pane.get("topLeftCell")
            if top is not None and area(top) is None:
                yield f"{part}: the frozen part begins at “{top}”, which is no cell."
