"""What a workbook of the tracker says of itself in its sheet About: which one it is, and how often it was exported."""

from dataclasses import dataclass
from uuid import UUID

from app.door.errors import Refused
from app.exchange.files.cells import text_of
from app.exchange.files.read import read_sheet
from reports.tracker.sheets import ABOUT, BOOK, EXPORTS


@dataclass(frozen=True, slots=True)
class Stamp:
    """The workbook's id and its count; none where it is of an earlier release, or its sheet About was changed."""

    book: UUID | None = None
    exports: int = 0


def stamp_of(content: bytes, name: str) -> Stamp:
    """The stamp of this file, wherever it stands and whatever it is called."""
    try:
        sheet = read_sheet(content, name, tab=ABOUT)
    except Refused:
        return Stamp()
    told = {text_of(row.cells[0]).strip(): text_of(row.cells[1]).strip() for row in sheet.rows if len(row.cells) > 1}
    try:
        book = UUID(told.get(BOOK, ""))
    except ValueError:
        return Stamp()
    exports = told.get(EXPORTS, "")
    return Stamp(book, int(exports) if exports.isascii() and exports.isdigit() else 0)
