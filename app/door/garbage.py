"""Cyclic garbage is collected on the GUI thread only.

CPython collects on whichever thread allocates, and a widget in a reference cycle is then destroyed there: Qt forbids
it, and it was seen with PySide6. What exists when the window has opened is frozen first, or a full collection would
take 40 ms of the 50 ms in which the window has to answer.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 10_000


class GuiThreadCollector(QObject):
    """Make one on the GUI thread when the window has opened: from then on garbage is collected on its timer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.collect()
        gc.freeze()
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect now, for instance after a large dialog has closed."""
        gc.collect()
