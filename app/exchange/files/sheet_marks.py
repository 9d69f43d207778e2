"""What a sheet's own XML says and calamine doesn't: what is hidden, struck through, joined, shown otherwise, unsaid.

One more pass over the chosen sheet, and over its rows only where its bytes speak of any of these.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING

from app.exchange.files.cells import Cell, NotSaid, Row
from app.exchange.files.formula_values import Formula, formula_shown, never_worked_out
from app.exchange.files.joined import Area, joined_areas
from app.exchange.files.looks import Looks, looks_of, shown_as
from app.exchange.files.unsaid import BELOW, ERROR, PICTURE
from app.exchange.files.workbook_parts import TRUE, sheet_part, styles_part

if TYPE_CHECKING:
    from lxml.etree import _Element

# What speaks of it at all, searched through the whole sheet, and then closer what may be something else.
_HIDES = {b"hidden=": (b'hidden="1"', b'hidden="t', b"hidden='"), b'ht="0"': (b'ht="0"',)}
_ODD = {
    b't="e"': (b't="e"',),
    b"t='e'": (b"t='e'",),
    b"<f": (b"<f>", b"<f ", b"<f/"),
    b":f": (b":f>", b":f ", b":f/"),
    b"v>-": (b"<v>-", b":v>-"),
}
_ODD_CELLS = "*[@t='e' or *[local-name()='f'] or *[local-name()='v'][starts-with(., '-')]]"
_LAST_COLUMN = 16_384
Place = tuple[int, int]  # a line, counted from 1, and a column, counted from 0


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Lines of rows that hold something and are hidden, by hand or by a filter; columns, counted from 0, likewise.

    `unsaid` are cells in which the file says nothing that can be believed, by line and column; `shown` numbers that
    their format shows otherwise. `struck` are cells with a line through them, `joined` areas of joined cells.
    `negative` are numbers that are wrong only where their format makes them a time of day.
    """

    hidden_lines: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_filtered: bool = False
    unsaid: Mapping[Place, NotSaid] = field(default_factory=dict)
    negative: Mapping[Place, NotSaid] = field(default_factory=dict)
    shown: Mapping[Place, str] = field(default_factory=dict)
    struck: tuple[Place, ...] = ()
    joined: tuple[Area, ...] = ()


def marks_of(content: bytes, title: str) -> SheetMarks:
    """The marks of the worksheet of this title. Raises ValueError where it can't be read."""
    sheet, is_worked_out_later = sheet_part(content, title)
    begins = max(sheet.find(b"sheetData"), 0)
    head = sheet[:begins]
    columns = _hidden_columns(head)
    joined, looks = joined_areas(sheet), looks_of(styles_part(content))
    if not (looks or _speaks_of(_HIDES, sheet, begins) or _speaks_of(_ODD, sheet, begins)):
        return SheetMarks(hidden_columns=columns, joined=joined)
    seen = _Seen(sheet, looks)
    unsaid = seen.unsaid | never_worked_out(seen.formulas, is_worked_out_later=is_worked_out_later)
    is_filtered = bool(seen.hidden) and (b"filterMode=" in head or b"filterColumn" in sheet)
    return SheetMarks(
        tuple(seen.hidden), columns, is_filtered, unsaid, seen.negative, seen.shown, tuple(seen.struck), joined
    )


def _speaks_of(signs: Mapping[bytes, Sequence[bytes]], sheet: bytes, begins: int) -> bool:
    return any(
        sheet.find(sign, begins) >= 0 and any(sheet.find(each, begins) >= 0 for each in closer)
        for sign, closer in signs.items()
    )


def with_cells(rows: Iterable[Row], cells: Mapping[Place, Cell]) -> list[Row]:
    """The rows with these cells in their places, and rows that hold nothing else."""
    found = {row.line: list(row.cells) for row in rows}
    for (line, column), cell in cells.items():
        row = found.setdefault(line, [])
        row.extend([None] * (column + 1 - len(row)))
        row[column] = cell
    return [Row(line, tuple(found[line])) for line in sorted(found)]


def with_negative_times(rows: Iterable[Row], negative: Mapping[Place, NotSaid]) -> list[Row]:
    """The rows with what is a time of day and was a negative number as what it is: calamine reads -01:30 as 22:30."""
    found = list(rows)
    lines = {line for line, _ in negative}
    for at, row in enumerate(found):
        if row.line in lines:
            cells = (
                negative.get((row.line, column), cell) if isinstance(cell, time) else cell
                for column, cell in enumerate(row.cells)
            )
            found[at] = Row(row.line, tuple(cells))
    return found


class _Seen:
    """What a walk over the rows of a sheet finds."""

    def __init__(self, sheet: bytes, looks: Looks) -> None:
        from lxml import etree  # noqa: PLC0415  used by imports only

        self.hidden: list[int] = []
        self.unsaid: dict[Place, NotSaid] = {}
        self.negative: dict[Place, NotSaid] = {}
        self.formulas: list[Formula] = []
        self.shown: dict[Place, str] = {}
        self.struck: list[Place] = []
        self._shared: dict[str, str] = {}
        odd_cells = etree.XPath(_ODD_CELLS)
        for line, row in _rows(sheet):
            if (row.get("hidden") in TRUE or row.get("ht") == "0") and any(len(cell) for cell in row):
                self.hidden.append(line)
            for cell in odd_cells(row):
                self._odd(line, row, cell)
            for cell in row if looks else ():
                self._look(line, row, cell, looks)

    def _odd(self, line: int, row: "_Element", cell: "_Element") -> None:
        column = _column_of(row, cell)
        if cell.get("t") == "e":
            because = PICTURE if cell.get("vm") else ERROR
            self.unsaid[line, column] = NotSaid(_text(cell, "v") or "an error", because)
            return
        if any(_name(each) == "f" for each in cell):
            self.formulas.append(_formula(line, column, cell, self._shared))
        if (number := _text(cell, "v")).startswith("-"):
            self.negative[line, column] = NotSaid(number, BELOW)

    def _look(self, line: int, row: "_Element", cell: "_Element", looks: Looks) -> None:
        style = cell.get("s", "0")
        if style in looks.struck and len(cell):
            self.struck.append((line, _column_of(row, cell)))
        if style in looks.formats and cell.get("t", "n") == "n":
            text = shown_as(_text(cell, "v").strip(), looks.formats[style])
            if text:
                self.shown[line, _column_of(row, cell)] = text


def _hidden_columns(head: bytes) -> tuple[int, ...]:
    """Columns that are hidden or have no width, of what stands before the rows."""
    begins = max(head.find(b"<cols"), head.find(b":cols"))
    if begins < 0:
        return ()
    found: list[int] = []
    for tag in head[begins:].split(b"<")[1:]:
        said = dict(_attributes(tag))
        if said.get("hidden") in TRUE or (said.get("width") == "0" and "min" in said):
            first, last = int(said.get("min", "1")), int(said.get("max", "0"))
            found.extend(range(first - 1, min(last, _LAST_COLUMN)))
    return tuple(found)


def _attributes(tag: bytes) -> Iterator[tuple[str, str]]:
    for each in tag.rstrip(b"/> \r\n").split()[1:]:
        key, _, value = each.decode("utf-8", "replace").partition("=")
        yield key, value.strip("\"'")


def _rows(sheet: bytes) -> Iterator[tuple[int, "_Element"]]:
    """Each row with its line; one without a number follows the one before it."""
    from lxml import etree  # noqa: PLC0415  used by imports only

    line = 0
    walk = etree.iterparse(
        io.BytesIO(sheet), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        for _, row in walk:
            line = int(row.get("r") or line + 1)
            yield line, row
            row.clear()
            above = row.getparent()
            while above is not None and row.getprevious() is not None:
                del above[0]
    except etree.XMLSyntaxError as error:
        raise ValueError("a sheet can't be read") from error


def _column_of(row: "_Element", wanted: "_Element") -> int:
    """By its letters; a cell without any stands after the one before it."""
    if wanted.get("r"):
        return _column_number(wanted.get("r", ""))
    column = -1
    for cell in row:
        column = _column_number(cell.get("r", "")) if cell.get("r") else column + 1
        if cell is wanted:
            break
    return column


def _column_number(reference: str) -> int:
    number = 0
    for letter in reference.upper().rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _name(element: "_Element") -> str:
    """Without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _text(cell: "_Element", name: str) -> str:
    return next((each.text or "" for each in cell if _name(each) == name), "")


def _formula(line: int, column: int, cell: "_Element", shared: dict[str, str]) -> Formula:
    formula = next(each for each in cell if _name(each) == "f")
    text, number = formula.text or "", formula.get("si")
    if number is not None:
        shared.setdefault(number, text)
    text_or_first = text or shared.get(number or "", "")
    has_text = any(_name(each) == "is" for each in cell)
    value = "text" if has_text else _text(cell, "v").strip()
    return Formula(line, column, text_or_first, formula_shown(text), cell.get("t") or "n", value)
