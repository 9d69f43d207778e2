"""Lengths that follow the text size: what is set once in px stays as it was for whoever makes all text bigger."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.theme import Look


def grow(look: Look, widget: QWidget, set_length: Callable[[Any, int], None], px: int) -> None:
    """Set this length, in px at 100 %, now and whenever the text has another size: `QWidget.setMinimumWidth`, 220."""
    _Grown(look, widget, set_length, px)


class _Grown(QObject):
    """Lives with its widget."""

    def __init__(self, look: Look, widget: QWidget, set_length: Callable[[Any, int], None], px: int) -> None:
        super().__init__(widget)
        self._look, self._widget, self._set_length, self._px = look, widget, set_length, px
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._set_length(self._widget, self._look.theme.px(self._px))
