"""Hands in LibreOffice, run by the system's own Python, which has uno: `python3 hands.py PIPE`.

One order a line, as JSON: `{"do": NAME, …}`; one answer a line, `{"said": …}` or `{"failed": …}`. A row is named by
its Ref and a column by its heading, as people find them, wherever both have been moved.
"""

import json
import sys
import time
from contextlib import suppress
from typing import Any

import uno
from com.sun.star.awt.FontWeight import BOLD
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.FilterOperator import EQUAL
from com.sun.star.table import TableSortField

EXCEL = "Calc MS Excel 2007 XML"
SHEET, KEY = "Tracker", "Ref"
DATE, MOST_TRIES = 2, 600
NUMBER, TEXT, FORMULA = 1, 2, 4


def properties(**told: object) -> tuple[Any, ...]:
    """As uno wants what it is told by name."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in told.items())


class Hands:
    """Somebody at LibreOffice, with one workbook open in a window with a view."""

    def __init__(self, pipe: str) -> None:
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        for tried in range(MOST_TRIES):
            try:
                office = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if tried + 1 == MOST_TRIES:
                    raise
                time.sleep(0.1)
        self.desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        self.book: Any = None

    # --- Opening and saving ----------------------------------------------------------------------------------------

    def open(self, path: str) -> bool:
        """Open a workbook with a view: without one its frozen panes would be lost in saving."""
        url = uno.systemPathToFileUrl(path)
        self.book = self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=False))
        return self.book is not None and self.book.CurrentController is not None

    def save(self, path: str) -> None:
        """As Excel workbook, by LibreOffice's own filter."""
        self.book.storeToURL(uno.systemPathToFileUrl(path), properties(FilterName=EXCEL))

    def close(self) -> None:
        self.book.close(True)
        self.book = None

    def end(self) -> None:
        """End LibreOffice, whatever is open."""
        if self.book is not None:
            self.close()
        self.desktop.terminate()

    # --- Finding ---------------------------------------------------------------------------------------------------

    def _sheet(self, name: str = SHEET) -> Any:
        return self.book.Sheets.getByName(name)

    def _used(self, sheet: Any) -> Any:
        cursor = sheet.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        end = cursor.RangeAddress
        return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)

    def _columns(self, name: str = SHEET) -> dict[str, int]:
        titles = self._used(self._sheet(name)).DataArray[0]
        return {str(title): at for at, title in reversed(list(enumerate(titles))) if title != ""}

    def _rows(self) -> dict[str, int]:
        rows, key = self._used(self._sheet()).DataArray, self._columns()[KEY]
        return {str(row[key]): at for at, row in enumerate(rows) if at and row[key] != ""}

    def _cell(self, ref: str, heading: str) -> Any:
        return self._sheet().getCellByPosition(self._columns()[heading], self._rows()[ref])

    def _cell_that_says(self, name: str, heading: str, says: str) -> Any:
        sheet, column = self._sheet(name), self._columns(name)[heading]
        last = self._used(sheet).RangeAddress.EndRow
        cells = (sheet.getCellByPosition(column, at) for at in range(1, last + 1))
        return next(cell for cell in cells if cell.String == says)

    def _table(self) -> Any:
        rows, columns = self._rows(), self._columns()
        return self._sheet().getCellRangeByPosition(0, 0, max(columns.values()), max(rows.values()))

    # --- What Scheduling does --------------------------------------------------------------------------------------

    def type(self, ref: str, heading: str, text: str = "", day: int | None = None) -> None:
        """Write in a cell: a text, a formula that begins with "=", or a day by its number."""
        cell = self._cell(ref, heading)
        if day is not None:
            cell.Value = day
            cell.NumberFormat = self.book.NumberFormats.getStandardFormat(DATE, cell.CharLocale)
        elif text.startswith("="):
            cell.Formula = text
        else:
            cell.String = text

    def empty(self, ref: str, heading: str) -> None:
        self._cell(ref, heading).String = ""

    def bold(self, ref: str, heading: str, text: str, word: str) -> None:
        """Write a text in which one word is bold."""
        cell = self._cell(ref, heading)
        cell.String = text
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(text.index(word), False)
        cursor.goRight(len(word), True)
        cursor.CharWeight = BOLD

    def note(self, ref: str, heading: str, text: str) -> None:
        cell = self._cell(ref, heading)
        if not cell.Annotation.String:
            self._sheet().Annotations.insertNew(cell.CellAddress, text)

    def note_beside(self, sheet: str, heading: str, says: str, text: str) -> None:
        """A note on a cell of another sheet of ours, in the row that says this under that heading."""
        page, cell = self._sheet(sheet), self._cell_that_says(sheet, heading, says)
        if not cell.Annotation.String:
            page.Annotations.insertNew(cell.CellAddress, text)

    def write_beside(self, sheet: str, heading: str, says: str, column: str, text: str) -> None:
        """A word in a column of theirs, beside the row that says this."""
        page, row = self._sheet(sheet), self._cell_that_says(sheet, heading, says).CellAddress.Row
        columns = self._columns(sheet)
        at = columns.get(column, max(columns.values()) + 1)
        page.getCellByPosition(at, 0).String = column
        page.getCellByPosition(at, row).String = text

    def colour(self, ref: str, colour: int) -> None:
        row = self._rows()[ref]
        last = max(self._columns().values())
        self._sheet().getCellRangeByPosition(0, row, last, row).CellBackColor = colour

    def sort(self, *headings: str, down: bool = False) -> None:
        table, columns = self._table(), self._columns()
        fields = []
        for heading in headings:
            field = TableSortField()
            field.Field, field.IsAscending = columns[heading], not down
            fields.append(field)
        told = uno.Any("[]com.sun.star.table.TableSortField", tuple(fields))
        table.sort(properties(SortFields=told, ContainsHeader=True, BindFormatsToContent=True))

    def filter(self, heading: str, text: str) -> None:
        """Show only the rows that say this, by the table's own buttons where it has some."""
        where: Any = self._table()
        ranges = self.book.DatabaseRanges
        for name in ranges.ElementNames:
            found = ranges.getByName(name)
            if found.DataArea.Sheet == where.RangeAddress.Sheet:
                where = found
        descriptor = where.getFilterDescriptor() if where.supportsService(
            "com.sun.star.sheet.DatabaseRange") else where.createFilterDescriptor(True)  # fmt: skip
        field = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.Operator, field.IsNumeric, field.StringValue = self._columns()[heading], EQUAL, False, text
        descriptor.ContainsHeader = True
        descriptor.setFilterFields((field,) if text else ())
        if hasattr(where, "refresh"):
            where.refresh()
        else:
            where.filter(descriptor)

    def add_column(self, heading: str, values: dict[str, str]) -> None:
        """A column of theirs beside the last, with a text or formula in some rows; `{row}` becomes the row's number."""
        sheet, rows = self._sheet(), self._rows()
        at = max(self._columns().values()) + 1
        sheet.getCellByPosition(at, 0).String = heading
        for ref, text in values.items():
            cell = sheet.getCellByPosition(at, rows[ref])
            if text.startswith("="):
                cell.Formula = text.replace("{row}", str(rows[ref] + 1))
            else:
                cell.String = text

    def insert_column(self, before: str, heading: str) -> None:
        """An empty column of theirs among the others."""
        at = self._columns()[before]
        self._sheet().Columns.insertByIndex(at, 1)
        self._sheet().getCellByPosition(at, 0).String = heading

    def move_column(self, heading: str, before: str) -> None:
        """Cut a whole column and put it before another one."""
        sheet = self._sheet()
        to, last = self._columns()[before], self._used(sheet).RangeAddress.EndRow
        sheet.Columns.insertByIndex(to, 1)
        source = next(at for title, at in self._columns().items() if title == heading)
        moved = sheet.getCellRangeByPosition(source, 0, source, last)
        sheet.moveRange(sheet.getCellByPosition(to, 0).CellAddress, moved.RangeAddress)
        sheet.Columns.removeByIndex(source, 1)

    def delete_row(self, ref: str) -> None:
        self._sheet().Rows.removeByIndex(self._rows()[ref], 1)

    def hide(self, *headings: str) -> None:
        for heading in headings:
            self._sheet().Columns.getByIndex(self._columns()[heading]).IsVisible = False

    def add_sheet(self, name: str, cells: dict[str, str]) -> None:
        """A sheet of theirs, at the end, with texts and formulas."""
        self.book.Sheets.insertNewByName(name, self.book.Sheets.Count)
        for address, text in cells.items():
            self._sheet(name).getCellRangeByName(address).Formula = text

    def work_out(self) -> None:
        """Ctrl+Shift+F9: LibreOffice doesn't listen to a workbook that asks to be worked out."""
        self.book.calculateAll()

    # --- What is to be seen ----------------------------------------------------------------------------------------

    def look(self) -> dict[str, Any]:
        """Everything of every sheet that a round must not lose."""
        return {name: self._seen(self._sheet(name)) for name in self.book.Sheets.ElementNames}

    def _seen(self, sheet: Any) -> dict[str, Any]:
        controller = self.book.CurrentController
        controller.setActiveSheet(sheet)
        area = self._used(sheet)
        columns = range(area.RangeAddress.EndColumn + 1)
        notes = [sheet.Annotations.getByIndex(at) for at in range(sheet.Annotations.Count)]
        return {
            "cells": dict(self._cells(sheet, area)),
            "notes": {_address(note.Position): note.String for note in notes},
            "frozen": [controller.SplitColumn, controller.SplitRow] if controller.hasFrozenPanes() else [],
            "hidden": [at for at in columns if not sheet.Columns.getByIndex(at).IsVisible],
            "out of sight": [
                str(at + 1) for at in range(area.RangeAddress.EndRow + 1) if not sheet.Rows.getByIndex(at).IsVisible
            ],
            "widths": [sheet.Columns.getByIndex(at).Width for at in columns],
            "colours": self._colours(sheet),
            "rules": sorted(each.Range.RangeAddressesAsString for each in sheet.ConditionalFormats.ConditionalFormats),
            "lists": self._lists(area),
            "tables": [each for each in self._tables() if each[1].startswith(f"{sheet.Name}.")],
        }

    def _cells(self, sheet: Any, area: Any) -> Any:
        """Each cell that says something: its value, and its formula where it has one."""
        for down, (values, formulas) in enumerate(zip(area.DataArray, area.FormulaArray, strict=True)):
            for across, (value, formula) in enumerate(zip(values, formulas, strict=True)):
                if value != "" or formula != "":
                    may_be = str(formula).startswith(("=", "{="))
                    is_formula = may_be and sheet.getCellByPosition(across, down).Type.value == "FORMULA"
                    yield _at(across, down), [value, formula if is_formula else ""]

    def _colours(self, sheet: Any) -> dict[str, int]:
        """The colour behind the first cell of each row that has one."""
        column = sheet.getCellRangeByPosition(0, 0, 0, self._used(sheet).RangeAddress.EndRow)
        return {
            str(row + 1): alike.CellBackColor
            for alike in column.UniqueCellFormatRanges
            if alike.CellBackColor != -1
            for each in alike.RangeAddresses
            for row in range(each.StartRow, each.EndRow + 1)
        }

    def _lists(self, area: Any) -> dict[str, int]:
        """How many rows of a column have a list of answers."""
        found: dict[str, int] = {}
        for alike in area.UniqueCellFormatRanges:
            if alike.Validation.Type.value == "LIST":
                for each in alike.RangeAddresses:
                    for across in range(each.StartColumn, each.EndColumn + 1):
                        column = _at(across, 0)
                        found[column] = found.get(column, 0) + each.EndRow - each.StartRow + 1
        return found

    def _tables(self) -> list[list[Any]]:
        ranges, found = self.book.DatabaseRanges, []
        for name in ranges.ElementNames:
            each = ranges.getByName(name)
            area, sheet = each.DataArea, self.book.Sheets.getByIndex(each.DataArea.Sheet)
            corner = f"{_at(area.StartColumn, area.StartRow)}:{_at(area.EndColumn, area.EndRow)}"
            filtered = len(each.getFilterDescriptor().FilterFields)
            found.append([name, f"{sheet.Name}.{corner}", bool(each.AutoFilter), filtered])
        return sorted(found)


def _at(across: int, down: int) -> str:
    letters, across = "", across + 1
    while across:
        across, left = divmod(across - 1, 26)
        letters = chr(65 + left) + letters
    return f"{letters}{down + 1}"


def _address(position: Any) -> str:
    return _at(position.Column, position.Row)


def main() -> None:
    """Do what is ordered until the orders end."""
    hands = Hands(sys.argv[1])
    for line in sys.stdin:
        order = json.loads(line)
        try:
            said = getattr(hands, order.pop("do"))(*order.pop("those", ()), **order)
            answer = {"said": said}
        except Exception as error:  # noqa: BLE001  told to the test
            answer = {"failed": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    with suppress(Exception):  # it may be gone already; where a test was killed, it isn't
        hands.end()


if __name__ == "__main__":
    main()
