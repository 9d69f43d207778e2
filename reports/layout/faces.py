"""A font as papers embed it, which also draws what no code point names: joined letters, syllables, letters with marks.

Each such *sign* gets a private code point, by which reportlab measures, breaks and draws it like any other letter. In
the file it is a glyph composed of the font's own ones, and its name is what was typed: so a reader copies, finds and
reads aloud the letters, not their forms. Private code points never reach a file: the same words give the same bytes.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

UNPRINTABLE = "HomewardUnprintable"  # the key under which a file's font keeps the letters that stand as boxes in it
_FIRST_PRIVATE = 0xF0000
_ARE_WORDS, _ARE_OFFSETS, _MORE = 0x1, 0x2, 0x20
_DATA = "_ttf_data"
_EMPTY = b""
_MOST_IN_A_BLOCK = 100  # entries of one bfchar block, by the format's own limit
_next_private = count(_FIRST_PRIVATE)
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a font by its number, and where it stands, in the font's units."""

    number: int
    right: int = 0
    up: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """What a private code point stands for: the letters typed, and how deep in right-to-left text they stand."""

    text: str
    level: int
    is_box: bool = False


SIGNS: dict[str, Sign] = {}
LEAPS: dict[str, int] = {}  # private letters that draw nothing and move the pen, by how far, also to the left


class Face(TTFont):
    """One font file. Its units are thousandths, as in every font of ours."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(name, BytesIO(content), asciiReadable=0, shapable=False)
        self.content = content
        self.letters = frozenset(self.face.charToGlyph)
        self._known: dict[tuple[tuple[Glyph, ...], int, Sign], str] = {}
        self._leaps: dict[int, str] = {}
        self._file: dict[str, Any] = vars(self.face)  # reportlab's own reading of the font
        self._let_it_grow()

    def advance(self, number: int) -> int:
        """How far a glyph moves the pen."""
        return int(self.face.hmetrics[number][0])

    def sign(self, glyphs: tuple[Glyph, ...], advance: int, sign: Sign) -> str:
        """The private letter that draws these glyphs together and is read as the sign's text."""
        with _lock:
            key = (glyphs, advance, sign)
            if key not in self._known:
                letter = chr(next(_next_private))
                self._add(ord(letter), glyphs, advance)
                SIGNS[letter] = sign
                self._known[key] = letter
            return self._known[key]

    def box(self, letter: str, level: int) -> str:
        """An empty box in the place of a letter that no font of ours has; it is read as that letter."""
        return self.sign((Glyph(0),), self.advance(0), Sign(letter, level, is_box=True))

    def leap(self, units: int) -> str:
        """A private letter that only moves the pen."""
        with _lock:
            if units not in self._leaps:
                letter = chr(next(_next_private))
                self.face.charWidths[ord(letter)] = units
                LEAPS[letter] = units
                self._leaps[units] = letter
            return self._leaps[units]

    def addObjects(self, doc: Any) -> None:  # noqa: N802  reportlab's own name
        """Write the font into the file, each glyph under the letters that it stands for."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("pdfdoc")
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _to_unicode(name, subset)
            boxes = [sign.text for code in subset if (sign := SIGNS.get(chr(code))) is not None and sign.is_box]
            if boxes:
                stream.dictionary[UNPRINTABLE] = pdfdoc.PDFArray([ord(letter) for text in boxes for letter in text])

    def _let_it_grow(self) -> None:
        """Put the outlines at the end of the font's data, where new ones can follow."""
        face = self.face
        start, _ = face.get_table_pos("glyf")
        outlines = self._file[_DATA][start : start + face.glyphPos[-1]]
        deepest, _ = face.get_table_pos("maxp")
        data = bytearray(self._file[_DATA])
        elements, depth = struct.unpack_from(">HH", data, deepest + 28)
        struct.pack_into(">HH", data, deepest + 28, max(elements, 16), depth + 1)
        face.table["glyf"] = {**face.table["glyf"], "offset": len(data), "length": len(outlines)}
        self._file[_DATA] = bytes(data) + outlines

    def _add(self, code: int, glyphs: tuple[Glyph, ...], advance: int) -> None:
        face = self.face
        alone = len(glyphs) == 1 and glyphs[0] == Glyph(glyphs[0].number) and glyphs[0].number != 0
        if alone and self.advance(glyphs[0].number) == advance:
            number = glyphs[0].number
        else:
            outline, left = self._composed(glyphs)
            number = len(face.hmetrics)
            self._file[_DATA] += outline
            face.table["glyf"]["length"] += len(outline)
            face.glyphPos.append(face.glyphPos[-1] + len(outline))
            face.hmetrics.append((advance, left & 0xFFFF))
        face.charWidths[code] = advance
        face.charToGlyph[code] = number

    def _composed(self, glyphs: tuple[Glyph, ...]) -> tuple[bytes, int]:
        """The outline made of the glyphs' own, and its left edge; nothing where none of them draws anything."""
        drawn = [(glyph, edges) for glyph in glyphs if (edges := self._edges(glyph)) is not None]
        if not drawn:
            return _EMPTY, 0
        left, low = (min(edges[side] for _, edges in drawn) for side in (0, 1))
        right, high = (max(edges[side] for _, edges in drawn) for side in (2, 3))
        outline = struct.pack(">hhhhh", -1, left, low, right, high)
        for place, (glyph, _) in enumerate(drawn, start=1):
            flags = _ARE_WORDS | _ARE_OFFSETS | (_MORE if place < len(drawn) else 0)
            outline += struct.pack(">HHhh", flags, glyph.number, glyph.right, glyph.up)
        return outline + bytes(-len(outline) % 4), left

    def _edges(self, glyph: Glyph) -> tuple[int, int, int, int] | None:
        face = self.face
        begin, end = face.glyphPos[glyph.number : glyph.number + 2]
        if begin == end:
            return None
        left, low, right, high = struct.unpack_from(
            ">hhhh", self._file[_DATA], face.table["glyf"]["offset"] + begin + 2
        )
        return left + glyph.right, low + glyph.up, right + glyph.right, high + glyph.up


def _to_unicode(name: str, subset: list[int]) -> str:
    """The table by which a reader turns the codes of a page into letters."""
    entries = [f"<{place:02X}> <{_read_as(code)}>" for place, code in enumerate(subset)]
    blocks = [entries[start : start + _MOST_IN_A_BLOCK] for start in range(0, len(entries), _MOST_IN_A_BLOCK)]
    return "\n".join([
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def",
        "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ])  # fmt: skip


def _read_as(code: int) -> str:
    letter = chr(code)
    text = SIGNS[letter].text if letter in SIGNS else letter if code else "\ufffd"  # glyph 0 can't be U+0000
    return text.encode("utf-16-be").hex().upper()
