"""Reads back what Scheduling marked in the tracker: whether a change is in CCL, by whom, when, or what they ask."""

from dataclasses import dataclass
from datetime import date

from app.exchange.columns import Field, settle
from app.exchange.date_order import could_be_either, months_first
from app.exchange.files.cells import Cell, NotSaid, Row, shown, text_of
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet_marks import PICTURE
from app.exchange.files.unsaid import BELOW, ERROR, cell_called
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
_NOT_WORKED_OUT = "not worked out yet: open the workbook in Excel or LibreOffice and save it, then read it back again"


@dataclass(frozen=True, slots=True)
class SchedulingMark:
    """Scheduling's answer to one change. `unread` is a sentence where a cell can't be understood, else empty.

    `is_held`: a cell holds an error, or a formula that isn't worked out, so nothing is known of the whole answer.
    """

    line: int
    ref: str
    ccl: CclMark | None
    by: str
    on: date | None
    query: str
    unread: str = ""
    is_held: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in the row's four cells."""
        return not (self.ccl or self.by or self.on or self.query or self.unread)

    @property
    def answer(self) -> tuple[object, ...]:
        """What the row says, to be compared with another."""
        return self.ccl, self.by, self.on, self.query, self.unread, self.is_held


def read_rows(content: bytes, name: str = "") -> tuple[SchedulingMark, ...]:
    """Every row with a Ref, in its order in the sheet, marked or not. Refused: a renamed sheet or column."""
    sheet = read_sheet(content, name, tab="Tracker")
    mapping = settle(sheet.header, _FIELDS, None)
    columns = [mapping.column(field.key, sheet.header) for field in _FIELDS]
    on = mapping.column("on", sheet.header)
    in_doubt = on is not None and months_first(sheet.rows, on)
    marks = (_mark(row, columns, in_doubt=in_doubt) for row in sheet.rows)
    return tuple(mark for mark in marks if mark is not None)


def _mark(row: Row, columns: list[int | None], *, in_doubt: bool) -> SchedulingMark | None:
    cells = [row.cells[column] if column is not None and column < len(row.cells) else None for column in columns]
    ref = text_of(cells[0]).strip()
    if not ref:
        return None
    texts = [text_of(cell).strip() for cell in cells[1:]]
    if not any(texts):
        return SchedulingMark(row.line, ref, None, "", None, "")
    held = [
        _unsaid(row.line, column, cell)
        for column, cell in zip(columns[1:], cells[1:], strict=True)
        if isinstance(cell, NotSaid)
    ]
    if held:
        return SchedulingMark(row.line, ref, None, "", None, "", " ".join(held), is_held=True)
    mark = _MARKS.get(fold(texts[0]))
    unread = f"“{shown(texts[0])}” under CCL updated is neither Yes, No nor Query." if texts[0] and mark is None else ""
    day, problem = _day(cells[3], in_doubt=in_doubt)
    return SchedulingMark(row.line, ref, mark, texts[1], day, texts[3], " ".join(filter(None, (unread, problem))))


def _unsaid(line: int, column: int | None, cell: NotSaid) -> str:
    """What a cell holds of which nothing can be believed, and what to do."""
    called = cell_called(line, column or 0)
    if cell.because in {BELOW, ERROR, PICTURE}:
        return f"{called} holds {cell.shown}, {cell.because}."
    return f"{called} holds the formula {cell.shown}, {_NOT_WORKED_OUT}."


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
