"""Painted cells: from the row, its column and the theme, and from nothing else."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui import icons
from ui.overrides import override_of_qt
from ui.states import State
from ui.tables.row_table_model import SHOWN_ROLE, AnyIndex, Role, Shown
from ui.tables.wrapped import height_of, laid_out
from ui.theme import CELL, RELATED, ROW, SMALL_ICON, Look

_BAR = 3  # the bar that marks the selected row, so that it isn't marked by colour alone
_MOST_LAID = 4_096  # cells laid out and kept: more than are seen at once, less than a megabyte
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value

_AS_PAINTED = QTextOption()
_AS_PAINTED.setWrapMode(QTextOption.WrapMode.NoWrap)
_AS_PAINTED.setTextDirection(Qt.LayoutDirection.LeftToRight)  # as a painter of a widget has it


@lru_cache(maxsize=128)
def _colour(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=128)
def _pen(name: str, width: int = 1) -> QPen:
    return QPen(_colour(name), width)


def paint_row_ground(
    look: Look, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, hovered_row: int
) -> None:
    """A row's ground: selection with its bar, hover, one hairline below, and the ring where the keyboard is."""
    _paint_ground(look, painter, option.rect, option.state.value, index, hovered_row)


def _paint_ground(look: Look, painter: QPainter, rect: QRect, state: int, index: AnyIndex, hovered_row: int) -> None:
    colours = look.theme.colours
    if state & _SELECTED:
        painter.fillRect(rect, _colour(colours.selection))
        if index.column() == 0:
            painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, rect.height())), _colour(colours.accent))
    elif index.row() == hovered_row:
        painter.fillRect(rect, _colour(colours.hover))
    painter.setPen(_pen(colours.line))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if state & _FOCUSED:
        painter.setPen(_pen(colours.focus, 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


class _Laid(NamedTuple):
    """A cell laid out once, to be painted often: places are from the cell's corner, in px."""

    sign: QPixmap | None
    sign_at: QPointF
    text: QTextLayout
    text_at: QPointF
    font: QFont
    ink: QPen
    ink_chosen: QPen


def _one_line(text: str, font: QFont) -> tuple[QTextLayout, QTextLine]:
    """As `QPainter.drawText` lays it out anew each time."""
    laid = QTextLayout(text, font)
    laid.setTextOption(_AS_PAINTED)
    laid.setCacheEnabled(True)
    laid.beginLayout()
    line = laid.createLine()
    laid.endLayout()
    return laid, line


class RowDelegate(QStyledItemDelegate):
    """Paints every list: text, or a state's icon and word in its colour; whole rows show hover and selection."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.hovered_row = -1
        self._laid: dict[tuple[Shown, int, int, float], _Laid] = {}  # by the cell, its width and height, and the screen
        look.changed.connect(self._make_ready)
        self._make_ready()

    def _make_ready(self) -> None:
        """What every cell takes from the theme, once a theme rather than once a cell."""
        theme = self._look.theme
        self._edge, self._size, self._gap = theme.px(RELATED), theme.px(SMALL_ICON), theme.px(CELL) + 2
        self._inks = {state: theme.state_colour(state) for state in State}
        self._laid.clear()

    @override_of_qt()
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        _paint_ground(self._look, painter, option.rect, option.state.value, index, self.hovered_row)
        self.paint_words(painter, option.rect, option.state.value, index)

    def paint_words(self, painter: QPainter, rect: QRect, state: int, index: AnyIndex) -> None:
        """A cell's sign and text, in the middle of this place."""
        key = (index.data(SHOWN_ROLE), rect.width(), rect.height(), painter.device().devicePixelRatioF())
        laid = self._laid.get(key) or self._lay_out(*key)
        corner = QPointF(rect.topLeft())
        if laid.sign is not None:
            painter.drawPixmap(corner + laid.sign_at, laid.sign)
        painter.setFont(laid.font)
        painter.setPen(laid.ink_chosen if state & _SELECTED else laid.ink)
        laid.text.draw(painter, corner + laid.text_at)

    def _lay_out(self, shown: Shown, width: int, height: int, scale: float) -> _Laid:
        """Where the sign and the text of a cell go, the text cut to what is left of its width."""
        theme = self._look.theme
        colours = theme.colours
        ink = self._inks[shown.state] if shown.state else colours.quiet if shown.quiet else colours.text
        left, room = self._edge, width - 2 * self._edge
        sign = None
        if shown.sign is not None:
            sign = icons.picture(shown.sign, ink, self._size, scale)
            left, room = left + self._size + self._gap, room - self._size - self._gap
        font = theme.bold if shown.bold else theme.body
        if shown.struck:
            font = QFont(font)
            font.setStrikeOut(True)
        text, line = _one_line(shown.text, font)
        is_cut = line.horizontalAdvance() > room
        if is_cut and not shown.wraps:
            cut = QFontMetrics(font).elidedText(shown.text, Qt.TextElideMode.ElideRight, room)
            text, line = _one_line(cut, font)
        high = line.ascent() + line.descent()
        if is_cut and shown.wraps:
            text = laid_out(shown.text, font, room)
            high = height_of(text)
        free = 0 if is_cut and shown.wraps else room - line.horizontalAdvance()
        laid = _Laid(
            sign,
            QPointF(self._edge, round((height - self._size) / 2)),
            text,
            QPointF(left + free * shown.side, (height - high) / 2),
            font,
            _pen(ink),
            _pen(colours.on_selection if shown.state is None else ink),
        )
        if len(self._laid) >= _MOST_LAID:
            self._laid.clear()
        self._laid[shown, width, height, scale] = laid
        return laid

    @override_of_qt(QSize())
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._look.theme
        metrics = QFontMetrics(theme.font())
        width = metrics.horizontalAdvance(str(index.data(Role.DisplayRole) or "")) + theme.px(2 * RELATED)
        return QSize(width, theme.px(ROW))

    @override_of_qt(instead=False)
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        is_pointed_at = event.type() is QEvent.Type.ToolTip and index.isValid()
        told = self.told(index, option.rect.width()) if is_pointed_at else ""
        if not told:  # then the window may have an abbreviation to explain
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), told, view)
        return True

    def told(self, index: QModelIndex | QPersistentModelIndex, width: int) -> str:
        """What a cell of this width says when it is pointed at: all of what is cut, and what its column adds."""
        shown: Shown = index.data(SHOWN_ROLE)
        added = str(index.data(Role.ToolTipRole) or "")
        is_cut = self.width_of(index) > width and not shown.wraps and shown.text not in added
        return "\n".join(part for part in (shown.text if is_cut else "", added) if part)

    def needed_height(self, index: QModelIndex | QPersistentModelIndex, width: int) -> int:
        """What shows this cell whole in a column of this width, in px, its edges with it."""
        theme, shown = self._look.theme, index.data(SHOWN_ROLE)
        font = theme.bold if shown.bold else theme.body
        sign = 0 if shown.sign is None else self._size + self._gap
        return height_of(laid_out(shown.text, font, width - sign - 2 * self._edge)) + self._edge + 2

    def width_of(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """What shows this cell whole, in px: its text in its weight, its sign before it, and its edges."""
        shown: Shown = index.data(SHOWN_ROLE)
        font = self._look.theme.bold if shown.bold else self._look.theme.body
        sign = 0 if shown.sign is None else self._size + self._gap
        return QFontMetrics(font).horizontalAdvance(shown.text) + 1 + sign + 2 * self._edge
