"""The order of Tab for what is made late: where it stands, not when it was made."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabPlace(QWidget):
    """Never seen and never reached: it keeps a place in the order of Tab for widgets that are made later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def lead(self, following: Iterable[QWidget]) -> None:
        """These are reached from here, in this order."""
        before: QWidget = self
        for each in following:
            QWidget.setTabOrder(before, each)
            before = each
