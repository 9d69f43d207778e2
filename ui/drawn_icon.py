"""An icon that is drawn when it is painted: of a window's icons few are seen at a time, and fewer are ever quiet."""

from typing import TYPE_CHECKING, Protocol

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter

from ui.overrides import override_of_qt

if TYPE_CHECKING:  # none can be made before the application: after a defect Qt makes an empty one for itself
    from PySide6.QtGui import QPixmap


class Draw(Protocol):
    """Draws it, or its quieter form, at a screen's scale."""

    def __call__(self, scale: float, *, is_quiet: bool) -> "QPixmap":
        """Asked for at each painting: it keeps what it has drawn."""


class DrawnIcon(QIconEngine):
    """`size` is in device-independent pixels. As one that was given its pixmaps: made smaller, never larger."""

    def __init__(self, draw: Draw, size: QSize) -> None:
        super().__init__()
        self._draw, self._size = draw, size

    @override_of_qt()
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> "QPixmap":
        return self._drawn(mode, scale).pixmap(size, scale, mode, state)

    @override_of_qt()
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> "QPixmap":
        return self._drawn(mode, 1.0).pixmap(size, 1.0, mode, state)

    @override_of_qt()
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self._drawn(mode, scale).pixmap(rect.size(), scale, mode, state))

    @override_of_qt(QSize())
    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        if self._size.boundedTo(size) == self._size:
            return self._size
        return self._size.scaled(size, QtCore.Qt.AspectRatioMode.KeepAspectRatio)

    def _drawn(self, mode: QIcon.Mode, scale: float) -> QIcon:
        """Only what is asked for, of an item that is chosen too: Qt would tint it there, until it is hardly seen."""
        made = QIcon()
        made.addPixmap(self._draw(scale, is_quiet=mode is QIcon.Mode.Disabled), mode)
        return made
