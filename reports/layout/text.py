"""The one gate for text on paper: what was typed becomes markup that can neither break nor steer the page.

`Markup` is made here only, and paragraphs take nothing else, so mypy finds a text that went past the gate.
Right-to-left text is joined and ordered within each piece; one that wraps over several lines keeps its lines'
letters right, but its lines read from the last to the first: names never wrap so, long prose in Arabic may.
"""

import re
import unicodedata
from functools import reduce
from html import escape
from itertools import groupby

from arabic_reshaper import reshape
from bidi import get_display

from reports.layout import fonts

_RIGHT_TO_LEFT = {"R", "AL"}
_JOINERS = "\u200c\u200d"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls could turn a line around or end the paragraph's XML


class Markup(str):
    """Text in reportlab's paragraph markup, safe because only this module makes it."""

    __slots__ = ()


def typed(text: str) -> Markup:
    """Whatever somebody typed, shown letter for letter; what is Markup already stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup("<br/>".join(_line(line) for line in plain(text).split("\n")))


def plain(text: str) -> str:
    """The text composed (NFC) and without control signs, as document titles and bookmarks need it."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(sign for sign in composed if sign in f"\n{_JOINERS}" or unicodedata.category(sign) not in _UNSEEN)


def phrase(template: str, /, **values: str) -> Markup:
    """A sentence of ours with typed values in its {places}; `**` around words of ours makes them bold."""
    pieces = re.split(r"(\{\w+\})", template)
    parts = [
        typed(values[piece[1:-1]]) if place % 2 else escape(piece, quote=False) for place, piece in enumerate(pieces)
    ]
    shown = reduce(_with_bold, zip(parts, (place % 2 == 0 for place in range(len(parts))), strict=True), ("", False))[0]
    return Markup(shown)


def bold(text: str) -> Markup:
    """The text in bold."""
    return Markup(f"<b>{typed(text)}</b>")


def missing_letters(text: str) -> str:
    """The letters of a text that no font of ours has, so that somebody can be told before printing."""
    held = fonts.letters(fonts.TEXT) | fonts.letters(fonts.ARABIC)
    return "".join(sorted({sign for sign in plain(text) if sign not in f"\n{_JOINERS}" and ord(sign) not in held}))


def shortened(text: str, font: str, size: float, width: float) -> str:
    """As much of one line of plain text as fits, with an ellipsis where something is left out."""
    line = plain(text).replace("\n", " ")
    if fonts.text_width(line, font, size) <= width:
        return line
    while line and fonts.text_width(line + "…", font, size) > width:
        line = line[:-1]
    return line.rstrip() + "…"


def _with_bold(so_far: tuple[str, bool], part: tuple[str, bool]) -> tuple[str, bool]:
    """Add a part; in our own words each `**` opens or closes bold, in typed ones it is just two stars."""
    shown, is_bold = so_far
    text, ours = part
    if not ours:
        return shown + text, is_bold
    first, *others = text.split("**")
    shown += first
    for other in others:
        shown += ("</b>" if is_bold else "<b>") + other
        is_bold = not is_bold
    return shown, is_bold


def _line(line: str) -> str:
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in line):
        line = get_display(reshape(line))
    shown = (sign for sign in line if sign not in _JOINERS)
    return "".join(_in_font("".join(signs), arabic=arabic) for arabic, signs in groupby(shown, _needs_arabic))


def _needs_arabic(sign: str) -> bool:
    return ord(sign) not in fonts.letters(fonts.TEXT) and ord(sign) in fonts.letters(fonts.ARABIC)


def _in_font(text: str, *, arabic: bool) -> str:
    safe = escape(text, quote=False)
    return f'<font name="{fonts.ARABIC}">{safe}</font>' if arabic else safe
