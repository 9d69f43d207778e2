"""The workbook that we create, as Scheduling will see it, without rows: a patch brings those, at this export and later.

What a row is about stays in view at the left, Scheduling's columns come first after it, and a printed page says what is
put into CCL in letters that can be read.
"""

from datetime import UTC
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo

from reports.layout.cells import Heading, Kind
from reports.layout.workbook import AnySheet, Styles, repeatable, set_up_page
from reports.tracker.about import ABOUT, LABEL, VALUE
from reports.tracker.origin import mark_of
from reports.tracker.page import About, TrackerPage
from reports.tracker.people import CAPACITY_HEADINGS, KEY, PEOPLE_HEADINGS
from reports.tracker.sheets import ANSWERS, CAPACITY, COLUMNS, FROZEN, ON_PAPER, PEOPLE, SCHEDULINGS, TRACKER

LAST_ROW = 1_048_576
_ANSWER = SCHEDULINGS[0].title


def render(page: TrackerPage) -> bytes:
    """All our sheets with their headings and their looks, and the table of one empty row that a table needs."""
    workbook = Workbook(write_only=True)
    tracker = workbook.create_sheet(TRACKER)
    set_up(tracker, COLUMNS, FROZEN)
    tracker.print_area = f"A1:{get_column_letter(ON_PAPER)}{LAST_ROW}"  # whole columns: rows that come are printed
    add_table(tracker, COLUMNS, "SchedulingTracker")
    add_answers(tracker, COLUMNS)
    _add_overdue(tracker)
    for name, headings in ((CAPACITY, CAPACITY_HEADINGS), (PEOPLE, PEOPLE_HEADINGS), (ABOUT, (LABEL, VALUE))):
        set_up(workbook.create_sheet(name), headings)
    put_mark(workbook, page.about)
    workbook.properties.creator = page.about.program
    workbook.properties.title = f"Scheduling tracker, {page.about.office}"
    workbook.properties.created = page.moment.astimezone(UTC).replace(tzinfo=None)
    return repeatable(workbook, page.moment)


def put_mark(workbook: Workbook, about: About) -> None:
    """Let a new workbook say which office's it is."""
    held: Any = workbook  # openpyxl's stubs know nothing of these properties
    for name, value in mark_of(about).items():
        held.custom_doc_props.append(StringProperty(name=name, value=value))


def set_up(sheet: AnySheet, headings: tuple[Heading, ...], frozen: int = 0) -> None:
    """Headings, widths, paper; the first `frozen` columns stay in view, and ids of ours are hidden."""
    set_up_page(sheet, headings)
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
    for at, heading in enumerate(headings, start=1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.hidden = heading is KEY
        if heading in SCHEDULINGS:
            _let_answers_look_like_ours(column, heading)
    styles = Styles(sheet)
    sheet.append([styles.heading(heading.title) for heading in headings])


def _let_answers_look_like_ours(column: Any, heading: Heading) -> None:
    """What Scheduling types stands at the top of its cell as ours does, and wraps; a formula there stays a formula."""
    wraps = heading.kind is Kind.WRAPPED
    column.alignment = Alignment(horizontal="left", indent=1, vertical="top", wrap_text=wraps)
    if heading.kind is Kind.DAY:
        column.number_format = heading.kind.value


def add_table(sheet: AnySheet, headings: tuple[Heading, ...], name: str, rows: int = 1) -> None:
    """The Excel table over headings and rows; a table needs one row, even an empty one."""
    table: Any = ExcelTable(displayName=name, ref=f"A1:{get_column_letter(len(headings))}{max(rows, 1) + 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    table._initialise_columns()  # noqa: SLF001  a write-only sheet can't be asked for its headings afterwards
    for column, heading in zip(table.tableColumns, headings, strict=True):
        column.name = heading.title
    sheet.tables.add(table)  # add_table warns in write-only mode even when the columns are named


def add_answers(sheet: AnySheet, headings: tuple[Heading, ...]) -> None:
    """The list of answers for Scheduling, down to the sheet's last row; another answer is refused in a sentence."""
    answers = DataValidation(
        type="list", formula1=ANSWERS, allow_blank=True, showErrorMessage=True, errorStyle="stop", showInputMessage=True
    )
    answers.errorTitle, answers.error = _ANSWER, "Choose Yes, No or Query from the list, or leave it empty."
    answers.promptTitle = _ANSWER
    answers.prompt = "Yes once it is in CCL. Query if you must ask first: write the question under Query."
    letter = _letter(headings, _ANSWER)
    answers.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.data_validations.append(answers)


def _add_overdue(sheet: AnySheet) -> None:
    """The colour of what was told a day ago and isn't in CCL."""
    ref, notified, answer = (_letter(COLUMNS, title) for title in ("Ref", "Notified", _ANSWER))
    look: Any = FormulaRule
    rule = look(
        formula=[f'AND(${ref}2<>"",${notified}2<NOW()-1,${answer}2<>"Yes")'],
        fill=PatternFill(bgColor="FFE0B2"),
        font=Font(color="7A2E00"),
        stopIfTrue=False,
    )
    sheet.conditional_formatting.add(f"{ref}2:{notified}{LAST_ROW} {answer}2:{answer}{LAST_ROW}", rule)


def _letter(headings: tuple[Heading, ...], title: str) -> str:
    return get_column_letter([heading.title for heading in headings].index(title) + 1)
