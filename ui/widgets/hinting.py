"""A line with a hint of what can be typed, cut after a whole example where all of it has no room."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from ui.language import as_read
from ui.overrides import override_of_qt

_MARGIN = 2  # px that Qt leaves at each side of a line's text
_BETWEEN = ", "
_IS_SIZED = Qt.WidgetAttribute.WA_Resized  # by a layout or by hand: before that its width says nothing


class HintedLine(QLineEdit):
    """Of "today, tomorrow, +3, mon" a narrow line, or large text, shows "today, tomorrow…"; its tooltip has all."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self.set_hint(hint)

    def set_hint(self, hint: str) -> None:
        """What can be typed here, examples after commas."""
        self._hint = as_read(hint)
        self._fit_hint()

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    @override_of_qt()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_hint()

    def _fit_hint(self) -> None:
        shown = self._hint
        if self.testAttribute(_IS_SIZED):
            examples = self._hint.split(_BETWEEN)
            while not self._has_room(shown) and len(examples) > 1:
                examples.pop()
                shown = f"{_BETWEEN.join(examples)}…"
        if shown != self.placeholderText():
            self.setPlaceholderText(shown)
        if self.toolTip() in {"", self._hint}:
            self.setToolTip("" if shown == self._hint else self._hint)

    def _has_room(self, hint: str) -> bool:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        room = place.width() - 2 * _MARGIN - margins.left() - margins.right()
        return self.fontMetrics().horizontalAdvance(hint) <= room
