"""The IPAD history: goals by visits on one time axis, a letter, a colour and a pattern in each cell; rated by keyboard.

The keyboard only asks: `rated` goes to the tab, which does the deed, and the answer comes back as a new view.
"""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from models.vocabulary.goals import Letter
from ui.overrides import override_of_qt
from ui.tables.grid import GridView, paint_focus
from ui.text import count
from ui.theme import Look
from ui.widgets.history_lane import LANE, StripMark, paint_lines
from ui.widgets.ipad_cells import CELL_HEIGHT, CELL_WIDTH, CellTiles, DayHeader
from ui.widgets.ipad_model import Place, StripCell, StripGoal, StripModel, StripView, StripVisit

__all__ = ["IpadStrip", "Place", "StripCell", "StripGoal", "StripMark", "StripView", "StripVisit"]

_KEYS = {
    Qt.Key.Key_I: Letter.I,
    Qt.Key.Key_P: Letter.P,
    Qt.Key.Key_1: Letter.A1,
    Qt.Key.Key_2: Letter.A2,
    Qt.Key.Key_D: Letter.D,
}
_SIDE_WIDTH, _TOP_HEIGHT, _MOST_ROWS = 260, 44 + LANE, 8
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class IpadStrip(GridView):
    """Arrow keys walk visits and goals; I P 1 2 D rate, and go on to the next visit due; N asks why it wasn't made.

    Ctrl+Z asks to undo.
    """

    rated = Signal(object, object)  # Place, Letter
    missed = Signal(object)  # Place: its visit wasn't made
    undo_requested = Signal()
    redo_requested = Signal()
    chosen = Signal(object)  # Place or None: where the keyboard is

    def __init__(self, look: Look, name: str, title: str = "IPAD history", parent: QWidget | None = None) -> None:
        super().__init__(look, name, title, parent)
        self._model = StripModel(self)
        self._header = DayHeader(look, self)
        self.setHorizontalHeader(self._header)
        self.setModel(self._model)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tiles = CellTiles(look)
        self._stays = self._is_whole = False
        self.setToolTip("Arrow keys walk · I P 1 2 D rate · N not made · Ctrl+Z takes back · Ctrl+Shift+Z gives again")
        self.selectionModel().currentChanged.connect(self._current_changed)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def cells(self) -> StripModel:
        """What is shown, to be told otherwise."""
        return self._model

    def show_history(self, view: StripView) -> None:
        """Show this history; the keyboard stays on its goal and visit, else goes to the last visit."""
        here = self._model.place(self.currentIndex())
        self._model.show_history(view)
        self._fit()
        index = self._model.index_of(here) if here else QModelIndex()
        if not index.isValid() and view.goals and view.visits:
            index = self._model.index(0, len(view.visits) - 1)
        self.go_to(index)
        self.setAccessibleDescription(f"{count(len(view.goals), 'goal')}, {count(len(view.visits), 'visit')}")

    def show_whole(self, *, whole: bool) -> None:
        """All visits in sight, however narrow each becomes; or each as wide as its letter needs."""
        self._is_whole = whole
        self._fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def said_here(self) -> tuple[str, ...]:
        """The marks that begin where the keyboard is, in sentences."""
        here = self._model.place(self.currentIndex())
        return self._model.said_at(self.currentIndex().column(), here[0]) if here else ()

    def go_on(self) -> None:
        """To the next visit due; after the last one it stays."""
        self.go_to(self._model.next_due(self.currentIndex()))
        self.setFocus()

    def stay(self) -> None:
        """Asked while a letter is heard: it isn't taken yet, so the keyboard doesn't go on."""
        self._stays = True

    def show_goal(self, goal: StripGoal, cells: Mapping[Place, StripCell]) -> bool:
        """Show one goal anew, the others as they are; False where that takes another visit than are shown."""
        fits = self._model.has_visits(cells)
        if fits:
            self._model.show_goal(goal, cells)
        return fits

    @override_of_qt()
    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole strip at once: asked cell by cell, a delegate in Python takes fifteen times as long."""
        painter, dirty = QPainter(self.viewport()), event.rect()
        first, last = self.columnAt(dirty.left()), self.columnAt(dirty.right())
        if first >= 0:
            corner = QPoint(self.columnViewportPosition(first), self.rowViewportPosition(0))
            until = last if last >= 0 else self._model.columnCount()
            self._tiles.put(painter, self._model.looks(first, until), corner, self._header.defaultSectionSize())
            if self._model.marks:
                paint_lines(self._look.theme, painter, self._model.marks, self._header.across, self._reach)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.state |= QStyle.StateFlag.State_Selected
        for index in self.selectedIndexes():
            option.rect = self.visualRect(index)
            paint_focus(self._look, painter, option)
        painter.end()

    @override_of_qt()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
            return
        if event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
            return
        letter = _KEYS.get(Qt.Key(event.key())) if event.modifiers() in _PLAIN else None
        place = self._model.place(self.currentIndex())
        if event.key() == Qt.Key.Key_N and event.modifiers() in _PLAIN and place is not None:
            self.missed.emit(place)
            return
        if letter is None or place is None:
            super().keyPressEvent(event)
            return
        if event.isAutoRepeat():
            return  # a key held down rates once
        here = self.currentIndex()
        self._stays = False
        self.rated.emit(place, letter)
        if not self._stays:
            self.go_to(self._model.next_due(here))  # after the last one it stays

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_side(_SIDE_WIDTH)
        if self._is_whole:
            self._share_width()
        if self.currentIndex().isValid():  # the newest visit stays in sight when the strip gets its first width
            self.scrollTo(self.currentIndex())

    @override_of_qt()
    def keyboardSearch(self, _search: str) -> None:
        """Letters rate; they don't search."""

    def _reach(self, goal: UUID | None) -> tuple[int, int] | None:
        """From where to where a goal's row reaches in the viewport, or all rows together."""
        rows = self.verticalHeader()
        if goal is None:
            return rows.sectionViewportPosition(0), rows.sectionViewportPosition(0) + rows.length()
        row = self._model.row_of(goal)
        if row is None:
            return None
        top = rows.sectionViewportPosition(row)
        return top, top + rows.sectionSize(row)

    def _fit(self) -> None:
        theme = self._look.theme
        self.fit_side(_SIDE_WIDTH)
        self._share_width()
        self.horizontalHeader().setFixedHeight(theme.px(_TOP_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.px(CELL_HEIGHT))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows = min(max(self._model.rowCount(), 1), _MOST_ROWS)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(theme.px(_TOP_HEIGHT) + rows * theme.px(CELL_HEIGHT) + bar + 2)

    def _share_width(self) -> None:
        """How wide each visit is: never wider than its letter needs."""
        wide = self._look.theme.px(CELL_WIDTH)
        if self._is_whole:
            room = self.width() - self.verticalHeader().width() - 2 * self.frameWidth()
            wide = min(wide, max(1, room // max(1, self._model.columnCount())))
        if wide != self._header.defaultSectionSize():
            self._header.setDefaultSectionSize(wide)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._model.place(index))
