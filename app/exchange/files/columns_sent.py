"""A table's rows as plain columns, which go from one process to another faster than rows do, and by no pickle.

A column says each value once, and for each row which of them stands there: a list says the same few thousand again and
again, and made from this it holds each once.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import repeat, zip_longest
from typing import Any

from app.exchange.files.cells import Cell, NotSaid, Row

Plain = str | int | float | bool | tuple[str, str] | None

_PLAIN = "-"
_NUMBERS = "I"  # of an array that says which value stands in each row
# Every kind of cell that isn't plain: its letter, how it goes as something plain, and how it is made again.
_KINDS: dict[type, tuple[str, Callable[[Any], Plain], Callable[[Any], Cell]]] = {
    date: ("d", date.toordinal, date.fromordinal),
    datetime: ("m", datetime.isoformat, datetime.fromisoformat),
    time: ("t", time.isoformat, time.fromisoformat),
    NotSaid: ("n", lambda cell: (cell.shown, cell.because), lambda plain: NotSaid(*plain)),
}
_MADE: dict[str, Callable[[Any], Cell]] = {letter: made for letter, _, made in _KINDS.values()}


@dataclass(frozen=True, slots=True)
class Column:
    """The different values of a column, a letter in `kinds` for each, none where all are plain; which each row has."""

    kinds: str
    values: tuple[Plain, ...]
    which: bytes


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
    """The rows again; a ValueError or an IndexError where what came is no table."""
    made = [_cells(each) for each in sent.columns]
    every: Iterable[tuple[Cell, ...]] = zip(*made, strict=True) if made else repeat((), len(sent.lines))
    if sent.widths:
        every = (cells[:width] for cells, width in zip(every, sent.widths, strict=True))
    return tuple(Row(line, cells) for line, cells in zip(sent.lines, every, strict=True))


def _column(cells: tuple[Any, ...]) -> Column:
    numbers: dict[Any, int] = {}
    numbered = numbers.setdefault
    # Of one type equal cells are the same, and nothing is equal to none; of several 1, 1.0 and True are not.
    if len(set(map(type, cells)) - {type(None)}) <= 1:
        which = array(_NUMBERS, [numbered(cell, len(numbers)) for cell in cells])
        values = list(numbers)
    else:
        which = array(_NUMBERS, [numbered((type(cell), cell), len(numbers)) for cell in cells])
        values = [cell for _, cell in numbers]
    said = [_KINDS.get(type(value)) for value in values]
    return Column(
        "".join(kind[0] if kind else _PLAIN for kind in said) if any(said) else "",
        tuple(kind[1](value) if kind else value for kind, value in zip(said, values, strict=True)),
        which.tobytes(),
    )


def _cells(column: Column) -> Iterator[Cell]:
    values: Sequence[Any] = column.values
    if column.kinds:
        both = zip(column.kinds, values, strict=True)
        values = [value if kind == _PLAIN else _MADE[kind](value) for kind, value in both]
    which = array(_NUMBERS)
    which.frombytes(column.which)
    return map(values.__getitem__, which)
