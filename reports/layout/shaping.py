"""One shaped line for everything on paper: text becomes runs of one font and one direction, shaped by HarfBuzz.

What comes out is still text in the order in which it was typed, so that reportlab measures and breaks it: letters that
need no shaping stay themselves, all others become private letters (reports.layout.faces). Only a finished line is put
into the order in which it is seen (`in_sight`). Plain Latin text goes through untouched.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TypeVar

import uharfbuzz
from reportlab.pdfgen.canvas import Canvas

from reports.layout import bidi, fonts
from reports.layout.faces import SIGNS, Face, Glyph, Sign
from reports.layout.word_order import LineText, joins, word_by_word

BLANKS = " \u00a0\n"
MARK, RIGHT_MARK = "\u200e", "\u200f"  # Unicode's marks that settle a direction and aren't seen
_JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
# Optional ligatures make one sign of several letters (of محمد, too); letters of the text font aren't kerned elsewhere.
_FEATURES = {"liga": False, "dlig": False, "clig": False, "kern": False}
_NOTHING = "\u200b"
_MOST = 16  # words by which right-to-left text may outweigh a line that is still taken for an English one
_APART = 80  # thousandths of the font's size: what stands nearer is the same for pdfium
T = TypeVar("T")
Run = tuple[str, str]  # a font, and the letters drawn in it


@cache
def _needs_nothing(font: str) -> frozenset[str]:
    """The letters that the text font draws as they are typed."""
    held = set(map(chr, fonts.face(font).letters)) - {MARK}
    return frozenset(
        letter
        for letter in held
        if unicodedata.category(letter)[0] != "M" and not bidi.turns(letter) and not _JOINERS.match(letter)
    )


def is_plain(text: str, font: str) -> bool:
    """Whether the letters stand beside each other just as they are, which is what most text does."""
    return text.isascii() or _needs_nothing(font).issuperset(text)


@lru_cache(maxsize=4096)
def shaped(text: str, font: str, resolved: tuple[int, ...]) -> tuple[Run, ...]:
    """The text as runs; `resolved` is each letter's level (reports.layout.bidi)."""
    runs: list[Run] = []
    for start, end, found in _runs(text, font, resolved):
        letters = text[start:end].replace(MARK, "")
        if not letters:
            continue
        if runs and set(letters) <= set(BLANKS):
            runs[-1] = (runs[-1][0], runs[-1][1] + letters)  # pdfium passes over some blanks that stand by themselves
            continue
        if not found:
            drawn = "".join(fonts.face(font).box(letter, resolved[start]) for letter in _JOINERS.sub("", letters))
        elif set(letters) <= set(BLANKS) or (found == font and resolved[start] == 0 and is_plain(letters, font)):
            drawn = letters
        else:
            drawn = _drawn(found, letters, resolved[start])
        if runs and runs[-1][0] == (found or font):
            runs[-1] = (found or font, runs[-1][1] + drawn)
        else:
            runs.append((found or font, drawn))
    return tuple(runs)


def one_line(text: str, font: str) -> tuple[Run, ...]:
    """A single line as runs from left to right, ready to be drawn one after the other."""
    if is_plain(text, font):
        return ((font, text),) if text else ()
    runs = shaped(text, font, bidi.levels(text))
    return tuple(in_sight([(letter, found) for found, drawn in runs for letter in drawn], str))


def in_sight(letters: list[tuple[str, T]], font_of: Callable[[T], str]) -> list[tuple[T, str]]:
    """Shaped letters of a line, each with what it belongs to, in the order in which they are seen, as runs."""
    resolved = _levels([letter for letter, _ in letters])
    order = bidi.visual_order(resolved)
    runs: list[tuple[T, str]] = []
    before = 0
    for place in order:
        letter, of = letters[place]
        sign = SIGNS[letter].text if letter in SIGNS else letter
        if resolved[place] == 1 and not before and unicodedata.bidirectional(sign) == "ON":
            letter = _mark(RIGHT_MARK, font_of(of)) + letter
        elif before and not resolved[place] and not _is_strong(letter):
            letter = _mark(MARK, font_of(of)) + letter
        before = resolved[place]
        if runs and runs[-1][0] is of:
            runs[-1] = (of, runs[-1][1] + letter)
        else:
            runs.append((of, letter))
    line = "".join(letter for letter, _ in letters)
    left = sum(any(map(_is_strong, word)) for word in line.split())
    right = sum(is_right for is_right, _ in groupby(line, joins))
    if not left or not right or right - left > _MOST:
        return runs
    runs = [(of, word_by_word(drawn, font_of(of))) for of, drawn in runs]
    of, drawn = runs[0]
    return [(of, _outweighing(max(right - left + 1, 0), font_of(of)) + drawn), *runs[1:]]


def _outweighing(times: int, font: str) -> str:
    """Unseen marks at the line's left end: pdfium reads a line in the direction that more of its words have.

    It takes what stands in one place for one, so they stand beside each other.
    """
    face = fonts.face(font)
    pair = _mark(MARK, font) + _mark(_NOTHING, font) + face.leap(_APART)
    return face.leap(-_APART * times) + pair * times if times else ""


def _is_strong(letter: str) -> bool:
    """Whether a drawn letter is one of a left-to-right script."""
    return unicodedata.bidirectional(SIGNS[letter].text[0] if letter in SIGNS else letter) == "L"


def text_width(text: str, font: str, size: float) -> float:
    """How wide a single line stands, in points."""
    return sum(drawn_width(drawn, found, size) for found, drawn in one_line(text, font))


def drawn_width(drawn: str, font: str, size: float) -> float:
    """How wide shaped letters of one font stand, in points."""
    return float(fonts.face(font).stringWidth(drawn, size))


def draw_line(canvas: Canvas, text: str, font: str, size: float, at: tuple[float, float]) -> None:
    """Draw a single line from its left end, in the colour that the canvas has."""
    line = LineText(canvas, *at)
    for found, drawn in one_line(text, font):
        line.setFont(found, size)
        line.textOut(drawn)
    canvas.drawText(line)


@cache
def _mark(mark: str, font: str) -> str:
    """An unseen mark in the same run: without it readers take a bracket beside Arabic to the wrong side, or turn it."""
    return fonts.face(font).sign((), 0, Sign(mark, 0))


def _levels(letters: list[str]) -> list[int]:
    """Each shaped letter's level; a blank between two that run from right to left runs so, too."""
    found = [SIGNS[letter].level if letter in SIGNS else 0 for letter in letters]
    before = 0
    for place, letter in enumerate(letters):
        if letter in BLANKS:
            after = next((found[there] for there in range(place + 1, len(letters)) if letters[there] not in BLANKS), 0)
            found[place] = 1 if before and after else 0
        else:
            before = found[place]
    return found


def _runs(text: str, font: str, resolved: tuple[int, ...]) -> Iterator[tuple[int, int, str]]:
    """The stretches of one font, one level and no blanks, as start, end and font (empty: no font has them)."""
    at = [_font_at(place, text, font) for place in range(len(text))]
    for place, letter in enumerate(text):  # a mark stands with its letter, in that letter's font
        if (
            place
            and (unicodedata.category(letter)[0] == "M" or _JOINERS.match(letter))
            and text[place - 1] not in BLANKS
        ):
            before = at[place - 1]
            if _JOINERS.match(letter) or (before and ord(letter) in fonts.face(before).letters):
                at[place] = before
    changes = [
        place
        for place in range(1, len(text))
        if (at[place], resolved[place]) != (at[place - 1], resolved[place - 1])
        or (text[place] in BLANKS) != (text[place - 1] in BLANKS)
    ]
    for start, end in pairwise([0, *changes, len(text)]):
        yield start, end, at[start]


def _font_at(place: int, text: str, font: str) -> str:
    letter = text[place]
    return font if letter in BLANKS or letter == MARK or _JOINERS.match(letter) else fonts.font_with(letter, font)


@lru_cache(maxsize=8192)
def _drawn(font: str, text: str, level: int) -> str:
    """Letters of one font and level, shaped, in the order in which they were typed."""
    face = fonts.face(font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level == 1 else "ltr"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(_harfbuzz(font), buffer, _FEATURES)
    clusters: dict[int, list[tuple[Glyph, int]]] = {}
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed = Glyph(info.codepoint, position.x_offset, position.y_offset)
        clusters.setdefault(info.cluster, []).append((placed, position.x_advance))
    starts = [*sorted(clusters), len(text)]
    return "".join(
        _letters(face, clusters[start], _JOINERS.sub("", text[start:end]), level) for start, end in pairwise(starts)
    )


def _letters(face: Face, glyphs: list[tuple[Glyph, int]], text: str, level: int) -> str:
    """A cluster as drawn letters: one that has the whole of it, except from right to left, where each is its own.

    Readers turn right-to-left text around letter by letter, and one code that stood for two would come out backwards.
    """
    pen, placed = 0, []
    for glyph, advance in glyphs:
        placed.append(Glyph(glyph.number, glyph.right + pen, glyph.up))
        pen += advance
    if level == 0 and len(glyphs) == 1 and len(text) == 1 and _is_itself(face, placed[0], pen, text):
        return text
    if level != 1 or len(text) == 1:
        return face.sign(tuple(placed), pen, Sign(text, level))
    share = pen // len(text)
    others, last = text[:-1], text[-1]
    drawn = [face.sign((), share, Sign(letter, level)) for letter in others]
    return "".join([*drawn, face.sign(tuple(placed), pen - share * len(others), Sign(last, level))])


def _is_itself(face: Face, glyph: Glyph, advance: int, text: str) -> bool:
    number = face.face.charToGlyph.get(ord(text))
    return glyph == Glyph(number or 0) and advance == face.advance(glyph.number)


@cache
def _harfbuzz(font: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(fonts.face(font).content)))
