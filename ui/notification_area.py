"""The computer's notification area: whether there is one, and the program's sign in it."""

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon

import resources


def is_there() -> bool:
    """Whether this computer has a notification area that can say something."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def icon() -> QIcon:
    """The program's own."""
    drawn = QPixmap()
    drawn.loadFromData(resources.read_bytes("delivery/homeward.svg"))
    return QIcon(drawn)
