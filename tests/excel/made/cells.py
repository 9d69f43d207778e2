"""Our sheets as plain cells, taken from a workbook of our own making: what people then change and others write."""

from tests.excel.made.writing import (
    COUNT,
    DAY,
    GENERAL,
    HEADING,
    HOURS,
    MOMENT,
    TEXT,
    WRAPPED,
    CellMade,
    SheetMade,
    TableMade,
)
from tests.excel.package import Package
from tests.excel.values import Reader

_STYLES = {
    "Notified": MOMENT, "Effective": MOMENT, "Next deadline": MOMENT, "On": DAY, "Started": DAY,
    "Visits a week": COUNT, "Person": WRAPPED, "Calls": WRAPPED,
}  # fmt: skip
DAYS_TO_1904 = 1_462


def sheets_of(content: bytes, *, is_1904: bool = False) -> list[SheetMade]:
    """The sheets of a workbook of ours, with a style for each column; the Tracker has its table."""
    package = Package(content)
    made = [_sheet(Reader(package), each.name, is_1904=is_1904) for each in package.sheets]
    tracker = next(each for each in made if each.name == "Tracker")
    tracker.table = TableMade(1, "SchedulingTracker", top=1, left=1)
    return made


def _sheet(reader: Reader, name: str, *, is_1904: bool) -> SheetMade:
    sheet, made = reader.sheet(name), SheetMade(name)
    titles = {column: str(value) for (column, row), value in sheet.values.items() if row == 1 and value is not None}
    for (column, row), value in sorted(sheet.values.items()):
        if row == 1:
            made.put(column, row, CellMade(value, HEADING))
            continue
        style = _style(titles.get(column, ""), value)
        is_later = is_1904 and style in {MOMENT, DAY} and isinstance(value, float)
        if value is not None:
            made.put(column, row, CellMade(value - DAYS_TO_1904 if is_later else value, style))
    return made


def _style(title: str, value: object) -> int:
    plain = HOURS if "hours" in title.lower() else TEXT if isinstance(value, str) else GENERAL
    return _STYLES.get(title, plain)
