"""How large a dialog opens: as its work wants it in this text size, and never larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

from app.desk.preferences import Preferences
from ui.overrides import override_of_qt
from ui.theme import Look

_FRAME = 40  # px that the window's own frame and title take


def open_at(dialog: QDialog, look: Look, width: int, height: int) -> None:
    """So many px at 100 %; what has no room on a small screen is scrolled to."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(look.theme.px(width), room.width()), min(look.theme.px(height), room_on_screen(dialog)))


def remember_size(dialog: QDialog, look: Look, preferences: Preferences) -> None:
    """It opens as large as somebody made it last in this text size, as far as this screen goes."""
    name = f"{type(dialog).__name__}/{look.theme.text_size}"
    opened = dialog.size()
    wide, _, high = preferences.layout(name).decode("ascii", "replace").partition("x")
    if wide.isdigit() and high.isdigit():
        room = QSize(width_on_screen(dialog), room_on_screen(dialog))
        dialog.resize(QSize(int(wide), int(high)).boundedTo(room).expandedTo(dialog.minimumSize()))

    def keep(_result: int) -> None:
        if dialog.size() not in {opened, before}:
            preferences.keep_layout(name, f"{dialog.width()}x{dialog.height()}".encode())

    before = dialog.size()
    dialog.finished.connect(keep)


def width_on_screen(dialog: QDialog) -> int:
    """How wide it can be, in px."""
    return dialog.screen().availableGeometry().width() - _FRAME


def room_on_screen(dialog: QDialog) -> int:
    """How high it can be, in px."""
    return dialog.screen().availableGeometry().height() - _FRAME


class WholeDialog(QDialog):
    """Opens as high as its sentences need in the width that it has: Qt would give it two thirds of the screen."""

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        layout = self.layout()
        if layout is not None and not event.spontaneous():
            needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            self.resize(self.width(), min(max(self.height(), needed), room_on_screen(self)))
        super().showEvent(event)
