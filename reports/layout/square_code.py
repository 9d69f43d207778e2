"""The square code (QR) of a reference as few large blocks, worked out once for each reference."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A square of so many fields a side; its dark blocks from the upper left: left, top, width, height."""

    size: int
    blocks: tuple[tuple[int, int, int, int], ...]


@lru_cache(maxsize=256)
def square_code(text: str) -> SquareCode:
    """The code for a text; level M still reads with 15 % of it dirty or torn."""
    rows = [tuple(bool(dark) for dark in row) for row in segno.make(text, error="m", micro=False).matrix]
    open_runs: dict[tuple[int, int], int] = {}
    blocks: list[tuple[int, int, int, int]] = []
    for top, row in enumerate([*rows, ()]):
        runs = _runs(row)
        for run in [run for run in open_runs if run not in runs]:
            began = open_runs.pop(run)
            blocks.append((run[0], began, run[1], top - began))
        for run in runs:
            open_runs.setdefault(run, top)
    return SquareCode(len(rows), tuple(blocks))


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark fields stand beside one another: from which, and how many. A run goes on below if it is the same."""
    found, place = [], 0
    for dark, fields in groupby(row):
        long = len(list(fields))
        if dark:
            found.append((place, long))
        place += long
    return found
