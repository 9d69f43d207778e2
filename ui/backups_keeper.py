"""Makes backups beside the window, every two hours and at closing, on a thread that the end waits two seconds for."""

from collections.abc import Callable
from functools import partial
from threading import Thread

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.backups.errands import Errands, Stands
from app.backups.making import Made
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Reached
from app.door.tasks import Tasks

_LOOKS_EVERY_MS = 5 * 60_000
_CLOSING_S = 2.0
_Ended = Made | Refused | Unavailable


class BackupsKeeper(QObject):
    """`stood` says how it stands, `doing` how far one is, `ended` what became of it."""

    stood = Signal(object)
    doing = Signal(object)
    ended = Signal(object)

    def __init__(self, errands: Errands, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.errands, self._tasks = errands, tasks
        self.stands: Stands | None = None
        self._thread: Thread | None = None
        self._progress = Progress()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.ended.connect(self.look, Qt.ConnectionType.QueuedConnection)

    @property
    def is_making(self) -> bool:
        """Whether one is under way."""
        return self._thread is not None and self._thread.is_alive()

    def begin(self) -> None:
        """From now on: look at once, and again every few minutes."""
        self._timer.start()
        self.look()

    def look(self, _ended: object = None) -> None:
        """Ask how it stands; what is due by itself is begun."""
        self._tasks.read(self, self.errands.stands, self._stands, lambda _trouble: None, latest="backups.stands")

    def make(self) -> None:
        """One now, unless one is under way."""
        if not self.is_making:
            self._progress = Progress(self.doing.emit)
            self._start(self.errands.make)

    def cancel(self) -> None:
        """End the one under way; nothing of it is left."""
        self._progress.stop()

    def close(self) -> None:
        """The end: what was recorded since the last is backed up, as far as two seconds go; the rest is owed."""
        self._timer.stop()
        if not self.is_making:
            self._progress = Progress()
            self._start(self.errands.make_at_closing)
        if self._thread is not None:
            self._thread.join(_CLOSING_S)
        self._progress.stop()

    def _start(self, make: Callable[[Progress], Made | None]) -> None:
        # A thread of its own, which the end of the program doesn't wait for: a slow drive may keep it for minutes.
        self._thread = Thread(target=partial(self._run, make, self._progress), name="backup", daemon=True)
        self._thread.start()

    def _run(self, make: Callable[[Progress], Made | None], progress: Progress) -> None:
        answer: _Ended | None
        try:
            answer = make(progress)
        except (Refused, Unavailable) as trouble:
            answer = trouble
        if answer is not None:
            self.ended.emit(answer)

    def _stands(self, stands: Stands) -> None:
        self.stands = stands
        self.stood.emit(stands)
        if stands.is_due and self._timer.isActive():
            self.make()


def percent(reached: Reached) -> str:
    """How far one is, in words."""
    return f"{reached.doing or 'Working'}… {reached.percent} %"
