"""How an IPAD cell and the days above it are painted: letter and colour and pattern, so that print needs no colour."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPixmap

from models.vocabulary.goals import Letter
from ui.overrides import override_of_qt
from ui.text import full_day_text
from ui.theme import CELL, Look, Theme
from ui.widgets.history_lane import LANE
from ui.widgets.ipad_column import is_narrow, paint_column
from ui.widgets.ipad_model import NOT_MADE_SIGN, CellLook, StripModel
from ui.widgets.lane_header import LaneHeader

CELL_WIDTH, CELL_HEIGHT = 28, 32
_LABEL_COLUMNS = 3  # a day's label needs about this many columns before it would run into the next


class CellTiles:
    """The few ways in which a cell of the strip looks, each painted once a theme and screen and then put in place."""

    def __init__(self, look: Look) -> None:
        self._look, self._scale, self._width = look, 0.0, 0
        self._tiles: dict[CellLook, QPixmap] = {}
        look.changed.connect(self._tiles.clear)

    def put(self, painter: QPainter, rows: Iterable[Sequence[CellLook]], corner: QPoint, width: int) -> None:
        """Paint these rows of cells, each so wide, the first at this corner."""
        scale, theme = painter.device().devicePixelRatioF(), self._look.theme
        if (scale, width) != (self._scale, self._width):
            self._tiles.clear()
            self._scale, self._width = scale, width
        tiles, height = self._tiles, theme.px(CELL_HEIGHT)
        top, draw = corner.y(), painter.drawPixmap
        for row in rows:
            left = corner.x()
            for look in row:
                draw(left, top, tiles.get(look) or self._made(look))
                left += width
            top += height

    def _made(self, look: CellLook) -> QPixmap:
        theme = self._look.theme
        size = QSize(self._width, theme.px(CELL_HEIGHT))
        tile = QPixmap((QSizeF(size) * self._scale).toSize())
        tile.setDevicePixelRatio(self._scale)
        tile.fill(QColor(theme.colours.surface))
        painter = QPainter(tile)
        where = QRect(QPoint(0, 0), size).adjusted(1, 2, -1, -2)
        if is_narrow(theme, self._width):
            paint_column(theme, painter, look, QRect(QPoint(0, 0), size))
        elif look.letter is not None:
            paint_letter(theme, painter, look.letter, where)
            if look.several:
                _paint_corner(theme, painter, look.letter, where)
            if look.is_late:
                paint_late(theme, painter, look.letter, where)
        else:
            _paint_without(theme, painter, look, where)
        painter.end()
        self._tiles[look] = tile
        return tile


def paint_letter(theme: Theme, painter: QPainter, letter: Letter, where: QRect) -> None:
    """A letter on its colour: A2 with a dot, D hatched; for the strip, for legends and for lists."""
    ground, ink = theme.letters[letter]
    painter.setPen(QPen(QColor(theme.colours.edge if letter is Letter.D else ground), 1))
    painter.setBrush(QColor(ground))
    painter.drawRect(where.adjusted(0, 0, -1, -1))
    if letter is Letter.D:
        metrics = QFontMetrics(theme.bold)
        painter.fillRect(where.adjusted(1, 1, -1, -1), QBrush(QColor(theme.hospital[0]), Qt.BrushStyle.BDiagPattern))
        width = metrics.horizontalAdvance(letter.value) + 4
        clear = QRect(0, 0, width, metrics.ascent() + 2)
        clear.moveCenter(where.center())
        painter.fillRect(clear, QColor(ground))
    elif letter is Letter.A2:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(QPointF(where.right() - 4, where.top() + 5), 2.5, 2.5)
    painter.setFont(theme.bold)
    painter.setPen(QColor(ink))
    painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), letter.value)


def paint_not_made(theme: Theme, painter: QPainter, where: QRect) -> None:
    """A visit that wasn't made: N on level lines within a plain edge; for the strip and for legends."""
    ground, ink = QColor(theme.colours.surface), QColor(theme.colours.text)
    painter.setPen(QPen(QColor(theme.colours.edge), 1))
    painter.setBrush(ground)
    painter.drawRect(where.adjusted(0, 0, -1, -1))
    painter.fillRect(where.adjusted(1, 1, -1, -1), QBrush(QColor(theme.colours.edge), Qt.BrushStyle.HorPattern))
    metrics = QFontMetrics(theme.body)
    clear = QRect(0, 0, metrics.horizontalAdvance(NOT_MADE_SIGN) + 6, metrics.ascent() + 2)
    clear.moveCenter(where.center())
    painter.fillRect(clear, ground)
    painter.setFont(theme.body)
    painter.setPen(ink)
    painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), NOT_MADE_SIGN)


def _paint_corner(theme: Theme, painter: QPainter, letter: Letter, where: QRect) -> None:
    """Two workers rated: a bar along the foot."""
    painter.fillRect(QRect(where.x() + 4, where.bottom() - 3, where.width() - 8, 2), QColor(theme.letters[letter][1]))


def paint_late(theme: Theme, painter: QPainter, letter: Letter, where: QRect) -> None:
    """Typed in or corrected late: the upper left corner is cut by a triangle; for the strip and for legends."""
    side, corner = theme.px(2 * CELL), where.topLeft()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.letters[letter][1]))
    painter.drawPolygon([corner, corner + QPoint(side, 0), corner + QPoint(0, side)])


def _paint_without(theme: Theme, painter: QPainter, look: CellLook, where: QRect) -> None:
    """A bar in hospital; dotted where it isn't rated yet, lined where it wasn't made; else empty."""
    if look.not_made:
        paint_not_made(theme, painter, where)
    elif look.in_hospital:
        bar = QRect(where.left() - 1, where.center().y() - theme.px(CELL), where.width() + 2, theme.px(2 * CELL))
        painter.fillRect(bar, QColor(theme.hospital[0]))
    elif look.is_awaited:
        painter.setPen(QPen(QColor(theme.colours.edge), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(where.adjusted(0, 0, -1, -1))


class DayHeader(LaneHeader):
    """Above the visits the day once, over its visits, each call's first letter, and the lane of marks."""

    @override_of_qt()
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        model, theme = self.model(), self._look.theme
        if not isinstance(model, StripModel):
            return
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(theme.colours.surface))
        if is_narrow(theme, rect.width()):
            self._paint_narrow(model, painter, rect, logical_index)
            painter.restore()
            return
        visit, first = model.visit(logical_index), model.first_column_of_day(logical_index)
        half = (rect.height() - theme.px(LANE)) // 2
        painter.setFont(theme.body)
        if first == logical_index:
            painter.setPen(QColor(theme.colours.line))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setPen(QColor(theme.colours.text))
        start = rect.left() - (logical_index - first) * rect.width() + theme.px(CELL)
        # Painted for each of the day's visits and clipped to it: a header repaints section by section.
        painter.drawText(
            QRect(start, rect.top(), 999, half), int(Qt.AlignmentFlag.AlignVCenter), self._day(model, first)
        )
        painter.setPen(QColor(theme.colours.quiet))
        below = QRect(rect.left(), rect.top() + half, rect.width(), half)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), visit.call[:1])
        painter.restore()

    def _paint_narrow(self, model: StripModel, painter: QPainter, rect: QRect, column: int) -> None:
        """Only the days that have room, each over the columns until the next one."""
        theme = self._look.theme
        metrics = QFontMetrics(theme.body)
        every = max(1, -(-(metrics.horizontalAdvance("00 Nov") + theme.px(2 * CELL)) // rect.width()))
        first = column - column % every
        height = (rect.height() - theme.px(LANE)) // 2
        painter.setFont(theme.body)
        painter.setPen(QColor(theme.colours.text))
        start = rect.left() - (column - first) * rect.width() + theme.px(CELL)
        fits = first + every <= model.columnCount()
        day = full_day_text(model.visit(first).day, model.visit(first).day).split(maxsplit=1)[1] if fits else ""
        painter.drawText(QRect(start, rect.top(), 999, height), int(Qt.AlignmentFlag.AlignVCenter), day)
        if first == column:
            painter.setPen(QColor(theme.colours.line))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())

    def _day(self, model: StripModel, first: int) -> str:
        """As much of the day as fits over its visits: "Thu 5 Nov", "Thu 5" or "5"."""
        day, last = model.visit(first).day, first
        while last + 1 < model.columnCount() and model.visit(last + 1).day == day:
            last += 1
        words = full_day_text(day, day).split()
        visits = last - first + 1
        return " ".join(words if visits >= _LABEL_COLUMNS else words[:2] if visits > 1 else words[1:2])
