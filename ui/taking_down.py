"""Destroying a window, from the window down, while Qt's application is there."""

from PySide6.QtWidgets import QWidget
from shiboken6 import delete


def take_down(window: QWidget) -> None:
    """Destroy a window that is closed, and all that is in it.

    What is left to the interpreter's end goes in any order, which has ended in a crash.
    """
    delete(window)
