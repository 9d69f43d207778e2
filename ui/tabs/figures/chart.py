"""One figure drawn as bars from left to right. Imported by a worker when the tab is first shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.queries.figures.figures import Figure
from ui.overrides import override_of_qt
from ui.tabs.figures.figure_panel import Chart
from ui.theme import CELL, GROUP, RELATED, ROW, SMALL_ICON, Look, Theme
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import spread, words

_BAR = 0.62  # of a row's height
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
)


class _Bars(QWidget):
    """The bars of a figure, a row each: its label, its bar with its parts, and its value at the bar's end."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._figure: Figure | None = None

    def show_figure(self, figure: Figure) -> None:
        """Draw this figure, as high as its rows are."""
        self._figure = figure
        self.setFixedHeight(self._look.theme.px(ROW) * len(figure.rows) + self._look.theme.px(RELATED))
        self.update()

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        figure, theme = self._figure, self._look.theme
        if figure is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours.surface))
        painter.setFont(theme.font())
        metrics = QFontMetrics(theme.font())
        widest = max((metrics.horizontalAdvance(row.label) for row in figure.rows), default=0)
        left, gap = widest + theme.px(2 * RELATED), theme.px(RELATED)
        room = self.width() - left - theme.px(RELATED)
        ends = (room - metrics.horizontalAdvance(row.short) for row in figure.rows)  # behind each bar stand its words
        scales = (end / row.value for row, end in zip(figure.rows, ends, strict=True) if row.value)
        scale = max(min(scales, default=0), 0)
        height = (self.height() - gap) / max(len(figure.rows), 1)
        shown = parts_of(figure)
        ink = QColor(theme.colours.text)
        for number, row in enumerate(figure.rows):
            top = gap / 2 + number * height
            painter.setPen(ink)
            words_at = QRectF(0, top, left - gap, height)
            painter.drawText(words_at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.label)
            lengths = [float(dict(row.parts).get(part, 0)) for part in shown] if shown else [row.value or 0]
            self._draw_bar(painter, theme, QRectF(left, top + height * (1 - _BAR) / 2, scale, height * _BAR), lengths)
            end = left + (row.value or 0) * scale + theme.px(CELL)
            painter.setPen(ink)
            value_at = QRectF(end, top, max(self.width() - end, 0), height)
            painter.drawText(value_at, Qt.AlignmentFlag.AlignVCenter, row.short)
        painter.setPen(QPen(QColor(theme.colours.edge)))
        painter.drawLine(left, 0, left, self.height())

    @staticmethod
    def _draw_bar(painter: QPainter, theme: Theme, unit: QRectF, lengths: list[float]) -> None:
        """Its parts one after another; `unit` is where it begins, as wide as one of what is counted."""
        painter.setPen(QPen(QColor(theme.colours.accent), 0))
        start = unit.left()
        for pattern, length in enumerate(lengths):
            if length:
                painter.setBrush(brush(theme, pattern))
                painter.drawRect(QRectF(start, unit.top(), length * unit.width(), unit.height()))
                start += length * unit.width()


class FigureChart(Chart):
    """Bars with their values at the end; where a bar has parts, a legend of pattern and colour stands below."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._figure: Figure | None = None
        self.setObjectName(name)
        self._bars = _Bars(look)
        self._legend = QWidget()
        self._keys = Flow(look.theme.gap(GROUP), self._legend)
        column = QVBoxLayout(self)
        spread(column, look, gap=CELL)
        column.addWidget(self._bars)
        column.addWidget(self._legend)
        look.changed.connect(self._draw)

    def show_figure(self, figure: Figure) -> None:
        """Draw this figure; a screen reader is told its rows."""
        self._figure = figure
        self.setAccessibleName(f"Chart: {figure.title}")
        rows = "; ".join(f"{row.label}: {row.text}" for row in figure.rows)
        self.setAccessibleDescription(f"{figure.sentence} {rows}")
        self._draw()

    def _draw(self) -> None:
        if self._figure is not None:
            self._bars.show_figure(self._figure)
            self._draw_legend(parts_of(self._figure), self._look.theme)

    def _draw_legend(self, shown: tuple[str, ...], theme: Theme) -> None:
        while (item := self._keys.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, label in enumerate(shown):
            key = QWidget()
            sample = QLabel()
            sample.setPixmap(_sample(theme, number).pixmap(theme.px(SMALL_ICON)))
            row = QHBoxLayout(key)
            spread(row, self._look, gap=CELL)
            row.addWidget(sample)
            row.addWidget(words(label, "quiet", wrap=False))
            self._keys.addWidget(key)
        self._legend.setVisible(bool(shown))


def parts_of(figure: Figure) -> tuple[str, ...]:
    """The parts that occur in a figure, in their order."""
    labels = dict.fromkeys(label for row in figure.rows for label, number in row.parts if number)
    order = [label for row in figure.rows[:1] for label, _ in row.parts]
    return tuple(label for label in order if label in labels)


def brush(theme: Theme, number: int) -> QBrush:
    """The accent, each part with a pattern of its own, so that print needs no colour."""
    return QBrush(QColor(theme.colours.accent), _PATTERNS[number % len(_PATTERNS)])


def _sample(theme: Theme, number: int) -> QIcon:
    made = QIcon()
    for scale in (1, 2):
        size = theme.px(SMALL_ICON)
        drawn = QPixmap(QSize(size, size) * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setPen(QColor(theme.colours.accent))
        painter.setBrush(brush(theme, number))
        painter.drawRect(1, 2, size - 3, size - 5)
        painter.end()
        made.addPixmap(drawn)
    return made
