"""Which sign divides the cells of a text of records: what its first line says, else what fits the whole start."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.door.errors import Refused
from app.exchange.columns import Field, guess
from app.exchange.files.names import called

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_START = 20_000
_SAID = re.compile(r'"?sep=(.)"?[,;\t|]*(?:\r\n?|\n)?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Table:
    """The start of a text as one delimiter divides it."""

    delimiter: str
    widths: tuple[int, ...]
    headings: tuple[str, ...]

    @property
    def is_even(self) -> bool:
        return len(set(self.widths)) == 1

    @property
    def fits(self) -> int:
        """How much of the start it divides into records of one width."""
        return max((width * count for width, count in Counter(self.widths).items() if width > 1), default=0)


def delimiter_said(lines: Sequence[str], name: str) -> str:
    """What a first line like `sep=;` says, as Excel reads it; empty where there is none. Refused: a sign unknown here.

    Source: Excel takes such a line for no row of the table.
    """
    said = _SAID.fullmatch(lines[0]) if lines else None
    if said is None:
        return ""
    if said[1] not in DELIMITERS:
        raise Refused(
            f"{called(name)} says in its first line that “{said[1]}” divides its cells; {_listed(DELIMITERS)} are "
            "known here: save it as an Excel workbook."
        )
    return said[1]


def delimiter_of(lines: Sequence[str], name: str, fields: Sequence[Field] = ()) -> str:
    """The only delimiter that divides every record alike; of several the one whose headings are known.

    Refused where two fit equally well: which cells there are would be a guess. A comma where nothing divides anything.
    """
    start = list(_start_of(lines))
    is_whole = len(start) == len(lines)
    tables = [_divided(start, each, is_whole=is_whole) for each in DELIMITERS if any(each in line for line in start)]
    tables = [each for each in tables if each.fits]
    if len(tables) < 2:  # noqa: PLR2004  nothing to choose
        return tables[0].delimiter if tables else ","
    known = {each.delimiter: len(guess(each.headings, fields).chosen) for each in tables}
    most = [each for each in tables if known[each.delimiter] == max(known.values()) > 0]
    if len(most) == 1:
        return most[0].delimiter
    even = [each for each in tables if each.is_even]
    rivals = [each for each in tables if even and (each.is_even or each.widths[0] > even[0].widths[0])]
    if len(rivals) > 1:
        both = " and by ".join(DELIMITERS[each.delimiter] for each in rivals[:2])
        raise Refused(
            f"{called(name)} can be divided by {both} alike: save it as an Excel workbook, or write a first line "
            f"like “sep=,” above the headings."
        )
    return even[0].delimiter if even else max(tables, key=lambda each: (each.fits, each.widths[0])).delimiter


def cells_alone(line: str, delimiter: str) -> int:
    """How many cells a line has when it is read by itself, whatever its quotation marks leave open."""
    return len(next(_records([line], delimiter), ()))


def _start_of(lines: Sequence[str]) -> Iterator[str]:
    left = _START
    for line in lines:
        if left <= 0:
            return
        left -= len(line)
        yield line


def _divided(start: Sequence[str], delimiter: str, *, is_whole: bool) -> _Table:
    records = [record for record in _records(start, delimiter) if any(record)]
    if not is_whole and len(records) > 1:
        records.pop()  # it may go on beyond the start
    headings = next((record for record in records if len(record) > 1), [])
    return _Table(delimiter, tuple(map(len, records)), tuple(headings))


def _records(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """As far as they can be read; what is wrong with them is found out later."""
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _listed(delimiters: dict[str, str]) -> str:
    *most, last = delimiters.values()
    return f"{', '.join(most)} and {last}"
