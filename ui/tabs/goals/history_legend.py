"""What the letters and the marks of a history mean, each as it is painted there with its word."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.vocabulary.goals import Letter, MarkKind
from ui.overrides import override_of_qt
from ui.theme import CELL, GROUP, Look
from ui.widgets.flow import Flow
from ui.widgets.history_lane import paint_sign
from ui.widgets.ipad_cells import paint_late, paint_letter, paint_not_made
from ui.widgets.labels_and_buttons import spread, words

_SIGN = 12


class Legend(QWidget):
    """Every letter, and of late ones and of the marks what the history has."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        row = Flow(look.theme.gap(GROUP), self)
        self._marks: dict[MarkKind, QWidget] = {}
        for letter in Letter:
            row.addWidget(_Entry(look, _letter(look, letter), (30, 24), letter.label))
        row.addWidget(_Entry(look, lambda *where: paint_not_made(look.theme, *where), (30, 24), "Visit not made"))
        self._late = _Entry(look, _late_letter(look), (30, 24), "Typed in or corrected days later")
        row.addWidget(self._late)
        for kind in MarkKind:
            self._marks[kind] = _Entry(look, _mark(look, kind), (20, 24), kind.label)
            row.addWidget(self._marks[kind])

    def show_marks(self, kinds: set[MarkKind], *, late: bool) -> None:
        """Explain these, and the cut corner where a letter came late."""
        self._late.setVisible(late)
        for kind, entry in self._marks.items():
            entry.setVisible(kind in kinds)


_Painting = Callable[[QPainter, QRect], None]


def _letter(look: Look, letter: Letter) -> _Painting:
    return lambda painter, where: paint_letter(look.theme, painter, letter, where)


def _late_letter(look: Look) -> _Painting:
    def paint(painter: QPainter, where: QRect) -> None:
        paint_letter(look.theme, painter, Letter.P, where)
        paint_late(look.theme, painter, Letter.P, where)

    return paint


def _mark(look: Look, kind: MarkKind) -> _Painting:
    def paint(painter: QPainter, where: QRect) -> None:
        size = look.theme.px(_SIGN)
        square = QRectF(0, 0, size, size)
        square.moveCenter(QRectF(where).center())
        paint_sign(look.theme, painter, kind, square)

    return paint


class _Entry(QWidget):
    """A sign as it is painted, and its word."""

    def __init__(self, look: Look, painting: _Painting, size: tuple[int, int], said: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        spread(row, look, gap=CELL)
        row.addWidget(_Sign(look, painting, size))
        row.addWidget(words(said, "quiet", wrap=False))


class _Sign(QWidget):
    """One cell of the strip, or one sign of its lane."""

    def __init__(self, look: Look, painting: _Painting, size: tuple[int, int]) -> None:
        super().__init__()
        self._look, self._painting, self._size = look, painting, size
        look.changed.connect(self._fit)
        self._fit()

    @override_of_qt(QSize())
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(*[theme.px(each) for each in self._size])

    @override_of_qt()
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painting(painter, QRect(0, 0, self.width(), self.height()))
        painter.end()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
