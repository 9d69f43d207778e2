"""The font in which fields are filled on screen: all letters of our text font, whole, so that any name can be typed.

A code is the letter's own number in Unicode, so that every reader finds the letters without a table of ours.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from struct import pack
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase.ttfonts import TTFontFile

import resources

# PDFium (Chrome, Edge, our preview) takes a field's font for every letter that it has only where the font goes by the
# name of one of symbols; under any other it draws Ł in a font of its own, and ŷ not at all.
NAME = Name("/Wingdings")
_FILE = "fonts/Text-Regular.ttf"
_LAST_CODE = 0xFFFF  # two bytes a code
_RANGES_AT_ONCE = 100  # as many as a table of codes may hold in one block
_CODES = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{ranges}
endcmap CMapName currentdict /CMap defineresource pop end end
"""


@dataclass(frozen=True, slots=True)
class _Whole:
    """All that the font's objects say, worked out once in a process; streams are compressed already."""

    name: str
    program: bytes
    program_length: int
    glyphs: bytes
    letters: bytes
    widths: bytes
    numbers: dict[str, float]
    box: tuple[float, ...]


def field_font(pdf: pikepdf.Pdf) -> Any:
    """The font as an object of this file."""
    whole = _whole()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{whole.name}"),
        FontBBox=Array(whole.box),
        FontFile2=_packed(pdf, whole.program),
    )
    descriptor.FontFile2.Length1 = whole.program_length
    for key, number in whole.numbers.items():
        descriptor[f"/{key}"] = number
    drawn = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=descriptor.FontName,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=_packed(pdf, whole.glyphs),
        W=pikepdf.Object.parse(whole.widths),
        DW=0,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=descriptor.FontName,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(drawn)]),
            ToUnicode=_packed(pdf, whole.letters),
        )
    )


def _packed(pdf: pikepdf.Pdf, compressed: bytes) -> Any:
    stream = pdf.make_stream(compressed)
    stream.Filter = Name.FlateDecode
    return stream


@cache
def _whole() -> _Whole:
    face: Any = TTFontFile(BytesIO(resources.read_bytes(_FILE)))
    codes = sorted(code for code, glyph in face.charToGlyph.items() if glyph and _is_letter(code))
    program = face.makeSubset(codes)
    return _Whole(
        name=f"HOMEWD+{face.name.decode('ascii')}",
        program=zlib.compress(program, 9),
        program_length=len(program),
        glyphs=zlib.compress(_glyphs(face, codes), 9),
        letters=zlib.compress(_letters(codes).encode("ascii"), 9),
        widths=_widths(face, codes),
        numbers={
            "Flags": 32,  # letters of ordinary languages
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
        },
        box=tuple(face.bbox),
    )


def _is_letter(code: int) -> bool:
    """Whether an archive takes it for text: no control, no mark of byte order."""
    return ord(" ") <= code < _LAST_CODE - 1 and code != 0xFEFF  # noqa: PLR2004  U+FEFF by its own name


def _glyphs(face: Any, codes: Sequence[int]) -> bytes:
    """The glyph of each code, in the order in which they were taken into the font: each as two bytes."""
    order: dict[int, int] = {0: 0}
    table = [0] * (_LAST_CODE + 1)
    for code in codes:
        table[code] = order.setdefault(face.charToGlyph[code], len(order))
    return pack(f">{len(table)}H", *table)


def _letters(codes: Sequence[int]) -> str:
    """Each code is its own letter; a range stays within one first byte, as the format wants it."""
    ranges = [f"<{first:04X}> <{last:04X}> <{first:04X}>" for first, last in _runs(codes)]
    blocks = (ranges[start : start + _RANGES_AT_ONCE] for start in range(0, len(ranges), _RANGES_AT_ONCE))
    return _CODES.format(
        ranges="\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    )


def _widths(face: Any, codes: Sequence[int]) -> bytes:
    runs = (
        f"{first} [{' '.join(str(round(face.charWidths[code])) for code in range(first, last + 1))}]"
        for first, last in _runs(codes)
    )
    return f"[{' '.join(runs)}]".encode("ascii")


def _runs(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Codes that follow one another, as first and last."""
    numbered = enumerate(codes)
    for _, run in groupby(numbered, key=lambda each: (each[1] - each[0], each[1] >> 8)):
        kept = [code for _, code in run]
        yield kept[0], kept[-1]
