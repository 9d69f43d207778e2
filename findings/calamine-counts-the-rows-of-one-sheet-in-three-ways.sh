#!/bin/sh
# python-calamine: to_python() leaves out the empty rows and columns in front, iter_rows() the columns only.
#
# Version: python-calamine 0.9.1, XlsxWriter 3.3.1 (which makes the sheet).
# Most expect: iter_rows() is to_python() row by row, as its name says; and total_height is how many rows there are in all.
# What happens: of a list that begins in B3 and ends in C7, to_python() gives 5 rows of 2 cells, iter_rows() 7 rows of 2, and
#   to_python(skip_empty_area=False) 7 rows of 3. That to_python() skips is written down; that iter_rows() skips columns only
#   isn't, and it takes no argument to choose. total_height and total_width say 6 and 2: numbers of the last row and column
#   counted from nothing, although height and width beside them are counts.
# Why it matters: "row 4 of your sheet was refused" names another person's row, by as many as the sheet has empty rows on
#   top; and a switch from to_python() to iter_rows(), to save memory, moves every row's number but no column's.
# Way round: to_python(skip_empty_area=False) for places that a person shall find again, or add `start` to each number.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "python-calamine==0.9.1" "XlsxWriter==3.3.1"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import xlsxwriter
from python_calamine import CalamineWorkbook

with xlsxwriter.Workbook("list.xlsx") as book:
    page = book.add_worksheet()
    for row, cells in {"B3": ["Name", "Age"], "B4": ["Ann", 31], "B7": ["Bob", 42]}.items():
        page.write_row(row, cells)
sheet = CalamineWorkbook.from_path("list.xlsx").get_sheet_by_index(0)
ways = {
    "to_python()": sheet.to_python(),
    "iter_rows()": list(sheet.iter_rows()),
    "to_python(skip_empty_area=False)": sheet.to_python(skip_empty_area=False),
}
for way, rows in ways.items():
    print(f"{way:33} {len(rows)} rows of {len(rows[0])}:", rows)
told = {name: getattr(sheet, name) for name in ("start", "end", "height", "width", "total_height", "total_width")}
print(told)
skipped, by_row, whole = ways.values()
assert whole == [["", "", ""]] * 2 + [["", "Name", "Age"], ["", "Ann", 31.0]] + [["", "", ""]] * 2 + [["", "Bob", 42.0]]
assert skipped == [["Name", "Age"], ["Ann", 31.0], ["", ""], ["", ""], ["Bob", 42.0]]
assert by_row == [["", ""]] * 2 + skipped, "iter_rows has changed"
assert (told["start"], told["end"], told["height"], told["width"]) == ((2, 1), (6, 2), 5, 2)
assert (told["total_height"], told["total_width"]) == (6, 2), "the totals have changed"
PYTHON
