"""What stands on a history beside its letters: a sign each in a lane above them, and lines down through the rows.

Each kind has a form of its own, so that print and black and white need no colour.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from models.vocabulary.goals import MarkKind
from ui.theme import CELL, Theme

LANE = 16  # px at 100 %
_SIGN = 10


@dataclass(frozen=True, slots=True)
class StripMark:
    """A mark by the columns at which it stands; `goal` is whose row it concerns, none for all of them."""

    kind: MarkKind
    first: int
    last: int
    sentence: str
    goal: UUID | None = None


def paint_sign(theme: Theme, painter: QPainter, kind: MarkKind, where: QRectF) -> None:
    """The sign of a kind, for the lane and for the legend; `where` is a square."""
    middle, text = where.center(), QColor(theme.colours.text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(text, 1.5))
    painter.setBrush(text)
    match kind:
        case MarkKind.MILESTONE:
            across, down = QPointF(where.width() / 2, 0), QPointF(0, where.height() / 2)
            painter.drawPolygon(QPolygonF([middle - down, middle + across, middle + down, middle - across]))
        case MarkKind.STEP_DOWN:
            painter.drawPolygon(QPolygonF([where.topLeft(), where.topRight(), QPointF(middle.x(), where.bottom())]))
        case MarkKind.HOURS:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(where)
        case MarkKind.BREAK:
            paint_break(theme, painter, where)
        case MarkKind.SEAM:
            _paint_seam(painter, theme, middle.x(), where.top(), where.height(), theme.px(2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_break(theme: Theme, painter: QPainter, where: QRectF) -> None:
    """A bar as long as the break, with an end at both sides."""
    ends, height = theme.px(2), where.center().y()
    ink = QColor(theme.colours.quiet)
    painter.fillRect(QRectF(where.left(), height - 1, where.width(), 3), ink)
    for left in (where.left(), where.right() - ends):
        painter.fillRect(QRectF(left, height - theme.px(CELL), ends, 2 * theme.px(CELL)), ink)


def paint_lane(
    theme: Theme, painter: QPainter, marks: Iterable[StripMark], across: Callable[[int], tuple[int, int]], lane: QRect
) -> None:
    """Each mark's sign over its first column, signs of one place beside each other; a break over all its columns.

    `across` tells of a column where it begins and how wide it is, in px.
    """
    size, free = theme.px(_SIGN), lane.left() - lane.width()
    top, painted = lane.center().y() - size / 2, set[tuple[MarkKind, int]]()
    for mark in marks:
        if (mark.kind, mark.first) in painted or (mark.goal is not None):
            continue
        painted.add((mark.kind, mark.first))
        begins, wide = across(mark.first)
        if mark.kind is MarkKind.BREAK:
            last, wide = across(mark.last)
            paint_break(theme, painter, QRectF(begins + 1, lane.bottom() - 5, max(last + wide - begins - 2, CELL), 4))
            continue
        left = max(begins + 2, free)
        paint_sign(theme, painter, mark.kind, QRectF(left, top, size, size))
        free = left + size + 2


def paint_lines(
    theme: Theme,
    painter: QPainter,
    marks: Iterable[StripMark],
    across: Callable[[int], tuple[int, int]],
    rows: Callable[[UUID | None], tuple[int, int] | None],
) -> None:
    """Down through the rows where something began: a milestone dotted, hours and step-downs whole, a seam double.

    `rows` tells of a goal from where to where its row reaches, of none that of all rows; nothing where it isn't there.
    """
    text = QColor(theme.colours.text)
    for mark in marks:
        reach = rows(mark.goal)
        if reach is None or mark.kind is MarkKind.BREAK:
            continue
        (left, wide), (top, foot) = across(mark.first), reach
        if mark.kind is MarkKind.SEAM:
            _paint_seam(painter, theme, left, top, foot - top, theme.px(2) if wide > theme.px(_SIGN) else 1)
            continue
        painter.setPen(QPen(text, 1, Qt.PenStyle.DotLine if mark.kind is MarkKind.MILESTONE else Qt.PenStyle.SolidLine))
        painter.drawLine(QPointF(left, top), QPointF(left, foot))


def _paint_seam(painter: QPainter, theme: Theme, across: float, top: float, height: float, wide: int) -> None:
    """Two strong lines with the ground between them, as where two pieces are sewn together."""
    painter.fillRect(QRectF(across - wide * 1.5, top, wide * 3, height), QColor(theme.colours.surface))
    for left in (across - wide * 1.5, across + wide * 0.5):
        painter.fillRect(QRectF(left, top, wide, height), QColor(theme.colours.text))
