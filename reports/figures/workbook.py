"""Figures as an Excel workbook: one flat table to filter or to pivot, and where it comes from."""

from collections.abc import Sequence
from datetime import UTC

from openpyxl import Workbook

from models.values import to_london
from reports.figures.shapes import FiguresPaper, FigureTable
from reports.layout.cells import Heading, Kind, Value, row_height
from reports.layout.workbook import AnySheet, Styles, repeatable, set_up_page

_FIGURES = (
    Heading("Figure", Kind.WRAPPED, 34),
    Heading("What", Kind.WRAPPED, 34),
    Heading("Of which", Kind.WRAPPED, 22),
    Heading("Value", Kind.HOURS, 11),
    Heading("Of", Kind.COUNT, 9),
    Heading("Before", Kind.HOURS, 11),
    Heading("Counts", Kind.WRAPPED, 18),
    Heading("In words", Kind.WRAPPED, 80),
)
_DEFINITIONS = (
    Heading("Figure", Kind.WRAPPED, 34),
    Heading("What it counts", Kind.WRAPPED, 90),
    Heading("Source", Kind.WRAPPED, 24),
)
_ABOUT = (Heading("About these figures", Kind.TEXT, 28), Heading("Value", Kind.WRAPPED, 60))


def render(paper: FiguresPaper) -> bytes:
    """The workbook's bytes, the same for the same paper."""
    workbook = Workbook(write_only=True)
    _write(workbook.create_sheet("Figures"), _FIGURES, [row for table in paper.tables for row in _rows(table)])
    defined = [(table.title, table.definition, table.source) for table in paper.tables]
    _write(workbook.create_sheet("Definitions"), _DEFINITIONS, defined)
    _write(workbook.create_sheet("About"), _ABOUT, _about(paper))
    workbook.properties.creator = paper.program
    workbook.properties.title = f"Figures, {paper.office}"
    workbook.properties.created = paper.moment.astimezone(UTC).replace(tzinfo=None)
    return repeatable(workbook, paper.moment)


def _rows(table: FigureTable) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = [(table.title, "In short", None, None, None, None, None, table.sentence)]
    if table.before:
        found.append((table.title, "In short, before", None, None, None, None, None, table.before))
    for line in table.lines:
        found.append((table.title, line.label, None, line.value, line.of or None, line.before, table.unit, line.text))
        parts = line.parts if line.value else ()
        found += [(table.title, line.label, what, number, line.value, None, table.unit, None) for what, number in parts]
    return found


def _about(paper: FiguresPaper) -> list[tuple[Value, ...]]:
    return [
        ("Office", paper.office),
        ("Of", paper.whose),
        ("Period", f"{paper.first:%d/%m/%Y} to {paper.last:%d/%m/%Y}, both days included"),
        ("Before", "As many days right before the period"),
        ("Made by", paper.program),
        ("Made on", f"{to_london(paper.moment):%d/%m/%Y %H:%M}"),
    ]


def _write(sheet: AnySheet, headings: Sequence[Heading], rows: Sequence[Sequence[Value]]) -> None:
    set_up_page(sheet, headings)
    styles = Styles(sheet)
    sheet.append([styles.heading(heading.title) for heading in headings])
    for at, row in enumerate(rows, start=2):
        sheet.row_dimensions[at].height = row_height(headings, row)
        sheet.append([styles.cell(_kind(heading, value), value) for heading, value in zip(headings, row, strict=True)])


def _kind(heading: Heading, value: Value) -> Kind:
    """Counts are whole numbers, hours have their decimals."""
    return Kind.COUNT if heading.kind is Kind.HOURS and isinstance(value, int) else heading.kind
