"""A visit too narrow for its letter: a column as high as the level, so that a whole episode is seen at once.

Higher is more independent, whatever the colour; declined is hatched and has no height of its own.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from models.vocabulary.goals import Letter
from ui.theme import Theme
from ui.widgets.ipad_model import CellLook

_LETTER = 18  # px at 100 % that a letter takes
_FOOT = 2
_HEIGHTS = {Letter.I: 1.0, Letter.P: 0.75, Letter.A1: 0.5, Letter.A2: 0.25, Letter.D: 0.25}


def is_narrow(theme: Theme, width: int) -> bool:
    """Whether a cell of this width has no room for a letter."""
    return width < theme.px(_LETTER)


def paint_column(theme: Theme, painter: QPainter, look: CellLook, where: QRect) -> None:
    """The visit as a column; in hospital a bar, lined where it was not made, a dot at the foot where not rated."""
    gap = 1 if where.width() > _FOOT else 0
    inside = where.adjusted(0, _FOOT, -gap, -_FOOT)
    if look.letter is None:
        if look.in_hospital:
            painter.fillRect(
                QRect(where.left(), where.center().y() - _FOOT, where.width(), 2 * _FOOT), _hospital(theme)
            )
        elif look.not_made:
            painter.fillRect(inside, QBrush(QColor(theme.colours.edge), Qt.BrushStyle.HorPattern))
        elif look.is_awaited:
            painter.fillRect(QRect(inside.left(), inside.bottom() - 1, inside.width(), 2), QColor(theme.colours.edge))
        return
    column = QRect(inside)
    column.setTop(inside.bottom() - round(inside.height() * _HEIGHTS[look.letter]) + 1)
    if look.letter is Letter.D:
        painter.fillRect(column, QBrush(_hospital(theme), Qt.BrushStyle.Dense4Pattern))
        return
    painter.fillRect(column, QColor(theme.letters[look.letter][0]))
    painter.fillRect(QRect(column.left(), column.top(), column.width(), 1), QColor(theme.colours.text))


def _hospital(theme: Theme) -> QColor:
    return QColor(theme.hospital[0])
