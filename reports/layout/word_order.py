"""Right-to-left words of an English line, written to the file in the order in which they were typed.

They stand where they are seen; but pdfium, which Chrome and Edge read with, goes through the words of a file one by
one, and would give a name's last word first. The pen leaps: to the name's right end, then word by word to the left.
"""

import unicodedata
from itertools import groupby
from typing import Any

from reportlab.pdfgen.textobject import PDFTextObject

from reports.layout import fonts
from reports.layout.faces import LEAPS, SIGNS

_BLANKS = " \u00a0"


class LineText(PDFTextObject):
    """reportlab's text, in which letters that only move the pen do so."""

    def _formatText(self, text: Any) -> str:  # noqa: N802  reportlab's own name
        if text.isascii() or not any(letter in LEAPS for letter in text):
            return str(super()._formatText(text))  # type: ignore[misc]  # missing in its stubs
        own: dict[str, Any] = vars(self)
        canvas, face = own["_canvas"], fonts.face(own["_fontname"])
        written, leap = ["["], 0
        for leaps, letters in groupby(text, LEAPS.__contains__):
            if leaps:
                leap += sum(LEAPS[letter] for letter in letters)
                continue
            for subset, codes in face.splitString("".join(letters), vars(canvas)["_doc"]):
                if subset != own["_curSubset"]:
                    own["_curSubset"] = subset
                    written += ["] TJ", f"{face.getSubsetInternalName(subset, vars(canvas)['_doc'])} {self._size()} ["]
                written += [str(-leap), f"({canvas._escape(codes)})"]  # noqa: SLF001  as its own text does
                leap = 0
        return " ".join([*written, str(-leap), "] TJ"]).replace("[ ] TJ ", "")

    def _size(self) -> str:
        own = vars(self)
        return f"{own['_fontsize']:g} Tf {own['_leading']:g} TL"


def joins(letter: str) -> bool:
    """Whether a drawn letter belongs to a right-to-left word for pdfium: marks and blanks end one."""
    sign = SIGNS.get(letter)
    return sign is not None and sign.level == 1 and unicodedata.category(sign.text[0])[0] != "M"


def word_by_word(drawn: str, font: str) -> str:
    """A run as it is seen, in which the words of each right-to-left piece follow one another as they were typed."""
    if drawn.isascii():
        return drawn
    ordered, piece = "", ""
    for letter in drawn:
        if letter in _BLANKS or (letter in SIGNS and SIGNS[letter].level):
            piece += letter
        else:
            ordered += _leaping(piece, font) + letter
            piece = ""
    return ordered + _leaping(piece, font)


def _leaping(piece: str, font: str) -> str:
    """Blanks at its ends are no part of it."""
    inner = piece.strip(_BLANKS)
    words = ["".join(letters) for _, letters in groupby(inner, joins)]
    if len(words) < 2:  # noqa: PLR2004  a word and no other
        return piece
    start, end = piece.index(inner), piece.index(inner) + len(inner)
    face = fonts.face(font)
    wide = [sum(round(face.face.charWidths[ord(letter)]) for letter in word) for word in words]
    written, pen, right = "", 0, sum(wide)
    for word, width in zip(reversed(words), reversed(wide), strict=True):
        written += face.leap(right - width - pen) + word
        right -= width
        pen = right + width
    return piece[:start] + written + face.leap(sum(wide) - pen) + piece[end:]
