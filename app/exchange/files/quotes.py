"""Quotation marks that don't do what they seem to: each breaks the whole file, for where a cell ends is a guess then.

A quotation mark within a cell that doesn't begin with one (`5" step`) is a letter like any other.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from app.door.errors import Refused
from app.exchange.files.cell_ends import fault_in, unquoted
from app.exchange.files.cells import Row
from app.exchange.files.delimiter import cells_alone
from app.exchange.files.names import called

_BACKSLASH = '\\"'
_MOST_LINES = 500
_FEWEST_ALIKE = 4  # a note may hold two lines with a comma or two in each; not with three and no blank after any
_LARGELY = 0.75
_SOON = 10  # lines that a text runs over
_SURE = 6  # so many cells no line of a note has by chance
_THEN = (
    "Nothing is taken in: correct it there, or ask for the list as an Excel workbook, where no text needs quotation "
    "marks."
)

Spans = Mapping[int, tuple[int, Sequence[str]]]
"""Records of several lines: by the line where each begins, the one where it ends, and its cells."""


def refuse_backslashes(text: str, lines: Sequence[str], name: str) -> None:
    """Refuse marks within a text that are written with a backslash: where the text ends would be a guess."""
    if _BACKSLASH in text:
        at = next(at for at, line in enumerate(lines, start=1) if _BACKSLASH in line)
        raise Refused(
            f'{called(name)}: in line {at:,} a backslash stands before a quotation mark (\\"); a quotation mark in '
            f'a text has to be doubled (""). {_THEN}'
        )


def refuse_after_a_blank(spans: Spans, lines: Sequence[str], delimiter: str, name: str) -> None:
    """Refuse marks that open a text after a blank: some programs take them for such, and some for letters."""
    after_a_blank = re.compile(f'(?:^|{re.escape(delimiter)}) +"(?!")')
    for at, line in enumerate(lines, start=1):
        if ' "' in line and after_a_blank.search(line):
            first, last = next(((first, last) for first, (last, _) in spans.items() if first <= at <= last), (at, at))
            if any(c.lstrip(" ").startswith('"') for c in unquoted("".join(lines[first - 1 : last]), delimiter)):
                raise Refused(
                    f"{called(name)}: in line {at:,} a blank stands before a quotation mark that would open a text: "
                    f"take the blank away. {_THEN}"
                )


def broken_quote(lines: Sequence[str], first: int, last: int, delimiter: str, name: str) -> Refused:
    """Why the record from line `first` on can't be read: a text that is left open, or goes on after its end."""
    fault = fault_in(lines[first - 1 : last], delimiter)
    opened = first + fault.opens
    if fault.follows is None:
        return Refused(
            f"{called(name)}: the quotation mark that opens in line {opened:,} is never closed: all that follows, up "
            f"to line {last:,}, would be one text. {_THEN}"
        )
    if fault.ends > fault.opens:
        return Refused(
            f"{called(name)}: the quotation mark that opens in line {opened:,} is not closed before "
            f"line {first + fault.ends:,}, and there “{fault.follows}” follows on it: one is missing, or one within a "
            f'text has to be doubled (""). {_THEN}'
        )
    return Refused(
        f"{called(name)}: in line {opened:,} “{fault.follows}” follows on a closing quotation mark; a quotation mark "
        f'in a text has to be doubled (""). {_THEN}'
    )


def refuse_swallowed(spans: Spans, widths: frozenset[int], lines: Sequence[str], delimiter: str, name: str) -> None:
    """Refuse a quoted text that holds whole rows: lines that by themselves have as many cells as the headings.

    `widths` are those of the headings and of most rows. A line after whose delimiters blanks stand is prose, unless
    it has exactly as many cells as a wide table.
    """
    is_spaced = any(f"{delimiter} " in each for each in lines[:1])
    wide = [width for width in widths if width > 1]

    def is_row(line: str) -> bool:
        alone = cells_alone(line, delimiter)
        tight = alone if is_spaced else alone - line.count(f"{delimiter} ")
        return any(
            tight >= max(2, _LARGELY * width) or (alone == width and (width >= _SURE or is_spaced)) for width in wide
        )

    least = min((_FEWEST_ALIKE, *(max(2, _LARGELY * width) for width in wide)))
    for first, (last, cells) in spans.items():
        if last - first >= _MOST_LINES:
            raise _swallowing(first, last, name)
        # Few lines of a note are divided so often: only those are looked at closely.
        if max(line.count(delimiter) for line in lines[first:last]) + 1 >= least:
            within = _within(cells)
            are_rows = is_row(lines[first - 1]) and is_row(lines[last - 1])
            if are_rows or any(map(is_row, within)) or _has_rows_alike(within, delimiter):
                raise _swallowing(first, last, name)


def refuse_unopened(rows: Sequence[Row], width: int, lines: Sequence[str], delimiter: str, name: str) -> None:
    """Refuse a mark that closes a text which none opened, in a row that is too short or soon after one.

    In a row with as many cells as there are headings it is a letter (`a step of 5"`).
    """
    short = -_MOST_LINES
    for row in rows:
        line = lines[row.line - 1]
        if len(row.cells) < width and row.line - short > _SOON:
            short = row.line
        is_asked = row.line - short <= _SOON and '"' in line
        if is_asked and any(cell.endswith('"') and cell.count('"') % 2 for cell in unquoted(line, delimiter)):
            raise Refused(
                f"{called(name)}: in line {row.line:,} a quotation mark closes a text that none opens, and "
                f"line {short:,} is too short: one may be missing there. {_THEN}"
            )


def refuse_apostrophes(header: Sequence[str], start: Sequence[Sequence[object]], name: str) -> None:
    """Refuse texts that stand between apostrophes instead of quotation marks: they would be taken in with them."""

    def are_between(cells: Sequence[object]) -> bool:
        texts = [cell.strip() for cell in cells if isinstance(cell, str)]
        return sum(text[:1] == "'" for text in texts) > 1 and sum(text[-1:] == "'" for text in texts) > 1

    if are_between(header) or sum(map(are_between, start)) * 2 > len(start):
        raise Refused(
            f"{called(name)} puts its texts between apostrophes ('): they have to stand between quotation marks (\"). "
            f"{_THEN}"
        )


def _swallowing(first: int, last: int, name: str) -> Refused:
    return Refused(
        f"{called(name)}: the quotation mark that opens in line {first:,} is not closed before line {last:,}, and what "
        f"stands between looks like whole rows. {_THEN}"
    )


def _within(cells: Sequence[str]) -> list[str]:
    """The lines that stand wholly or up to their end within the texts of a record."""
    return [line for cell in cells if "\n" in cell or "\r" in cell for line in re.split(r"\r\n?|\n", cell)[1:]]


def _has_rows_alike(lines: Sequence[str], delimiter: str) -> bool:
    """Two lines after each other that are divided into the same number of cells: rows, however narrow."""
    tight = [cells_alone(line, delimiter) - line.count(f"{delimiter} ") for line in lines]
    return any(width >= _FEWEST_ALIKE and len(list(group)) > 1 for width, group in groupby(tight))
