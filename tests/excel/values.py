"""What a sheet says to a reader: each cell's value by its place, and rows by the headings over them."""

from dataclasses import dataclass, field
from functools import cached_property

from tests.excel.grid import Cell, Grid, text_in
from tests.excel.package import Package, child, children
from tests.excel.rules.tables import unescaped

Place = tuple[int, int]


class Reader:
    """Values of a workbook's cells; texts decoded, numbers as floats."""

    def __init__(self, package: Package) -> None:
        self._package = package
        strings = package.of_book("sharedStrings")
        held = [] if strings is None else children(strings, "si")
        self._strings = [unescaped(text_in(each)) for each in held]

    def value(self, cell: Cell) -> str | float | bool | None:
        """As Excel shows it before it works anything out anew; None for an empty cell."""
        inline = child(cell.element, "is")
        if inline is not None:
            return unescaped(text_in(inline)) or None
        said = cell.value
        if not said:
            return None
        match cell.kind:
            case "s":
                return self._strings[int(said)] or None if int(said) < len(self._strings) else None
            case "b":
                return said in {"1", "true"}
            case "n":
                return float(said)
            case _:
                return unescaped(said)

    def sheet(self, name: str) -> "Sheet":
        return self.of_part(self._package.part_of(name))

    def of_part(self, part: str) -> "Sheet":
        grid = Grid(self._package, part)
        return Sheet(grid, {place: self.value(cell) for place, cell in grid.cells.items()})


@dataclass
class Sheet:
    """One sheet with its cells' values, by column and row."""

    grid: Grid
    values: dict[Place, str | float | bool | None]
    _found: dict[str, tuple[int, dict[str, int]]] = field(default_factory=dict)

    def headings(self, key: str) -> tuple[int, dict[str, int]]:
        """The row in which that heading stands, and each heading's column; the first of two that are alike."""
        if key not in self._found:
            self._found[key] = self._headings(key)
        return self._found[key]

    def _headings(self, key: str) -> tuple[int, dict[str, int]]:
        row = min(row for (_, row), value in self.values.items() if isinstance(value, str) and value.strip() == key)
        columns: dict[str, int] = {}
        for (column, at), value in sorted(self.values.items()):
            if at == row and isinstance(value, str):
                columns.setdefault(" ".join(value.split()), column)
        return row, columns

    def rows(self, key: str) -> dict[str, int]:
        """In which row each key stands; the first where one stands twice."""
        top, columns = self.headings(key)
        found: dict[str, int] = {}
        for row in range(top + 1, self.last + 1):
            said = self.values.get((columns[key], row))
            if said is not None:
                found.setdefault(str(said).strip(), row)
        return found

    @cached_property
    def last(self) -> int:
        return max((row for _, row in self.values), default=0)
