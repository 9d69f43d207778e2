"""What comes after a sheet's rows: lists, colours and filters that grow with them, joined cells that are in the way."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.tracker.patch.places import LAST_ROW, Range, range_named
from reports.tracker.patch.signs import unescaped
from reports.tracker.patch.splices import Splice
from reports.tracker.patch.tags import ATTRIBUTES

_WINDOW = 256 * 1024  # no list's tag with its formula is longer
_NAME = rb"(?:[\w.-]+:)?"
_OURS = re.compile(
    rb"<" + _NAME + rb"(?P<name>mergeCell|autoFilter|sortState|sortCondition|conditionalFormatting|dataValidation)"
    rb"(?P<attributes>" + ATTRIBUTES + rb")\s*/?>(?:\s*<" + _NAME + rb"formula1>(?P<formula>[^<]*)<)?"
    rb"|<(?P<prefix>"
    + _NAME
    + rb")sqref>(?P<newer>[^<]*)</(?P=prefix)sqref>\s*</"
    + _NAME
    + rb"(?:dataValidation|conditionalFormatting)\s*>"
)
_RANGES = re.compile(rb"\s(?:ref|sqref)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")


@dataclass(slots=True)
class Growing:
    """Reads the end of a sheet once and says what in it changes.

    The rows under our headings stood in `old` (headings' row first) and stand down to `last` now; `old_right` is where
    headings ended before ours were added. `lists` are our lists' formulas by column, `is_plain` says: no table.
    """

    old: Range
    last: int
    old_right: int
    is_plain: bool
    lists: Mapping[int, str]
    splices: list[Splice] = field(default_factory=list)
    joined: list[Range] = field(default_factory=list)
    filter_range: str | None = None
    _filter_bottom: int = 0

    def read(self, pieces: Iterable[bytes], start: int) -> None:
        """Go through all that comes after the rows."""
        for found, at in _found(pieces, start):
            name = found["name"]
            if name is None:
                self._replace(at + found.start("newer"), found["newer"], self._grown(found["newer"]))
                continue
            ranges = _RANGES.search(found["attributes"])
            if ranges is None:
                continue
            which = 1 if ranges[1] is not None else 2
            place = at + found.start("attributes") + ranges.start(which)
            self._of_tag(name, ranges[which], place, unescaped(found["formula"] or b""))

    def _of_tag(self, name: bytes, said: bytes, place: int, formula: str) -> None:
        if name == b"mergeCell":
            if joined := range_named(said.decode("ascii", "replace")):
                self.joined.append(joined)
        elif name == b"autoFilter":
            self._filter(said, place)
        elif name in {b"sortState", b"sortCondition"}:
            self._sort(said, place)
        elif name == b"dataValidation":
            self._replace(place, said, self._long_again(said, formula) or self._grown(said))
        else:
            self._replace(place, said, self._grown(said))

    def _replace(self, place: int, said: bytes, new: bytes) -> None:
        if new != said:
            self.splices.append(Splice(place, place + len(said), new))

    def _grown(self, said: bytes) -> bytes:
        """The ranges, lengthened where they covered a whole column of the rows down to the last."""
        if self.last <= self.old.bottom:
            return said
        ranges = [(name, range_named(name.decode("ascii", "replace"))) for name in said.split()]
        known = [each for _, each in ranges if each]
        return b" ".join(
            each._replace(bottom=self.last).said().encode() if each and self._is_whole(each, known) else name
            for name, each in ranges
        )

    def _is_whole(self, last: Range, ranges: list[Range]) -> bool:
        """Whether `last` ends with the rows, and the ranges together cover each of its columns from the first row."""
        if last.bottom != self.old.bottom or last.left < self.old.left or last.right > self.old.right:
            return False
        need = last.top
        for each in sorted(ranges, key=lambda each: each.bottom, reverse=True):
            if each.left <= last.left and last.right <= each.right and each.top < need <= each.bottom + 1:
                need = each.top
        return need <= self.old.top + 1

    def _long_again(self, said: bytes, formula: str) -> bytes:
        """A list of ours, which a program may have cut some rows below the data, down to the sheet's end."""
        each = range_named(said.decode("ascii", "replace"))
        if each is None or each.left != each.right or self.lists.get(each.left) != formula:
            return b""
        if each.top > self.old.top + 1 or each.bottom <= self.old.top or each.bottom == LAST_ROW:
            return b""
        return each._replace(bottom=LAST_ROW).said().encode()

    def _filter(self, said: bytes, place: int) -> None:
        each = range_named(said.decode("ascii", "replace"))
        if not self.is_plain or each is None or each.top != self.old.top:
            return
        self._filter_bottom = each.bottom
        right = max(each.right, self.old.right) if each.right == self.old_right else each.right
        grown = each._replace(bottom=max(each.bottom, self.last), right=right)
        if grown != each:
            self.filter_range = grown.said()
            self._replace(place, said, self.filter_range.encode())

    def _sort(self, said: bytes, place: int) -> None:
        each = range_named(said.decode("ascii", "replace"))
        if self.filter_range and each is not None and each.bottom == self._filter_bottom:
            grown = each._replace(bottom=max(each.bottom, self.last))
            self._replace(place, said, grown.said().encode())


def _found(pieces: Iterable[bytes], start: int) -> Iterator[tuple[re.Match[bytes], int]]:
    """Each tag that matters and where the text begins in which it was found; no more is held than a window."""
    held, at = b"", start
    for piece in pieces:
        held += piece
        if len(held) < 2 * _WINDOW:
            continue
        cut = len(held) - _WINDOW
        for found in _OURS.finditer(held):
            if found.start() >= cut:
                break
            yield found, at
        held, at = held[cut:], at + cut
    for found in _OURS.finditer(held):
        yield found, at
