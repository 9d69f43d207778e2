"""Cyclic garbage is collected on the GUI thread only, and what is young more often than what is old.

CPython collects on whichever thread allocates, and a widget in a reference cycle is then destroyed there: Qt forbids
it, and it was seen with PySide6. What exists when the window has opened is frozen as it is: to look through it takes
200 ms, and hardly any of it is garbage.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 10_000
_ALL_AT_EACH = 6  # turns: once a minute also what has outlived a collection, which takes longer the more is open


class GuiThreadCollector(QObject):
    """Make one on the GUI thread when the window has opened: from then on garbage is collected on its timer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._turns = 0
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect what has come since the last time; at every sixth turn everything that isn't frozen."""
        self._turns += 1
        gc.collect(1 if self._turns % _ALL_AT_EACH else 2)
