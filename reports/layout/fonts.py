"""The fonts of every paper, registered once in a process and embedded in each file."""

from functools import cache
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources

TEXT = "Text"
BOLD = "Text-Bold"
ARABIC = "Arabic"
_FILES = {TEXT: "fonts/Text-Regular.ttf", BOLD: "fonts/Text-Bold.ttf", ARABIC: "fonts/Arabic-Regular.ttf"}


@cache
def register() -> None:
    """Make the fonts known to reportlab; asking again costs nothing."""
    rl_config.canvas_basefontname = TEXT  # otherwise each page names Helvetica, which isn't embedded
    for name, file in _FILES.items():
        # Shaping is done by reports.layout.text, the same on every desk whatever libraries it has.
        pdfmetrics.registerFont(TTFont(name, BytesIO(resources.read_bytes(file)), asciiReadable=0, shapable=False))
    pdfmetrics.registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=TEXT, boldItalic=BOLD)
    pdfmetrics.registerFontFamily(ARABIC, normal=ARABIC, bold=ARABIC, italic=ARABIC, boldItalic=ARABIC)


@cache
def letters(font: str) -> frozenset[int]:
    """The code points for which this font has a glyph."""
    register()
    found = pdfmetrics.getFont(font)
    if not isinstance(found, TTFont):
        raise TypeError(f"{font} is not one of our fonts")
    return frozenset(found.face.charToGlyph)


def text_width(text: str, font: str, size: float) -> float:
    """How wide a text stands in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
