"""One walk through a sheet's bytes, in pieces of whole rows: what comes before the rows, each row, what comes after."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.places import LAST_ROW
from reports.tracker.patch.signs import count_of
from reports.tracker.patch.splices import Pieces
from reports.tracker.patch.tags import SHEET_DATA, Tags, attributes_of, tags_with

_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_LONGEST_HEAD = 16 * 1024 * 1024


class Row(NamedTuple):
    """A row as it stands: its number, other attributes, its cells' bytes, where these begin and where the row ends."""

    number: int
    start: int
    attributes: bytes
    cells: bytes
    cells_at: int
    end: int

    @property
    def is_closed(self) -> bool:
        """Whether it is a single tag without cells."""
        return self.cells_at == self.end


class Walk:
    """Goes through the part once: `head` at the beginning, then `rows` to their end, then `tail`."""

    def __init__(self, name: str, pieces: Pieces) -> None:
        self._name, self._pieces = name, pieces()
        self._held = bytearray()
        self._at = 0  # where `_held` begins
        self.head = b""
        self.is_bare = False  # the tag of the rows is closed at once
        self.tags: Tags = tags_with(b"")
        self._read_head()

    def _read_head(self) -> None:
        held = b""
        for piece in self._pieces:
            held += piece
            if (found := SHEET_DATA.search(held)) or len(held) > _LONGEST_HEAD:
                break
        else:
            found = None
        if found is None:
            raise damaged()
        self.head = held[: found.end()]
        said = _ENCODING.match(self.head.removeprefix(b"\xef\xbb\xbf"))
        if (said and said[1].lower() not in _ENCODINGS) or b"<!" in self.head:
            raise self._odd()
        self.tags, self.is_bare = tags_with(found[1]), bool(found[2])
        self._held += held[found.end() :]
        self._at = found.end()

    def _odd(self) -> TrackerUnreadable:
        return TrackerUnreadable(
            f"The sheet “{self._name}” is written in a way that Excel does not use: "
            "open the workbook in Excel, save a copy, and export to that."
        )

    def rows(self) -> Iterator[Row]:
        """Each row in order; refuses rows that are out of order, for no program would find its way in them."""
        number = 0
        for text in self.texts():
            for row in self.rows_in(text, number):
                number = row.number
                yield row

    def texts(self) -> Iterator[bytes]:
        """The bytes of the rows in order, some whole rows at once; refuses what isn't plain XML."""
        for text in [] if self.is_bare else self._whole_rows():
            if b"<!" in text or b"<?" in text:
                raise self._odd()
            yield text
            self._at += len(text)

    def rows_in(self, text: bytes, number: int) -> Iterator[Row]:
        """The rows of the text at which the walk stands, those after `number`; refused: out of order."""
        for row in self._rows_in(text, number):
            if not number < row.number <= LAST_ROW:
                raise damaged()
            number = row.number
            yield row

    def _whole_rows(self) -> Iterator[bytes]:
        """The bytes of the rows, cut between rows; afterwards `_held` begins where they end."""
        tags, seen = self.tags, 0
        while True:
            ended = self._held.find(tags.data_end, seen)
            cut = ended if ended >= 0 else self._held.rfind(tags.row_start, seen)
            if cut > 0:
                text = bytes(self._held[:cut])
                del self._held[:cut]
                yield text
            if ended >= 0:
                return
            seen = max(len(self._held) - len(tags.data_end), 0)
            piece = next(self._pieces, None)
            if piece is None:
                raise damaged()
            self._held += piece

    def _rows_in(self, text: bytes, number: int) -> Iterator[Row]:
        tags, at = self.tags, 0
        if tags.odd_row_end.search(text):
            yield from self._any_rows(text, 0, len(text), number)
            return
        usual, closing = tags.usual_row, len(tags.row_end)
        for chunk in text.split(tags.row_end):
            end = min(at + len(chunk) + closing, len(text))
            found = usual.match(chunk)
            if found is None or found[2].endswith(b"/") or end - at < len(chunk) + closing:
                for row in self._any_rows(text, at, end, number):
                    number = row.number
                    yield row
            else:
                number, start = int(found[1]), self._at + at
                yield Row(
                    number,
                    start + chunk.index(b"<"),
                    found[2],
                    chunk[found.end() :],
                    start + found.end(),
                    self._at + end,
                )
            at = end

    def _any_rows(self, text: bytes, start: int, end: int, number: int) -> Iterator[Row]:
        at = start
        while found := self.tags.any_row.match(text, at, end):
            said = count_of(attributes_of(found[1]).get(b"r"))
            number = number + 1 if said is None else said
            first = found.end() if found[2] else found.start(3)
            yield Row(
                number,
                self._at + found.start(1) - len(self.tags.row_start),
                found[1],
                found[3] or b"",
                self._at + first,
                self._at + found.end(),
            )
            at = found.end()
        if text[at:end].strip():
            raise damaged()

    @property
    def at(self) -> int:
        """Where the walk stands."""
        return self._at

    def tail(self) -> Iterator[bytes]:
        """All that comes after the rows."""
        held = bytes(self._held)
        self._held.clear()
        yield held
        yield from self._pieces


def damaged() -> TrackerUnreadable:
    """What is said of a sheet that no program could read."""
    return TrackerUnreadable(
        "The tracker that is there is damaged: put it aside, or open it in Excel and save a repaired copy."
    )
