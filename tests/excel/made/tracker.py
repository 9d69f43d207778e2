"""A tracker as Scheduling may have left it, made from a seed: in one of six ways of writing, or by a library."""

from dataclasses import dataclass
from random import Random

from reports.tracker.page import TrackerPage
from reports.tracker.workbook import render
from tests.excel.good import zipped
from tests.excel.made.cells import sheets_of
from tests.excel.made.features import FEATURES, empty_drawing, rota
from tests.excel.made.libraries import by_openpyxl, by_xlsxwriter
from tests.excel.made.pages import pages
from tests.excel.made.people import DEEDS
from tests.excel.made.quirks import QUIRKS, streamed
from tests.excel.made.writing import DIALECTS, GOOGLE, BookMade, CellMade
from tests.excel.places import cell_name


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook, who wrote it and with what in it; the page to export now."""

    content: bytes
    told: str
    page: TrackerPage


def tracker_of(seed: int) -> Made:
    """The workbook of that seed: the same each time."""
    random = Random(seed)  # noqa: S311  nothing secret
    first, page = pages(random)
    born = render(first).content
    ways = len(DIALECTS) + 2
    if seed % ways == len(DIALECTS):
        return Made(by_openpyxl(born, random), "openpyxl", page)
    if seed % ways == len(DIALECTS) + 1:
        return Made(by_xlsxwriter(born, random), "XlsxWriter", page)
    book = _book(born, random, seed % ways)
    deeds = [each for each in DEEDS if random.random() < 0.3]
    features = [each for each in FEATURES if random.random() < 0.3]
    for each in (*deeds, *features):
        each(book, random)
    if book.dialect is GOOGLE:
        empty_drawing(book, random)
    _finish(book)
    quirks = [each for each in QUIRKS if random.random() < 0.15]
    parts = book.written()
    for quirk in quirks:
        parts = quirk(parts)
    is_streamed = random.random() < 0.2
    content = streamed(parts, random) if is_streamed else zipped(parts)
    said = (*(each.__name__ for each in (*deeds, *features, *quirks)), *(["streamed"] if is_streamed else []))
    return Made(content, ", ".join((book.dialect.name, *said)), page)


def _book(born: bytes, random: Random, way: int) -> BookMade:
    is_1904 = random.random() < 0.15
    sheets = sheets_of(born, is_1904=is_1904)
    sheets.insert(random.randint(0, len(sheets)), rota())
    return BookMade(DIALECTS[way], sheets, is_1904=is_1904)


def _finish(book: BookMade) -> None:
    """Rows that are empty but styled below ours, and the filter of a sheet without a table."""
    for sheet in book.sheets:
        last = sheet.last
        if book.dialect.below and sheet.name != "About":
            for row in range(last + 1, last + 1 + book.dialect.below):
                sheet.rows[row] = {column: CellMade(style=1) for column in sheet.rows[sheet.top]}
        if sheet.name == "Tracker" and not book.dialect.has_tables:
            reach = (cell_name(1, sheet.top), cell_name(max(sheet.columns.values()), last))
            sheet.elements["autoFilter"] = f'<autoFilter ref="{":".join(reach)}"/>'
            fixed = f"$A${sheet.top}:${reach[1].rstrip('0123456789')}${last}"
            place = book.sheets.index(sheet)
            book.names.append(
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
                f"Tracker!{fixed}</definedName>"
            )
