"""A row that goes on in the next line when it is full, for signs and chips of unknown number."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import isValid

from ui.overrides import override_of_qt


class Flow(QLayout):
    """Items from left to right, each in the middle of its line, then from top to bottom.

    What is wider than a line has one for itself, as high as it needs there.
    While one line is enough, the widget given to `keep_right` and what comes after it stand at its end.
    """

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        self._items: list[QLayoutItem] = []  # before Qt asks for them, which it may from here on
        self._right: QWidget | None = None
        super().__init__(parent)
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def keep_right(self, widget: QWidget) -> None:
        """From this item on they stand at the end of the line."""
        self._right = widget

    @override_of_qt()
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()  # Qt's own layouts do so themselves

    @override_of_qt(0)
    def count(self) -> int:
        return len(self._there())

    @override_of_qt()
    def itemAt(self, index: int) -> QLayoutItem | None:
        items = self._there()
        return items[index] if 0 <= index < len(items) else None

    @override_of_qt()
    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        items = self._there()
        return items.pop(index) if 0 <= index < len(items) else None

    @override_of_qt(Qt.Orientation(0))
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override_of_qt(instead=False)
    def hasHeightForWidth(self) -> bool:
        return True

    @override_of_qt(0)
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    @override_of_qt()
    def setGeometry(self, where: QRect) -> None:
        super().setGeometry(where)
        self._arrange(where, move=True)

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override_of_qt(QSize())
    def minimumSize(self) -> QSize:
        size, margins = QSize(), self.contentsMargins()
        for item in self._there():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(margins)

    def _there(self) -> list[QLayoutItem]:
        """The items without those that have gone while Qt took its widgets apart: to ask one would end the process."""
        if not all(map(isValid, self._items)):
            self._items = [item for item in self._items if isValid(item)]
        return self._items

    def _arrange(self, whole: QRect, *, move: bool) -> int:
        where = whole.marginsRemoved(self.contentsMargins())
        top, lines = where.top(), self._lines(where.width())
        for line in lines:
            hints = [_fitting(item, where.width()) for item in line]
            height = max((hint.height() for hint in hints), default=0)
            left, spare = where.left(), where.width() - sum(each.width() + self.spacing() for each in hints)
            for item, hint in zip(line, hints, strict=True):
                if self._right is not None and len(lines) == 1 and item.widget() is self._right:
                    left += spare + self.spacing()
                if move and isValid(item):  # moving a widget may take one away
                    item.setGeometry(QRect(QPoint(left, top + (height - hint.height()) // 2), hint))
                left += hint.width() + self.spacing()
            top += height + (self.spacing() // 2 if line is not lines[-1] else 0)
        return top + self.contentsMargins().bottom() - whole.top()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """What stands side by side, line by line; hidden items take no room."""
        lines: list[list[QLayoutItem]] = [[]]
        left = 0
        for item in self._there():
            if item.isEmpty():
                continue
            wide = _fitting(item, width).width()
            if left and left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self.spacing()
        return lines


def _fitting(item: QLayoutItem, width: int) -> QSize:
    """What an item takes in lines of this width."""
    hint = item.sizeHint()
    if hint.width() <= width or not item.hasHeightForWidth():
        return hint
    return QSize(width, item.heightForWidth(width))
