"""Painted cells: from the row, its column and the theme, and from nothing else."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.icons import Icon
from ui.states import State
from ui.tables.row_table_model import COLUMN_ROLE, ROW_ROLE, AnyIndex, Column, Role
from ui.theme import BODY, CELL, RELATED, ROW, SMALL_ICON, Look

_BAR = 3  # the bar that marks the selected row, so that it isn't marked by colour alone


def paint_row_ground(
    look: Look, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, hovered_row: int
) -> None:
    """A row's ground: selection with its bar, hover, one hairline below, and the ring where the keyboard is."""
    colours, rect = look.theme.colours, option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(colours.selection))
        if index.column() == 0:
            painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, rect.height())), QColor(colours.accent))
    elif index.row() == hovered_row:
        painter.fillRect(rect, QColor(colours.hover))
    painter.setPen(QPen(QColor(colours.line)))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(colours.focus), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


class RowDelegate(QStyledItemDelegate):
    """Paints every list: text, or a state's icon and word in its colour; whole rows show hover and selection."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.hovered_row = -1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        paint_row_ground(self._look, painter, option, index, self.hovered_row)
        column: Column[object] = index.data(COLUMN_ROLE)
        row = index.data(ROW_ROLE)
        state = column.state(row) if column.state else None
        sign = column.icon(row) if column.icon else state.icon if state else None
        edge = self._look.theme.px(RELATED)
        inside = rect.adjusted(edge, 0, -edge, 0)
        if sign is not None:
            inside = self._paint_sign(painter, sign, self._ink(column, state), inside)
        self._paint_text(painter, option, index, column, inside)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._look.theme
        metrics = QFontMetrics(theme.font())
        width = metrics.horizontalAdvance(str(index.data(Role.DisplayRole) or "")) + theme.px(2 * RELATED)
        return QSize(width, theme.px(ROW))

    def _paint_sign(self, painter: QPainter, sign: Icon, ink: str, inside: QRect) -> QRect:
        size = self._look.theme.px(SMALL_ICON)
        top = inside.top() + (inside.height() - size) / 2
        icons.paint(painter, sign, ink, QRectF(inside.left(), round(top), size, size))
        return inside.adjusted(size + self._look.theme.px(CELL) + 2, 0, 0, 0)

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: AnyIndex,
        column: Column[object],
        inside: QRect,
    ) -> None:
        theme = self._look.theme
        state = column.state(index.data(ROW_ROLE)) if column.state else None
        font = theme.font(BODY, bold=column.bold or state is State.OVERDUE)
        painter.setFont(font)
        ink = self._ink(column, state)
        if option.state & QStyle.StateFlag.State_Selected and state is None:
            ink = theme.colours.on_selection
        painter.setPen(QColor(ink))
        text = QFontMetrics(font).elidedText(
            str(index.data(Role.DisplayRole) or "").replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width()
        )
        align = column.align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inside, int(align), text)

    def _ink(self, column: Column[object], state: State | None) -> str:
        theme = self._look.theme
        if state is not None:
            return theme.state_colour(state)
        return theme.colours.quiet if column.quiet else theme.colours.text
