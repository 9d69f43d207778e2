"""A table of immutable rows: columns are described once, rows are replaced whole.

Sorting and filtering happen here, in Python, rather than in a QSortFilterProxyModel: a proxy calls back
into Python for every comparison, and without such a call it doesn't order dates, Decimals or moments at all.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.values import fold
from ui.glossary import explained
from ui.icons import Icon
from ui.language import as_read
from ui.overrides import override_of_qt
from ui.states import State

Row = TypeVar("Row")
Role = Qt.ItemDataRole
ROW_ROLE = Role.UserRole  # the whole row, as it was given
SHOWN_ROLE = Role.UserRole + 1  # a Shown: all that the delegate paints, in one answer
NO_INDEX = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex
BLANK = "blank"  # what a screen reader says of a cell without words
_MOST_ALIKE = 4_096
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Column(Generic[Row]):
    """How one column shows, sorts and speaks a row. `key` names it in saved settings and in tests.

    `sort` defaults to the text, without regard to case. `spoken` is for screen readers where the text is a sign.
    `state` colours the text and puts its icon before it. `counts` marks a text that changes as time passes.
    `struck` draws a line through what was taken back; its row says so in words too.
    `width` is the first width in px at 100 %, 0 for what the title needs; the last column takes the rest.
    `ours`: what its cells say are sentences of the program, and told in the language of this desk.
    `wraps`: what is wider than the column takes another line, and its row the height for it.
    `gives_way`: left out while the list is too narrow for all of them, for what is told in another place as well.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    tooltip: Callable[[Row], str] | None = None
    spoken: Callable[[Row], str] | None = None
    state: Callable[[Row], State | None] | None = None
    icon: Callable[[Row], Icon | None] | None = None
    bold: bool = False
    quiet: bool = False
    counts: bool = False
    struck: Callable[[Row], bool] | None = None
    width: int = 0
    gives_way: bool = False
    wraps: bool = False
    ours: bool = False

    def shown(self, text: str) -> str:
        """A text of this column as whoever sits here reads it."""
        return as_read(text) if self.ours else text

    def sorted_by(self, rows: Sequence[Row], *, falls: bool) -> list[int]:
        """The numbers of these rows in order; those without a value are the last, in falling order the first."""
        values = [self.sort(row) for row in rows] if self.sort else [self.text(row).casefold() for row in rows]
        missing = [number for number, value in enumerate(values) if value is None]
        known = [number for number, value in enumerate(values) if value is not None] if missing else range(len(values))
        known = sorted(known, key=values.__getitem__, reverse=falls)
        return missing + known if falls else known + missing


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A cell as it is painted, made ready from its row and its column; cells that look alike may share one.

    `side` is the part of the free room that is left before the text: 0 at the left, 1 at the right.
    """

    text: str
    state: State | None
    sign: Icon | None
    side: float
    bold: bool
    quiet: bool
    struck: bool
    wraps: bool


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Feeds a QTableView from rows; selection and an open editor stay on their record when rows change."""

    def __init__(
        self, columns: Sequence[Column[Row]], identity: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns, self.identity = tuple(columns), identity
        self._all: list[Row] = []  # a row is known by its number here
        self._numbers: dict[Hashable, int] = {}
        self._rows: list[Row] = []
        self._shown: list[int] = []  # the numbers of those rows, in their order
        self._wanted = ""
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._words: list[str] = []  # of all rows, once something is sought in them
        self._orders: dict[tuple[int, Qt.SortOrder], list[int]] = {}  # of all rows, once they were sorted so
        self._ready: dict[tuple[int, int], Shown] = {}  # what was painted, by place
        self._alike: dict[tuple[object, ...], Shown] = {}

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, touching in the view only what differs."""
        before = list(self._numbers)
        given = {self.identity(row): row for row in rows}
        self._all, self._numbers = list(given.values()), {each: number for number, each in enumerate(given)}
        self._shown = [self._numbers.get(before[number], -1 - number) for number in self._shown]
        self._words, self._orders = [], {}
        self._refresh()

    def set_row(self, row: Row) -> None:
        """Replace the row of this record, if there is one; as `set_rows` with that row alone replaced."""
        number = self._numbers.get(self.identity(row))
        if number is not None:
            self.set_rows([*self._all[:number], row, *self._all[number + 1 :]])

    def seek(self, typed: str) -> None:
        """Show only the rows in whose texts this stands, whatever its case and accents; all of them for ""."""
        self._wanted = fold(typed)
        self._refresh()

    def row(self, index: AnyIndex) -> Row | None:
        """The row at this place."""
        return self._rows[index.row()] if index.isValid() else None

    def shown(self) -> tuple[Row, ...]:
        """The rows in the order in which they are seen."""
        return tuple(self._rows)

    def index_of(self, identity: Hashable) -> QModelIndex:
        """Where the row of this record is; an invalid index when it isn't shown."""
        number = self._numbers.get(identity)
        return self.index(self._shown.index(number), 0) if number in self._shown else QModelIndex()

    def tick(self) -> None:
        """Time has passed: have only the columns repainted that count."""
        self._ready.clear()
        last = len(self._rows) - 1
        for number, column in enumerate(self.columns):
            if column.counts and last >= 0:
                self.dataChanged.emit(self.index(0, number), self.index(last, number), [Role.DisplayRole])

    # --- what changed ------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """At most one removal, one insertion and two changes of order, however many rows they are about."""
        wanted = self._accepted()
        kept = set(wanted)
        if not kept.issuperset(self._shown):
            self._remove_missing(kept)
        self._replace_changed()
        self._append_new(wanted)
        self._put_in_order(wanted)

    def _accepted(self) -> list[int]:
        """The numbers of the rows that are to be seen, in their order."""
        order: Sequence[int] = range(len(self._all)) if self._sorted_by is None else self._order(*self._sorted_by)
        if not self._wanted:
            return list(order)
        if not self._words:
            texts = [column.text for column in self.columns]
            self._words = [fold("\n".join([text(row) for text in texts])) for row in self._all]
        wanted, words = self._wanted, self._words
        return [number for number in order if wanted in words[number]]

    def _order(self, column: int, direction: Qt.SortOrder) -> list[int]:
        """Of all rows, sorted by this column; those that are alike keep their order in both directions."""
        found = self._orders.get((column, direction))
        if found is None:
            falls = direction == Qt.SortOrder.DescendingOrder
            found = self._orders[column, direction] = self.columns[column].sorted_by(self._all, falls=falls)
        return found

    def _remove_missing(self, kept: set[int]) -> None:
        stay = [number for number in self._shown if number in kept]
        gone = [number for number in self._shown if number not in kept]
        rows = dict(zip(self._shown, self._rows, strict=True))
        self._move([*stay, *gone], [rows[number] for number in (*stay, *gone)])
        self._ready.clear()
        self.beginRemoveRows(NO_INDEX, len(stay), len(self._shown) - 1)
        del self._rows[len(stay) :]
        del self._shown[len(stay) :]
        self.endRemoveRows()

    def _replace_changed(self) -> None:
        last_column = len(self.columns) - 1
        for place, (old, number) in enumerate(zip(self._rows, self._shown, strict=True)):
            new = self._all[number]
            if new is not old:
                self._rows[place] = new
                if new != old:
                    self._ready.clear()
                    self.dataChanged.emit(self.index(place, 0), self.index(place, last_column))

    def _append_new(self, wanted: list[int]) -> None:
        if len(wanted) == len(self._shown):  # all of which are wanted
            return
        known = set(self._shown)
        new = [number for number in wanted if number not in known]
        self.beginInsertRows(NO_INDEX, len(known), len(wanted) - 1)
        self._rows += [self._all[number] for number in new]
        self._shown += new
        self.endInsertRows()

    def _put_in_order(self, order: list[int]) -> None:
        every = self._all
        self._move(order, [every[number] for number in order])

    def _move(self, order: list[int], rows: list[Row]) -> None:
        if order == self._shown:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._shown[index.row()] for index in before]
        places = {number: order.index(number) for number in set(numbers)}
        self._rows, self._shown = rows, order
        self._ready.clear()
        after = [self.index(places[number], index.column()) for number, index in zip(numbers, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # --- overrides of QAbstractTableModel ------------------------------------------------------------------

    @override_of_qt(0)
    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override_of_qt(0)
    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override_of_qt()
    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if role == SHOWN_ROLE:
            return self._shown_at(index.row(), index.column())
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return column.shown(column.text(row))
            case Role.ToolTipRole:
                return column.shown(column.tooltip(row)) if column.tooltip else None
            case Role.AccessibleTextRole:
                return f"{as_read(column.title)}: {column.shown((column.spoken or column.text)(row)) or as_read(BLANK)}"
            case Role.AccessibleDescriptionRole:
                return as_read(explained(column.text(row))) or None
            case Role.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
            case _ if role == ROW_ROLE:
                return row
        return None

    def _shown_at(self, row: int, column: int) -> Shown:
        """What is painted there, made ready once until the rows change or time passes."""
        found = self._ready.get((row, column))
        if found is None:
            look = _look(self._rows[row], self.columns[column])
            found = self._alike.get((column, *look))
            if found is None:
                if len(self._alike) >= _MOST_ALIKE:
                    self._alike.clear()
                found = self._alike[column, *look] = _shown(self.columns[column], *look)
            self._ready[row, column] = found
        return found

    @override_of_qt()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Role.DisplayRole:
                return as_read(self.columns[section].title)
            if role == Role.AccessibleDescriptionRole:
                return as_read(explained(self.columns[section].title)) or None
            if role == Role.TextAlignmentRole:
                return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    @override_of_qt()
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = None if column < 0 else (column, order)
        self._put_in_order(self._accepted())


_SIGNS = {state: state.icon for state in State}


def _look(row: Row, column: Column[Row]) -> tuple[str, State | None, Icon | None, bool]:
    """A row's text, its state, its sign and whether it is struck; the state's sign, unless the column has its own."""
    state = column.state(row) if column.state else None
    sign = column.icon(row) if column.icon else _SIGNS[state] if state else None
    text = column.shown(column.text(row)).replace("\n", " ")
    return text, state, sign, column.struck is not None and column.struck(row)


def _shown(column: Column[Row], text: str, state: State | None, sign: Icon | None, struck: bool) -> Shown:  # noqa: FBT001  a cell's look
    side = 1.0 if column.align & RIGHT else 0.5 if column.align & Qt.AlignmentFlag.AlignHCenter else 0.0
    return Shown(text, state, sign, side, column.bold or state is State.OVERDUE, column.quiet, struck, column.wraps)
