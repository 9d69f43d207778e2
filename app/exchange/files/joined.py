"""Cells that are joined over several rows: the sheet shows what stands there for each, and holds it for the first."""

import re
from collections.abc import Sequence

from app.exchange.files.cells import shown
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.files.some import at_most
from app.exchange.files.unsaid import cell_called

Area = tuple[int, int, int, int]
"""First line, first column, last line, last column; lines counted from 1, columns from 0."""

_JOINED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']\$?([A-Za-z]+)\$?(\d+):\$?([A-Za-z]+)\$?(\d+)")


def joined_areas(sheet: bytes) -> tuple[Area, ...]:
    """The areas of a worksheet's XML that reach over several rows."""
    if b"mergeCell" not in sheet:
        return ()
    found = (
        (int(first), _column(left), int(last), _column(right)) for left, first, right, last in _JOINED.findall(sheet)
    )
    return tuple(sorted(each for each in found if each[2] > each[0]))


def joined_notices(sheet: Sheet, areas: Sequence[Area]) -> tuple[Notice, ...]:
    """For which rows of the list something seems to stand in a joined cell that is taken for its first row only."""
    rows = {row.line: row.cells for row in sheet.rows} if areas else {}
    found = []
    for first, left, last, right in areas:
        cells = rows.get(first, ())
        held = cells[left] if left < len(cells) else None
        under = [line for line in range(first + 1, min(last, max(rows, default=0)) + 1) if line in rows]
        if held not in {None, ""} and under:
            found.append(
                Notice(
                    f"The cells {cell_called(first, left)} to {cell_called(last, right)} are joined: “{shown(held)}” "
                    f"is taken for line {first:,} only, and line {under[0]:,} has nothing there.",
                    under[0],
                )
            )
    return at_most(found, "are joined with a line above, and what stands there is taken for that one only")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
