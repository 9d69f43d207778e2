"""Which main window something belongs to: a part of it, or a dialog or the pages of the menu that stand over it."""

from PySide6.QtWidgets import QWidget


def main_window_of(widget: QWidget) -> QWidget:
    """The one that a dialog over it belongs to as well."""
    while (above := widget.parentWidget()) is not None:
        widget = above
    return widget
