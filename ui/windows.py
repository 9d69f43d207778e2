"""The windows of one desk on one database: one door, one clock, one look; each shows what it wants."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from ui.main_window import MainWindow
from ui.main_window_of import main_window_of
from ui.taking_down import take_down

if TYPE_CHECKING:  # the first paint waits for neither
    from app.door.errors import Refused, Unavailable
    from ui.desk import Desk


class Windows(QObject):
    """`make` makes a further one, of a number from 2 on: it stands where the window of that number stood last.

    Whatever goes on beside the windows belongs to this and not to one of them: any of them may be closed first.
    """

    opened = Signal(object)  # each, the first one too
    left = Signal()  # one is closed, and others stay

    def __init__(self, make: "Callable[[int, Desk], MainWindow]") -> None:
        super().__init__()
        self._make = make
        self._open: dict[int, MainWindow] = {}  # the one that was opened last comes last
        self._left: list[MainWindow] = []
        self._desk: Desk | None = None

    @property
    def desk(self) -> "Desk":
        """That of the first window, which outlives it."""
        if self._desk is None:
            self._desk = self.front.desk
            self._desk.shared.window_wanted.connect(self.open_another)
        return self._desk

    @property
    def front(self) -> MainWindow:
        """The one that has the keyboard, also in a dialog of it; else the one opened last; of closed ones the last."""
        active = QApplication.activeWindow()
        in_front = active and main_window_of(active)
        every = [*self._open.values()] or self._left
        return next((each for each in every if each is in_front), every[-1])

    def say(self, trouble: "Refused | Unavailable") -> None:
        """What concerns the whole program is said where somebody looks."""
        self.front.say(trouble)

    def take_in(self, window: MainWindow, number: int = 1) -> None:
        """It is one of them from now on."""
        self._open[number] = window
        window.furnished.connect(lambda: self.desk)
        window.closed.connect(lambda: self._let_go(number))
        self.opened.emit(window)

    def open_another(self) -> None:
        """A further one, which comes to the front."""
        number = next(each for each in range(1, len(self._open) + 2) if each not in self._open)
        window = self._make(number, self.desk)
        self.take_in(window, number)
        window.show()

    def take_down(self) -> None:
        """The end: no window is left, and nothing goes on that belonged to all of them, such as what collects."""
        for each in (*self._left, *self._open.values()):
            if isValid(each):
                take_down(each)
        delete(self)

    def _let_go(self, number: int) -> None:
        """One is closed and the others stay: what it took is free again. The last is left to whoever takes all down."""
        window = self._open.pop(number, None)
        if window is None:
            return
        self._left = [each for each in self._left if isValid(each)] + [window]
        if self._open:
            window.desk.shared.left(window.desk)
            window.deleteLater()
            self.left.emit()
