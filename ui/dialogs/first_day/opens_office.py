"""A dialog that ends with an office to open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.desk.opened import Opened


class OpensOffice(QDialog):
    """`found` with what is to be opened; it has closed then."""

    found = Signal(object)  # Opened

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def end_with(self, opened: Opened) -> None:
        """Close, and say what is to be opened."""
        self.accept()
        self.found.emit(opened)


def fit_height(dialog: QDialog) -> None:
    """As high as its words are when they wrap: a dialog doesn't grow by itself for those, they would be cut."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.resize(dialog.width(), max(dialog.minimumHeight(), layout.totalHeightForWidth(dialog.width())))
