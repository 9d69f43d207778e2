"""Reads an Excel workbook as rows of typed cells: which of its sheets is meant, and what the others hold."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.door.errors import Refused
from app.exchange.columns import Field
from app.exchange.files.cells import EXACT, Cell, Row, tidied
from app.exchange.files.headings import table_of
from app.exchange.files.hidden import hidden_notices, struck_notices
from app.exchange.files.joined import joined_notices
from app.exchange.files.names import called
from app.exchange.files.sheet import Sheet, WrittenAs
from app.exchange.files.sheet_choice import Candidate, chosen_of, title_meant
from app.exchange.files.sheet_marks import Place, marks_of, with_cells, with_negative_times
from app.exchange.files.sheet_notes import note_notices, notes_of
from app.exchange.files.unsaid import lines_unsaid
from app.exchange.files.workbook_parts import with_old_errors

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata


def get_ready() -> None:
    """Import what reads workbooks, so that the first one doesn't wait for it."""
    import python_calamine  # noqa: PLC0415, F401  used by imports only


def read_workbook(content: bytes, name: str, tab: str | None, fields: Sequence[Field]) -> Sheet:
    """The sheet that is meant, of a workbook that `check_workbook` let through; the others are named in it.

    Asked (`FileAsks`): two sheets fit equally well. Refused: no sheet of that name, none that holds a table.
    """
    from python_calamine import CalamineError  # noqa: PLC0415  used by imports only

    try:
        try:
            return _read(content, content, name, tab, fields)
        except CalamineError:
            return _read(with_old_errors(content), content, name, tab, fields)
    except (CalamineError, ValueError, OverflowError) as error:
        raise Refused(f"{called(name)} is damaged: ask for it again, or open it in Excel and save a copy.") from error


def _read(readable: bytes, content: bytes, name: str, tab: str | None, fields: Sequence[Field]) -> Sheet:
    """Of what calamine can read; what it doesn't tell is looked up in the file as it came."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415  used by imports only

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(readable))
    lists = [each for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
    title = title_meant(name, tab, [each.name for each in lists], workbook.sheet_names)
    candidates = _candidates(workbook, lists, name, title, fields)
    chosen = chosen_of(name, candidates, title)
    marks = marks_of(content, chosen.title)
    instead: dict[Place, Cell] = {**marks.shown, **marks.unsaid}
    if instead or marks.negative:
        rows = with_negative_times(with_cells(_rows_of(workbook, chosen.title), instead), marks.negative)
        table = table_of(name, iter(rows), fields)
        chosen = replace(table, title=chosen.title, others=chosen.others, unsaid=lines_unsaid(table.rows))
    is_hidden = any(each.title == chosen.title and each.is_hidden for each in candidates)
    seen = (
        *hidden_notices(chosen, marks, is_hidden=is_hidden),
        *struck_notices(chosen, marks.struck),
        *joined_notices(chosen, marks.joined),
        *note_notices(chosen, notes_of(content, chosen.title)),
    )
    return replace(chosen, notices=(*chosen.notices, *seen), written=WrittenAs(is_workbook=True))


def _candidates(
    workbook: "CalamineWorkbook",
    lists: Iterable["SheetMetadata"],
    name: str,
    title: str | None,
    fields: Sequence[Field],
) -> list[Candidate]:
    """Each sheet with its table, or why it holds none; without `fields` no more of them than can be meant."""
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415  used by imports only

    found = []
    for each in lists:
        is_hidden = each.visible is not SheetVisibleEnum.Visible
        if not fields and (is_hidden if title is None else each.name != title):
            continue
        rows = _rows_of(workbook, each.name)
        try:
            table: Sheet | Refused = replace(table_of(name, iter(rows), fields), title=each.name)
        except Refused as error:
            table = error
        found.append(Candidate(each.name, len(rows), is_hidden, table, fields))
        if not fields and isinstance(table, Sheet):
            break
    return found


def _rows_of(workbook: "CalamineWorkbook", title: str) -> list[Row]:
    """The rows that hold anything, by their lines in the sheet."""
    sheet = workbook.get_sheet_by_name(title)
    if sheet.start is None:
        return []
    left = [""] * sheet.start[1]  # empty columns before the first that holds anything
    rows = enumerate(sheet.iter_rows(), start=1)
    seen: dict[str, str] = {}
    return [
        Row(line, _cells([*left, *cells] if left else cells, seen.setdefault))
        for line, cells in rows
        if any(cell not in {"", None} for cell in cells)
    ]


def _cells(cells: Sequence[object], same: Callable[[str, str], str]) -> tuple[Cell, ...]:
    """A row's cells, tidied; a plain ASCII text, as most are, needs no closer look, and is the `same` as before."""
    return tuple(
        [
            (same(cell, cell) or None)
            if cell.__class__ is str and cell.isascii() and cell.isprintable()
            else _typed(cell)
            for cell in cells
        ]
    )


def _typed(cell: object) -> Cell:
    """A cell as calamine gives it, tidied: no empty texts, whole numbers whole, times rounded to the second."""
    if isinstance(cell, str):
        return tidied(cell) or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) <= EXACT else cell
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0) if cell.microsecond else cell
    if isinstance(cell, time):
        return _rounded(cell) if cell.microsecond else cell
    if isinstance(cell, timedelta):
        return _hours(cell)
    return cell if isinstance(cell, (bool, int, date)) else None


def _rounded(at: time) -> time:
    whole = datetime.combine(date(2000, 1, 1), at) + timedelta(microseconds=500_000)
    return time(23, 59, 59) if whole.day > 1 else whole.time().replace(microsecond=0)


def _hours(lasting: timedelta) -> Cell:
    """Hours and minutes as the sheet shows them: from a day on as text, “25:30”, for no clock shows them."""
    seconds = round(lasting.total_seconds())
    hours, rest = divmod(abs(seconds), 3_600)
    minutes, rest = divmod(rest, 60)
    if seconds >= 0 and hours < 24:  # noqa: PLR2004  hours of a day
        return time(hours, minutes, rest)
    return f"{'-' if seconds < 0 else ''}{hours}:{minutes:02}{f':{rest:02}' if rest else ''}"
