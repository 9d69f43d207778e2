"""The one view for lists: header menu, copy, saved widths, keyboard; it stays where it is when rows change."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.desk.preferences import Preferences
from ui.language import as_read, call
from ui.overrides import override_of_qt
from ui.tables.delegates import RowDelegate
from ui.tables.row_table_model import RowTableModel
from ui.tables.selected import be_where_selected
from ui.tables.widths import Wish, share
from ui.theme import GROUP, RELATED, ROW, Look

Row = TypeVar("Row")
TICK_MS = 20_000  # countdowns show minutes
_NARROWEST = 112  # px at 100 %, to which a wide column gives way
_SEEN = 40  # rows whose cells are measured: a longer list is read by its first ones


class TableView(QTableView, Generic[Row]):
    """A list of records: `chosen` when the current row changes, `opened` on Enter or a double click."""

    chosen = Signal(object)  # the row, or None
    opened = Signal(object)
    resized = Signal()

    def __init__(
        self,
        look: Look,
        model: RowTableModel[Row],
        name: str,
        title: str,
        parent: QWidget | None = None,
        *,
        preferences: Preferences | None = None,
        row_height: int = ROW,
    ) -> None:
        super().__init__(parent)
        self._look, self._rows, self._preferences, self._row_height = look, model, preferences, row_height
        self.setObjectName(name)
        call(self, title)
        model.setParent(self)
        self.setModel(model)
        self._painter = RowDelegate(look, self)
        self.setItemDelegate(self._painter)
        self._set_habits()
        self._set_header()
        self._is_arranged = False  # by hand: then the widths stay
        self._cells = [0] * len(model.columns)  # the widest that was seen, in px
        self._shared = -1  # the room that the columns share now, in px
        self._widths = 0  # of the columns together, in px, as they were last shared out
        self._is_outgrown = False  # the text has another size than when the columns were shared out
        self._wrapping = [number for number, column in enumerate(model.columns) if column.wraps]
        self._connect()
        self._resize()
        self.horizontalHeader().sectionPressed.connect(self._arranged)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; the first row in view and the selection stay on their records."""
        top = self._rows.row(self.indexAt(QPoint(0, 0)))
        self._rows.set_rows(rows)
        self._fill()
        if self._wrapping:
            self._fit_heights()
        if top is None:
            return
        first = self._rows.index_of(self._rows.identity(top))
        if first.isValid() and self.verticalScrollBar().value() > 0:
            self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)

    def show_row(self, row: Row) -> None:
        """Show this record anew, where it is shown; the others stay as they are."""
        self._rows.set_row(row)

    def current(self) -> Row | None:
        """The row that the keyboard is on."""
        return self._rows.row(self.currentIndex())

    def choose(self, identity: Hashable) -> bool:
        """Put the selection on this record; False when it isn't shown."""
        index = self._rows.index_of(identity)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        return index.isValid()

    def choose_first(self) -> None:
        """Put the selection on the first row, if there is one and none is chosen."""
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.choose(self._rows.identity(self._rows.shown()[0]))

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.opened.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    @property
    def is_wider_than_its_room(self) -> bool:
        """Whether it needs its sideways bar; the bar itself says so for a moment whenever widths change one by one."""
        return (self.horizontalHeader().length() if self._is_arranged else self._widths) > self._room()

    @property
    def hovered_row(self) -> int:
        """The row under the mouse, or -1."""
        return self._painter.hovered_row

    def copy(self) -> None:
        """Put the selected rows, or the current one, on the clipboard: a line a row, tabs between columns."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        columns = [n for n in range(self._rows.columnCount()) if not self.isColumnHidden(n)]
        titles = "\t".join(self._rows.columns[n].title for n in columns)
        lines = ["\t".join(str(self._rows.index(row, n).data() or "") for n in columns) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join([titles, *lines] if len(lines) > 1 else lines))
            self._look.copied.emit(self, len(lines))

    @override_of_qt()
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        be_where_selected(self)

    @override_of_qt()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    @override_of_qt()
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    # --- building ------------------------------------------------------------------------------------------

    def _set_habits(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)  # Tab leaves the list: a list is one stop
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    def _set_header(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    def _connect(self) -> None:
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._double_clicked)
        self.horizontalHeader().customContextMenuRequested.connect(self._show_header_menu)
        self._look.changed.connect(self._measure_anew)
        if self._wrapping:
            self._rows.layoutChanged.connect(self._fit_heights)
            self.horizontalHeader().sectionResized.connect(self._fit_heights)
        timer = QTimer(self)
        timer.setInterval(TICK_MS)
        timer.timeout.connect(self._rows.tick)
        timer.start()

    def _set_row_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._look.theme.px(self._row_height))

    def _resize(self) -> None:
        theme, self._is_outgrown = self._look.theme, False
        self._set_row_height()
        if self._restore_widths():
            self._is_arranged = True
            return
        wishes = self._wishes()
        room = self._shared = self._room()
        fits = sum(wish.first for wish in wishes) <= room
        shown = [number for number, column in enumerate(self._rows.columns) if fits or not column.gives_way]
        for number, column in enumerate(self._rows.columns):
            if column.gives_way:
                self.setColumnHidden(number, number not in shown)
        widths = share([wishes[number] for number in shown], room, theme.px(_NARROWEST))
        self._widths = sum(widths)
        for number, width in zip(shown, widths, strict=True):
            self.setColumnWidth(number, width)

    def _room(self) -> int:
        """What the columns share, in px, told from the list's own size and rows, never from its viewport's.

        A scroll bar takes of the viewport; widths made anew in what is left may send the bar away and bring it back,
        each time within the last, until the stack ends and the program with it.
        """
        inside = self.contentsRect()
        rows = self._rows.rowCount() * self.verticalHeader().defaultSectionSize()
        scrolls = rows > inside.height() - self.horizontalHeader().sizeHint().height()
        return inside.width() - (self.verticalScrollBar().sizeHint().width() if scrolls else 0)

    def _wishes(self) -> list[Wish]:
        """Of each column as declared; where one is cut, it takes the room that others leave empty."""
        theme, metrics = self._look.theme, QFontMetrics(self._look.theme.bold)
        self._see_cells()
        paints = type(self.itemDelegate()) is RowDelegate  # else only their painter knows what cells need: as declared
        return [
            Wish(
                theme.px(column.width),
                metrics.horizontalAdvance(as_read(column.title)) + theme.px(GROUP + RELATED),
                cells if paints else theme.px(column.width),
                gives=not column.bold and column.state is None,
            )
            for column, cells in zip(self._rows.columns, self._cells, strict=True)
        ]

    def _see_cells(self) -> None:
        """What the cells need, of all rows that were shown yet: a list that is filtered doesn't jump about."""
        for row in range(min(self._rows.rowCount(), _SEEN)):
            for column in range(self._rows.columnCount()):
                needed = self._painter.width_of(self._rows.index(row, column))
                self._cells[column] = max(self._cells[column], needed)

    def _fit_heights(self, *_what: object) -> None:
        """Each row as high as what wraps in it needs; the rows of every other list are all alike."""
        least = self.verticalHeader().defaultSectionSize()
        for row in range(self._rows.rowCount()):
            needed = [
                self._painter.needed_height(self._rows.index(row, column), self.columnWidth(column))
                for column in self._wrapping
            ]
            if self.rowHeight(row) != max(least, *needed):
                self.setRowHeight(row, max(least, *needed))

    def _measure_anew(self) -> None:
        """In another text size; columns nobody sees are shared out when they are shown."""
        self._cells = [0] * len(self._cells)
        if self.isVisible():
            self._resize()
        else:
            self._set_row_height()
            self._is_outgrown = True

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        if self._is_outgrown:
            self._resize()
        super().showEvent(event)

    def _fill(self) -> None:
        if not self._is_arranged:
            self._resize()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._room() != self._shared:
            self._fill()  # before Qt looks whether the columns of the size before need a bar
        super().resizeEvent(event)
        self.resized.emit()

    # --- saved widths and the header menu --------------------------------------------------------------------

    def _arranged(self, _section: int) -> None:
        self._is_arranged = True

    def _restore_widths(self) -> bool:
        state = self._preferences.layout(self._widths_key) if self._preferences else b""
        return bool(state) and self.horizontalHeader().restoreState(state)

    @property
    def _widths_key(self) -> str:
        """Widths belong to a text size and a set of columns: another set starts anew."""
        keys = "-".join(column.key for column in self._rows.columns)
        return f"{self.objectName()}/{self._look.theme.text_size}/{keys}"

    @override_of_qt()
    def hideEvent(self, event: QHideEvent) -> None:
        if self._preferences is not None and self._is_arranged:
            self._preferences.keep_layout(self._widths_key, bytes(self.horizontalHeader().saveState().data()))
        super().hideEvent(event)

    def _show_header_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        for number, column in enumerate(self._rows.columns):
            action = QAction(as_read(column.title), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(number > 0)  # the first column says what the row is
            action.setData(number)
            menu.addAction(action)
        chosen = menu.exec(self.horizontalHeader().mapToGlobal(where))
        if chosen is not None:
            self.setColumnHidden(chosen.data(), not chosen.isChecked())
            self._arranged(chosen.data())
        menu.deleteLater()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._rows.row(current))

    def _double_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None:
            self.opened.emit(row)

    def _hover(self, row: int) -> None:
        if row != self._painter.hovered_row:
            self._painter.hovered_row = row
            self.viewport().update()
