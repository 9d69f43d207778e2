"""The refused rows of a file in the format that was sent, to be corrected and imported again.

Line and reason stand in the last columns; what a reader would take for a part of a row is never lost between the two.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from app.desk.files import put_in_place
from app.door.work import Work
from app.exchange.files.cells import Cell, text_of
from app.exchange.files.headings import LINE_HEADING, REFUSED_HEADING, guarded, own_columns
from app.exchange.files.sheet import Sheet, WrittenAs
from app.exchange.reading import RefusedLine
from app.exchange.refused_workbook import written_workbook
from app.services.history.noting import note_access
from models.vocabulary.access import Access

_TEXT_ENDS = (".csv", ".txt", ".tsv")
_MARKED = "utf-8-sig"  # with the mark at its start by which Excel knows it


@dataclass(frozen=True, slots=True)
class _Table:
    """Headings and refused rows as they are written; a heading is empty where the file has none."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def refused_file(sheet: Sheet, refused: Sequence[RefusedLine]) -> bytes:
    """These rows of a file as it is written itself: a workbook, or a text of its kind."""
    table = _table(sheet, refused)
    if sheet.written.is_workbook:
        return written_workbook(table.title, table.header, table.rows)
    return _written_text(table, sheet.written)


def save_refused(work: Work, sheet: Sheet, refused: Sequence[RefusedLine], path: Path) -> None:
    """Write them there, whole or not at all; who does is noted first."""
    what = f"refused rows as {path.name}"
    work.write(partial(note_access, did=Access.EXPORTED, what=what, rows=len(refused)))
    put_in_place(path, refused_file(sheet, refused))


def refused_end(sheet: Sheet) -> str:
    """How the name of such a file ends: “.xlsx”, or as the text's did."""
    if sheet.written.is_workbook:
        return ".xlsx"
    end = PurePath(sheet.name).suffix.casefold()
    return end if end in _TEXT_ENDS else _TEXT_ENDS[0]


def _table(sheet: Sheet, refused: Sequence[RefusedLine]) -> _Table:
    """The rows with all their cells, also those right of the last heading, then their lines and reasons.

    A file that was corrected once already carries both columns: their old content is not kept.
    """
    ours = own_columns(sheet.header)
    width = max((_filled(line.cells) for line in refused), default=0)
    kept = [at for at in range(max(width, len(sheet.header))) if at not in ours]
    headings = dict(enumerate(sheet.header))
    rows = (
        (*(line.cells[at] if at < len(line.cells) else None for at in kept), line.line, line.reason) for line in refused
    )
    header = (*(headings.get(at, "") for at in kept), LINE_HEADING, REFUSED_HEADING)
    return _Table(sheet.title, header, tuple(rows))


def _filled(cells: Sequence[Cell]) -> int:
    """How many cells there are up to the last one that holds something."""
    return next((at for at in range(len(cells), 0, -1) if text_of(cells[at - 1]).strip()), 0)


def _written_text(table: _Table, written: WrittenAs) -> bytes:
    """By the delimiter and in the encoding that were sent, where its letters are enough; else in UTF-8 with a mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=written.delimiter, lineterminator="\r\n")
    writer.writerows(_texts((table.header, *table.rows)))
    text = out.getvalue()
    if written.encoding.casefold().replace("_", "-") in {"utf-8", "ascii"}:
        return text.encode(_MARKED)
    try:
        return text.encode(written.encoding)
    except UnicodeEncodeError:
        return text.encode(_MARKED)


def _texts(rows: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    for row in rows:
        yield [guarded(text_of(cell)) for cell in row]
