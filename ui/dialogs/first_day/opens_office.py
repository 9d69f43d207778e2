"""A dialog that ends with an office to open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from app.desk.opened import Opened
from ui.dialogs.first_size import room_on_screen


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


def fit_height(dialog: QDialog, area: QScrollArea | None = None) -> None:
    """As high as its words are when they wrap: a dialog doesn't grow by itself for those, they would be cut.

    What stands in `area` is scrolled to where the screen has no room for all of it.
    """
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    wanted = layout.totalHeightForWidth(dialog.width())
    inside = area.widget() if area is not None else None
    if area is not None and inside is not None and (fields := inside.layout()) is not None:
        rest = wanted - area.sizeHint().height()
        wanted = min(rest + fields.totalHeightForWidth(area.width()), room_on_screen(dialog))
    dialog.resize(dialog.width(), max(dialog.minimumHeight(), wanted))
