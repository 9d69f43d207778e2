"""The first of two passes through a sheet: which rows are ours, which cells say something else, where it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reports.layout.cells import Value
from reports.layout.sheet_extent import column_number
from reports.tracker.patch.cells import Cells, Reading, read
from reports.tracker.patch.columns import Columns
from reports.tracker.patch.compared import Compared, plain_text
from reports.tracker.patch.formulas import Formulas
from reports.tracker.patch.mended import Mending
from reports.tracker.patch.places import letters
from reports.tracker.patch.signs import MOST_DIGITS
from reports.tracker.patch.told import Due, Given, PutBack
from reports.tracker.patch.walk import Row, Walk


class _Layout(NamedTuple):
    """Where our columns are among a row's cells (-1: not there), where the key is, and all that have headings."""

    ours: tuple[int, ...]
    key: int
    span: tuple[int, ...]
    worked_out: frozenset[int]


@dataclass(slots=True)
class Through:
    """What the pass found, row by row; `last` is the last row that holds anything under our headings."""

    given: Given
    due: Due
    columns: Columns
    walk: Walk
    reading: Reading
    compared: Compared
    mending: Mending
    formulas: Formulas
    last: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    twice: dict[str, tuple[int, ...]] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    put_back: list[PutBack] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)  # rows after `last`, as far as new rows may reach
    after: Row | None = None  # the first row beyond those
    in_the_way: int | None = None  # the first row below the table that holds something under our headings
    last_styles: dict[int, int] = field(default_factory=dict)
    _layouts: dict[tuple[bytes, ...], _Layout] = field(default_factory=dict)
    _seen_due: int = 0

    def go(self) -> None:
        """Every row once."""
        header, table = self.columns.header, self.given.table
        self.last = header
        bottom = table.bottom if table else None
        read_row, tags = read, self.walk.tags
        for row in self.walk.rows():
            if row.number <= header:
                if b"array" in row.cells:
                    self.formulas.pass_by(read_row(tags, row.cells), row.number)
                if row.number == header and self.columns.added:
                    self.mending.add_headings(row, self.columns)
                continue
            cells = read_row(tags, row.cells)
            if any(cells.formulas):
                self.formulas.pass_by(cells, row.number)
            layout = self._layouts.get(cells.columns) or self._layout(cells.columns)
            key = plain_text(self.reading.value(cells, layout.key))
            if bottom is not None and row.number > bottom:
                self._below_table(row, cells, layout)
            elif key or self._holds(cells, layout):
                self.last = row.number
                self.below.clear()
                self.after = None
                self._keep_styles(cells)
                self._row(row, cells, layout, key)
                continue
            else:
                self._empty(row)
            if self.formulas.are_waiting:
                self.mending.hand_on(row, self.formulas)

    def _layout(self, columns: tuple[bytes, ...]) -> _Layout:
        at = {column_number(name): index for index, name in enumerate(columns)}
        places = self.columns.places
        table = self.given.table
        formulas = table.formulas if table else {}
        layout = _Layout(
            tuple(at.get(column, -1) for column in self.columns.ours),
            at.get(places.get(self.due.key, 0), -1),
            tuple(at[column] for column in places.values() if column in at),
            frozenset(at[column] for title, column in places.items() if title in formulas and column in at),
        )
        self._layouts[columns] = layout
        return layout

    def _holds(self, cells: Cells, layout: _Layout) -> bool:
        """Whether anything stands under our headings; a calculated column's formula stands in empty rows too."""
        values, inlines, formulas = cells.values, cells.inlines, cells.formulas
        return any(
            (formulas[at] is not None and at not in layout.worked_out)
            or (formulas[at] is None and (values[at] or inlines[at]) and self.reading.value(cells, at) is not None)
            for at in layout.span
        )

    def _below_table(self, row: Row, cells: Cells, layout: _Layout) -> None:
        if self.in_the_way is None and self._holds(cells, layout):
            self.in_the_way = row.number
        self._empty(row)

    def _empty(self, row: Row) -> None:
        if row.number <= self.last + len(self.due.rows) - self._seen_due:
            self.below.append(row)
        elif self.after is None:
            self.after = row

    def _keep_styles(self, cells: Cells) -> None:
        """The look of calculated columns in the last row, for those in new rows."""
        table = self.given.table
        if table is None or not table.formulas:
            return
        at = {name: index for index, name in enumerate(cells.columns)}
        for title in table.formulas:
            column = self.columns.places.get(title, 0)
            index = at.get(letters(column).encode()) if column else None
            if index is not None:
                style = self.mending.style_of(cells.attributes[index])
                if style is not None:
                    self.last_styles[column] = style

    def _row(self, row: Row, cells: Cells, layout: _Layout, key: str) -> None:
        is_guessed = not key and self.due.known_by is not None
        if is_guessed:
            key = self._known_by(cells, layout)
        differing: dict[int, Value] = {}
        values = self.due.rows.get(key) if key else None
        if key and key in self.seen:
            self.twice[key] = (*self.twice.get(key, (self.seen[key],)), row.number)
        elif values is not None:
            self.seen[key] = row.number
            self._seen_due += 1
            differing = self._differing(cells, layout, values)
            if differing:
                self._say(row, cells, layout, key, differing)
        elif key:
            differing = self._of_others(row, cells, layout, key)
        if differing or self.formulas.are_waiting:
            wanted = {self.columns.ours[at]: (self.due.headings[at].kind, value) for at, value in differing.items()}
            self.mending.mend(row, wanted, self.formulas)

    def _known_by(self, cells: Cells, layout: _Layout) -> str:
        known_by = self.due.known_by
        if known_by is None:
            return ""
        texts = {
            heading.title: plain_text(self.reading.value(cells, at))
            for heading, at in zip(self.due.headings, layout.ours, strict=True)
        }
        return known_by(texts)

    def _of_others(self, row: Row, cells: Cells, layout: _Layout, key: str) -> dict[int, Value]:
        told: Mapping[str, Value] | None = self.due.others(key)
        if told is None:
            self.unknown.setdefault(key, row.number)
            return {}
        self.seen[key] = row.number
        return {
            at: told[heading.title]
            for at, heading in enumerate(self.due.headings)
            if heading.title in told
            and self.columns.ours[at]
            and not self._says(cells, layout.ours[at], told[heading.title])
        }

    def _differing(self, cells: Cells, layout: _Layout, due: tuple[Value, ...]) -> dict[int, Value]:
        """By their number the cells of ours that say something else; what is plainly the same is passed quickly."""
        differing: dict[int, Value] = {}
        _, attributes, formulas, values, inlines = cells
        types, strings, of = self.reading.types, self.reading.strings, self.reading
        most = len(strings)
        for number, (at, value) in enumerate(zip(layout.ours, due, strict=True)):
            raw = values[at]
            if formulas[at] is None:
                kind = types.get(attributes[at]) or of.type_of(attributes[at])
                if kind == b"s" and raw and raw.isdigit() and len(raw) <= MOST_DIGITS:
                    if (index := int(raw)) < most and strings[index] == value:
                        continue
                elif kind == b"inlineStr":
                    inline = inlines[at]
                    if inline is not None and of.inline_text(inline) == value:
                        continue
                elif raw is None and (value is None or value == ""):
                    continue
            if not self._says(cells, at, value) and self.columns.ours[number]:
                differing[number] = value
        return differing

    def _says(self, cells: Cells, at: int, value: Value) -> bool:
        return cells.formulas[at] is None and self.compared.is_same(self.reading.value(cells, at), value)

    def _say(self, row: Row, cells: Cells, layout: _Layout, key: str, differing: dict[int, Value]) -> None:
        """What is put back; a column that is only now added, and a key that was not there, were never anything else."""
        new = {*self.columns.added, self.due.key}
        for number, value in differing.items():
            heading = self.due.headings[number]
            if heading.title in new:
                continue
            at = layout.ours[number]
            if cells.formulas[at] is not None:
                found = self.mending.formula_said(row, self.columns.ours[number])
            else:
                found = self.compared.shown(self.reading.value(cells, at), heading.kind)
            cell = f"{letters(self.columns.ours[number])}{row.number}"
            self.put_back.append(PutBack(key, heading.title, cell, found, value))
