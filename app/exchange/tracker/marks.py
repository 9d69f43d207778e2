"""Reads back what Scheduling marked in the tracker: whether a change is in CCL, by whom, when, or what they ask."""

from dataclasses import dataclass
from datetime import date

from app.exchange.columns import Field, settle
from app.exchange.date_order import could_be_either, months_first
from app.exchange.files.cells import Cell, Row, shown, text_of
from app.exchange.files.read import read_sheet
from app.exchange.moments_text import read_day
from models.values import NotAValue, fold
from models.vocabulary.tracker import CclMark

_FIELDS = (
    Field("ref", "Ref", (), required=True),
    Field("ccl", "CCL updated", (), required=True),
    Field("by", "By", (), required=True),
    Field("on", "On", (), required=True),
    Field("query", "Query", (), required=True),
)
_MARKS = {fold(mark.label): mark for mark in CclMark} | {"y": CclMark.YES, "n": CclMark.NO, "q": CclMark.QUERY}


@dataclass(frozen=True, slots=True)
class SchedulingMark:
    """Scheduling's answer to one change. `unread` is a sentence where a cell can't be understood, else empty."""

    line: int
    ref: str
    ccl: CclMark | None
    by: str
    on: date | None
    query: str
    unread: str = ""


def read_marks(content: bytes, name: str = "") -> tuple[SchedulingMark, ...]:
    """The rows in which Scheduling wrote anything, as they stand in the sheet. Refused: a renamed sheet or column."""
    sheet = read_sheet(content, name, tab="Tracker")
    mapping = settle(sheet.header, _FIELDS, None)
    columns = [mapping.column(field.key, sheet.header) for field in _FIELDS]
    on = mapping.column("on", sheet.header)
    in_doubt = on is not None and months_first(sheet.rows, on)
    marks = (_mark(row, columns, in_doubt=in_doubt) for row in sheet.rows)
    return tuple(mark for mark in marks if mark is not None)


def _mark(row: Row, columns: list[int | None], *, in_doubt: bool) -> SchedulingMark | None:
    ref, ccl, by, on, query = (
        row.cells[column] if column is not None and column < len(row.cells) else None for column in columns
    )
    texts = [text_of(cell).strip() for cell in (ref, ccl, by, on, query)]
    if not texts[0] or not any(texts[1:]):
        return None
    mark = _MARKS.get(fold(texts[1]))
    unread = f"“{shown(texts[1])}” under CCL updated is neither Yes, No nor Query." if texts[1] and mark is None else ""
    day, problem = _day(on, in_doubt=in_doubt)
    return SchedulingMark(row.line, texts[0], mark, texts[2], day, texts[4], " ".join(filter(None, (unread, problem))))


def _day(cell: Cell, *, in_doubt: bool) -> tuple[date | None, str]:
    """The day under On. Where another row has its month first, a day that could be either isn't guessed."""
    if not text_of(cell).strip():
        return None, ""
    if in_doubt and could_be_either(cell):
        doubt = "could have the month first, as another row has: write it like 5 Nov 2026."
        return None, f"The day under On “{shown(cell)}” {doubt}"
    try:
        return read_day(cell, "The day under On"), ""
    except NotAValue as error:
        return None, str(error)
