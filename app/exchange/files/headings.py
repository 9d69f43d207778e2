"""Finds the headings of a table, which may stand below a title."""

import re
from collections.abc import Iterator, Sequence

from app.door.errors import Refused
from app.exchange.files.cells import Cell, Row, text_of
from app.exchange.files.names import MOST_ROWS, called
from app.exchange.files.sheet import Sheet
from app.exchange.files.widths import wider_than

REFUSED_HEADING = "Refused because"
LINE_HEADING = "Line"

_HEADER_WITHIN = 20
_COULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_GUARDED = re.compile(r"'['=+\-@\t\r]")


def table_of(name: str, rows: Iterator[Row]) -> Sheet:
    """Find the headings, which may stand below a title: the first row about as full as the fullest near the top."""
    kept: list[Row] = []
    for row in rows:
        kept.append(row)
        if len(kept) > MOST_ROWS:
            raise Refused(f"{called(name)} has more than {MOST_ROWS:,} rows: split it into smaller files.")
    full = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells) for row in kept[:_HEADER_WITHIN]]
    enough = max(2, 0.6 * max(full, default=0))
    at = next((index for index, count in enumerate(full) if count >= enough), None)
    if at is None:
        raise Refused(f"{called(name)} holds no table with headings: check that it is the right file.")
    header = tuple(" ".join(text_of(cell).split()) for cell in kept[at].cells)
    below = [row for row in kept[at + 1 :] if any(text_of(cell).strip() for cell in row.cells)]
    ours = own_columns(header)
    if ours:
        header = tuple(heading[1:] if _GUARDED.match(heading) else heading for heading in header)
        below = [Row(row.line, tuple(map(_unguarded, row.cells))) for row in below]
    return Sheet(name, kept[at].line, header, tuple(below), unfit=_wider(header, below, ours))


def own_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Where a file of refused rows, corrected and sent again, says their lines and reasons: never part of a row."""
    if REFUSED_HEADING not in header:
        return ()
    reason = len(header) - 1 - list(reversed(header)).index(REFUSED_HEADING)
    return (reason - 1, reason) if reason and header[reason - 1] == LINE_HEADING else (reason,)


def guarded(text: str) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe in a text file of refused rows."""
    return f"'{text}" if text.startswith(_COULD_BE_A_FORMULA) else text


def guarded_twice(text: str) -> str:
    """In a workbook a text is one whatever it begins with: only what would be taken for a guard gets one before it."""
    return f"'{text}" if _GUARDED.match(text) else text


def _unguarded(cell: Cell) -> Cell:
    """Undo what the file of refused rows does to a text that could be taken for a formula."""
    return cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell


def _wider(header: Sequence[str], rows: Sequence[Row], ours: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Rows with something right of the last heading; our own two columns are no headings of theirs."""
    if not ours:
        return wider_than(header, rows)
    first, after = ours[0], ours[-1] + 1
    without = [Row(row.line, row.cells[:first] + row.cells[after:]) for row in rows]
    return wider_than((*header[:first], *header[after:]), without)
