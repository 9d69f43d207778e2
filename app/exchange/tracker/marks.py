"""Reads back what Scheduling marked in the tracker: whether a change is in CCL, by whom, when, or what they ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.door.errors import Refused
from app.exchange.columns import Field, settle
from app.exchange.date_order import could_be_either, months_first
from app.exchange.files.cells import Cell, NotSaid, shown, text_of
from app.exchange.files.unsaid import BELOW, ERROR, PICTURE, cell_called
from app.exchange.moments_text import read_day
from app.exchange.tracker.another import NOTIFIED
from app.exchange.tracker.opened import TrackerFile
from models.values import NotAValue, fold
from models.vocabulary.tracker import CclMark

_FIELDS = (
    Field("ref", "Ref", (), required=True),
    Field("ccl", "CCL updated", (), required=True),
    Field("by", "By", (), required=True),
    Field("on", "On", (), required=True),
    Field("query", "Query", (), required=True),
)
_NOTHING: list[Cell] = [None] * 4
_LABELS = {mark.label: mark for mark in CclMark}
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


@dataclass(frozen=True, slots=True)
class MarkedRows:
    """The rows in which Scheduling wrote anything, and the line and the Ref of those in which nothing stands.

    `notified` is what stands in each row under Notified, by its line: when the change that it is about was told.
    """

    marked: tuple[SchedulingMark, ...]
    blank: tuple[tuple[int, str], ...]
    notified: Mapping[int, Cell] = field(default_factory=dict)


def read_rows(file: TrackerFile) -> MarkedRows:
    """Every row with a Ref, in its order in the sheet. Refused: a renamed sheet or column."""
    found = file.columns("Tracker", [each.title for each in _FIELDS], also=(NOTIFIED,))
    sheet = found.sheet
    _refuse_renamed(sheet.header)
    mapping = settle(sheet.header, _FIELDS, None)
    columns = [mapping.column(each.key, sheet.header) for each in _FIELDS]
    told = sheet.header.index(NOTIFIED) if NOTIFIED in sheet.header else None
    notified: dict[int, Cell] = {}
    on = mapping.column("on", sheet.header)
    in_doubt = on is not None and months_first(sheet.rows, on)
    marked: list[SchedulingMark] = []
    blank: list[tuple[int, str]] = []
    for row in sheet.rows:
        cells = [row.cells[at] if at is not None and at < len(row.cells) else None for at in columns]
        if not (ref := _text(cells[0])) or isinstance(cells[0], NotSaid):
            continue
        if told is not None and told < len(row.cells):
            notified[row.line] = row.cells[told]
        if cells[1:] != _NOTHING and any(texts := [_text(each) for each in cells[1:]]):
            if any(each.__class__ is NotSaid for each in cells):
                places = [(row.line, found.at[at]) if at is not None else (row.line, 0) for at in columns]
                marked.append(_held(places, ref, cells))
            else:
                marked.append(_mark(row.line, ref, texts, cells[3], in_doubt=in_doubt))
        else:
            blank.append((row.line, ref))
    return MarkedRows(tuple(marked), tuple(blank), notified)


def _refuse_renamed(header: Sequence[str]) -> None:
    """Refuse a sheet in which a column that is read can't be found; nobody is asked which it is, it has its name."""
    there = {fold(each) for each in header}
    gone = [f"“{field.title}”" for field in _FIELDS if fold(field.title) not in there]
    if gone:
        column, its = ("column", "it its name") if len(gone) == 1 else ("columns", "each its name")
        raise Refused(
            f"In the sheet “Tracker” the {column} {', '.join(gone)} can't be found: renamed or deleted. Give {its} "
            "back, then read back again.",
            who="Scheduling, or whoever keeps the workbook",
        )


def _held(places: Sequence[tuple[int, int]], ref: str, cells: Sequence[Cell]) -> SchedulingMark:
    """An answer of which nothing is known, because a cell says nothing that can be believed."""
    unsaid = [
        _unsaid(*place, cell) for place, cell in zip(places[1:], cells[1:], strict=True) if isinstance(cell, NotSaid)
    ]
    line = places[0][0]
    return SchedulingMark(line, ref, None, "", None, "", " ".join(unsaid), is_held=True)


def _mark(line: int, ref: str, texts: Sequence[str], on: Cell, *, in_doubt: bool) -> SchedulingMark:
    ccl, by, _, query = texts
    mark = _LABELS.get(ccl) or _MARKS.get(fold(ccl))
    unread = f"“{shown(ccl)}” under CCL updated is neither Yes, No nor Query." if ccl and mark is None else ""
    day, problem = (on, "") if on.__class__ is date else _day(on, in_doubt=in_doubt)
    return SchedulingMark(line, ref, mark, by, day, query, " ".join(filter(None, (unread, problem))))


def _text(cell: Cell) -> str:
    """Most cells are text or hold nothing."""
    return (cell if isinstance(cell, str) else text_of(cell)).strip() if cell is not None else ""


def _unsaid(line: int, column: int, cell: NotSaid) -> str:
    """What a cell holds of which nothing can be believed, and what to do."""
    called = cell_called(line, column)
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
