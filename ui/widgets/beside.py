"""Panels beside each other while they fit, below each other when the window is narrow or the text large."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from ui.overrides import override_of_qt
from ui.theme import GROUP, PAGE, Look


class Beside(QWidget):
    """`least` is the width in px at 100 % below which a column isn't worth having."""

    def __init__(self, look: Look, *shown: QWidget, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._least = look, least
        self._shown = tuple(_at_the_top(each) for each in shown)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        for each in self._shown:
            each.setParent(self)
        look.changed.connect(self._arrange)
        self._arrange()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest alone, or what stands beside each other would never find out that it doesn't fit."""
        widest = max(each.minimumSizeHint().width() for each in self._shown)
        return QSize(widest, super().minimumSizeHint().height())

    @property
    def columns(self) -> int:
        """How many stand beside each other now."""
        return self._columns

    def _arrange(self) -> None:
        theme, number = self._look.theme, len(self._shown)
        gap = theme.px(PAGE)
        fitting = max(1, min(number, (self.width() + gap) // (theme.px(self._least) + gap)))
        rows = -(-number // fitting)
        columns = -(-number // rows)  # 2 and 2 rather than 3 and 1
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(theme.gap(GROUP))
        if columns == self._columns:
            return
        self._columns = columns
        for place in range(number):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        for place, each in enumerate(self._shown):
            self._grid.removeWidget(each)
            self._grid.addWidget(each, place // columns, place % columns)


def _at_the_top(shown: QWidget) -> QWidget:
    """In a holder that takes the rest of the height; the grid's own alignment would forget what wraps."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(shown)
    column.addStretch(1)
    return holder
