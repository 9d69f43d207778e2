"""Cells and workbooks: typed text is never a formula, styles are shared, the same pages give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from reports.layout.cells import CONTROL, Heading, Kind, Value, excel_value, row_height

AnySheet = Any  # openpyxl's stubs know neither the settings of a write-only sheet nor that a cell may stand in one

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class Styles:
    """The few styles of a workbook, made once: a style object per cell costs half the time of writing."""

    def __init__(self, sheet: AnySheet) -> None:
        self._sheet = sheet
        self.epoch: datetime = sheet.parent.epoch
        self._of = {kind: self._style(kind) for kind in Kind}
        self.header = self._header()

    def cell(self, kind: Kind, value: Value) -> Cell | None:
        """A cell to append to a write-only sheet; nothing where there is nothing to say."""
        if value is None or value == "":
            return None
        cell = Cell(self._sheet, row=1, column=1)
        self.put(cell, kind, value)
        return cell

    def heading(self, title: str) -> Cell:
        """A cell of the header row."""
        cell = Cell(self._sheet, row=1, column=1)
        self.put_heading(cell, title)
        return cell

    def put_heading(self, cell: Cell, title: str) -> None:
        """Write a heading with its look."""
        _set(cell, title, "s", self.header)

    def put(self, cell: Cell, kind: Kind, value: Value) -> None:
        """Write the value with its type and look: text stays text, days and moments become Excel's numbers."""
        stored = excel_value(value, self.epoch)
        if kind is Kind.MOMENT and not isinstance(value, datetime):
            kind = Kind.DAY
        _set(cell, stored, "s" if isinstance(stored, str) else "n", self._of[kind])

    def _style(self, kind: Kind) -> Any:
        template = Cell(self._sheet, row=1, column=1)
        text = kind in {Kind.TEXT, Kind.WRAPPED}
        template.number_format = "@" if text else kind.value
        number = kind in {Kind.COUNT, Kind.HOURS}
        template.alignment = Alignment(
            horizontal="right" if number else "left",
            indent=1,
            vertical="top",
            wrap_text=kind is Kind.WRAPPED,
        )
        style: Any = template
        style.quotePrefix = text  # Excel then takes a text that begins with "=" for a text, in an edit too
        return style._style  # noqa: SLF001  openpyxl's shared style array has no public name

    def _header(self) -> Any:
        template = Cell(self._sheet, row=1, column=1)
        template.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        template.fill = PatternFill("solid", fgColor="1F4E5F")
        template.alignment = Alignment(horizontal="left", indent=1, vertical="center", wrap_text=True)
        style: Any = template
        return style._style  # noqa: SLF001  as above


def set_up_page(sheet: AnySheet, headings: Sequence[Heading]) -> None:
    """Widths, frozen headings that print on every page, landscape A4, one page wide."""
    for column, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = heading.width
    titles = [Heading(heading.title, Kind.WRAPPED, heading.width - 2) for heading in headings]  # bold is wider
    sheet.row_dimensions[1].height = row_height(titles, [heading.title for heading in headings])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_options.gridLines = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "Page &P of &N"


def repeatable(workbook: Workbook, moment: datetime) -> bytes:
    """The workbook's bytes, stamped with `moment` (aware) and nothing else that changes from run to run."""
    stamp = moment.astimezone(UTC)
    about = workbook.properties
    about.modified = stamp.replace(tzinfo=None)
    about.title, about.creator = (CONTROL.sub("", text) if text else text for text in (about.title, about.creator))
    raw, out = io.BytesIO(), io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED)).save()  # packed once only, below
    modified = stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":  # openpyxl stamps its own time on saving
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + modified, part)
            target.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _set(cell: Cell, value: str | float | None, data_type: str, style: Any) -> None:
    """Set what `cell.value = …` would, without its guess that a text beginning with "=" is a formula."""
    bare: Any = cell
    bare._value, bare.data_type, bare._style = value, data_type, style  # noqa: SLF001  the guess can't be switched off
