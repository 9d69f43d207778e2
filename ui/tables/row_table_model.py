"""A table of immutable rows: columns are described once, rows are replaced whole.

Sorting and filtering happen here, in Python, rather than in a QSortFilterProxyModel: a proxy calls back
into Python for every comparison, and without such a call it doesn't order dates, Decimals or moments at all.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.states import State

Row = TypeVar("Row")
Role = Qt.ItemDataRole
ROW_ROLE = Role.UserRole  # the whole row, as it was given
SHOWN_ROLE = Role.UserRole + 1  # a Shown: all that the delegate paints, in one answer
NO_INDEX = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Column(Generic[Row]):
    """How one column shows, sorts and speaks a row. `key` names it in saved settings and in tests.

    `sort` defaults to the text, without regard to case. `spoken` is for screen readers where the text is a sign.
    `state` colours the text and puts its icon before it. `counts` marks a text that changes as time passes.
    `struck` draws a line through what was taken back; its row says so in words too.
    `width` is the first width in px at 100 %, 0 for what the title needs; the last column takes the rest.
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

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Missing values last in ascending order, whatever their type."""
        value = self.sort(row) if self.sort else self.text(row).casefold()
        return (value is None, 0 if value is None else value)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is painted, made ready from its row and its column."""

    text: str
    state: State | None
    sign: Icon | None
    align: Qt.AlignmentFlag
    bold: bool
    quiet: bool
    struck: bool


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Feeds a QTableView from rows; selection and an open editor stay on their record when rows change."""

    def __init__(
        self, columns: Sequence[Column[Row]], identity: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns, self.identity = tuple(columns), identity
        self._all: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._accepts: Callable[[Row], bool] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, touching in the view only what differs."""
        self._all = tuple(rows)
        self._refresh()

    def set_row(self, row: Row) -> None:
        """Replace the row of this record, if there is one; as `set_rows` with that row alone replaced."""
        wanted = self.identity(row)
        self.set_rows([row if self.identity(each) == wanted else each for each in self._all])

    def set_filter(self, accepts: Callable[[Row], bool]) -> None:
        """Show only the rows that `accepts` takes."""
        self._accepts = accepts
        self._refresh()

    def row(self, index: AnyIndex) -> Row | None:
        """The row at this place."""
        return self._rows[index.row()] if index.isValid() else None

    def shown(self) -> tuple[Row, ...]:
        """The rows in the order in which they are seen."""
        return tuple(self._rows)

    def index_of(self, identity: Hashable) -> QModelIndex:
        """Where the row of this record is; an invalid index when it isn't shown."""
        for number, row in enumerate(self._rows):
            if self.identity(row) == identity:
                return self.index(number, 0)
        return QModelIndex()

    def tick(self) -> None:
        """Time has passed: have only the columns repainted that count."""
        last = len(self._rows) - 1
        for number, column in enumerate(self.columns):
            if column.counts and last >= 0:
                self.dataChanged.emit(self.index(0, number), self.index(last, number), [Role.DisplayRole])

    # --- what changed ------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        accepted = self._all if self._accepts is None else [row for row in self._all if self._accepts(row)]
        wanted = dict(zip([self.identity(row) for row in accepted], accepted, strict=True))
        self._remove_missing(wanted)
        self._replace_changed(wanted)
        self._append_new(wanted)
        self._reorder(wanted)

    def _remove_missing(self, wanted: dict[Hashable, Row]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self.identity(self._rows[last]) in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self.identity(self._rows[first - 1]) not in wanted:
                first -= 1
            self.beginRemoveRows(NO_INDEX, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _replace_changed(self, wanted: dict[Hashable, Row]) -> None:
        last_column = len(self.columns) - 1
        for number, old in enumerate(self._rows):
            new = wanted[self.identity(old)]
            if new != old:
                self._rows[number] = new
                self.dataChanged.emit(self.index(number, 0), self.index(number, last_column))

    def _append_new(self, wanted: dict[Hashable, Row]) -> None:
        known = {self.identity(row) for row in self._rows}
        new = [row for identity, row in wanted.items() if identity not in known]
        if new:
            first = len(self._rows)
            self.beginInsertRows(NO_INDEX, first, first + len(new) - 1)
            self._rows.extend(new)
            self.endInsertRows()

    def _reorder(self, wanted: dict[Hashable, Row]) -> None:
        order = list(wanted.values())
        if self._sorted_by is not None:
            column, direction = self._sorted_by
            order.sort(key=self.columns[column].sort_key, reverse=direction == Qt.SortOrder.DescendingOrder)
        if order == self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        identities = [self.identity(self._rows[index.row()]) for index in before]
        self._rows = order
        place = {self.identity(row): number for number, row in enumerate(order)}
        after = [
            self.index(place[identity], index.column()) for identity, index in zip(identities, before, strict=True)
        ]
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
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return column.text(row)
            case Role.ToolTipRole:
                return column.tooltip(row) if column.tooltip else None
            case Role.AccessibleTextRole:
                return f"{column.title}: {(column.spoken or column.text)(row)}"
            case Role.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
            case _ if role == ROW_ROLE:
                return row
            case _ if role == SHOWN_ROLE:
                return _shown(row, column)
        return None

    @override_of_qt()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Role.DisplayRole:
                return self.columns[section].title
            if role == Role.TextAlignmentRole:
                return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    @override_of_qt()
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = None if column < 0 else (column, order)
        self._refresh()


_SIGNS = {state: state.icon for state in State}


def _shown(row: Row, column: Column[Row]) -> Shown:
    """The state's sign stands before the text, unless the column has signs of its own."""
    state = column.state(row) if column.state else None
    sign = column.icon(row) if column.icon else _SIGNS[state] if state else None
    text = column.text(row).replace("\n", " ")
    bold = column.bold or state is State.OVERDUE
    struck = column.struck is not None and column.struck(row)
    return Shown(text, state, sign, column.align, bold, column.quiet, struck)
