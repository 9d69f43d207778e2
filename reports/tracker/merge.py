"""Adds to a tracker that Scheduling works in: what is new goes below, our changed cells are put back, theirs stay."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import get_column_letter

from reports.layout.workbook import AnySheet, Heading, Styles, excel_value, repeatable, row_height, set_up_page
from reports.layout.workbook_limits import NotAWorkbook, check_workbook
from reports.tracker.origin import put_mark
from reports.tracker.page import TrackerPage, TrackerResult, TrackerRow, TrackerUnreadable
from reports.tracker.patch.told import PutBack
from reports.tracker.sentences import told_of
from reports.tracker.sheets import OURS, ROW_LINES, SCHEDULINGS, TRACKER, Table, other_tables, tracker_values

_HEADER_WITHIN = 20
_TOLERANCE = 1e-5  # Excel keeps moments as parts of a day, to some milliseconds
_LOST_PARTS = (
    ("xl/drawings/drawing", "pictures, charts or shapes"),
    ("xl/ctrlProps/", "tick boxes or other controls"),
    ("xl/activeX/", "tick boxes or other controls"),
    ("xl/slicers/", "slicers"),
    ("xl/timelines/", "timelines"),
    ("xl/threadedComments/", "threads of comments (notes are kept)"),
    ("xl/queryTables/", "data connections"),
    ("xl/connections.xml", "data connections"),
    ("xl/richData/", "linked data types or pictures in cells"),
)
_LOST_MARKS = (
    (b":sparklineGroup", "sparklines"),
    (b":conditionalFormattings", "data bars or icons of the newer kinds"),
    (b"x14:dataValidations", "lists of choices that stand on another sheet"),
)
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, ArithmeticError, OSError, EOFError, SyntaxError,
    AssertionError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(slots=True)
class _Grid:
    """Where things stand in the sheet as it is: the headings' row, the column of each, the table if still one."""

    sheet: AnySheet
    table: Any
    header: int
    columns: dict[str, int]
    last: int


def merge(page: TrackerPage, existing: bytes, *, accept_losses: bool) -> TrackerResult:
    """The existing workbook with what is new; see `reports.tracker.workbook.render`."""
    names = _checked(existing)
    if not accept_losses:
        _refuse_losses(existing, names)
    workbook = _load(existing)
    put_mark(workbook, page.about)
    grid = _find(workbook)
    rows, notices = _rows_by_ref(grid, {row.ref for row in page.rows})
    styles = Styles(grid.sheet)
    restored = [
        sentence for row in page.rows if row.ref in rows for sentence in _put_back(grid, styles, rows[row.ref], row)
    ]
    missing = [row for row in page.rows if row.ref not in rows]
    _append(grid, styles, missing)
    restored += [f"{row.ref} was gone from the sheet and stands below the others again." for row in missing if row.sent]
    for table in other_tables(page, len(rows) + len(missing)):
        _rewrite(workbook, table)
    content = repeatable(workbook, page.moment)
    return TrackerResult(content, tuple(row.ref for row in missing), tuple(restored), tuple(notices))


def _checked(existing: bytes) -> tuple[str, ...]:
    try:
        return check_workbook(existing).names
    except NotAWorkbook as error:
        raise TrackerUnreadable(f"The tracker that is there can't be added to. {error}") from error


def _refuse_losses(existing: bytes, names: Sequence[str]) -> None:
    """Saving drops some of what Excel can draw: said before, never found out afterwards."""
    lost = {what for start, what in _LOST_PARTS if any(name.startswith(start) for name in names)}
    with zipfile.ZipFile(io.BytesIO(existing)) as package:
        for name in names:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet = package.read(name)
                lost |= {what for mark, what in _LOST_MARKS if mark in sheet}
    if lost:
        raise TrackerUnreadable(
            f"The tracker holds {' and '.join(sorted(lost))}, which an export would lose. "
            "Move them to a workbook of their own, or agree with Scheduling that they may go."
        )


def _load(existing: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out was looked for above
            return load_workbook(io.BytesIO(existing), rich_text=True)
    except _BROKEN as error:
        raise TrackerUnreadable(
            "The tracker that is there is damaged: put it aside, or open it in Excel and save a repaired copy."
        ) from error


def _find(workbook: Workbook) -> _Grid:
    if TRACKER not in workbook.sheetnames:
        raise TrackerUnreadable(f"The workbook has no sheet “{TRACKER}”: give the sheet its name back.")
    sheet: AnySheet = workbook[TRACKER]
    for table in getattr(sheet, "tables", {}).values():
        left, top, right, bottom = _bounds(table.ref)
        columns = _headings(sheet, top, left, right)
        if OURS[0].title in columns:
            if table.totalsRowCount:
                raise TrackerUnreadable("The table in the tracker has a totals row: switch it off, then export again.")
            return _complete(_Grid(sheet, table, top, columns, bottom))
    for row in range(1, min(_HEADER_WITHIN, sheet.max_row) + 1):
        columns = _headings(sheet, row, 1, sheet.max_column)
        if OURS[0].title in columns and len(columns) > 1:
            return _complete(_Grid(sheet, None, row, columns, sheet.max_row))
    return _complete(_Grid(sheet, None, 1, {}, 1))


def _headings(sheet: AnySheet, row: int, left: int, right: int) -> dict[str, int]:
    titles = ((_text(sheet.cell(row, column).value), column) for column in range(right, left - 1, -1))
    return {title: column for title, column in titles if title}


def _complete(grid: _Grid) -> _Grid:
    missing = [f"“{each.title}”" for each in (*OURS, *SCHEDULINGS) if each.title not in grid.columns]
    if missing:
        column = "column" if len(missing) == 1 else "columns"
        raise TrackerUnreadable(
            f"In the sheet “{TRACKER}” the {column} {', '.join(missing)} can't be found: renamed or deleted. "
            "Give each its name back, then export again; columns of your own may stay."
        )
    return grid


def _rows_by_ref(grid: _Grid, known: set[str]) -> tuple[dict[str, int], list[str]]:
    """In which row each Ref stands, and a sentence for each that stands twice or was never ours."""
    rows: dict[str, int] = {}
    notices = []
    column = grid.columns[OURS[0].title]
    for row in range(grid.header + 1, grid.last + 1):
        ref = _text(grid.sheet.cell(row, column).value)
        if ref in rows:
            notices.append(f"{ref} stands in rows {rows[ref]} and {row}: row {row} was left as it is.")
        elif ref in known:
            rows[ref] = row
        elif ref:
            notices.append(f"Row {row} has the Ref “{ref}”, which this office did not send: it was left as it is.")
    return rows, notices


def _put_back(grid: _Grid, styles: Styles, row: int, ours: TrackerRow) -> list[str]:
    """Compare our cells of that row with what they should be; each difference is put back and said."""
    restored = []
    for heading, value in zip(OURS, tracker_values(ours), strict=True):
        cell = grid.sheet.cell(row, grid.columns[heading.title])
        due = excel_value(value, styles.epoch)
        if not _same(cell, due, styles.epoch):
            found = PutBack(ours.ref, heading.title, cell.coordinate, _shown(cell.value), value)
            styles.put(cell, heading.kind, value)
            restored.append(told_of(found, ours))
    return restored


def _same(cell: Any, due: str | float | None, epoch: datetime) -> bool:
    found = cell.value
    if cell.data_type == "f":
        return False
    if isinstance(found, (datetime, date)):
        found = excel_value(found, epoch)
    if isinstance(due, (int, float)) and isinstance(found, (int, float)) and not isinstance(found, bool):
        return abs(found - due) < _TOLERANCE
    if found is None or due is None or isinstance(due, str):
        return _text(found) == _text(due)
    return False


def _append(grid: _Grid, styles: Styles, rows: Sequence[TrackerRow]) -> None:
    if not rows:
        return
    span = sorted(grid.columns.values())
    first = grid.last + 1
    while first > grid.header + 1 and all(grid.sheet.cell(first - 1, column).value is None for column in span):
        first -= 1
    after = first + len(rows)
    for row in range(max(first, grid.last + 1), after):
        if any(grid.sheet.cell(row, column).value is not None for column in span):
            raise TrackerUnreadable(
                f"Below the table, in row {row}, something stands where new changes go: move it to another sheet."
            )
    for row, change in enumerate(rows, start=first):
        values = tracker_values(change)
        grid.sheet.row_dimensions[row].height = row_height(OURS, values, least=ROW_LINES)
        for heading, value in zip(OURS, values, strict=True):
            if excel_value(value) is not None:
                styles.put(grid.sheet.cell(row, grid.columns[heading.title]), heading.kind, value)
    if grid.table is not None and after - 1 > grid.last:
        _lengthen(grid.table, after - 1)


def _lengthen(table: Any, last: int) -> None:
    """Let the table, its filter buttons and the order it was last sorted in reach to this row."""
    left, top, right, _ = _bounds(table.ref)
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{last}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref


def _bounds(reference: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a table, which is always bounded."""
    left, top, right, bottom = range_boundaries(reference)
    return left or 1, top or 1, right or 1, bottom or 1


def _rewrite(workbook: Workbook, table: Table) -> None:
    """Write one of our other sheets anew; columns that somebody added to it stay."""
    if table.name in workbook.sheetnames:
        sheet: AnySheet = workbook[table.name]
    else:
        sheet = workbook.create_sheet(table.name)
        set_up_page(sheet, table.headings)
    styles = Styles(sheet)
    there = _headings(sheet, 1, 1, sheet.max_column)
    columns = [_column_for(heading, there) for heading in table.headings]
    for row in range(2, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = False  # a filter by somebody would hide the wrong rows now
        for column in columns:
            sheet.cell(row, column).value = None
    sheet.auto_filter.filterColumn = []
    for heading, column in zip(table.headings, columns, strict=True):
        styles.put_heading(sheet.cell(1, column), heading.title)
    for row, values in enumerate(table.rows, start=2):
        sheet.row_dimensions[row].height = row_height(table.headings, values)
        for heading, column, value in zip(table.headings, columns, values, strict=True):
            styles.put(sheet.cell(row, column), heading.kind, value)


def _column_for(heading: Heading, there: dict[str, int]) -> int:
    return there.setdefault(heading.title, max(there.values(), default=0) + 1)


def _text(value: object) -> str:
    """What stands in a cell, as text; Excel keeps a line break within a cell as one sign."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _shown(value: object) -> str:
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else _text(value)
