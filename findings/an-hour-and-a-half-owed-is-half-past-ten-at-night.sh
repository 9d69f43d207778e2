#!/bin/sh
# python-calamine: hours below nothing in an xlsx, shown by Excel as -01:30, are read as the clock time 22:30.
#
# Version: python-calamine 0.9.1, XlsxWriter 3.3.1 (which makes the sheet), openpyxl 3.1.5 (to compare).
# Most expect: a value below nothing stays below nothing, or is refused; a length of time isn't turned into a time of day.
# What happens: the number -0.0625 (an hour and a half owed) under the format hh:mm comes out as datetime.time(22, 30), and
#   -1.0625 as the very same. The same number under [h]:mm is right: minus an hour and a half. openpyxl gives a moment before
#   the workbook's first day, which can at least be told from a time of day; here 22:30 owed and 22:30 worked are one value.
#   The same goes for workbooks that count from 1900, where Excel shows such a cell as ####.
# Why it matters: flexitime and overtime lists hold hours owed, and workbooks are set to count from 1904 so that Excel shows
#   them. 1 h 30 owed becomes 22 h 30 in hand, a plausible value that no check of the type or the range finds.
# Way round: read the cell's number from the sheet's XML; or ask for the format [h]:mm.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "python-calamine==0.9.1" "XlsxWriter==3.3.1" "openpyxl==3.1.5"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime, time, timedelta

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

HOURS = [22.5, -1.5, -25.5]


def read_back(form: str, from_1904: bool) -> tuple[list, list]:
    """The hours, written as parts of a day under a number format, as calamine and as openpyxl give them."""
    with xlsxwriter.Workbook("hours.xlsx", {"date_1904": from_1904}) as book:
        sheet, style = book.add_worksheet(), book.add_format({"num_format": form})
        for row, hours in enumerate(HOURS):
            sheet.write_number(row, 0, hours / 24, style)
    calamine = CalamineWorkbook.from_path("hours.xlsx").get_sheet_by_index(0).to_python()
    other = openpyxl.load_workbook("hours.xlsx").active
    return [cell for (cell,) in calamine], [cell for (cell,) in other.iter_rows(values_only=True)]


for from_1904 in (True, False):
    for form in ("hh:mm", "[h]:mm"):
        calamine, other = read_back(form, from_1904)
        print("counted from", "1904" if from_1904 else "1900", "as", form, HOURS)
        print("  calamine", *calamine, sep="  ")
        print("  openpyxl", *other, sep="  ")
        if form == "[h]:mm":
            assert calamine == other == [timedelta(hours=hours) for hours in HOURS]
        else:
            assert calamine == [time(22, 30)] * 3, "calamine tells hours owed from hours now"
            first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
            assert other == [time(22, 30), first - timedelta(hours=1.5), first - timedelta(hours=25.5)]
PYTHON
