"""Cyclic garbage is collected on the GUI thread only, and what is young more often than what is old.

CPython collects on whichever thread allocates, and a widget in a reference cycle is then destroyed there: Qt forbids
it, and it was seen with PySide6. What exists when the window has opened is frozen as it is: to look through it takes
200 ms, and hardly any of it is garbage. A collection holds the window the longer the more it looks through, so what is
young is collected a little at a time, and what is old while nobody uses the window. What is free then goes back to the
system: a start's imports leave some fifteen MiB of it, which the C library keeps for whoever asks next.
"""

import gc
import sys
import time
from threading import Thread

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 250
_MANY = 10_000  # young objects: 8 ms, or 15 where most of them are garbage
_MIDDLE_AT_EACH = 3  # young collections: what has outlived one; ten held the window 85 ms
_RESTS_S = 0.025  # used of the thread in a turn: less, and nobody uses the window
_ALL_AFTER, _ALL_AT_LAST = 80, 2_400  # turns: 20 s of rest, or ten minutes without that


class GuiThreadCollector(QObject):
    """Make one on the GUI thread when the window has opened: from then on garbage is collected on its timer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._rested = self._since_all = 0
        self._used = time.thread_time()
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()
        _give_back_beside()

    def collect(self) -> None:
        """Collect what is young where there is much of it; after a rest everything that isn't frozen."""
        before, self._used = self._used, time.thread_time()
        self._rested = self._rested + 1 if self._used - before < _RESTS_S else 0
        self._since_all += 1
        young, collected, outlived = gc.get_count()
        is_due = self._rested >= _ALL_AFTER and (collected or outlived or young >= _MANY)
        if is_due or self._since_all >= _ALL_AT_LAST:
            self._rested = self._since_all = 0
            gc.collect()
            _give_back_beside()
        elif young >= _MANY:
            gc.collect(1 if collected >= _MIDDLE_AT_EACH else 0)


def _give_back_beside() -> None:
    """On a thread of its own: it takes as long as there is much to look through."""
    Thread(target=give_back, name="give memory back", daemon=True).start()


def give_back() -> None:
    """Give free memory back to the system, where the C library keeps it: glibc, so on Linux."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415  seldom, and never before the first paint

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
