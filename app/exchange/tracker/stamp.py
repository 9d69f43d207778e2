"""What a workbook of the tracker says in its sheet About: whose it is, which one, how often it was exported."""

from dataclasses import dataclass
from uuid import UUID

from app.door.errors import Refused
from app.exchange.files.cells import text_of
from app.exchange.tracker.opened import TrackerFile
from reports.tracker.about import ABOUT, BOOK, EXPORTS, LABEL, VALUE
from reports.tracker.origin import Origin, origin_of, origin_said

_MOST_DIGITS = 9  # as far as a database counts


@dataclass(frozen=True, slots=True)
class Stamp:
    """The workbook's id and its count; none where it is of an earlier release, or its sheet About was changed.

    `origin` is whose it is, by its properties or by that sheet: one of them is lost where another program saves it.
    """

    book: UUID | None = None
    exports: int = 0
    origin: Origin | None = None


def stamp_of(file: TrackerFile) -> Stamp:
    """The stamp of this file, wherever it stands and whatever it is called."""
    try:
        rows = file.columns(ABOUT, (LABEL.title, VALUE.title)).sheet.rows
    except Refused:
        rows = ()
    told = {text_of(row.cells[0]).strip(): text_of(row.cells[1]).strip() for row in rows if len(row.cells) > 1}
    origin = origin_of(file.content) or origin_said(told)
    try:
        book = UUID(told.get(BOOK, ""))
    except ValueError:
        return Stamp(origin=origin)
    exports = told.get(EXPORTS, "")
    is_count = exports.isascii() and exports.isdigit() and len(exports) <= _MOST_DIGITS
    return Stamp(book, int(exports) if is_count else 0, origin)
