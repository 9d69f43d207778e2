"""Reads an Excel workbook as rows of typed cells; the sheet whose headings fit best is the one that is meant."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from app.door.errors import Refused
from app.exchange.columns import Field, guess
from app.exchange.files.cells import Cell, Row, tidied
from app.exchange.files.headings import table_of
from app.exchange.files.names import called
from app.exchange.files.sheet import Sheet


def read_workbook(content: bytes, name: str, tab: str | None, fields: Sequence[Field]) -> Sheet:
    """The sheet that is meant, of a workbook that `check_workbook` let through."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415  used by imports only

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [each.name for each in workbook.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
        if tab is not None and tab not in workbook.sheet_names:
            raise Refused(f"{called(name)} has no sheet called “{tab}”: give the sheet its name back.")
        refusal = Refused(f"{called(name)} holds no table with headings: check that it is the right file.")
        found: list[Sheet] = []
        for title in shown if tab is None else [tab]:
            sheet = workbook.get_sheet_by_name(title)
            rows = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
            try:
                found.append(table_of(name, _workbook_rows(rows)))
            except Refused as error:
                refusal = error
            if found and not fields:
                break
    except (CalamineError, ValueError, OverflowError) as error:
        raise Refused(f"{called(name)} is damaged: ask for it again, or open it in Excel and save a copy.") from error
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
        return tidied(cell) or None
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
