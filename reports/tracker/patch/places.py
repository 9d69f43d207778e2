"""Cells and ranges by their names: "F12", "A1:U3", counted from 1."""

import re
from functools import cache
from typing import NamedTuple

from reports.layout.sheet_extent import column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


class Range(NamedTuple):
    """A block of cells, its edges included."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Range") -> bool:
        """Whether a cell belongs to both."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    @property
    def is_one_cell(self) -> bool:
        """Whether it is a single cell."""
        return self.left == self.right and self.top == self.bottom

    def said(self) -> str:
        """Its name."""
        first = f"{letters(self.left)}{self.top}"
        return first if self.is_one_cell else f"{first}:{letters(self.right)}{self.bottom}"


def range_named(name: str) -> Range | None:
    """The range of that name; nothing where it is none that is bounded."""
    found = _RANGE.fullmatch(name.strip())
    if found is None:
        return None
    left, top = column_number(found[1].encode()), int(found[2])
    right, bottom = (column_number(found[3].encode()), int(found[4])) if found[3] else (left, top)
    return Range(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


@cache
def letters(column: int) -> str:
    """The letters of a column, "A" being 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
