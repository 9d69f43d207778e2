#!/bin/sh
# pdfium and poppler: in English text, the bracket after a Hebrew or Arabic name is read as part of the name.
#
# Version: pypdfium2 5.15.2, reportlab 5.1.0, Debian's poppler-utils 22.12 (checked), fonts-dejavu-core.
# Most expect: "Mr <name> (son)", drawn as it is seen, each letter under its own name, is read back as it was typed. The
#   same line with a comma in the bracket's place is.
# What happens: pdfium gives the bracket turned round and before the blank, "Mr <name>) son)". pdftotext puts bracket and
#   blank inside the right-to-left piece. An unseen left-to-right mark (U+200E) after the name makes both right, but for
#   pdfium only in the same text operator as its neighbours: in one of its own pdfium passes over it without a word.
# Why it matters: names with a remark in brackets are ordinary. Copied from a browser, the remark's bracket is wrong, and a
#   search for the whole line finds nothing.
# Way round: draw a glyph that is read as U+200E right after the name, in one operator with the bracket.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pdftotext -v 2>&1 | head -1 | grep -q "version 22.12" || echo "another poppler than 22.12: it may read otherwise"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pypdfium2==5.15.2" "reportlab==5.1.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NAME = "\u05d0\u05d1\u05d2"
ENGLISH = "Most of this page is English, as letters to English families are."
UNSEEN = dict.fromkeys(map(ord, "\u202a\u202b\u202c\r\f"))  # how pdftotext says which way a piece runs
pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))


def read_back(*pieces: str) -> tuple[str, str]:
    """What pdfium and pdftotext make of a line drawn as it is seen, each piece by an operator of its own."""
    canvas = Canvas("page.pdf")
    canvas.setFont("DejaVu", 12)
    canvas.drawString(60, 700, ENGLISH)
    line = canvas.beginText(60, 600)
    for piece in pieces:
        line.textOut(piece.replace(NAME, NAME[::-1]))
    canvas.drawText(line)
    canvas.save()
    page = pypdfium2.PdfDocument("page.pdf")[0].get_textpage().get_text_range()
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
    return page.split(".")[-1].translate(UNSEEN).strip(), text.split(".")[-1].translate(UNSEEN).strip()


comma, bracket = f"Mr {NAME}, son", f"Mr {NAME} (son)"
marked = f"Mr {NAME}\u200e (son)"
apart = [f"Mr {NAME}", "\u200e", " (son)"]
for pieces in ([comma], [bracket], [marked], apart):
    pdfium, poppler = read_back(*pieces)
    print("drawn  ", ascii(pieces), "\n  pdfium ", ascii(pdfium), "\n  poppler", ascii(poppler))
assert read_back(comma) == (comma, comma)
assert read_back(bracket)[0] == f"Mr {NAME}) son)", "pdfium has changed"
assert read_back(bracket)[1] == f"Mr ( {NAME}son)", "poppler has changed"
assert read_back(marked) == (marked, marked), "this has changed"
assert read_back(*apart)[0] == f"Mr {NAME}) son)", "pdfium has changed"
assert read_back(*apart)[1] == marked, "poppler has changed"
PYTHON
