"""The system's wish that the program ends: a session that closes, a computer that shuts down, Ctrl+C in a terminal.

Left to themselves, such signals end the process at once, with its connections open and its last letters not kept.
Windows asks the windows instead.
"""

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")


class StopSignals(QObject):
    """`asked` on the window's thread, from its loop, so never in the middle of anything. Close it at the end."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[int, object] = {}
        if os.name != "posix":
            return
        self._heard, self._woken = os.pipe()
        for end in (self._heard, self._woken):
            os.set_blocking(end, False)
        self._bell = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._rung)
        self._bell_before = signal.set_wakeup_fd(self._woken)
        for name in _NAMES:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, _only_ring)

    def close(self) -> None:
        """Leave the signals as they were."""
        if self._before:
            for number, handler in self._before.items():
                signal.signal(number, handler)  # type: ignore[arg-type]  # what it gave
            self._before = {}
            signal.set_wakeup_fd(self._bell_before)
            self._bell.setEnabled(False)
            os.close(self._heard)
            os.close(self._woken)

    def _rung(self) -> None:
        os.read(self._heard, 64)
        self.asked.emit()


def _only_ring(_number: int, _frame: FrameType | None) -> None:
    """Python writes into the pipe, which wakes the loop: what is to be done is done there."""
