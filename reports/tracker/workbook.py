"""The scheduling tracker as an Excel workbook: a first one made whole, or the one that is there added to.

Our rows are ours, Scheduling's columns, order, filters, widths, notes, extra columns and sheets are theirs.
"""

from datetime import UTC
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo

from reports.layout.workbook import AnySheet, Styles, repeatable, row_height, set_up_page
from reports.tracker.merge import merge
from reports.tracker.origin import put_mark
from reports.tracker.page import TrackerPage, TrackerResult
from reports.tracker.people import KEY
from reports.tracker.sheets import (
    ANSWERS,
    COLUMNS,
    FROZEN,
    ON_PAPER,
    OURS,
    ROW_LINES,
    TRACKER,
    Table,
    marks_values,
    other_tables,
    tracker_values,
)

_LAST_ROW = 1_048_576


def render(page: TrackerPage, existing: bytes | None = None) -> TrackerResult:
    """The workbook's bytes after this export. Nothing is removed that Scheduling wrote.

    Raises `TrackerUnreadable` where the existing workbook can't be added to; it stays as it is.
    """
    if existing is not None:
        return merge(page, existing)
    workbook = Workbook(write_only=True)
    _write_tracker(workbook.create_sheet(TRACKER), page)
    for table in other_tables(page, len(page.rows)):
        _write_table(workbook.create_sheet(table.name), table)
    put_mark(workbook, page.about)
    workbook.properties.creator = page.about.program
    workbook.properties.title = f"Scheduling tracker, {page.about.office}"
    workbook.properties.created = page.moment.astimezone(UTC).replace(tzinfo=None)
    return TrackerResult(repeatable(workbook, page.moment), tuple(row.ref for row in page.rows))


def _write_tracker(sheet: AnySheet, page: TrackerPage) -> None:
    set_up_page(sheet, COLUMNS)
    sheet.freeze_panes = f"{get_column_letter(FROZEN + 1)}2"
    sheet.print_area = f"A1:{get_column_letter(ON_PAPER)}{_LAST_ROW}"  # whole columns: rows that come are printed
    styles = Styles(sheet)
    sheet.append([styles.heading(heading.title) for heading in COLUMNS])
    for at, row in enumerate(page.rows, start=2):
        values = tracker_values(row)
        sheet.row_dimensions[at].height = row_height(OURS, values, least=ROW_LINES)
        said = {heading.title: value for heading, value in zip(OURS, values, strict=True)} | marks_values(row.marks)
        sheet.append([styles.cell(heading.kind, said.get(heading.title)) for heading in COLUMNS])
    _add_table(sheet, len(page.rows))
    _add_marks(sheet)


def _add_table(sheet: AnySheet, rows: int) -> None:
    """The Excel table over headings and rows; a table needs one row, even an empty one."""
    headings = COLUMNS
    table: Any = ExcelTable(
        displayName="SchedulingTracker", ref=f"A1:{get_column_letter(len(headings))}{max(rows, 1) + 1}"
    )
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    table._initialise_columns()  # noqa: SLF001  a write-only sheet can't be asked for its headings afterwards
    for column, heading in zip(table.tableColumns, headings, strict=True):
        column.name = heading.title
    sheet.tables.add(table)  # add_table warns in write-only mode even when the columns are named


def _add_marks(sheet: AnySheet) -> None:
    """The list of answers for Scheduling, and the colour of what is a day old and not in CCL."""
    titles = [heading.title for heading in COLUMNS]
    letter = {title: get_column_letter(titles.index(title) + 1) for title in ("Ref", "Notified", "CCL updated")}
    marked = letter["CCL updated"]
    answers = DataValidation(
        type="list", formula1=ANSWERS, allow_blank=True, showErrorMessage=True, errorStyle="stop", showInputMessage=True
    )
    answers.errorTitle, answers.error = "CCL updated", "Choose Yes, No or Query from the list, or leave it empty."
    answers.promptTitle, answers.prompt = (
        "CCL updated", "Yes once it is in CCL. Query if you must ask first: write the question under Query.",
    )  # fmt: skip
    answers.add(f"{marked}2:{marked}{_LAST_ROW}")
    sheet.data_validations.append(answers)
    overdue = f'AND(${letter["Ref"]}2<>"",${letter["Notified"]}2<NOW()-1,${marked}2<>"Yes")'
    look: Any = FormulaRule
    rule = look(formula=[overdue], fill=PatternFill(bgColor="FFE0B2"), font=Font(color="7A2E00"), stopIfTrue=False)
    ranges = f"A2:{letter['Notified']}{_LAST_ROW} {marked}2:{marked}{_LAST_ROW}"
    sheet.conditional_formatting.add(ranges, rule)


def _write_table(sheet: AnySheet, table: Table) -> None:
    set_up_page(sheet, table.headings)
    for column, heading in enumerate(table.headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].hidden = heading is KEY
    styles = Styles(sheet)
    sheet.append([styles.heading(heading.title) for heading in table.headings])
    for at, row in enumerate(table.rows, start=2):
        sheet.row_dimensions[at].height = row_height(table.headings, row)
        sheet.append([styles.cell(h.kind, value) for h, value in zip(table.headings, row, strict=True)])
