"""What stays together on a page: a heading with the beginning of what it heads, a short block, a place to sign."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Table

from reports.layout.fields import TextField, TickBox
from reports.layout.flowables import Piece
from reports.layout.tables import first_rows, page_room

_SHORT = 3  # lines of a paragraph that isn't split, for one line alone would stand on either page
_MOST_LEFT_EMPTY = 0.35  # of a page, so that a block may stay together; a place to sign always does
_ANY = 0xFFFFFF  # points, more than any page has


def led(story: Sequence[Flowable]) -> list[Flowable]:
    """The story with each heading held to the beginning of what follows it, not to the whole of it.

    Held to the whole of a table or panel, a heading would take it to the next page and leave this one half empty. A
    `KeepTogether` of the story is kept unless that would leave too much of a page empty: then it flows as all else.
    """
    return list(_led(story))


def _led(story: Sequence[Flowable]) -> Iterator[Flowable]:
    heads: list[Flowable] = []
    for place, piece in enumerate(story):
        if isinstance(piece, KeepTogether):
            block = [*heads, *vars(piece)["_content"]]
            heads = []
            yield _Block(block)
            yield from _led(block)
        elif _heads(piece, story[place + 1 : place + 2]):
            heads.append(piece)
        else:
            if heads:
                yield _Lead(heads, piece)
                yield from heads
                heads = []
            yield piece
    yield from heads


def _heads(flowable: Flowable, following: Sequence[Flowable]) -> bool:
    """Whether it must not be the last on a page: a heading, and what says "made up as follows:" over a table."""
    if not isinstance(flowable, Piece):
        return False
    is_heading = flowable.node is not None and flowable.node.role in {"H1", "H2", "H3"}
    if is_heading or vars(flowable.style).get("keepWithNext"):
        flowable.keepWithNext = 0  # reportlab's own way would keep the whole
        return True
    return bool(following) and isinstance(following[0], Table)


class _Room(CondPageBreak):
    """A place where a new page may begin; the spaces before and after it stay as if it weren't there."""

    _SPACETRANSFER = True


class _Lead(_Room):
    """A new page unless there is room here for headings and the beginning of what they head."""

    def __init__(self, heads: Sequence[Flowable], headed: Flowable) -> None:
        super().__init__(0)
        self._heads, self._headed = heads, headed

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """No size of its own."""
        needed = _tall(self._heads, available_width, self.canv) + _beginning(self._headed, available_width, self.canv)
        self.height = needed if needed <= page_room(self, available_height) else 0  # no page holds it: begin here
        return super().wrap(available_width, available_height)


class _Block(_Room):
    """A new page unless there is room here for the whole block, or too much would be left empty.

    A place to sign begins a page rather than be torn, whatever that leaves empty, and even if no page holds it whole.
    """

    def __init__(self, block: Sequence[Flowable]) -> None:
        super().__init__(0)
        self._block = block

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """No size of its own."""
        needed, whole = _tall(self._block, available_width, self.canv), page_room(self, available_height)
        flows = needed > whole or available_height > whole * _MOST_LEFT_EMPTY
        self.height = min(needed, whole) if any(map(_is_filled_in, self._block)) or not flows else 0
        return super().wrap(available_width, available_height)


def _tall(pieces: Sequence[Flowable], width: float, canvas: Any) -> float:
    """How tall they are one below the other, with the spaces around and between them."""
    tall = before = 0.0
    for piece in pieces:
        tall += max(piece.getSpaceBefore() - before, 0)
        before = piece.getSpaceAfter()
        tall += piece.wrapOn(canvas, width, _ANY)[1] + before
    return tall


def _beginning(piece: Flowable, width: float, canvas: Any) -> float:
    """How much of a piece has to follow its heading on the same page."""
    tall = piece.wrapOn(canvas, width, _ANY)[1]
    if isinstance(piece, Table):
        return sum(first_rows(piece))
    if isinstance(piece, Piece):
        line: float = piece.style.leading
        return tall if tall <= _SHORT * line + 1 else 2 * line
    return tall


def _is_filled_in(piece: Any) -> bool:
    """Whether somebody writes or ticks in it; a table keeps what stands in a cell as several."""
    if isinstance(piece, Table):
        return any(_is_filled_in(cell) for row in vars(piece)["_cellvalues"] for cell in row)
    if isinstance(piece, list | tuple):
        return any(map(_is_filled_in, piece))
    return isinstance(piece, TextField | TickBox)
