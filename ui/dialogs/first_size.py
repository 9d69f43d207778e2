"""How large a dialog opens: as its work wants it in this text size, and never larger than the screen."""

from PySide6.QtWidgets import QDialog

from ui.theme import Look

_FRAME = 40  # px that the window's own frame and title take


def open_at(dialog: QDialog, look: Look, width: int, height: int) -> None:
    """So many px at 100 %; what has no room on a small screen is scrolled to."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(look.theme.px(width), room.width()), min(look.theme.px(height), room_on_screen(dialog)))


def width_on_screen(dialog: QDialog) -> int:
    """How wide it can be, in px."""
    return dialog.screen().availableGeometry().width() - _FRAME


def room_on_screen(dialog: QDialog) -> int:
    """How high it can be, in px."""
    return dialog.screen().availableGeometry().height() - _FRAME
