"""How far a sheet reaches, found in its text before a parser lays it out: piece by piece, so that none is held whole.

A very small file can claim a corner that no reader survives, or cells joined over millions of others.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

MARK = b"sheetData"  # without it no reader finds a cell

_LETTERS = 26
_REST = 64 * 1024  # bytes of a tag that was cut at the end of a piece
# Every cell that says where it stands does so first and in the usual way, unless one of these is found.
_ODD_CELL = re.compile(rb'<c(?! r="[A-Za-z])[\s/>]|<[^\s<>/!?:"]+:c[\s/>]')
_TWO_LETTERS = re.compile(rb' r="([A-Za-z]{2,9})')
_TAG = re.compile(rb"<(/?)(?:[^\s<>/!?:\"]+:)?(row|c)((?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?)(/?)>")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{0,9})(\d{0,9})")
_SPREAD = re.compile(
    rb"<(?:[^\s<>/!?:\"]+:)?(?:mergeCell|f)\s[^<>]*?\bref\s*=\s*[\"']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)"
)


@dataclass(slots=True)
class Extent:
    """The last row and the last column in which a cell stands, and over how many cells others are spread."""

    rows: int = 0
    columns: int = 0
    spread: int = 0


def beyond_limit(pieces: Callable[[], Iterable[bytes]], cells: int) -> Extent | None:
    """Nothing where the sheet surely has no more than so many cells, else how far it reaches; asked for twice then."""
    extent = _at_most(pieces(), cells)
    if extent is not None and max(extent.rows * extent.columns, extent.spread) <= cells:
        return None
    extent = _exactly(pieces())
    return extent if max(extent.rows * extent.columns, extent.spread) > cells else None


def _at_most(pieces: Iterable[bytes], cells: int) -> Extent | None:
    """What it reaches at most, by the few searches that are as fast as the text is copied; None where it is odd."""
    digits = len(str(cells // _LETTERS))
    many_rows = re.compile(rb' r="[A-Za-z]{1,9}(\d{%d,9})' % digits)
    extent = Extent(10 ** (digits - 1) - 1, _LETTERS)
    for piece in whole_tags(pieces):
        if _ODD_CELL.search(piece):
            return None
        if _TWO_LETTERS.search(piece):
            extent.columns = max(extent.columns, *map(column_number, set(_TWO_LETTERS.findall(piece))))
        if many_rows.search(piece):
            extent.rows = max(extent.rows, *map(int, set(many_rows.findall(piece))))
        extent.spread += _spread(piece)
    return extent


def _exactly(pieces: Iterable[bytes]) -> Extent:
    """Tag by tag, as readers count: a row or a cell that doesn't say where it stands follows the one before."""
    extent, row, column = Extent(), 0, 0
    for piece in whole_tags(pieces):
        extent.spread += _spread(piece)
        for tag in _TAG.finditer(piece):
            ends, name, attributes, _ = tag.groups()
            if ends:
                continue
            place = _PLACE.search(attributes) if attributes else None
            if name == b"row":
                row, column = int(place[2]) if place and place[2] else row + 1, 0
                continue
            column = column_number(place[1]) if place and place[1] else column + 1
            at = int(place[2]) if place and place[1] and place[2] else row
            extent.rows, extent.columns = max(extent.rows, at), max(extent.columns, column)
    return extent


def _spread(piece: bytes) -> int:
    if b"ref" not in piece:
        return 0
    corners = _SPREAD.findall(piece)
    return sum(
        (abs(int(below) - int(top)) + 1) * (abs(column_number(right) - column_number(left)) + 1)
        for left, top, right, below in corners
    )


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, cut before the last tag that begins in each, so that none is cut through."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        at = text.rfind(b"<")
        cut = at if at >= 0 and len(text) - at < _REST else len(text)
        yield text[:cut]
        rest = text[cut:]
    yield rest


def column_number(letters: bytes) -> int:
    """A column by its letters, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
