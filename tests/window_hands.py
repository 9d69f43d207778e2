"""The process behind `tests.window_apart`: the window as the program opens it, and hands that do what they are told.

`python -m tests.window_hands URL MOMENT` reads lines of JSON, a deed and what it is done with; it answers each with a
line once every question is answered and what was to be waited for is seen.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from app import bootstrap
from app.door.door import Door, LateWork
from app.door.watch import Watch
from ui.desk import Desk
from ui.main_window import MainWindow

_QUIET_ROUNDS = 3  # an answer may lead to a further question
_LOOKS_EVERY_MS = 10


class Hands(QObject):
    """Of whoever sits at the window; what is read from outside is done on its thread."""

    told = Signal(str)

    def __init__(self, window: MainWindow, door: Door) -> None:
        super().__init__(window)
        self._window, self._door, self._quiet = window, door, 0
        self._then: Callable[[], Any] = lambda: "open"
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.told.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Sit down: from now on the window hears what others do."""
        self._window.activateWindow()
        self._timer.start()
        Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        for line in sys.stdin:
            with suppress(RuntimeError):  # the window has gone meanwhile
                self.told.emit(line)

    def _do(self, line: str) -> None:
        deed, *told = json.loads(line)
        self._then = getattr(self, f"_{deed}")(*told)
        self._quiet = 0
        self._timer.start()

    def _look(self) -> None:
        self._quiet = 0 if self._door.tasks.is_busy else self._quiet + 1
        answer = self._then() if self._quiet >= _QUIET_ROUNDS else None
        if answer is not None:
            self._timer.stop()
            sys.stdout.write(f"{json.dumps(answer)}\n")
            sys.stdout.flush()

    def _keys(self, sequence: str) -> Callable[[], Any]:
        pressed = QKeySequence(sequence)[0]
        widget = QApplication.activePopupWidget() or QApplication.focusWidget() or self._window
        QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())
        return lambda: True

    def _write(self, text: str) -> Callable[[], Any]:
        QTest.keyClicks(QApplication.focusWidget(), text)
        return lambda: True

    def _wait(self, name: str, words: str, gone: bool) -> Callable[[], Any]:  # noqa: FBT001  as the line tells it
        return lambda: True if (words in self._shown(name)) is not gone else None

    def _read(self, name: str) -> Callable[[], Any]:
        widget = QApplication.focusWidget()
        return lambda: self._shown(name) if name else "" if widget is None else widget.objectName()

    def _leave(self) -> Callable[[], Any]:
        self._window.close()
        return lambda: None

    def _shown(self, name: str) -> str:
        named = [each for each in QApplication.allWidgets() if each.objectName() == name]
        # a list that stands behind a form goes on beneath it
        found = [each for each in named if each.isVisible() or isinstance(each, QAbstractItemView)]
        return "\n".join(map(_words_of, found))


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        cells = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
        return "\n".join(str(model.index(row, column).data()) for row, column in cells)
    for name in ("toPlainText", "text"):
        if hasattr(widget, name):
            return str(getattr(widget, name)())
    return f"{widget.accessibleName()} {widget.accessibleDescription()}"


def _sit(url: str, as_at: datetime) -> int:
    watch_others = bootstrap.watch_others

    def watched(desk: Desk, work: LateWork) -> Watch:
        watch = watch_others(desk, work)
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        watch.listening.connect(Hands(window, desk.door).begin)
        return watch

    bootstrap.watch_others = watched
    return bootstrap.run(url, as_at)


if __name__ == "__main__":
    sys.exit(_sit(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
