"""The header above a history: what stands in a column, and below it the lane of marks."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.overrides import override_of_qt
from ui.theme import Look
from ui.widgets.history_lane import LANE, StripMark, paint_lane


@runtime_checkable
class Marked(Protocol):
    """A model whose columns have marks."""

    @property
    def marks(self) -> tuple[StripMark, ...]:
        """What stands beside the letters."""


class LaneHeader(QHeaderView):
    """Leaves room for the lane at its foot, and paints it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def across(self, column: int) -> tuple[int, int]:
        """Where a column begins in the viewport, and how wide it is."""
        return self.sectionViewportPosition(column), self.sectionSize(column)

    @override_of_qt()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model, theme = self.model(), self._look.theme
        if isinstance(model, Marked) and model.marks:
            painter, height = QPainter(self.viewport()), theme.px(LANE)
            lane = QRect(0, self.height() - height, self.viewport().width(), height)
            paint_lane(theme, painter, model.marks, self.across, lane)
            painter.end()
