"""An empty place says what belongs there and offers the first step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import RELATED, Look
from ui.widgets.labels_and_buttons import button, spread, words

_BIG = 40
_MEASURE = 520  # px, a line that reads well


class EmptyState(QWidget):
    """`asked` when the first step is wanted; without `step` there is only the lesson."""

    asked = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        sign: Icon,
        heading: str,
        lesson: str,
        step: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._sign = look, sign
        self.setObjectName(name)
        self._picture = QLabel()
        self.heading = words(heading, "heading")
        self.lesson = words(lesson, "quiet")
        self.step = button(look, step or "First step", f"{name}.step", kind="primary")
        if not step:
            self.step.hide()
        self.step.clicked.connect(self.asked)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        spread(inner, look, gap=RELATED)
        for widget in (self._picture, self.heading, self.lesson):
            inner.addWidget(widget)
        inner.addSpacing(look.theme.gap(RELATED))
        inner.addWidget(self.step)
        column = QVBoxLayout(self)
        spread(column, look)
        column.addStretch(1)
        beside = QHBoxLayout()
        beside.addWidget(self._inner, 1)
        beside.addStretch()
        column.addLayout(beside)
        column.addStretch(2)
        look.changed.connect(self._draw)
        self._draw()

    def set_words(self, heading: str, lesson: str) -> None:
        """Say something else."""
        self.heading.setText(heading)
        self.lesson.setText(lesson)

    def _draw(self) -> None:
        theme = self._look.theme
        self._inner.setMaximumWidth(theme.px(_MEASURE))
        self._inner.setMinimumWidth(theme.px(_MEASURE // 3))
        picture = theme.icon(self._sign, _BIG, theme.colours.accent).pixmap(theme.px(_BIG))
        self._picture.setPixmap(picture)
