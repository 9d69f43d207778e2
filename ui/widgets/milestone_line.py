"""Milestones as a line, with the same said in words for those who can't see it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui import icons
from ui.icons import Icon
from ui.overrides import override_of_qt
from ui.states import State
from ui.text import full_day_text
from ui.theme import BODY, CELL, ICON, RELATED, Look

_HEIGHT = 76
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


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


class MilestoneLine(QFrame):
    """Points side by side in their order in time, joined by a line up to the last one reached."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._points: tuple[MilestonePoint, ...] = ()
        self._today = date.min
        self.setObjectName(name)
        self.setAccessibleName("Milestones")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_points(self, points: tuple[MilestonePoint, ...], today: date) -> None:
        """Show these milestones."""
        self._points, self._today = points, today
        said = ", ".join(f"{point.title}: {point.text(today)}" for point in points)
        self.setAccessibleDescription(said)
        self.setToolTip(said.replace(", ", "\n"))
        self.updateGeometry()
        self.update()

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(480), self._look.theme.px(_HEIGHT))

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(240), self._look.theme.px(_HEIGHT))

    @override_of_qt(0)
    def heightForWidth(self, width: int) -> int:
        across = self._across(width)
        rows = -(-len(self._points) // across)
        return max(rows, 1) * self._row_height(width // across)

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = self._across(self.width())
        width = self.width() // across
        height = self._row_height(width)
        for number, point in enumerate(self._points):
            after = self._points[number + 1] if number + 1 < len(self._points) else None
            row, column = divmod(number, across)
            self._paint_point(painter, point, after, QRect(column * width, row * height, width, height))
        painter.end()

    def _across(self, width: int) -> int:
        """How many stand side by side: all of them, unless a word of one would be cut; the rest goes on below."""
        bold = QFontMetrics(self._look.theme.font(BODY, bold=True))
        said = (word for point in self._points for word in (point.title + " " + point.text(self._today)).split())
        needed = max((bold.horizontalAdvance(word) for word in said), default=1) + self._look.theme.px(RELATED)
        return max(1, min(len(self._points), width // needed))

    def _row_height(self, width: int) -> int:
        """Of points of this width, as high as the longest words of one need."""
        theme = self._look.theme
        below = max((sum(self._heights(point, width - theme.px(RELATED))) for point in self._points), default=0)
        return max(theme.px(_HEIGHT), self._above() + below)

    def _above(self) -> int:
        """What the sign takes above the words."""
        theme = self._look.theme
        return theme.px(ICON) + theme.px(CELL) + theme.px(RELATED)

    def _heights(self, point: MilestonePoint, width: int) -> tuple[int, int]:
        """Of its title and of its day, each on as many lines as it takes."""
        theme = self._look.theme
        room = QRect(0, 0, width, 0)
        title = QFontMetrics(theme.font(BODY, bold=True)).boundingRect(room, _WRAPPED, point.title)
        day = QFontMetrics(theme.font()).boundingRect(room, _WRAPPED, point.text(self._today))
        return title.height(), day.height()

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
        self._paint_words(painter, point, ink, where.adjusted(0, self._above(), -gap, 0))

    def _paint_words(self, painter: QPainter, point: MilestonePoint, ink: str, where: QRect) -> None:
        theme = self._look.theme
        painter.setFont(theme.font(BODY, bold=True))
        painter.setPen(QColor(theme.colours.text))
        painter.drawText(where, _WRAPPED, point.title)
        painter.setFont(theme.font())
        urgent = point.day is None and point.state in {State.OVERDUE, State.SOON}
        painter.setPen(QColor(ink if urgent else theme.colours.quiet))
        title, _ = self._heights(point, where.width())
        painter.drawText(where.adjusted(0, title, 0, 0), _WRAPPED, point.text(self._today))
