"""A list at the left and what was chosen at the right, which is as wide as its sentences need."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.desk.preferences import Preferences
from ui.overrides import override_of_qt
from ui.theme import Look
from ui.widgets.tab_order import tell_from_the_left

_LEAST, _SHARE, _AT_MOST = 364, 0.3, 0.42  # px at 100 %, and shares of the width
_LEAST_HEIGHT = 300


class Halves(QSplitter):
    """Moved by hand it keeps its sizes, also for the next start."""

    def __init__(self, look: Look, preferences: Preferences, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look, self._preferences = look, preferences
        self._is_arranged = False
        self._least_of_each: list[int] = []
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._moved)
        look.changed.connect(self._fit)

    @override_of_qt()
    def addWidget(self, widget: QWidget) -> None:
        super().addWidget(widget)
        tell_from_the_left(self)

    @override_of_qt()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override_of_qt(False)
    def event(self, event: QEvent) -> bool:
        """Arrange anew what needs less room now, or more: in another text size each half says so later than this."""
        is_known = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._least() != self._least_of_each:
            self._fit()
        return is_known

    @override_of_qt(QSize())
    def minimumSizeHint(self) -> QSize:
        """Never lower than what a form in it needs: a page that is too high scrolls, it isn't squeezed."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self._look.theme.px(_LEAST_HEIGHT)))

    @override_of_qt()
    def hideEvent(self, event: QHideEvent) -> None:
        if self._is_arranged:
            self._preferences.keep_layout(self.objectName(), bytes(self.saveState().data()))
        super().hideEvent(event)

    def _fit(self) -> None:
        theme, width = self._look.theme, self.width()
        self._least_of_each = self._least()
        self.updateGeometry()
        kept = self._preferences.layout(self.objectName())
        if not self._is_arranged and kept:
            self._is_arranged = self.restoreState(kept)
        if not self._is_arranged:
            right = round(min(max(theme.px(_LEAST), width * _SHARE), width * _AT_MOST))
            self.setSizes([width - right, right])

    def _least(self) -> list[int]:
        halves = (self.widget(number) for number in range(self.count()))
        return [half.minimumSizeHint().width() for half in halves if half is not None]

    def _moved(self, _place: int, _number: int) -> None:
        self._is_arranged = True
