"""The cells of a sheet as its XML has them, in the order in which they stand."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.excel.package import Package, child, children, local
from tests.excel.places import cell_at, cell_name

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with where it stands; `said` is its reference as written, "" where it has none."""

    column: int
    row: int
    said: str
    element: Any

    @property
    def name(self) -> str:
        return cell_name(self.column, self.row)

    @property
    def kind(self) -> str:
        return str(self.element.get("t", "n"))

    @property
    def formula(self) -> Any:
        return child(self.element, "f")

    @property
    def value(self) -> str | None:
        found = child(self.element, "v")
        return None if found is None else found.text or ""

    @property
    def is_filled(self) -> bool:
        return any(local(each) in {"f", "v", "is"} for each in self.element)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number: said, or the one after the row before."""

    number: int
    element: Any
    cells: tuple[Cell, ...]


class Grid:
    """One sheet's rows and cells."""

    def __init__(self, package: Package, part: str) -> None:
        self.part = part
        self.root = package.tree(part)
        data = child(self.root, "sheetData")
        self.rows = list(_rows(data)) if data is not None else []

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """By column and row; the last one where two say the same place."""
        return {(each.column, each.row): each for row in self.rows for each in row.cells}

    @cached_property
    def merges(self) -> list[str]:
        merged = child(self.root, "mergeCells")
        return [] if merged is None else [each.get("ref", "") for each in children(merged, "mergeCell")]


def _rows(data: Any) -> Any:
    number = 0
    for element in children(data, "row"):
        said = element.get("r", "")
        number = int(said) if said.isdigit() else number + 1
        yield Row(number, element, tuple(_cells(element, number)))


def _cells(row: Any, number: int) -> Any:
    column = 0
    for element in children(row, "c"):
        said = element.get("r", "")
        place = cell_at(said)
        column = place[0] if place else column + 1
        yield Cell(column, place[1] if place else number, said, element)


def text_in(element: Any) -> str:
    """The text of a shared or inline string: its runs joined, without how it is spoken."""
    parts = []
    for each in element:
        if local(each) == "t":
            parts.append(each.text or "")
        elif local(each) == "r":
            parts += [inner.text or "" for inner in children(each, "t")]
    return "".join(parts)
