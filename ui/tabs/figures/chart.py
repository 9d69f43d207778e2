"""One figure drawn as bars from left to right. Imported by a worker when the tab is first shown, for its libraries."""

from typing import Any

import pyqtgraph
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.queries.figures.figures import Figure
from ui.tabs.figures.figure_panel import Chart
from ui.theme import CELL, GROUP, RELATED, ROW, SMALL_ICON, Look, Theme
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import spread, words

pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)

_BAR = 0.62  # of a row's height
_ROOM = 1.45  # for the words at the end of the longest bar
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
)


class FigureChart(Chart):
    """Bars with their values at the end; where a bar has parts, a legend of pattern and colour stands below."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._figure: Figure | None = None
        self.setObjectName(name)
        self._plot: Any = pyqtgraph.PlotWidget()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the wheel belongs to the page
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideAxis("bottom")
        self._plot.invertY()
        self._plot.getPlotItem().layout.setContentsMargins(0, 0, 0, 0)
        self._legend = QWidget()
        self._keys = Flow(look.theme.px(GROUP), self._legend)
        column = QVBoxLayout(self)
        spread(column, look, gap=CELL)
        column.addWidget(self._plot)
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
        figure, theme = self._figure, self._look.theme
        if figure is None:
            return
        self._plot.clear()
        self._plot.setBackground(QColor(theme.colours.surface))
        self._plot.setFixedHeight(theme.px(ROW) * len(figure.rows) + theme.px(RELATED))
        self._draw_labels(figure, theme)
        shown = parts_of(figure)
        if shown:
            self._draw_parts(figure, shown, theme)
        else:
            self._draw_bars([0.0] * len(figure.rows), [row.value for row in figure.rows], theme, 0)
        self._draw_values(figure, theme)
        longest = max((row.value for row in figure.rows), default=0) or 1
        self._plot.setRange(xRange=(0, longest * _ROOM), yRange=(-0.5, len(figure.rows) - 0.5), padding=0)
        self._draw_legend(shown, theme)

    def _draw_labels(self, figure: Figure, theme: Theme) -> None:
        axis, font = self._plot.getAxis("left"), theme.font()
        axis.setTicks([[(number, row.label) for number, row in enumerate(figure.rows)]])
        axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=theme.px(RELATED))
        axis.setTextPen(QColor(theme.colours.text))
        axis.setPen(QPen(QColor(theme.colours.edge)))
        widest = max((QFontMetrics(font).horizontalAdvance(row.label) for row in figure.rows), default=0)
        axis.setWidth(widest + theme.px(2 * RELATED))

    def _draw_parts(self, figure: Figure, shown: tuple[str, ...], theme: Theme) -> None:
        starts = [0.0] * len(figure.rows)
        for number, label in enumerate(shown):
            lengths = [float(dict(row.parts).get(label, 0)) for row in figure.rows]
            self._draw_bars(starts, lengths, theme, number)
            starts = [start + length for start, length in zip(starts, lengths, strict=True)]

    def _draw_bars(self, starts: list[float], lengths: list[float], theme: Theme, pattern: int) -> None:
        kept = [number for number, length in enumerate(lengths) if length]
        if not kept:
            return
        self._plot.addItem(
            pyqtgraph.BarGraphItem(
                x0=[starts[number] for number in kept],
                width=[lengths[number] for number in kept],
                y=kept,
                height=_BAR,
                brush=brush(theme, pattern),
                pen=QPen(QColor(theme.colours.accent), 0),
            )
        )

    def _draw_values(self, figure: Figure, theme: Theme) -> None:
        for number, row in enumerate(figure.rows):
            text = pyqtgraph.TextItem(short(row.text), color=QColor(theme.colours.text), anchor=(0, 0.5))
            text.setFont(theme.font())
            text.setPos(row.value, number)
            self._plot.addItem(text, ignoreBounds=True)

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


def short(text: str) -> str:
    """What fits at the end of a bar: the words up to the first colon or comma."""
    return text.partition(":")[0].partition(",")[0]


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
