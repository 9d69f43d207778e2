"""Writes rows as an Excel workbook whose cells are of the kind that they were read as: dates dates, texts texts."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from app.exchange.files.cells import Cell, NotSaid
from app.exchange.files.headings import guarded_twice

if TYPE_CHECKING:
    from openpyxl.cell import Cell as WrittenCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_AS_TEXT = "@"  # a number typed over it stays what was typed: 0114…, not 114…
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDTH, _WIDE = 18, 80  # of a column, and of the reasons, in letters


def written_workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet, so called; of the last two columns the second holds sentences."""
    from openpyxl import Workbook  # noqa: PLC0415  costs half a second, and few save refused rows
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title or "Refused rows")
    sheet.freeze_panes = "A2"
    for at in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if at == len(header) else _WIDTH
    headings = [_cell(sheet, heading) for heading in header]
    for heading in headings:
        if heading is not None:
            heading.font = Font(bold=True)
    sheet.append(headings)
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: "WriteOnlyWorksheet", said: Cell) -> "WrittenCell | None":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if said is None or said == "":
        return None
    if isinstance(said, str):
        return _text(sheet, guarded_twice(said))
    if isinstance(said, NotSaid):
        # An error again, so that nobody takes in as a text what the file never said.
        cell = WriteOnlyCell(sheet, value=said.shown if said.shown in _ERRORS else "#N/A")
        cell.data_type = "e"
        return cell
    cell = WriteOnlyCell(sheet)
    cell.value = said
    if isinstance(said, (date, time)):
        day = "dd/mm/yyyy hh:mm:ss" if isinstance(said, datetime) else "dd/mm/yyyy"
        cell.number_format = "hh:mm:ss" if isinstance(said, time) else day
    return cell


def _text(sheet: "WriteOnlyWorksheet", text: str) -> "WrittenCell":
    """A text that stays one whatever it begins with; what looks like an escaped letter of the format isn't one."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    cell = WriteOnlyCell(sheet, value=_LOOKS_ESCAPED.sub("_x005F_", text))
    cell.data_type = "s"
    cell.number_format = _AS_TEXT
    cell.quotePrefix = text.startswith("=")
    return cell
