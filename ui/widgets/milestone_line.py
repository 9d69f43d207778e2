"""Milestones as a line, with the same said in words for those who can't see it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.states import State
from ui.text import full_day_text
from ui.theme import BODY, CELL, ICON, RELATED, Look

_HEIGHT = 76


@dataclass(frozen=True, slots=True)
class MilestonePoint:
    """One milestone: reached on a day, or None and then what is awaited ("due in 3 h")."""

    title: str
    day: date | None
    awaited: str = ""
    state: State = State.WAITING

    def text(self, today: date) -> str:
        """The day, or what is awaited."""
        return full_day_text(self.day, today) if self.day else self.awaited or "not yet"


class MilestoneLine(QWidget):
    """Points side by side in their order in time, joined by a line up to the last one reached."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._points: tuple[MilestonePoint, ...] = ()
        self._today = date.min
        self.setObjectName(name)
        self.setAccessibleName("Milestones")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_points(self, points: tuple[MilestonePoint, ...], today: date) -> None:
        """Show these milestones."""
        self._points, self._today = points, today
        said = ", ".join(f"{point.title}: {point.text(today)}" for point in points)
        self.setAccessibleDescription(said)
        self.setToolTip(said.replace(", ", "\n"))
        self.update()

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(480), self._look.theme.px(_HEIGHT))

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(240), self._look.theme.px(_HEIGHT))

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() // len(self._points)
        for number, point in enumerate(self._points):
            after = self._points[number + 1] if number + 1 < len(self._points) else None
            self._paint_point(painter, point, after, QRect(number * width, 0, width, self.height()))
        painter.end()

    def _paint_point(
        self, painter: QPainter, point: MilestonePoint, after: MilestonePoint | None, where: QRect
    ) -> None:
        theme = self._look.theme
        size, gap = theme.px(ICON), theme.px(RELATED)
        middle = where.top() + size // 2 + theme.px(CELL)
        ink = theme.state_colour(State.DONE if point.day else point.state)
        if after is not None:
            reached = point.day is not None and after.day is not None
            style = Qt.PenStyle.SolidLine if reached else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(theme.colours.done if reached else theme.colours.edge), 2, style))
            painter.drawLine(QPoint(where.left() + size + gap, middle), QPoint(where.right() - gap, middle))
        sign = Icon.DONE if point.day else point.state.icon if point.state is not State.WAITING else Icon.OPEN
        icons.paint(painter, sign, ink, QRectF(where.left(), middle - size / 2, size, size))
        self._paint_words(painter, point, ink, where.adjusted(0, size + theme.px(CELL) + gap, -gap, 0))

    def _paint_words(self, painter: QPainter, point: MilestonePoint, ink: str, where: QRect) -> None:
        theme = self._look.theme
        font = theme.font(BODY, bold=True)
        line = QFontMetrics(font).height()
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.text))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        title = QFontMetrics(font).elidedText(point.title, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, left, title)
        painter.setFont(theme.font())
        urgent = point.day is None and point.state in {State.OVERDUE, State.SOON}
        painter.setPen(QColor(ink if urgent else theme.colours.quiet))
        said = QFontMetrics(theme.font()).elidedText(
            point.text(self._today), Qt.TextElideMode.ElideRight, where.width()
        )
        painter.drawText(where.adjusted(0, line, 0, 0), left, said)
