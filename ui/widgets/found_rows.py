"""How what was found is painted: a name and what tells it apart beside each other, or below where both don't fit."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.overrides import override_of_qt
from ui.tables.delegates import RowDelegate, paint_row_ground
from ui.theme import ROW, SMALL_ICON


class FoundRows(RowDelegate):
    """With `is_below`, the first cell of a row has the second one's text in a line of its own."""

    is_below = False

    @property
    def row_height(self) -> int:
        """Of each row, in px."""
        return self._look.theme.px(ROW + SMALL_ICON + 4 if self.is_below else ROW)

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self.is_below or index.column() != 0:
            super().paint(painter, option, index)
            return
        paint_row_ground(self._look, painter, option, index, self.hovered_row)
        place, state, sign = option.rect, option.state.value, self._size + self._gap
        line = place.height() // 2
        edge = self._look.theme.px(4)
        upper = QRect(place.left(), place.top() + edge, place.width(), line - edge)
        lower = QRect(place.left() + sign, place.top() + line, place.width() - sign, line - edge)
        self.paint_words(painter, upper, state, index)
        self.paint_words(painter, lower, state, index.sibling(index.row(), 1))

    @override_of_qt(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self.row_height)

    def told(self, index: QModelIndex | QPersistentModelIndex, width: int) -> str:
        """What is cut of either line."""
        cells = (index, index.sibling(index.row(), 1)) if self.is_below and index.column() == 0 else (index,)
        return "\n".join(part for part in (super(FoundRows, self).told(each, width) for each in cells) if part)
