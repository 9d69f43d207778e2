"""A paragraph whose every line is shaped: letters joined as its script joins them, and each line in its own order.

It is broken into lines in the order in which it was typed; only then is each line turned round where it runs from right
to left. Broken first and turned afterwards, long Arabic prose reads from its first line to its last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Paragraph

from reports.layout import bidi, shaping
from reports.layout.faces import SIGNS
from reports.layout.word_order import LineText

_HELD_TOGETHER = re.compile("[^ \n]*\u00a0[^ \n]*")


@dataclass(frozen=True, slots=True)
class _Held:
    """Letters from here to there that no-break spaces hold together, and how wide they stand."""

    start: int
    end: int
    width: float


class ShapedParagraph(Paragraph):
    """A paragraph of ours; made from markup it is shaped, made from another's lines it is left as it is."""

    blPara: Any  # noqa: N815  reportlab's own name
    _held: tuple["_Held", ...] = ()
    _whole: list[Any]  # the pieces before any no-break space had to give way

    def _setup(self, text: Any, style: Any, bulletText: Any, frags: Any, cleaner: Any) -> None:  # noqa: N803
        super()._setup(text, style, bulletText, frags, cleaner)  # type: ignore[misc]  # missing in its stubs
        if frags is None:
            self.frags = shaped_frags(self.frags)
            self._whole, self._held = self.frags, _held_together(self.frags)

    def breakLines(self, width: Any) -> Any:  # noqa: N802  reportlab's own name
        """Lines no wider than this; a name of no-break spaces that fits on none is broken at them, not in a word."""
        if self._held:
            room = min(width) if isinstance(width, (list, tuple)) else width
            wide = [held for held in self._held if held.width > room]
            self.frags = _loosened(self._whole, wide) if wide else self._whole
        return super().breakLines(width)

    def beginText(self, x: float, y: float) -> LineText:  # noqa: N802  reportlab's own name
        """What the lines are written to."""
        return LineText(self.canv, x, y)

    def draw(self) -> None:
        """Draw the lines as they are seen."""
        broken = self.blPara
        self.blPara = _as_seen(broken)
        super().draw()
        self.blPara = broken


def shaped_frags(frags: list[Any]) -> list[Any]:
    """The pieces of a paragraph, shaped; where no letter needs it, the very same ones."""
    if all(shaping.is_plain(frag.text, frag.fontName) for frag in frags):
        return frags
    shaped: list[Any] = []
    line: list[Any] = []
    for frag in frags:
        if getattr(frag, "lineBreak", False):
            shaped += [*_shaped_line(line), frag]
            line = []
        else:
            line.append(frag)
    return shaped + _shaped_line(line)


def _shaped_line(frags: list[Any]) -> list[Any]:
    """The directions are settled over the whole of it: bold words and plain ones are one sentence."""
    resolved, start, shaped = bidi.levels("".join(frag.text for frag in frags)), 0, []
    for frag in frags:
        end = start + len(frag.text)
        for font, drawn in shaping.shaped(frag.text, frag.fontName, resolved[start:end]):
            shaped.append(frag.clone(fontName=font, text=drawn))
        start = end
    return shaped


def _held_together(frags: list[Any]) -> tuple[_Held, ...]:
    texts = _texts(frags)
    whole = "".join(texts)
    if "\u00a0" not in whole:
        return ()
    found = []
    for held in _HELD_TOGETHER.finditer(whole):
        start, width = 0, 0.0
        for text, frag in zip(texts, frags, strict=True):
            part = text[max(held.start() - start, 0) : max(held.end() - start, 0)]
            width += shaping.drawn_width(part, frag.fontName, frag.fontSize) if part else 0
            start += len(text)
        found.append(_Held(held.start(), held.end(), width))
    return tuple(found)


def _loosened(frags: list[Any], too_wide: list[_Held]) -> list[Any]:
    """The pieces, in which no-break spaces became blanks in what is wider than a line."""
    texts = _texts(frags)
    whole = "".join(texts)
    for held in too_wide:
        loose = whole[held.start : held.end].replace("\u00a0", " ")
        whole = whole[: held.start] + loose + whole[held.end :]
    loosened, start = [], 0
    for text, frag in zip(texts, frags, strict=True):
        end = start + len(text)
        loosened.append(frag if whole[start:end] == text else frag.clone(text=whole[start:end]))
        start = end
    return loosened


def _texts(frags: list[Any]) -> list[str]:
    return ["\n" if getattr(frag, "lineBreak", False) else frag.text for frag in frags]


def _as_seen(broken: Any) -> Any:
    """The lines of a paragraph, each in the order in which it is seen; they themselves are left in theirs."""
    if broken.kind == 0:
        if not _turns(word for _, words in broken.lines for word in words):
            return broken
        lines = [(room, _seen_words(words, broken.fontName)) for room, words in broken.lines]
        return broken.clone(lines=lines)
    if not _turns(piece.text for line in broken.lines for piece in line.words):
        return broken
    return broken.clone(lines=[line.clone(words=_seen_pieces(line.words)) for line in broken.lines])


def _turns(texts: Any) -> bool:
    return any(not text.isascii() and any(letter in SIGNS and SIGNS[letter].level for letter in text) for text in texts)


def _seen_words(words: Sequence[str], font: str) -> list[str]:
    line = [(letter, font) for letter in " ".join(words)]
    return "".join(drawn for _, drawn in shaping.in_sight(line, str)).split(" ")


def _seen_pieces(pieces: Sequence[Any]) -> list[Any]:
    line = [(letter, piece) for piece in pieces for letter in piece.text]
    return [piece.clone(text=drawn) for piece, drawn in shaping.in_sight(line, lambda piece: str(piece.fontName))]
