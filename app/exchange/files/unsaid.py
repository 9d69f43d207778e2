"""Cells in which a file says nothing that can be believed: never read as blank, and never as "no"."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from app.exchange.files.cells import Cell, NotSaid, Row
from app.exchange.files.sheet import Notice, Sheet

ERROR = "an error: put right what should stand there"
PICTURE = "a picture or a linked record that only Excel shows: write there what it says"
BELOW = "a negative number shown as a date or a time: put right what should stand there"
_ERRORS = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#EXTERNAL!",
})  # fmt: skip
_LETTERS = 26
_NAMED = 5


def cell_called(line: int, column: int) -> str:
    """A cell as a spreadsheet calls it, “E7”; the column is counted from 0."""
    return f"{letters_of(column)}{line}"


def letters_of(column: int) -> str:
    """A column as a spreadsheet calls it, “E”; counted from 0."""
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def unsaid_reasons(row: Row, used_columns: Iterable[int | None]) -> tuple[str, ...]:
    """Why a row can't be read: what its used columns hold that says nothing, each cell named; else nothing."""
    columns = sorted({each for each in used_columns if each is not None and each < len(row.cells)})
    found: dict[str, list[tuple[str, str]]] = {}
    for at in columns:
        cell = row.cells[at]
        if isinstance(cell, NotSaid):
            found.setdefault(cell.because, []).append((cell_called(row.line, at), cell.shown))
    return tuple(_reason(because, cells) for because, cells in found.items())


def unsaid_notices(sheet: Sheet, used_columns: Collection[int | None]) -> tuple[Notice, ...]:
    """The same of columns that aren't used: named once for the file, for nothing of them is taken in.

    A negative number isn't named: it is what the file says, only its format is wrong.
    """
    found = [each for each in _unsaid(sheet) if each[1] not in used_columns and each[2].because != BELOW]
    if not found:
        return ()
    first = [f"{cell_called(line, at)} ({cell.shown})" for line, at, cell in found[:_NAMED]]
    more = [f"{len(found) - _NAMED:,} more"] if len(found) > _NAMED else []
    says = "cell holds an error or a formula" if len(found) == 1 else "cells hold errors or formulas"
    return (Notice(f"In columns that aren't read {len(found):,} {says} never worked out: {listed([*first, *more])}."),)


def with_errors(sheet: Sheet, text: str) -> Sheet:
    """The table of a text with its errors for what they are: a spreadsheet writes them as words into a CSV file."""
    if not any(error in text for error in _ERRORS):
        return sheet
    rows = tuple(
        Row(row.line, tuple(NotSaid(cell.strip(), ERROR) if _is_error(cell) else cell for cell in row.cells))
        if any(map(_is_error, row.cells))
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, unsaid=lines_unsaid(rows))


def _is_error(cell: Cell) -> TypeGuard[str]:
    return isinstance(cell, str) and cell.strip() in _ERRORS


def lines_unsaid(rows: Iterable[Row]) -> tuple[int, ...]:
    """The lines of rows that hold such a cell."""
    return tuple(row.line for row in rows if any(isinstance(cell, NotSaid) for cell in row.cells))


def listed(names: Sequence[str]) -> str:
    """Names in a row, the last after an “and”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _reason(because: str, cells: Sequence[tuple[str, str]]) -> str:
    if len(cells) == 1:
        called, shown = cells[0]
        return f"The cell {called} holds {shown}, {because}."
    return f"The cells {listed([f'{called} ({shown})' for called, shown in cells])} hold {because}."


def _unsaid(sheet: Sheet) -> Iterator[tuple[int, int, NotSaid]]:
    lines = set(sheet.unsaid)
    for row in sheet.rows if lines else ():
        if row.line in lines:
            yield from ((row.line, at, cell) for at, cell in enumerate(row.cells) if isinstance(cell, NotSaid))
