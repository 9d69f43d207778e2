"""Formulas that a put-back meets: one shared with other cells is handed on, one that fills several cells is refused."""

import re
from dataclasses import dataclass, field

from reports.layout.sheet_extent import column_number
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.cells import Cell, Cells, formula_of
from reports.tracker.patch.places import LAST_COLUMN, LAST_ROW, Range, letters, range_named
from reports.tracker.patch.signs import escaped
from reports.tracker.patch.splices import Splice
from reports.tracker.patch.tags import Tags, attributes_of

# What is in quotation marks or square brackets isn't moved; a name or a function isn't a cell.
_PARTS = re.compile(
    r"\"[^\"]*\"|'[^']*'|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
    r"|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w.(!])"
    r"|(?<![\w.$:])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!])"
    r"|(?<![\w.$:])(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\w.(!])"
)
_GONE = "#REF!"


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads so many rows below and columns to the right."""

    def column(fixed: str, name: str) -> str:
        number = column_number(name.encode()) + (0 if fixed else columns)
        return f"{fixed}{letters(number)}" if 1 <= number <= LAST_COLUMN else ""

    def row(fixed: str, said: str) -> str:
        number = int(said) + (0 if fixed else rows)
        return f"{fixed}{number}" if 1 <= number <= LAST_ROW else ""

    def again(found: re.Match[str]) -> str:
        of = found.groups()
        if of[1]:
            first, second, between = column(of[0], of[1]), row(of[2], of[3]), ""
        elif of[5]:
            first, second, between = column(of[4], of[5]), column(of[6], of[7]), ":"
        elif of[9]:
            first, second, between = row(of[8], of[9]), row(of[10], of[11]), ":"
        else:
            return found[0]
        return f"{first}{between}{second}" if first and second else _GONE

    return _PARTS.sub(again, formula)


@dataclass(frozen=True, slots=True)
class _Orphaned:
    """A shared formula whose first cell is ours again: its text, where it stood, and the cells that share it."""

    text: str
    column: int
    row: int
    over: Range


@dataclass(slots=True)
class Formulas:
    """What is known of a sheet's formulas as its rows go by."""

    name: str
    tags: Tags
    spread: list[Range] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    _orphaned: dict[bytes, _Orphaned] = field(default_factory=dict)

    def pass_by(self, cells: Cells, row: int) -> None:
        """Take note of formulas in this row that fill several cells."""
        for at, attributes in enumerate(cells.formulas):
            if attributes and (b"array" in attributes or b"dataTable" in attributes):
                said = attributes_of(attributes)
                over = range_named(said.get(b"ref", b"").decode("ascii", "replace"))
                if said.get(b"t") in {b"array", b"dataTable"} and over:
                    column = column_number(cells.columns[at])
                    over = Range(min(over.left, column), min(over.top, row), over.right, over.bottom)
                    self.spread.append(over)

    def give_way(self, cell: Cell | None, column: int, row: int) -> None:
        """A cell of ours is put back: let its formula go, or refuse where it fills other cells too."""
        here = Range(column, row, column, row)
        if any(each.meets(here) and not each.is_one_cell for each in self.spread):
            raise TrackerUnreadable(
                f"In the sheet “{self.name}” the cell {here.said()} is part of a formula that fills several cells: "
                "move that formula to another sheet, then export again."
            )
        found = formula_of(self.tags, cell) if cell else None
        if found is None:
            return
        self.gone.add(here.said())
        attributes, text = found
        over = range_named(attributes.get(b"ref", b"").decode("ascii", "replace"))
        if attributes.get(b"t") == b"shared" and text and over:
            self._orphaned[attributes.get(b"si", b"")] = _Orphaned(text, column, row, over)

    @property
    def are_waiting(self) -> bool:
        """Whether a shared formula waits for its next cell."""
        return bool(self._orphaned)

    def hand_on(self, cell: Cell, row: int, start: int) -> Splice | None:
        """Where this cell shares a formula that lost its first cell: let it say the formula itself."""
        found = self.tags.formula.search(cell.content)
        attributes = attributes_of(found[1]) if found else {}
        number = attributes.get(b"si", b"")
        if found is None or attributes.get(b"t") != b"shared" or number not in self._orphaned:
            return None
        if (found[2] or b"").strip():  # it has a text of its own already: the others follow it from here
            del self._orphaned[number]
            return None
        of = self._orphaned[number]
        text = escaped(moved(of.text, row - of.row, cell.column - of.column))
        kind = ""
        if of.over.left == of.over.right == cell.column and row <= of.over.bottom:
            over = of.over._replace(top=row).said()  # the others below follow this cell from now on
            kind = f' t="shared" ref="{over}" si="{number.decode()}"'
            del self._orphaned[number]
        p = self.tags.named
        at = start + cell.content_at
        return Splice(at + found.start(), at + found.end(), f"<{p}f{kind}>{text}</{p}f>".encode())
