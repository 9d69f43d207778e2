"""The median level of each week as a small line between I at the top and A2 at the foot, with the same in words."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from models.vocabulary.goals import Letter
from ui.overrides import override_of_qt
from ui.theme import CELL, RELATED, Look

_HEIGHT, _WEEK = 84, 40
_LEVELS = (Letter.I, Letter.P, Letter.A1, Letter.A2)  # from the top; declined is no level (IPAD-3)


class LevelTrend(QFrame):
    """A point a week; a week without a rating leaves a gap, and where another series begins the line breaks."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._medians: tuple[float | None, ...] = ()
        self._anew: frozenset[int] = frozenset()
        self.setObjectName(name)
        self.setAccessibleName("Level by week")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_weeks(self, medians: tuple[float | None, ...], said: str, anew: frozenset[int] = frozenset()) -> None:
        """Show these, week 1 first: 0 is A2, 3 is I; `said` is the same in words. `anew` are places, from 0."""
        self._medians, self._anew = medians, anew
        self.setAccessibleDescription(said)
        self.setToolTip(f"Median level by week: {said}")
        self.setVisible(any(each is not None for each in medians))
        self.update()

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(240), self._look.theme.px(_HEIGHT))

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(theme.font())
        left = metrics.horizontalAdvance("A2") + theme.px(RELATED)
        top, foot = metrics.height() // 2, self.height() - metrics.height() * 3 // 2 - theme.px(CELL)
        step = (foot - top) / (len(_LEVELS) - 1)
        painter.setFont(theme.font())
        weeks = len(self._medians)
        wide = min(theme.px(_WEEK), (self.width() - left) // max(weeks, 1))
        right = left + wide * weeks
        for place, letter in enumerate(_LEVELS):
            height = round(top + place * step)
            painter.setPen(QPen(QColor(theme.colours.line), 1))
            painter.drawLine(left, height, right, height)
            painter.setPen(QColor(theme.colours.quiet))
            where = QRect(0, height - metrics.height() // 2, left, metrics.height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), letter.value)
        for number in range(weeks):
            where = QRect(left + number * wide, foot + metrics.height() // 2, wide, metrics.height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
        self._paint_line(painter, left + wide / 2, wide, foot, step)
        painter.end()

    def _paint_line(self, painter: QPainter, first: float, wide: int, foot: int, step: float) -> None:
        accent = QColor(self._look.theme.colours.accent)
        before: QPointF | None = None
        for number, median in enumerate(self._medians):
            if number in self._anew:
                before = None
                self._paint_seam(painter, first + (number - 0.5) * wide, foot)
            if median is None:
                before = None
                continue
            here = QPointF(first + number * wide, foot - median * step)
            painter.setPen(QPen(accent, 2))
            if before is not None:
                painter.drawLine(before, here)
            painter.setBrush(accent)
            painter.drawEllipse(here, 3.5, 3.5)
            before = here

    def _paint_seam(self, painter: QPainter, across: float, foot: int) -> None:
        """Two lines, as in the strip where a goal was reworded."""
        gap = self._look.theme.px(CELL) / 2
        painter.setPen(QPen(QColor(self._look.theme.colours.text), 1))
        for each in (across - gap, across + gap):
            painter.drawLine(QPointF(each, 0), QPointF(each, foot))
