"""Where things stand in a sheet: cells and ranges as a workbook writes them ("B7", "A1:C9")."""

import re
from dataclasses import dataclass

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class Area:
    """A range, counted from 1, both ends within it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def meets(self, other: "Area") -> bool:
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def __str__(self) -> str:
        first, last = cell_name(self.left, self.top), cell_name(self.right, self.bottom)
        return first if first == last else f"{first}:{last}"


def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def cell_name(column: int, row: int) -> str:
    return f"{letters(column)}{row}"


def column_number(said: str) -> int:
    number = 0
    for letter in said.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_at(said: str) -> tuple[int, int] | None:
    """Column and row of "B7"; None where no cell of a sheet is called so."""
    found = _CELL.fullmatch(said)
    if not found:
        return None
    column, row = column_number(found[1]), int(found[2])
    return (column, row) if column <= MOST_COLUMNS and row <= MOST_ROWS else None


def area(said: str) -> Area | None:
    """The range of "A1:C9", "B7", "A:C" or "1:3"; None where it is none, or written backwards."""
    first, _, last = said.partition(":")
    last = last or first
    if (start := cell_at(first)) and (end := cell_at(last)):
        found = Area(*start, *end)
    elif ":" in said and (a := _COLUMN.fullmatch(first)) and (b := _COLUMN.fullmatch(last)):
        found = Area(column_number(a[1]), 1, column_number(b[1]), MOST_ROWS)
    elif ":" in said and (a := _ROW.fullmatch(first)) and (b := _ROW.fullmatch(last)):
        found = Area(1, int(a[1]), MOST_COLUMNS, int(b[1]))
    else:
        return None
    backwards = found.left > found.right or found.top > found.bottom
    return None if backwards or found.right > MOST_COLUMNS or found.bottom > MOST_ROWS else found


def areas(said: str) -> list[Area] | None:
    """The ranges of a list with blanks between them; None where one of them is no range, or there is none."""
    found = [area(each) for each in said.split()]
    return None if not found or None in found else [each for each in found if each is not None]
