"""A figure as a picture for a slide: its title, whose it is and of which days, its sentence, and its chart."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from app.queries.figures.figures import Figure
from ui.tabs.figures.figure_panel import Chart
from ui.theme import PAGE, RELATED, Theme

_SHARP = 2  # pixels for each, so that it stays sharp on a large screen


def picture_of(figure: Figure, chart: Chart, about: str, theme: Theme) -> QImage:
    """As wide as the chart is on the screen, in the colours of the window."""
    edge, gap, width = theme.px(PAGE), theme.px(RELATED), chart.width()
    title = QFont(theme.font())
    title.setBold(True)
    lines = [(title, figure.title), (theme.font(), about), (theme.font(), figure.sentence)]
    wrapped = Qt.TextFlag.TextWordWrap
    heights = [QFontMetrics(font).boundingRect(0, 0, width, 0, wrapped, said).height() for font, said in lines]
    above = edge + sum(height + gap for height in heights) + gap
    image = QImage((width + 2 * edge) * _SHARP, (above + chart.height() + edge) * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(QColor(theme.colours.surface))
    painter, top = QPainter(image), edge
    painter.setPen(QColor(theme.colours.text))
    for (font, said), height in zip(lines, heights, strict=True):
        painter.setFont(font)
        painter.drawText(QRect(edge, top, width, height), wrapped, said)
        top += height + gap
    chart.render(painter, QPoint(edge, above))
    painter.end()
    return image
