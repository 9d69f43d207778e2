"""Reads a CSV file or an Excel workbook as rows of typed cells, each with the line that people see in it.

Bounded before any parser; nothing in a file is ever run, evaluated or followed. What the columns mean is elsewhere.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.desk.files import refuse_if_held
from app.door.errors import Refused, Unavailable
from app.exchange.columns import Field, guess
from reports.layout.workbook_limits import DEFAULT_LIMITS, NotAWorkbook, check_workbook

Cell = str | int | float | bool | date | datetime | time | None

REFUSED_HEADING = "Refused because"

_LIMITS = DEFAULT_LIMITS
_MOST_BYTES = _LIMITS.stored
_MOST_ROWS = 250_000
_MOST_LINES_IN_A_RECORD = 500
_HEADER_WITHIN = 20
_DELIMITERS = ",;\t|"
_GUARDED = re.compile(r"'['=+\-@\t\r]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet; `line` is the sheet's row, or the physical line on which a CSV record begins."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file: its headings, and below them every row that is not empty."""

    name: str
    header_line: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(source: Path | bytes, name: str = "", *, tab: str | None = None, fields: Sequence[Field] = ()) -> Sheet:
    """Read the first visible sheet that holds a table, or the one named `tab`; of several that with most of `fields`.

    `name` is the file's name where only bytes are given. Refused, each with its sentence: too large, empty, damaged,
    encrypted, old or foreign formats, no headings. What the content is decides, not what the name says.
    """
    content = _bytes_of(source) if isinstance(source, Path) else source
    name = source.name if isinstance(source, Path) else name
    if len(content) > _MOST_BYTES:
        raise Refused(f"{_called(name)} is larger than {_MOST_BYTES // 2**20} MB: split it into smaller files.")
    if not content.strip():
        raise Refused(f"{_called(name)} is empty: ask whoever sent it to export it again.")
    if _is_text(content, name):
        return _table(name, _csv_rows(_decoded(content, name), name))
    try:
        check_workbook(content, _LIMITS)
    except NotAWorkbook as error:
        raise Refused(f"{_called(name)} can't be read. {error}") from error
    return _read_workbook(content, name, tab, fields)


def rows_of_text(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a text as a spreadsheet copies it, by tabs, or as it is typed; empty ones are left out."""
    if len(text) > _MOST_BYTES:
        raise Refused(f"{_called(name)} is too long: bring it as a file.")
    return tuple(_csv_rows(text, name, "\t" if "\t" in text else ""))


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without a decimal point, dates day first, nothing as an empty text."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "Yes" if cell else "No"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004  exact
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M:%S}" if cell.second else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M:%S}" if cell.second else f"{cell:%H:%M}"
        case _:
            return str(cell)


def _called(name: str) -> str:
    return f"“{name}”" if name else "The file"


def _bytes_of(path: Path) -> bytes:
    refuse_if_held(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(
                f"{_called(path.name)} is larger than {_MOST_BYTES // 2**20} MB: split it into smaller files."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(f"{_called(path.name)} is not there any more: choose the file again.") from error
    except IsADirectoryError as error:
        raise Refused(f"{_called(path.name)} is a folder: choose a file in it.") from error
    except OSError as error:
        raise Unavailable(
            f"{_called(path.name)} can't be opened: close it elsewhere, check that you may read it, and try again."
        ) from error


def _is_text(content: bytes, name: str) -> bool:
    """Whether to read the bytes as CSV: nothing in them speaks for another format, and the name doesn't promise one."""
    start = content[:64].lstrip().lower()
    foreign = (
        b"pk\x03\x04",
        b"pk\x05\x06",
        b"\xd0\xcf\x11\xe0",
        b"<html",
        b"<!doctype",
        b"<table",
        b"<?xml",
        b"%pdf",
        b"{\\rtf",
    )
    if start.startswith(b"%pdf"):
        raise Refused(f"{_called(name)} is a PDF, not a list: ask for the list as Excel workbook or CSV.")
    return not start.startswith(foreign) and not name.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"))


def _decoded(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(f"{_called(name)} is not a text file that can be read: save it as Excel workbook or as CSV (UTF-8).")


def _csv_rows(text: str, name: str, delimiter: str = "") -> Iterator[Row]:
    """Records with the physical line where each begins; a text in quotation marks may run over several lines."""
    reader = csv.reader(io.StringIO(_clean(text), newline=""), delimiter=delimiter or _delimiter(text))
    line = 1
    try:
        for record in reader:
            if reader.line_num - line >= _MOST_LINES_IN_A_RECORD:
                raise Refused(f"{_called(name)}: the quotation mark that opens in line {line} is never closed.")
            if any(record):
                yield Row(line, tuple(record))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(f"{_called(name)} can't be read from line {line} on: a text there is far too long.") from error


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab, whichever divides most of the first records into the same number of cells."""
    start = text[:20_000]

    def evenness(delimiter: str) -> int:
        widths = Counter(len(record) for record in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
        return max((width * count for width, count in widths.items() if width > 1), default=0)

    try:
        return max(_DELIMITERS, key=evenness)
    except csv.Error:
        return ","


def _read_workbook(content: bytes, name: str, tab: str | None, fields: Sequence[Field]) -> Sheet:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415  used by imports only

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [each.name for each in workbook.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
        if tab is not None and tab not in workbook.sheet_names:
            raise Refused(f"{_called(name)} has no sheet called “{tab}”: give the sheet its name back.")
        refusal = Refused(f"{_called(name)} holds no table with headings: check that it is the right file.")
        found: list[Sheet] = []
        for title in shown if tab is None else [tab]:
            sheet = workbook.get_sheet_by_name(title)
            rows = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
            try:
                found.append(_table(name, _workbook_rows(rows)))
            except Refused as error:
                refusal = error
            if found and not fields:
                break
    except (CalamineError, ValueError, OverflowError) as error:
        raise Refused(f"{_called(name)} is damaged: ask for it again, or open it in Excel and save a copy.") from error
    if not found:
        raise refusal
    return max(found, key=lambda each: len(guess(each.header, fields).chosen))  # of two alike the first


def _workbook_rows(rows: Iterable[Sequence[object]]) -> Iterator[Row]:
    for line, cells in enumerate(rows, start=1):
        if any(cell not in {"", None} for cell in cells):
            yield Row(line, tuple(map(_typed, cells)))


def _typed(cell: object) -> Cell:
    """A cell as calamine gives it, tidied: no empty texts, whole numbers whole, times rounded to the second."""
    if isinstance(cell, str):
        return _clean(cell) or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell  # noqa: PLR2004  exact up to there
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
    if isinstance(cell, time):
        return _rounded(cell)
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 86_400
    return cell if isinstance(cell, (bool, int, date)) else None


def _rounded(at: time) -> time:
    whole = datetime.combine(date(2000, 1, 1), at) + timedelta(microseconds=500_000)
    return time(23, 59, 59) if whole.day > 1 else whole.time().replace(microsecond=0)


def _clean(text: str) -> str:
    """Without the control characters that no database and no paper can hold."""
    return text.translate(_CONTROLS) if _CONTROL.search(text) else text


def _table(name: str, rows: Iterator[Row]) -> Sheet:
    """Find the headings, which may stand below a title: the first row about as full as the fullest near the top."""
    kept: list[Row] = []
    for row in rows:
        kept.append(row)
        if len(kept) > _MOST_ROWS:
            raise Refused(f"{_called(name)} has more than {_MOST_ROWS:,} rows: split it into smaller files.")
    full = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells) for row in kept[:_HEADER_WITHIN]]
    enough = max(2, 0.6 * max(full, default=0))
    at = next((index for index, count in enumerate(full) if count >= enough), None)
    if at is None:
        raise Refused(f"{_called(name)} holds no table with headings: check that it is the right file.")
    header = tuple(" ".join(text_of(cell).split()) for cell in kept[at].cells)
    below = kept[at + 1 :]
    if REFUSED_HEADING in header:
        below = [Row(row.line, tuple(map(_unguarded, row.cells))) for row in below]
    return Sheet(name, kept[at].line, header, tuple(below))


def _unguarded(cell: Cell) -> Cell:
    """Undo what the file of refused rows does to a text that could be taken for a formula."""
    return cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell
