"""Formulas: a shared one has its master, arrays keep apart, and the calculation chain names formulas only."""

from collections.abc import Iterator
from typing import Any

from tests.excel.grid import Cell, Grid
from tests.excel.package import Package, children
from tests.excel.places import Area, area, cell_at
from tests.excel.rules.book import leads_to
from tests.excel.rules.tables import reach

_LONGEST = 8_192


def findings(package: Package, grid: Grid) -> Iterator[str]:
    masters: dict[str, tuple[str, Area]] = {}
    arrays: list[tuple[str, Area]] = []
    for row in grid.rows:
        for cell in row.cells:
            formula = cell.formula
            if formula is not None:
                said = _formula(cell, formula, masters, arrays)
                yield from (f"{grid.part} {cell.name}: {wrong}." for wrong in said)
    yield from _arrays(package, grid, arrays)


def _formula(
    cell: Cell, formula: Any, masters: dict[str, tuple[str, Area]], arrays: list[tuple[str, Area]]
) -> Iterator[str]:
    kind, text, said = formula.get("t", "normal"), formula.text or "", formula.get("ref")
    if len(text) > _LONGEST:
        yield f"has a formula of {len(text):,} signs"
    covered = area(said) if said else None
    if said and covered is None:
        yield f"has a formula over “{said}”, which is no range"
    here = Area(cell.column, cell.row, cell.column, cell.row)
    if kind == "shared":
        yield from _shared(formula, here, covered, masters)
    elif kind == "array":
        if covered is None or (covered.left, covered.top) != (cell.column, cell.row):
            yield f"has an array's formula over {covered or 'nothing'}"
        else:
            arrays.append((cell.name, covered))
        if not text:
            yield "has a formula that says nothing"
    elif kind == "normal" and not text:
        yield "has a formula that says nothing"
    elif kind not in {"normal", "dataTable"}:
        yield f"has a formula of the kind “{kind}”, which there isn't"


def _shared(formula: Any, here: Area, covered: Area | None, masters: dict[str, tuple[str, Area]]) -> Iterator[str]:
    number = formula.get("si", "")
    if not number.isdigit():
        yield "shares a formula and doesn't say which"
    elif formula.text and covered is not None:
        if number in masters:
            yield f"is a second master of the shared formula {number}"
        if not covered.holds(here):
            yield f"is the master of the shared formula {number} and stands outside of {covered}"
        masters[number] = (str(here), covered)
    elif formula.text:
        yield f"is the master of the shared formula {number} and doesn't say how far it reaches"
    elif number not in masters:
        yield f"shares the formula {number}, which has no master before it"
    elif not masters[number][1].holds(here):
        yield f"shares the formula {number} and stands outside of {masters[number][1]}"


def _arrays(package: Package, grid: Grid, arrays: list[tuple[str, Area]]) -> Iterator[str]:
    for at, (name, covered) in enumerate(arrays):
        for other, others in arrays[at + 1 :]:
            if covered.meets(others):
                yield f"{grid.part} {other}: its array lies over that of {name}."
        if str(covered) == name:
            continue
        for part in package.led_to(grid.part, "table"):
            table = reach(package.tree(part))
            if table and table.meets(covered):
                yield f"{grid.part} {name}: its array {covered} lies in the table {part}."
        for merged in map(area, grid.merges):
            if merged and merged.meets(covered):
                yield f"{grid.part} {name}: its array {covered} lies over the joined cells {merged}."


def chain(package: Package) -> Iterator[str]:
    """Each entry of the calculation chain leads to a formula; one without a sheet is in that of the one before."""
    for part in package.led_to(package.book, "calcChain"):
        root = package.tree(part)
        entries = [] if root is None else children(root, "c")
        if not entries:
            yield f"{part}: the calculation chain is empty."
        grids: dict[str, Grid] = {}
        parts = {each.number: each.part for each in package.worksheets}
        sheet = ""
        for each in entries:
            sheet = each.get("i", sheet)
            name = each.get("r", "")
            if sheet not in parts:
                yield f"{part}: {name} is said to be in sheet {sheet or 'of nothing'}, which isn't there."
                continue
            if sheet not in grids:
                grids[sheet] = Grid(package, parts[sheet])
            place = cell_at(name)
            cell = grids[sheet].cells.get(place) if place else None
            if cell is None or cell.formula is None:
                yield f"{part}: {name} of sheet {sheet} holds no formula."


def drawn(package: Package, grid: Grid) -> Iterator[str]:
    """Notes need the drawing that shows them, and what a sheet draws must be a drawing."""
    named = {"drawing": "drawing", "legacyDrawing": "vmlDrawing", "legacyDrawingHF": "vmlDrawing"}
    there = {each.kind.lower() for each in package.relations(grid.part)}
    for element, kind in named.items():
        for each in children(grid.root, element):
            target = leads_to(package, grid.part, each)
            kinds = {relation.kind for relation in package.relations(grid.part) if relation.target == target}
            if target and kind not in kinds:
                yield f"{grid.part}: <{element}> leads to {target}, which is no {kind}."
    if "comments" in there and not children(grid.root, "legacyDrawing"):
        yield f"{grid.part}: has notes, and no drawing shows them."
