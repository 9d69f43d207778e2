#!/bin/sh
# python-calamine: a tab or a line break inside an ods cell is left out, so that the words on both sides become one.
#
# Version: python-calamine 0.9.1, odfpy 1.4.1 (which makes the ods with its own call for text, and reads it).
# Most expect: white space between two words is still white space after reading, of whichever kind.
# What happens: <text:tab/> and <text:line-break/> (ODF 1.2, 6.1.4 and 6.1.5), which odfpy writes for "\t" and "\n", give
#   nothing at all. <text:s/> beside them gives its blanks, and a second <text:p> gives a line end: so of the four ways to
#   part two words in a cell, two are lost. In an xlsx of the same text both are kept.
# Why it matters: "Flat 2" above "12 High Street" in one cell is an address with two numbers; read, it is "Flat 212 High
#   Street", which is an address too. Names and telephone numbers run together in the same way.
# Way round: read such cells from content.xml, or have line ends written as paragraphs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "python-calamine==0.9.1" "odfpy==1.4.1" "openpyxl==3.1.5"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet, load
from odf.table import Table, TableCell, TableRow
from odf.teletype import addTextToElement, extractText
from odf.text import P
from python_calamine import CalamineWorkbook


def by_calamine(path: str) -> str:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0][0]


def in_ods(*paragraphs: str) -> tuple[str, str]:
    """What calamine and odfpy read of a cell that odfpy wrote."""
    book = OpenDocumentSpreadsheet()
    table, row, cell = Table(name="Addresses"), TableRow(), TableCell(valuetype="string")
    for text in paragraphs:
        paragraph = P()
        addTextToElement(paragraph, text)
        cell.addElement(paragraph)
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save("book.ods")
    kept = load("book.ods").spreadsheet.getElementsByType(P)
    return by_calamine("book.ods"), "\n".join(extractText(paragraph) for paragraph in kept)


def in_xlsx(text: str) -> str:
    book = openpyxl.Workbook()
    book.active.append([text])
    book.save("book.xlsx")
    return by_calamine("book.xlsx")


TOLD = {
    ("Flat 2\n12 High Street",): "Flat 212 High Street",
    ("Ann\tBrown",): "AnnBrown",
    ("Ann   Brown",): "Ann   Brown",
    ("Flat 2", "12 High Street"): "Flat 2\n12 High Street",
}
for paragraphs, expected in TOLD.items():
    calamine, odfpy = in_ods(*paragraphs)
    whole = "\n".join(paragraphs)
    print("written", paragraphs)
    print("  ods by calamine ", repr(calamine))
    print("  ods by odfpy    ", repr(odfpy))
    print("  xlsx by calamine", repr(in_xlsx(whole)))
    assert odfpy == in_xlsx(whole) == whole
    assert calamine == expected, "this has changed"
PYTHON
