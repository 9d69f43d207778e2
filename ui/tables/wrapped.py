"""Sentences in a cell, shown whole: a long one takes another line."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption


def laid_out(text: str, font: QFont, width: int, *, bold: int = 0) -> QTextLayout:
    """The text in as many lines as this width needs, its first `bold` letters in bold."""
    laid = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    if bold:
        weight = QTextCharFormat()
        weight.setFontWeight(QFont.Weight.Bold)
        beginning = QTextLayout.FormatRange()
        beginning.start, beginning.length, beginning.format = 0, bold, weight
        laid.setFormats([beginning])
    laid.beginLayout()
    top = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
    laid.endLayout()
    return laid


def height_of(laid: QTextLayout) -> int:
    """How high it is."""
    return round(laid.boundingRect().height())
