"""The one gate for text on paper: what was typed becomes markup that can neither break nor steer the page.

`Markup` is made here only, and paragraphs take nothing else, so mypy finds a text that went past the gate.
It holds the letters in the order in which they were typed; they are joined and put in order when a line is drawn
(reports.layout.shaping).
"""

import re
import unicodedata
from bisect import bisect_left
from functools import reduce
from html import escape

from reports.layout import bidi, shaping

_JOINERS = "\u200c\u200d"
_OURS = {ord("→"): "->"}  # sentences of ours on the screen have the arrow, and no font of a paper has it
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls could turn a line around or end the paragraph's XML


class Markup(str):
    """Text in reportlab's paragraph markup, safe because only this module makes it."""

    __slots__ = ()


def typed(text: str) -> Markup:
    """Whatever somebody typed, shown letter for letter; what is Markup already stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup("<br/>".join(escape(_held_apart(line), quote=False) for line in plain(text).split("\n")))


def plain(text: str) -> str:
    """The text composed (NFC) and without control signs, as document titles and bookmarks need it."""
    if text.isascii() and text.isprintable():  # most of what is printed
        return text
    composed = unicodedata.normalize("NFC", text.translate(_OURS).replace("\r\n", "\n").replace("\t", " "))
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


def struck(text: str) -> Markup:
    """The text with a line through it: what was taken back, which is said in words besides."""
    return Markup(f"<strike>{typed(text)}</strike>")


def shortened(text: str, font: str, size: float, width: float) -> str:
    """As much of one line of plain text as fits, with an ellipsis where something is left out."""
    line = plain(text).replace("\n", " ")
    if shaping.text_width(line, font, size) <= width:
        return line
    fitting = bisect_left(range(len(line)), True, key=lambda end: _is_too_wide(line[:end], font, size, width))
    return line[: max(fitting - 1, 0)].rstrip() + "…"


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


def _is_too_wide(beginning: str, font: str, size: float, width: float) -> bool:
    return shaping.text_width(beginning + "…", font, size) > width


def _held_apart(line: str) -> str:
    """What is typed settles its own direction only: an Arabic name may not take the day that follows it with it."""
    return f"{shaping.MARK}{line}{shaping.MARK}" if bidi.turns(line) else line
