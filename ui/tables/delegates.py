"""Painted cells: from the row, its column and the theme, and from nothing else."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.states import State
from ui.tables.row_table_model import SHOWN_ROLE, AnyIndex, Role, Shown
from ui.theme import CELL, RELATED, ROW, SMALL_ICON, Look

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
        look.changed.connect(self._make_ready)
        self._make_ready()

    def _make_ready(self) -> None:
        """What every cell takes from the theme, once a theme rather than once a cell."""
        theme = self._look.theme
        self._edge, self._size, self._gap = theme.px(RELATED), theme.px(SMALL_ICON), theme.px(CELL) + 2
        self._inks = {state: theme.state_colour(state) for state in State}

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        paint_row_ground(self._look, painter, option, index, self.hovered_row)
        shown: Shown = index.data(SHOWN_ROLE)
        colours = self._look.theme.colours
        ink = self._inks[shown.state] if shown.state else colours.quiet if shown.quiet else colours.text
        inside = option.rect.adjusted(self._edge, 0, -self._edge, 0)
        if shown.sign is not None:
            inside = self._paint_sign(painter, shown.sign, ink, inside)
        if option.state & QStyle.StateFlag.State_Selected and shown.state is None:
            ink = colours.on_selection
        self._paint_text(painter, shown, ink, inside)
        painter.restore()

    @override_of_qt(QSize())
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._look.theme
        metrics = QFontMetrics(theme.font())
        width = metrics.horizontalAdvance(str(index.data(Role.DisplayRole) or "")) + theme.px(2 * RELATED)
        return QSize(width, theme.px(ROW))

    def width_of(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """What shows this cell whole, in px: its text in its weight, its sign before it, and its edges."""
        shown: Shown = index.data(SHOWN_ROLE)
        font = self._look.theme.bold if shown.bold else self._look.theme.body
        sign = 0 if shown.sign is None else self._size + self._gap
        return QFontMetrics(font).horizontalAdvance(shown.text) + 1 + sign + 2 * self._edge

    def _paint_sign(self, painter: QPainter, sign: Icon, ink: str, inside: QRect) -> QRect:
        top = inside.top() + (inside.height() - self._size) / 2
        icons.paint(painter, sign, ink, QRectF(inside.left(), round(top), self._size, self._size))
        return inside.adjusted(self._size + self._gap, 0, 0, 0)

    def _paint_text(self, painter: QPainter, shown: Shown, ink: str, inside: QRect) -> None:
        font = self._look.theme.bold if shown.bold else self._look.theme.body
        if shown.struck:
            font = QFont(font)
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        text = QFontMetrics(font).elidedText(shown.text, Qt.TextElideMode.ElideRight, inside.width())
        align = shown.align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inside, int(align), text)
