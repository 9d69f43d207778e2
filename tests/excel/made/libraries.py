"""Trackers as openpyxl saves and as XlsxWriter writes them."""

import io
from random import Random
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from xlsxwriter import Workbook

from tests.excel.made.cells import sheets_of
from tests.excel.made.features import PICTURE
from tests.excel.made.writing import DAY, HEADING, HOURS, MOMENT, TEXT, SheetMade


def by_openpyxl(born: bytes, random: Random) -> bytes:
    """Loaded, marked and saved: our own first workbook as people's scripts leave it."""
    workbook = load_workbook(io.BytesIO(born))
    sheet: Any = workbook["Tracker"]
    columns = {" ".join(str(cell.value).split()): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if random.random() < 0.5:
            sheet.cell(row, columns["CCL updated"]).value = random.choice(("Yes", "Query"))
            sheet.cell(row, columns["By"]).value = "Lee"
    if random.random() < 0.5:
        sheet["A2"].comment = Comment("ask", "Lee")
    if random.random() < 0.5:
        sheet.cell(2, columns["Patch"]).value = "=1+1"
    workbook.create_sheet("Ours", random.randint(0, 3))["A1"] = "=COUNTA(Tracker!A:A)"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def by_xlsxwriter(born: bytes, random: Random) -> bytes:
    """Written anew with a chart, a picture, a note, a list of choices and colours by rule."""
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    looks = {
        MOMENT: workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        DAY: workbook.add_format({"num_format": "dd/mm/yyyy"}),
        HOURS: workbook.add_format({"num_format": "0.00"}),
        TEXT: workbook.add_format({"num_format": "@"}),
        HEADING: workbook.add_format({"bold": True}),
    }
    for made in sheets_of(born):
        _write(workbook.add_worksheet(made.name), made, looks, random)
    theirs = workbook.add_worksheet("Rota")
    theirs.write_column("A1", [3, 4, 5])
    theirs.write_formula("B1", "=SUM(A1:A3)", None, 12)
    theirs.write_dynamic_array_formula("C1", "=SORT(A1:A3)", None, 3)
    drawn = workbook.add_chart({"type": "column"})
    drawn.add_series({"values": "=Rota!$A$1:$A$3"})
    theirs.insert_chart("E2", drawn)
    theirs.insert_image("E20", "logo.png", {"image_data": io.BytesIO(PICTURE)})
    workbook.define_name("Hours", "=Rota!$A$1:$A$3")
    workbook.close()
    return out.getvalue()


def _write(sheet: Any, made: SheetMade, looks: dict[int, Any], random: Random) -> None:
    for row, cells in made.rows.items():
        for column, cell in cells.items():
            write = sheet.write_string if isinstance(cell.value, str) else sheet.write_number
            write(row - 1, column - 1, cell.value, looks.get(cell.style))
    if made.table is not None:
        titles = [{"header": title} for title in made.columns]
        wide = len(titles) - 1
        sheet.add_table(0, 0, made.last - 1, wide, {"columns": titles, "name": made.table.name})
        sheet.write_comment("B2", "note", {"author": "Lee"})
        sheet.data_validation(1, 0, made.last - 1, 0, {"validate": "length", "criteria": "<", "value": 99})
        sheet.conditional_format(1, 0, made.last - 1, 2, {"type": "data_bar", "data_bar_2010": True})
    elif random.random() < 0.5:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, made.last - 1, len(made.columns) - 1)
