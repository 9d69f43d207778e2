"""One count of the figures at a time: one that takes long says how far it is, with a Cancel that Escape presses too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.door.door import Door
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Reached, Stopped
from app.queries.figures.figures import figures
from ui.widgets.notice_bar import NoticeBar

Answer = TypeVar("Answer")
_COUNTING = "Counting these figures…"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: the days, both included, and whose figures."""

    first: date
    last: date
    team: UUID | None
    patch: UUID | None


class Counting(QObject):
    """`counted` with whole figures, or `stopped`: by Cancel, or by Escape while it is said that they are counted."""

    counted = Signal(object)  # FiguresView
    stopped = Signal()
    failed = Signal(object)  # Refused or Unavailable

    patience_ms = 1_000  # a count that is done by then isn't spoken of

    def __init__(self, page: QWidget, door: Door, notice: NoticeBar) -> None:
        super().__init__(page)
        self._door, self._notice = door, notice
        self._progress: Progress | None = None
        self._is_said, self._last = False, Reached(0, 0)
        self.is_long = False  # the last one took so long that it isn't done again unasked
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.timeout.connect(self._say)
        self._leave = QShortcut(QKeySequence("Escape"), page)
        self._leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.stop)

    @property
    def is_under_way(self) -> bool:
        """Whether figures are counted now."""
        return self._progress is not None

    def begin(self, asked: Asked) -> None:
        """Count these; what is counted just now is given up, for nobody waits for it any more."""
        if self._progress is not None:
            self._progress.stop()
        self._last = Reached(0, 0)
        self._progress = progress = self._door.tasks.progress(self, self._reached)
        self._waits.start(self.patience_ms)
        self._door.ask_long(
            self, figures, progress, first=asked.first, last=asked.last, team=asked.team, patch=asked.patch
        ).then(partial(self._over, self.counted.emit), partial(self._over, self._trouble), latest="figures")

    def stop(self) -> None:
        """Give up what is counted; what is shown stays."""
        if self._progress is not None:
            self._progress.stop()

    def _say(self) -> None:
        if self._progress is not None:
            self._is_said = True
            self._leave.setEnabled(True)
            self._notice.work(_COUNTING, self._progress)
            self._notice.reached(self._last)

    def _reached(self, reached: Reached) -> None:
        self._last = reached
        if self._is_said:
            self._notice.reached(reached)

    def _over(self, tell: Callable[[Answer], None], answer: Answer) -> None:
        self._waits.stop()
        self._leave.setEnabled(False)
        self.is_long = self._is_said
        if self._is_said:
            self._notice.clear()
        self._progress, self._is_said = None, False
        tell(answer)

    def _trouble(self, why: Refused | Unavailable) -> None:
        if isinstance(why, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(why)
