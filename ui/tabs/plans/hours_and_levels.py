"""The hours of each version and the level of each week on one axis of time, with the same in words (PSP-4, IPAD-3)."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip

from app.queries.plans.versions import SupportWeek
from models.values import DAYS, hours_text
from models.vocabulary.goals import Letter
from ui.desk import Desk
from ui.overrides import override_of_qt
from ui.theme import CELL, RELATED, Look
from ui.widgets.labels_and_buttons import Panel, words

_HOURS, _LEVELS_HIGH, _WEEK, _SIGN = 72, 72, 72, 8  # px at 100 %
_LETTERS = (Letter.I, Letter.P, Letter.A1, Letter.A2)  # from the top; declined is no level (IPAD-3)
_TITLE = "Hours and independence, week by week"


class HoursAndLevels(Panel):
    """The picture, and below it the newest week in words; a screen reader has every week."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, _TITLE, "plans.hours_panel")
        self.picture = _Picture(desk.look)
        self.newest = words("", "quiet", "plans.newest_week")
        self.body.addWidget(self.picture)
        self.body.addWidget(self.newest)

    def show_weeks(self, weeks: tuple[SupportWeek, ...]) -> None:
        """Show these, week 1 first; nothing before the support has begun."""
        self.setVisible(bool(weeks))
        self.picture.show_weeks(weeks)
        self.newest.setText(f"{weeks[-1].sentence}." if weeks else "")


class _Picture(QFrame):
    """Above the line of hours, a sign where a step-down began; below the median level, a point a week."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._weeks: tuple[SupportWeek, ...] = ()
        self.setObjectName("plans.hours_and_levels")
        self.setAccessibleName(_TITLE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_weeks(self, weeks: tuple[SupportWeek, ...]) -> None:
        """Show these."""
        self._weeks = weeks
        self.setAccessibleDescription("\n".join(each.sentence for each in weeks))
        self.update()

    @override_of_qt(instead=False)
    def event(self, event: QEvent) -> bool:
        """The pointer is told the week that it rests on, and no more: a long run of weeks fills the screen."""
        if not isinstance(event, QHelpEvent) or event.type() is not QEvent.Type.ToolTip:
            return super().event(event)
        left, wide = self._across()
        place = int((event.x() - left) // wide)
        if not 0 <= place < len(self._weeks):
            QToolTip.hideText()
            event.ignore()
            return True
        where = QRectF(left + place * wide, 0, wide, self.height()).toAlignedRect()
        QToolTip.showText(event.globalPos(), self._weeks[place].sentence, self, where)
        return True

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        lines = QFontMetrics(theme.font()).height() * 3
        return QSize(theme.px(240), theme.px(_HOURS + _LEVELS_HIGH + RELATED * 2) + lines)

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._weeks:
            return
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        line = painter.fontMetrics().height()
        left, wide = self._across()
        hours = QRectF(left, line, wide * len(self._weeks), theme.px(_HOURS))
        levels = QRectF(left, hours.bottom() + line + theme.px(CELL), hours.width(), theme.px(_LEVELS_HIGH))
        self._paint_axes(painter, hours, levels, wide)
        self._paint_hours(painter, hours, wide)
        self._paint_levels(painter, levels, wide)
        painter.end()

    def _across(self) -> tuple[float, float]:
        """Where the first week begins, and how wide each is, in px."""
        theme = self._look.theme
        left = QFontMetrics(theme.font()).horizontalAdvance("00.00 h") + theme.px(RELATED)
        return left, min(float(theme.px(_WEEK)), (self.width() - left - theme.px(RELATED)) / (len(self._weeks) or 1))

    def _paint_axes(self, painter: QPainter, hours: QRectF, levels: QRectF, wide: float) -> None:
        theme, metrics = self._look.theme, painter.fontMetrics()
        lines = [(hours.top(), f"{hours_text(self._most())} h"), (hours.bottom(), "0 h")]
        step = levels.height() / (len(_LETTERS) - 1)
        lines += [(levels.top() + place * step, letter.value) for place, letter in enumerate(_LETTERS)]
        for height, said in lines:
            painter.setPen(QPen(QColor(theme.colours.line), 1))
            painter.drawLine(QPointF(hours.left(), height), QPointF(hours.right(), height))
            painter.setPen(QColor(theme.colours.quiet))
            where = QRectF(0, height - metrics.height() / 2, hours.left() - theme.px(CELL), metrics.height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        often = max(1, round(metrics.horizontalAdvance("00 ") / wide + 0.5))
        for place in range(0, len(self._weeks), often):
            where = QRectF(hours.left() + place * wide, levels.bottom() + metrics.height() / 2, wide, metrics.height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), str(self._weeks[place].number))

    def _paint_hours(self, painter: QPainter, where: QRectF, wide: float) -> None:
        """A line of steps: the hours hold until the next version."""
        theme, most = self._look.theme, self._most()
        points, signs = list[QPointF](), list[QPointF]()
        for place, week in enumerate(self._weeks):
            for day, minutes, is_step_down in week.hours:
                across = where.left() + (place + day / len(DAYS)) * wide
                up = where.bottom() - where.height() * minutes / most
                if points:
                    points.append(QPointF(across, points[-1].y()))
                points.append(QPointF(across, up))
                if is_step_down:
                    signs.append(QPointF(across, up))
        last = self._weeks[-1]
        end = where.left() + (len(self._weeks) - 1 + last.days / len(DAYS)) * wide
        if points:
            points.append(QPointF(end, points[-1].y()))
        painter.setPen(QPen(QColor(theme.colours.text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        size = theme.px(_SIGN)
        painter.setBrush(QColor(theme.colours.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        for at in signs:
            foot = QPointF(at.x(), at.y() - theme.px(2))
            painter.drawPolygon(QPolygonF([foot, foot + QPointF(-size / 2, -size), foot + QPointF(size / 2, -size)]))

    def _paint_levels(self, painter: QPainter, where: QRectF, wide: float) -> None:
        """A point a week in its middle; a week without a level leaves a gap, and the line breaks at a hand-over."""
        accent, before = QColor(self._look.theme.colours.accent), None
        painter.setBrush(accent)
        painter.setPen(QPen(accent, 2))
        for place, week in enumerate(self._weeks):
            if week.level is None:
                before = None
                continue
            up = where.bottom() - where.height() * week.level / (len(_LETTERS) - 1)
            here = QPointF(where.left() + (place + 0.5) * wide, up)
            if before is not None and not week.begins_anew:
                painter.drawLine(before, here)
            painter.drawEllipse(here, 3.5, 3.5)
            before = here

    def _most(self) -> int:
        return max((minutes for week in self._weeks for _, minutes, _ in week.hours), default=0) or 1
