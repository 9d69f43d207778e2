"""Puts cells into rows that are there: only what is ours is written, all else in the row stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.layout.cells import Kind, Value
from reports.tracker.patch.cells import Cell, formula_of, located
from reports.tracker.patch.columns import Columns
from reports.tracker.patch.formulas import Formulas
from reports.tracker.patch.signs import count_of
from reports.tracker.patch.splices import Splice
from reports.tracker.patch.tags import Tags, attributes_of
from reports.tracker.patch.walk import Row
from reports.tracker.patch.written import Formula, Writing, place

_OF_A_NEW_ROW = {b"hidden", b"collapsed", b"outlineLevel", b"ht", b"customHeight", b"spans"}

Wanted = Mapping[int, tuple[Kind, Value | Formula]]  # by column


@dataclass(slots=True)
class Mending:
    """Gathers the splices of one sheet's rows."""

    tags: Tags
    writing: Writing
    splices: list[Splice] = field(default_factory=list)
    _styles: dict[bytes, int | None] = field(default_factory=dict)

    def style_of(self, attributes: bytes) -> int | None:
        """The style that a cell's attributes name."""
        if attributes not in self._styles:
            self._styles[attributes] = count_of(attributes_of(attributes).get(b"s"))
        return self._styles[attributes]

    def formula_said(self, row: Row, column: int) -> str:
        """The formula of a cell as a person sees it; of one that shares another's only that there is one."""
        for cell in located(self.tags, row.cells):
            if cell.column == column and (found := formula_of(self.tags, cell)):
                return f"={found[1]}" if found[1] else "a formula"
        return ""

    def add_headings(self, row: Row, columns: Columns) -> None:
        """Headings that were missing, in the look of the last one that is there."""
        there = located(self.tags, row.cells)
        at = row.cells_at + (there[-1].end if there else 0)
        new = [columns.places[title] for title in columns.added]
        style = there[-1].style if there else self.writing.look(Kind.TEXT, "")
        cells = (self.writing.cell(place(columns.places[title], row.number), style, title) for title in columns.added)
        self._place(row, [Splice(at, at, "".join(cells).encode())], new, None)

    def mend(self, row: Row, wanted: Wanted, formulas: Formulas) -> None:
        """Put our cells of this row right, and hand on shared formulas that lost their first cell."""
        self._put(row, wanted, formulas, None)

    def fill(self, row: Row, wanted: Wanted, formulas: Formulas, height: float) -> None:
        """Let an empty row that is there be a new row of ours."""
        self._put(row, wanted, formulas, height)

    def hand_on(self, row: Row, formulas: Formulas) -> None:
        """Hand on shared formulas to the cells of a row in which nothing is ours."""
        self._put(row, {}, formulas, None)

    def _put(self, row: Row, wanted: Wanted, formulas: Formulas, height: float | None) -> None:
        there = located(self.tags, row.cells)
        by_column = {cell.column: cell for cell in there}
        splices = [
            splice
            for column in sorted(wanted)
            if (splice := self._cell(row, there, by_column.get(column), column, wanted[column], formulas))
        ]
        if formulas.are_waiting:
            others = (cell for cell in there if cell.column not in wanted)
            splices += filter(None, (formulas.hand_on(cell, row.number, row.cells_at) for cell in others))
        new = [column for column in wanted if column not in by_column]
        self._place(row, splices, new, height)

    def _cell(
        self,
        row: Row,
        there: list[Cell],
        cell: Cell | None,
        column: int,
        wanted: tuple[Kind, Value | Formula],
        formulas: Formulas,
    ) -> Splice | None:
        kind, value = wanted
        if isinstance(value, Formula) and cell is not None and formula_of(self.tags, cell):
            return None
        formulas.give_way(cell, column, row.number)
        if cell is None:
            style = self.writing.look(kind, value) if not isinstance(value, Formula) else None
            at = row.cells_at + next(
                (each.start for each in there if each.column > column), there[-1].end if there else 0
            )
            end = at
        else:
            style = self.writing.style_kept(cell.style, kind, value)
            at, end = row.cells_at + cell.start, row.cells_at + cell.end
        return Splice(at, end, self.writing.cell(place(column, row.number), style, value).encode())

    def _place(self, row: Row, splices: list[Splice], new: list[int], height: float | None) -> None:
        """Keep the splices of a row, with a new start of it where it was a single tag or would say something untrue."""
        tag = self._tag(row, new, height)
        if row.is_closed and (splices or tag):
            start = tag or self._start(row, attributes_of(row.attributes))
            cells = b"".join(splice.new for splice in splices if isinstance(splice.new, bytes))
            self.splices.append(Splice(row.start, row.end, start + cells + self.tags.row_end))
            return
        if tag:
            self.splices.append(Splice(row.start, row.cells_at, tag))
        self.splices += splices

    def _tag(self, row: Row, new: list[int], height: float | None) -> bytes:
        """The new start of a row; nothing where the old one stays."""
        said = attributes_of(row.attributes)
        if height is not None:
            kept = {name: value for name, value in said.items() if name not in _OF_A_NEW_ROW}
            return self._start(row, kept | {b"ht": b"%g" % height})
        first, last = (count_of(each) for each in said.get(b"spans", b"").partition(b":")[::2])
        if not new or first is None or last is None:
            return b""
        if first <= min(new) and max(new) <= last:
            return b""
        spans = b"%d:%d" % (min(first, *new), max(last, *new))
        return self._start(row, said | {b"spans": spans})

    def _start(self, row: Row, attributes: Mapping[bytes, bytes]) -> bytes:
        kept = b"".join(b' %b="%b"' % each for each in attributes.items() if each[0] != b"r")
        return self.tags.row_start + b' r="%d"' % row.number + kept + b">"
