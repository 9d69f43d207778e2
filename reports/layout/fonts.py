"""The fonts of every paper, each read when it is first needed, and embedded in the files that use it."""

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

import resources
from reports.layout.faces import Face

TEXT = "Text"
BOLD = "Text-Bold"
_FILES = {TEXT: "Text-Regular", BOLD: "Text-Bold"}
# Which code points each script's font is asked for, by Unicode's blocks; the text font is asked first.
_SCRIPTS = (
    ("Hebrew", ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    ("Arabic", ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))),
    ("Devanagari", ((0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    ("Bengali", ((0x0980, 0x09FF),)),
    ("Gurmukhi", ((0x0A00, 0x0A7F),)),
    ("Gujarati", ((0x0A80, 0x0AFF),)),
    ("Tamil", ((0x0B80, 0x0BFF),)),
)


@cache
def register() -> None:
    """Make the text fonts known to reportlab; asking again costs nothing."""
    rl_config.useA85 = 0  # else streams are written as text: slower twice, and a quarter larger
    rl_config.canvas_basefontname = TEXT  # otherwise each page names Helvetica, which isn't embedded
    for name in (TEXT, BOLD):
        face(name)
    pdfmetrics.registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=TEXT, boldItalic=BOLD)


@cache
def face(font: str) -> Face:
    """The font of this name, known to reportlab from now on."""
    # Shaping is done by reports.layout.shaping, the same on every desk whatever libraries it has.
    made = Face(font, resources.read_bytes(f"fonts/{_FILES.get(font, font)}.ttf"))
    pdfmetrics.registerFont(made)
    return made


def font_with(letter: str, font: str) -> str:
    """The font in which a letter stands in text of this font: itself, its script's, or none (an empty name)."""
    if ord(letter) in face(font).letters:
        return font
    for script, blocks in _SCRIPTS:
        if any(first <= ord(letter) <= last for first, last in blocks):
            found = f"{script}-{'Bold' if font == BOLD else 'Regular'}"
            return found if ord(letter) in face(found).letters else ""
    return ""


def unusable() -> tuple[str, ...]:
    """The fonts that no paper can be drawn with here: their file is gone, or isn't a font any more."""
    scripts = (f"{script}-{weight}" for script, _blocks in _SCRIPTS for weight in ("Regular", "Bold"))
    found = []
    for name in (TEXT, BOLD, *scripts):
        try:
            face(name)
        except (OSError, TTFError):
            found.append(name)
    return tuple(found)
