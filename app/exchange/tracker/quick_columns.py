"""A few columns of a sheet, read from its bytes in pieces of whole rows: the cells of the others are passed by.

Formulas are never evaluated: one without a value, and an error, say nothing that can be believed (`NotSaid`).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import takewhile

from app.exchange.files.cells import EXACT, Cell, NotSaid, Row, tidied
from app.exchange.files.formula_values import Formula, formula_shown, never_worked_out
from app.exchange.files.unsaid import ERROR, PICTURE
from reports.layout.sheet_extent import column_number
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.cells import Reading, located, read
from reports.tracker.patch.compared import EPOCHS, LATEST
from reports.tracker.patch.elements import Part
from reports.tracker.patch.parts import Parts, SheetPart
from reports.tracker.patch.places import letters
from reports.tracker.patch.signs import count_of, rich_text_of, text_of
from reports.tracker.patch.strings import SharedTexts
from reports.tracker.patch.styles import Looks
from reports.tracker.patch.tags import Tags, attributes_of
from reports.tracker.patch.walk import Row as SheetRow
from reports.tracker.patch.walk import Walk, damaged

_DAY_HEADING = "On"
_WITHIN = 20  # rows, in which the headings stand
_DAYS_NOW = range(36_526, 73_050)  # 2000 to 2099: a number here is a day, also where its format was lost
_HALF_SECOND = timedelta(microseconds=500_000)
QuickColumns = tuple[int, tuple[Row, ...], tuple[int, ...]]


def quick_columns(parts: Parts, texts: SharedTexts, tab: str, headings: Sequence[str]) -> QuickColumns | None:
    """The headings' line, the rows with these columns' cells, and where each column stands.

    `texts` are those that the workbook's sheets share. None where the sheet or a heading isn't found as it was written,
    or the sheet is written in an unusual way.
    """
    sheet = next((each for each in parts.sheets if each.name == tab and each.is_rows and each.member), None)
    try:
        return _Columns(parts, texts, sheet, headings).read() if sheet is not None else None
    except TrackerUnreadable:
        return None


class _Columns:
    """Reads the columns with these headings; cells that need a second look are put in at the end."""

    def __init__(self, parts: Parts, texts: SharedTexts, sheet: SheetPart, headings: Sequence[str]) -> None:
        self._parts, self._sheet, self._headings, self._strings = parts, sheet, headings, texts
        self._reading = Reading(self._strings)
        self._formulas: list[Formula] = []
        self._shared: dict[bytes, str] = {}
        self._known: dict[tuple[bytes, bytes], str] = {}
        self._values: dict[tuple[int, bytes, bytes], Cell] = {}
        self._as_days = {at for at, each in enumerate(headings) if each == _DAY_HEADING}
        self._day_columns: set[int] = set()

    def read(self) -> QuickColumns | None:
        """None: the headings aren't all there, once each."""
        walk = Walk(self._sheet.name, self._pieces)
        found = self._heads(walk)
        if found is None:
            return None
        line, at = found
        self._day_columns = {at[place] for place in self._as_days}
        walk = Walk(self._sheet.name, self._pieces)
        rows = [Row(number, cells) for number, cells in self._rows(walk, line, at)]
        unsaid = never_worked_out(self._formulas, is_worked_out_later=False)
        if unsaid:
            rows = [_with_unsaid(row, at, unsaid) for row in rows]
        return line, tuple(rows), tuple(at)

    def _pieces(self) -> Iterator[bytes]:
        return self._parts.members.pieces(self._sheet.member)

    def _heads(self, walk: Walk) -> tuple[int, list[int]] | None:
        for row in takewhile(lambda row: row.number <= _WITHIN, walk.rows()):
            cells = read(walk.tags, row.cells)
            titles = [str(self._reading.value(cells, at) or "").strip() for at in range(len(cells.columns))]
            if all(titles.count(each) == 1 for each in self._headings):
                return row.number, [column_number(cells.columns[titles.index(each)]) - 1 for each in self._headings]
        return None

    def _rows(self, walk: Walk, line: int, at: Sequence[int]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Each row below the headings in which one of the columns says anything; refused: out of order."""
        tags, number, said = walk.tags, 0, b""
        places = {letters(column + 1).encode(): place for place, column in enumerate(at)}
        nothing: list[Cell] = [None] * len(at)
        cells = nothing.copy()
        for column, row, attributes, value, blanks, text, other in self._cells(walk, places):
            if row != said:
                if number > line and cells != nothing:
                    yield number, tuple(cells)
                if int(row) <= number:
                    raise damaged()
                said, number, cells = row, int(row), nothing.copy()
            place = places[column]
            if value:
                same = place, attributes, value
                if same not in self._values:
                    self._values[same] = self._value(attributes, value, is_day=place in self._as_days)
                cells[place] = self._values[same]
            elif text:
                cells[place] = self._text(blanks, text)
            elif other and number > line:
                cells[place] = self._other(tags, number, at[place], attributes, other)
        if number > line and cells != nothing:
            yield number, tuple(cells)

    def _cells(self, walk: Walk, places: dict[bytes, int]) -> Iterator[tuple[bytes, ...]]:
        """What `_usual_cell` tells of each cell of these columns; where cells are written oddly, row by row."""
        tags, number = walk.tags, 0
        usual = _usual_cell(tags.prefix, b"|".join(places))
        cell, said_first = b"<%bc" % tags.prefix, b'<%bc r="' % tags.prefix
        for text in walk.texts():
            if text.count(cell) == text.count(said_first):
                yield from usual.findall(text)
                continue
            for row in walk.rows_in(text, number):
                number = row.number
                is_usual = row.cells.count(cell) == row.cells.count(said_first)
                yield from usual.findall(row.cells) if is_usual else self._odd(tags, row, places)

    def _text(self, blanks: bytes, text: bytes) -> Cell:
        """An inline text; the few that stand in many rows are read once."""
        known = self._known.get((blanks, text))
        if known is None:
            said = text_of(text) if blanks else text_of(text).strip(" \t\n")
            known = self._known[blanks, text] = tidied(said)
        return known or None

    def _odd(self, tags: Tags, row: SheetRow, places: dict[bytes, int]) -> list[tuple[bytes, ...]]:
        """The same of cells that don't say first where they stand, or not at all."""
        return [
            (name, b"%d" % row.number, each.attributes_again, *(b"", b"", b""), each.content)
            for each in located(tags, row.cells)
            if (name := letters(each.column).encode()) in places
        ]

    def _other(self, tags: Tags, line: int, column: int, attributes: bytes, content: bytes) -> Cell:
        """A cell with a formula, with text of several looks, or written in an unusual way."""
        found, inline = tags.value.search(content), tags.inline.search(content)
        raw = found[1] if found else b""
        formula = tags.formula.search(content)
        if formula is not None:
            kind = self._reading.type_of(attributes)
            self._formulas.append(self._formula(line, column, formula, kind, raw, has_text=inline is not None))
        if inline is not None:
            return tidied(rich_text_of(inline[1])) or None
        return self._value(attributes, raw, is_day=column in self._day_columns) if raw else None

    def _value(self, attributes: bytes, raw: bytes, *, is_day: bool) -> Cell:
        """What is kept as a cell's value, tidied as every cell of a file is."""
        kind = self._reading.type_of(attributes)
        if kind == b"n":
            return self._number(raw.strip(), attributes, is_day=is_day)
        if kind == b"s":
            index = count_of(raw)
            if index is None or index >= len(self._strings):
                raise damaged()
            return tidied(self._strings[index]) or None
        if kind == b"b":
            return raw.strip() in {b"1", b"true"}
        text = text_of(raw)
        if kind == b"e":
            return NotSaid(text.strip() or "an error", PICTURE if b"vm" in attributes_of(attributes) else ERROR)
        return tidied(text) or None

    def _formula(
        self, line: int, column: int, found: re.Match[bytes], kind: bytes, raw: bytes, *, has_text: bool
    ) -> Formula:
        """A formula that others share has its text in the first of them only."""
        own, shared = text_of(found[2] or b""), attributes_of(found[1]).get(b"si")
        text = own or self._shared.get(shared or b"", "")
        if shared is not None:
            self._shared.setdefault(shared, text)
        value = "text" if has_text else text_of(raw).strip()
        return Formula(line, column, text, formula_shown(own), kind.decode("ascii", "replace"), value)

    def _number(self, raw: bytes, attributes: bytes, *, is_day: bool) -> Cell:
        try:
            value = float(raw)
        except ValueError:
            return text_of(raw)
        if is_day and int(value) in _DAYS_NOW:
            return self._moment(value)
        style = count_of(attributes_of(attributes).get(b"s")) or 0
        if 0 <= value <= LATEST[self._parts.is_1904] and self._looks is not None and self._looks.shows_day(style):
            return self._moment(value)
        return int(value) if value.is_integer() and abs(value) <= EXACT else value

    def _moment(self, value: float) -> date | datetime:
        at = EPOCHS[self._parts.is_1904] + timedelta(days=value) + _HALF_SECOND
        return at.date() if value.is_integer() else at.replace(microsecond=0)

    @cached_property
    def _looks(self) -> Looks | None:
        styles = self._parts.of_kind("styles")
        return Looks(Part(self._parts.members.read(styles))) if styles else None


def _usual_cell(prefix: bytes, columns: bytes) -> re.Pattern[bytes]:
    """A cell of these columns as nearly all programs write it: its place, its attributes, a value or a text.

    What isn't one of the two comes whole, last.
    """
    pattern = (
        rb'<~c r="(@)(\d{1,7})"([^<>]*)(?:(?<=/)>|>(?:<~v>([^<]*)</~v>'
        rb'|<~is><~t( xml:space="preserve")?>([^<]*)</~t></~is>|(.*?))</~c>)'
    )
    return re.compile(pattern.replace(b"~", re.escape(prefix)).replace(b"@", columns), re.DOTALL)


def _with_unsaid(row: Row, at: Sequence[int], unsaid: dict[tuple[int, int], NotSaid]) -> Row:
    places = [(row.line, column) for column in at]
    if not any(place in unsaid for place in places):
        return row
    return Row(row.line, tuple(unsaid.get(place, cell) for place, cell in zip(places, row.cells, strict=True)))
