"""Words that may be long in a place that may not grow: as high as they are up to a few lines, then they scroll."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy

from ui.overrides import override_of_qt
from ui.theme import Look

_LINES = 4
_SHARE = 6  # of the window's height, so that large text leaves a form its room; two lines at the least


class Bounded(QScrollArea):
    """Half a line is left in sight where more follows; the arrow keys scroll."""

    def __init__(self, look: Look, inside: QLabel, *, most_lines: int = _LINES) -> None:
        super().__init__()
        self._inside, self._most_lines = inside, most_lines
        self._by_itself = inside.focusPolicy()  # of words that are all in sight
        self._is_outgrown = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setWidget(inside)
        self.setFocusProxy(inside)  # whose words a screen reader says; of a scroll area it says nothing
        inside.setAutoFillBackground(False)
        look.changed.connect(self._fit_anew)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _fit_anew(self) -> None:
        """In another text size; what nobody sees is fitted when it is shown."""
        self._is_outgrown = not self.isVisible()
        if not self._is_outgrown:
            self.fit()

    @override_of_qt()
    def showEvent(self, event: QShowEvent) -> None:
        if self._is_outgrown:
            self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height that the words need at this width, within the bound."""
        self._is_outgrown = False
        self._inside.ensurePolished()
        line = QFontMetrics(self._inside.font()).lineSpacing()
        lines = max(2, min(self._most_lines, self.window().height() // _SHARE // line))
        needed = max(line, self._inside.heightForWidth(max(self.viewport().width(), line)))
        is_longer = needed > lines * line
        self._inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_longer else self._by_itself)
        self.setFixedHeight(lines * line + line // 2 if is_longer else needed)
        self.setViewportMargins(0, 0, 0, 0)  # Qt leaves what it shows as it was while the area itself is being resized
        self.verticalScrollBar().setValue(0)
