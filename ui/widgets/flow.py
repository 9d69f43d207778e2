"""A row that goes on in the next line when it is full, for signs and chips of unknown number."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import isValid

from ui.overrides import override_of_qt


class Flow(QLayout):
    """Items from left to right, then from top to bottom."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        self._items: list[QLayoutItem] = []  # before Qt asks for them, which it may from here on
        super().__init__(parent)
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

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
        size = QSize()
        for item in self._there():
            size = size.expandedTo(item.minimumSize())
        return size

    def _there(self) -> list[QLayoutItem]:
        """The items without those that have gone while Qt took its widgets apart: to ask one would end the process."""
        if not all(map(isValid, self._items)):
            self._items = [item for item in self._items if isValid(item)]
        return self._items

    def _arrange(self, where: QRect, *, move: bool) -> int:
        left, top, line = where.left(), where.top(), 0
        for item in tuple(self._there()):  # moving a widget may take one away
            if not isValid(item):
                continue
            hint = item.sizeHint()
            if left > where.left() and left + hint.width() > where.right() + 1:
                left, top, line = where.left(), top + line + self.spacing() // 2, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self.spacing()
            line = max(line, hint.height())
        return top + line - where.top()
