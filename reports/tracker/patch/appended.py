"""New rows: directly below the last row that holds anything, into empty rows that are there, else as rows of ours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from reports.layout.cells import Heading, Kind, Value, height_of, lines_taken
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.columns import Columns
from reports.tracker.patch.formulas import Formulas
from reports.tracker.patch.mended import Mending
from reports.tracker.patch.places import LAST_ROW, letters
from reports.tracker.patch.splices import Splice
from reports.tracker.patch.through import Through
from reports.tracker.patch.told import Due, TableGiven
from reports.tracker.patch.walk import Row
from reports.tracker.patch.written import Formula, Look

_AT_ONCE = 200  # rows
_A_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)

Cell = tuple[int, Kind, Value | Formula]  # its column, what the column holds, what it says


@dataclass(slots=True)
class Appending:
    """Puts new rows into a sheet whose rows went by."""

    due: Due
    table: TableGiven | None
    columns: Columns
    mending: Mending
    formulas: Formulas
    through: Through
    _others: list[Cell] = field(default_factory=list)
    _kinds: dict[str, Kind] = field(default_factory=dict)
    _wrapped: list[tuple[int, float]] = field(default_factory=list)
    _looks: list[Look] = field(default_factory=list)
    _looks_born: list[Look] = field(default_factory=list)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that have no row yet, in order."""
        return tuple(key for key in self.due.rows if key not in self.through.seen)

    def append(self, keys: Sequence[str], data_end: int) -> None:
        """Write a row for each key; `data_end` is where the rows end in the part."""
        first, through = self.through.last + 1, self.through
        after, way = first + len(keys), through.in_the_way
        if after - 1 > LAST_ROW or (way is not None and way < after):
            raise stands_below(way or LAST_ROW)
        self._prepare(keys)
        there = {row.number: row for row in through.below if row.number < after}
        following = [row for row in (*through.below, through.after) if row is not None]
        run: list[tuple[int, str]] = []
        for number, key in enumerate(keys, start=first):
            row = there.get(number)
            if row is None:
                run.append((number, key))
                continue
            self._between(run, row.start)
            run = []
            self._fill(row, key)
        if run:
            self._between(run, next((row.start for row in following if row.number > run[-1][0]), data_end))

    def _between(self, run: list[tuple[int, str]], at: int) -> None:
        if run:
            self.mending.splices.append(Splice(at, at, partial(self._rows, tuple(run))))

    def _prepare(self, keys: Sequence[str]) -> None:
        """Ask for the looks of what will be written now: the styles are put away before the rows are made."""
        look, due = self.mending.writing.look, self.due
        needed = [self.columns.places.get(each.title, 0) for each in due.needed]
        self._looks = self._looks_of_columns(self.columns.ours, due.headings)
        self._looks_born = self._looks_of_columns((*self.columns.ours, *needed), (*due.headings, *due.needed))
        self._wrapped = [
            (at, heading.width - 2)
            for at, heading in enumerate((*due.headings, *due.needed))
            if heading.kind is Kind.WRAPPED
        ]
        self._kinds = {each.title: each.kind for each in self.due.needed}
        for key in keys:
            for title, value in self.due.born.get(key, {}).items():
                look(self._kinds.get(title, Kind.TEXT), value)
        places = self.columns.places
        formulas = self.table.formulas if self.table else {}
        worked_out = ((places.get(title, 0), formula) for title, formula in formulas.items())
        self._others = [
            (column, Kind.TEXT, Formula(formula))
            for column, formula in worked_out
            if column and column not in self.columns.ours
        ]

    def _cells(self, key: str) -> list[Cell]:
        """What a new row says, by column."""
        values = zip(self.columns.ours, self.due.headings, self.due.rows[key], strict=True)
        cells: list[Cell] = [
            (column, heading.kind, value)
            for column, heading, value in values
            if column and value is not None and value != ""
        ]
        born = self.due.born.get(key)
        if self._others or born:
            places = self.columns.places
            told: dict[int, Cell] = {cell[0]: cell for cell in self._others}
            for title, value in (born or {}).items():
                if title in places and value is not None and value != "":
                    told[places[title]] = (places[title], self._kinds.get(title, Kind.TEXT), value)
            cells += told.values()
        cells.sort(key=_column)
        return cells

    def _values(self, key: str) -> tuple[Value, ...]:
        """What a new row says in our columns and is born with in those that must be there too."""
        born = self.due.born.get(key)
        return (
            (*self.due.rows[key], *(born.get(each.title) for each in self.due.needed)) if born else self.due.rows[key]
        )

    def _height(self, values: Sequence[Value]) -> float:
        lines, told = self.due.least_lines, len(values)
        for at, width in self._wrapped:
            value = values[at] if at < told else None
            if isinstance(value, str) and (len(value) > width or "\n" in value):
                lines = max(lines, lines_taken(value, width))
        return height_of(lines)

    def _fill(self, row: Row, key: str) -> None:
        wanted = {column: (kind, value) for column, kind, value in self._cells(key)}
        self.mending.fill(row, wanted, self.formulas, self._height(self._values(key)))

    def _rows(self, run: tuple[tuple[int, str], ...]) -> Iterator[bytes]:
        for at in range(0, len(run), _AT_ONCE):
            yield "".join([self._row(number, key) for number, key in run[at : at + _AT_ONCE]]).encode()

    def _row(self, number: int, key: str) -> str:
        writing, values, born = self.mending.writing, self._values(key), self.due.born.get(key)
        if self._others or (born and not born.keys() <= self._kinds.keys()):
            styles = self.through.last_styles
            cells = [
                writing.cell(
                    f"{letters(column)}{number}",
                    styles.get(column) if isinstance(value, Formula) else writing.look(kind, value),
                    value,
                )
                for column, kind, value in self._cells(key)
            ]
        else:
            cells = writing.new_cells(number, self._looks_born if born else self._looks, values)
        p = self.mending.tags.named
        return f'<{p}row r="{number}" ht="{self._height(values):g}">{"".join(cells)}</{p}row>'

    def _looks_of_columns(self, columns: Sequence[int], headings: Sequence[Heading]) -> list[Look]:
        look = self.mending.writing.look
        return [
            Look(at, letters(column), look(heading.kind, _A_MOMENT), look(heading.kind, None))
            for column, at, heading in sorted(
                (column, at, heading)
                for at, (column, heading) in enumerate(zip(columns, headings, strict=True))
                if column
            )
        ]


def _column(cell: Cell) -> int:
    return cell[0]


def stands_below(row: int) -> TrackerUnreadable:
    """Why no rows can be added there."""
    return TrackerUnreadable(
        f"Below the table, in row {row}, something stands where new changes go: take it into "
        "the table (in Excel, pull its corner down over it), or move it to another sheet."
    )
