#!/bin/sh
# python-calamine: seven of Excel's eight error values become an empty cell without a word, the eighth refuses the sheet.
#
# Version: python-calamine 0.9.1, openpyxl 3.1.5 (which makes the sheets, and reads all eight).
# Most expect: an error in a cell is told in that cell, and one error value is treated as the next.
# What happens: #DIV/0!, #N/A, #NAME?, #NULL!, #NUM!, #REF! and #VALUE! come out as '', just as a cell that is empty.
#   #GETTING_DATA (0x2B in the same list, BErr of [MS-XLSB]: a cube formula saved before its server answered) is a
#   CalamineError for the whole sheet: no row of it can be read, and the message names neither row nor column.
# Why it matters: a sum that failed is taken for one that nobody filled in; and a list of 5,000 people can't be read because
#   of one cell that may stand in a column nobody wants.
# Way round: look for t="e" in the sheet's own XML before believing ''; read a refused sheet with openpyxl (data_only=True).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "python-calamine==0.9.1" "openpyxl==3.1.5"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import openpyxl
from python_calamine import CalamineError, CalamineWorkbook

ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"]


def read_back(error: str) -> tuple[object, object]:
    """The same sheet of two rows by calamine and by openpyxl; the second row's sum is the error, the third cell is empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Name", "Sum", "Remark"], ["Ann", None, None]):
        sheet.append(row)
    sheet["B2"].value, sheet["B2"].data_type = error, "e"
    book.save("book.xlsx")
    try:
        calamine = CalamineWorkbook.from_path("book.xlsx").get_sheet_by_index(0).to_python()
    except CalamineError as refused:
        calamine = f"CalamineError: {refused}"
    other = openpyxl.load_workbook("book.xlsx", data_only=True).active
    return calamine, [list(row) for row in other.iter_rows(values_only=True)]


for error in ERRORS:
    calamine, other = read_back(error)
    print(f"{error:14} calamine {calamine}\n{'':14} openpyxl {other}")
    assert other == [["Name", "Sum", "Remark"], ["Ann", error, None]]
    if error == "#GETTING_DATA":
        assert calamine == "CalamineError: Unsupported cell error value '#GETTING_DATA'", "this has changed"
    else:
        assert calamine == [["Name", "Sum", "Remark"], ["Ann", "", ""]], "calamine tells errors now"
PYTHON
