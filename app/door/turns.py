"""One line for what is done on the window's thread a piece at a time, each in a turn of the event loop of its own.

Were each to have a timer of its own, all of them would be called within one turn, and what the window has to do between
two of them, its layout and its painting, in the same turn as the next.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid


class _Line(QObject):
    """First come, first served. Between two of them is a turn for what the first left the window to do."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._steps: deque[tuple[QObject, Callable[[], None]]] = deque()
        self._rests = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def add(self, owner: QObject, step: Callable[[], None]) -> None:
        self._steps.append((owner, step))
        if not self._timer.isActive():
            self._timer.start()

    def _go_on(self) -> None:
        """The next turn is asked for first: a dialog that a step opens may hold this one until it is closed."""
        self._timer.start()
        if self._rests:
            self._rests = False
            if not self._steps:
                self._timer.stop()
            return
        while self._steps:
            owner, step = self._steps.popleft()
            if isValid(owner):
                self._rests = True
                step()
                return
        self._timer.stop()


_lines: list[_Line] = []


def line_up(owner: QObject, step: Callable[[], None]) -> None:
    """`step` is done on this, the window's thread, in a turn of its own, unless `owner` is gone by then."""
    if not _lines or not isValid(_lines[0]):
        _lines[:] = [_Line()]
    _lines[0].add(owner, step)
