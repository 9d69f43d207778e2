"""A table's rows as plain columns, which go from one process to another faster than rows do, and by no pickle."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import repeat, zip_longest
from typing import Any

from app.exchange.files.cells import Cell, NotSaid, Row

Plain = str | int | float | bool | tuple[str, str] | None

_PLAIN = frozenset((str, int, float, bool, type(None)))
# Every other kind of cell: its letter, how it goes as something plain, and how it is made again.
_KINDS: dict[type, tuple[str, Callable[[Any], Plain], Callable[[Any], Cell]]] = {
    date: ("d", date.toordinal, date.fromordinal),
    datetime: ("m", datetime.isoformat, datetime.fromisoformat),
    time: ("t", time.isoformat, time.fromisoformat),
    NotSaid: ("n", lambda cell: (cell.shown, cell.because), lambda plain: NotSaid(*plain)),
}
_MADE: dict[str, Callable[[Any], Cell]] = {letter: made for letter, _, made in _KINDS.values()}


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a column; `kinds`: a letter for each of them, one for all, or none where all are plain."""

    kinds: str
    cells: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows by their columns; `widths` says how many cells each row has, where they differ."""

    lines: tuple[int, ...]
    widths: tuple[int, ...]
    columns: tuple[Column, ...]


def columns_of(rows: Sequence[Row]) -> Columns:
    """The rows as columns."""
    widths = tuple(len(row.cells) for row in rows)
    return Columns(
        tuple(row.line for row in rows),
        widths if len(set(widths)) > 1 else (),
        tuple(map(_column, zip_longest(*(row.cells for row in rows)))),
    )


def rows_of(sent: Columns) -> tuple[Row, ...]:
    """The rows again; a ValueError where what came is no table."""
    made = [_cells(each) for each in sent.columns]
    every: Iterable[tuple[Cell, ...]] = zip(*made, strict=True) if made else repeat((), len(sent.lines))
    if sent.widths:
        every = (cells[:width] for cells, width in zip(every, sent.widths, strict=True))
    return tuple(Row(line, cells) for line, cells in zip(sent.lines, every, strict=True))


def _column(cells: tuple[Any, ...]) -> Column:
    kinds = set(map(type, cells))
    if kinds <= _PLAIN:
        return Column("", cells)
    if len(kinds) == 1:
        letter, plain, _ = _KINDS[kinds.pop()]
        return Column(letter, tuple(map(plain, cells)))
    said = [_KINDS.get(type(cell)) for cell in cells]
    return Column(
        "".join(kind[0] if kind else "-" for kind in said),
        tuple(kind[1](cell) if kind else cell for kind, cell in zip(said, cells, strict=True)),
    )


def _cells(column: Column) -> Iterable[Any]:
    if not column.kinds:
        return column.cells
    if len(column.kinds) == 1:
        return map(_MADE[column.kinds], column.cells)
    both = zip(column.kinds, column.cells, strict=True)
    return [cell if kind == "-" else _MADE[kind](cell) for kind, cell in both]
