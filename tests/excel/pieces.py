"""A sheet's XML cut into the pieces that a patch may touch: its rows' tags, its cells, and what lies between them."""

import re
from dataclasses import dataclass

from tests.excel.places import cell_at

_TAG = rb"""<(/?)(?:[\w.-]+:)?(row|c)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>"""
_ROWS_AND_CELLS = re.compile(_TAG)
_SAID = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData\b[^>]*>")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
MARKUP = re.compile(rb"<[^>]*>|[^<]+")

Place = tuple[int, int]


@dataclass(slots=True)
class Pieces:
    """A sheet in pieces: before and after its data, each row's opening tag, each cell's bytes, and all other bytes.

    `order` names the pieces in their order: ("row", n), ("cell", n, column), ("end", n), ("between", bytes).
    """

    before: bytes
    after: bytes
    rows: dict[int, bytes]
    cells: dict[Place, bytes]
    order: list[tuple[object, ...]]


def cut(content: bytes) -> Pieces:
    """The pieces of one sheet, the places counted where nothing says them."""
    start = _DATA.search(content)
    if start is None:
        return Pieces(content, b"", {}, {}, [])
    end = None if start[0].endswith(b"/>") else _DATA_END.search(content, start.end())
    stop = start.end() if end is None else end.start()
    pieces = Pieces(content[: start.start()], content[start.end() if end is None else end.end() :], {}, {}, [])
    _Cutting(content, pieces).cut(start.end(), stop)
    return pieces


class _Cutting:
    def __init__(self, content: bytes, pieces: Pieces) -> None:
        self._content, self._pieces = content, pieces
        self._row = self._column = 0
        self._open: tuple[Place, int] | None = None

    def cut(self, at: int, stop: int) -> None:
        for found in _ROWS_AND_CELLS.finditer(self._content, at, stop):
            if self._open is None and self._content[at : found.start()]:
                self._pieces.order.append(("between", self._content[at : found.start()]))
            at = found.end()
            if found[2] == b"row":
                self._row_tag(found)
            elif found[1]:
                self._end_cell(found.end())
            else:
                self._begin_cell(found)
        if self._content[at:stop]:
            self._pieces.order.append(("between", self._content[at:stop]))

    def _row_tag(self, found: "re.Match[bytes]") -> None:
        if found[1]:
            self._pieces.order.append(("end", self._row))
            return
        said = _SAID.search(found[0])
        self._row = int(said[1]) if said else self._row + 1
        self._column = 0
        self._pieces.rows[self._row] = found[0]
        self._pieces.order.append(("row", self._row))
        if found[4]:
            self._pieces.order.append(("end", self._row))

    def _begin_cell(self, found: "re.Match[bytes]") -> None:
        said = _SAID.search(found[0])
        place = cell_at(said[1].decode()) if said else None
        self._column = place[0] if place else self._column + 1
        here = (self._column, self._row)
        self._pieces.order.append(("cell", *here))
        if found[4]:
            self._pieces.cells[here] = found[0]
        else:
            self._open = here, found.start()

    def _end_cell(self, end: int) -> None:
        if self._open is not None:
            here, start = self._open
            self._pieces.cells[here] = self._content[start:end]
            self._open = None
