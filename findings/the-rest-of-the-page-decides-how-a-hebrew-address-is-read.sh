#!/bin/sh
# poppler: a Hebrew or Arabic line with a number in it is read in another order of words, unless most of the page is so.
#
# Version: Debian's poppler-utils 22.12 (checked), reportlab 5.1.0, pypdfium2 5.15.2, fonts-dejavu-core.
# Most expect: how a line is read back depends on that line. pdfium does it so, and gives the words as they were typed.
# What happens: pdftotext counts the letters of the whole page first. On a page that is mostly English it goes through the
#   pieces around the number from left to right, so the last words come first; on a page that is mostly Hebrew the same
#   line is right. No option chooses, and the glyphs' names are the same in both files.
# Why it matters: addresses have house numbers. The same address is found, copied and compared on one page, and not on the
#   next.
# Way round: compare words, not lines, in what pdftotext says of a page; pdfium keeps their order.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pdftotext -v 2>&1 | head -1 | grep -q "version 22.12" || echo "another poppler than 22.12: it may read otherwise"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pypdfium2==5.15.2" "reportlab==5.1.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import subprocess

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

STREET, TOWN = "\u05d0\u05d1\u05d2", "\u05d3\u05d4\u05d5"
ADDRESS = [STREET, "12", TOWN]
pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))


def words_read(around: str) -> tuple[list[str], list[str]]:
    """The words of the address by pdfium and by pdftotext, on a page with this around it."""
    canvas = Canvas("page.pdf")
    canvas.setFont("DejaVu", 12)
    for line in range(3):
        canvas.drawString(60, 700 - 20 * line, around * 10)
    canvas.drawString(60, 600, f"{TOWN[::-1]} 12 {STREET[::-1]}")  # as it is seen
    canvas.save()
    page = pypdfium2.PdfDocument("page.pdf")[0].get_textpage().get_text_range()
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
    return tuple(re.findall(f"{STREET}|{TOWN}|12", each) for each in (page, text))


for around in ("word ", "\u05d7\u05d6 "):
    pdfium, poppler = words_read(around)
    print("around", ascii(around), "\n  pdfium ", ascii(pdfium), "\n  poppler", ascii(poppler))
assert words_read("word ") == (ADDRESS, [TOWN, "12", STREET]), "this has changed"
assert words_read("\u05d7\u05d6 ") == (ADDRESS, ADDRESS), "this has changed"
PYTHON
