"""What a sheet's own XML says and calamine doesn't: hidden rows and columns, errors, formulas never worked out, signs.

One more pass over the chosen sheet, and over its rows only where its bytes speak of any of these.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING

from app.exchange.files.cells import NotSaid, Row
from app.exchange.files.formula_values import Formula, never_worked_out
from app.exchange.files.unsaid import BELOW, ERROR
from app.exchange.files.workbook_parts import TRUE, sheet_part

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
_SHOWN = 60
_LAST_COLUMN = 16_384
PICTURE = "a picture or a linked record that only Excel shows: write there what it says"


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Lines of rows that hold something and are hidden, by hand or by a filter; columns, counted from 0, likewise.

    `unsaid` are cells in which the file says nothing that can be believed, by line and column; `negative` are numbers
    that are wrong only where their format makes them a time of day.
    """

    hidden_lines: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_filtered: bool = False
    unsaid: Mapping[tuple[int, int], NotSaid] = field(default_factory=dict)
    negative: Mapping[tuple[int, int], NotSaid] = field(default_factory=dict)


def marks_of(content: bytes, title: str) -> SheetMarks:
    """The marks of the worksheet of this title. Raises ValueError where it can't be read."""
    sheet, is_worked_out_later = sheet_part(content, title)
    begins = max(sheet.find(b"sheetData"), 0)
    head = sheet[:begins]
    columns = _hidden_columns(head)
    if not (_speaks_of(_HIDES, sheet, begins) or _speaks_of(_ODD, sheet, begins)):
        return SheetMarks(hidden_columns=columns)
    lines, unsaid, negative, formulas = _rows_seen(sheet)
    unsaid |= never_worked_out(formulas, is_worked_out_later=is_worked_out_later)
    is_filtered = b"filterMode=" in head or b"filterColumn" in sheet
    return SheetMarks(lines, columns, bool(lines) and is_filtered, unsaid, negative)


def _speaks_of(signs: Mapping[bytes, Sequence[bytes]], sheet: bytes, begins: int) -> bool:
    return any(
        sheet.find(sign, begins) >= 0 and any(sheet.find(each, begins) >= 0 for each in closer)
        for sign, closer in signs.items()
    )


def with_unsaid(rows: Iterable[Row], unsaid: Mapping[tuple[int, int], NotSaid]) -> list[Row]:
    """The rows with these cells in their places, and rows that hold nothing else."""
    found = {row.line: list(row.cells) for row in rows}
    for (line, column), cell in unsaid.items():
        cells = found.setdefault(line, [])
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = cell
    return [Row(line, tuple(found[line])) for line in sorted(found)]


def with_negative_times(rows: Iterable[Row], negative: Mapping[tuple[int, int], NotSaid]) -> list[Row]:
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


def _rows_seen(
    sheet: bytes,
) -> tuple[tuple[int, ...], dict[tuple[int, int], NotSaid], dict[tuple[int, int], NotSaid], list[Formula]]:
    from lxml import etree  # noqa: PLC0415  used by imports only

    lines: list[int] = []
    unsaid: dict[tuple[int, int], NotSaid] = {}
    negative: dict[tuple[int, int], NotSaid] = {}
    formulas: list[Formula] = []
    shared: dict[str, str] = {}
    odd_cells = etree.XPath(_ODD_CELLS)
    for line, row in _rows(sheet):
        if (row.get("hidden") in TRUE or row.get("ht") == "0") and any(len(cell) for cell in row):
            lines.append(line)
        for cell in odd_cells(row):
            column = _column_of(row, cell)
            if cell.get("t") == "e":
                unsaid[line, column] = NotSaid(_text(cell, "v") or "an error", PICTURE if cell.get("vm") else ERROR)
                continue
            if any(_name(each) == "f" for each in cell):
                formulas.append(_formula(line, column, cell, shared))
            if (number := _text(cell, "v")).startswith("-"):
                negative[line, column] = NotSaid(number, BELOW)
    return tuple(lines), unsaid, negative, formulas


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
    shown = f"={text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}" if text else "=…"
    return Formula(line, column, text_or_first, shown, cell.get("t") or "n", value)
