"""What comes before a sheet's rows: how far it says that it reaches, and the widths of columns that are new."""

import re
from collections.abc import Collection, Mapping

from reports.tracker.patch.places import range_named
from reports.tracker.patch.signs import count_of
from reports.tracker.patch.splices import Splice
from reports.tracker.patch.tags import Tags, attributes_of

_DIMENSION = re.compile(rb"<(?:[\w.-]+:)?dimension\s[^<>]*?\bref\s*=\s*[\"']([^\"'<>]*)")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^<>]*>")
_COLUMNS_END = re.compile(rb"</(?:[\w.-]+:)?cols\s*>")


def reaching(head: bytes, columns: Collection[int], bottom: int) -> list[Splice]:
    """The sheet's own word on how far it reaches, where it has one, kept right for cells in these columns."""
    found = _DIMENSION.search(head)
    said = range_named(found[1].decode("ascii", "replace")) if found else None
    if found is None or said is None or not columns:
        return []
    left, right = min(said.left, *columns), max(said.right, *columns)
    grown = said._replace(left=left, right=right, bottom=max(said.bottom, bottom))
    return [Splice(*found.span(1), grown.said().encode())] if grown != said else []


def widened(head: bytes, tags: Tags, widths: Mapping[int, float]) -> list[Splice]:
    """Widths, in letters, for columns at the right end that no width reaches yet."""
    last = max((count_of(attributes_of(each[0]).get(b"max")) or 0 for each in _COLUMN.finditer(head)), default=0)
    new = "".join(
        f'<{tags.named}col min="{column}" max="{column}" width="{width:g}" customWidth="1"/>'
        for column, width in sorted(widths.items())
        if column > last
    ).encode()
    if not new:
        return []
    end = _COLUMNS_END.search(head)
    if end:
        return [Splice(end.start(), end.start(), new)]
    at = head.rindex(b"<" + tags.prefix + b"sheetData")
    return [Splice(at, at, b"<%bcols>%b</%bcols>" % (tags.prefix, new, tags.prefix))]
