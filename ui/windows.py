"""The windows of one desk on one database: one door, one clock, one look; each shows what it wants."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from ui.main_window import MainWindow
from ui.main_window_of import main_window_of
from ui.taking_down import take_down

if TYPE_CHECKING:  # the first paint waits for neither
    from app.door.changes import Changes
    from app.door.clocks_apart import Apart
    from app.door.door import Pressed
    from app.door.errors import Refused, Unavailable
    from ui.desk import Desk
    from ui.widgets.notice_bar import NoticeBar


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
        self._said_of_clock = ""
        self._used_last = 1
        self._is_closing = False  # several may be closed at once: which was used last is known at the first of them

    @property
    def desk(self) -> "Desk":
        """That of the first window, which outlives it."""
        if self._desk is None:
            self._desk = self.front.desk
            self._desk.shared.window_wanted.connect(self.open_another)
            self._desk.door.late.connect(self._say_late)
            self._desk.shared.clock_apart.connect(self._say_clock_apart)
        return self._desk

    @property
    def front(self) -> MainWindow:
        """The one that has the keyboard, also in a dialog of it; else the one opened last; of closed ones the last."""
        active = QApplication.activeWindow()
        in_front = active and main_window_of(active)
        every = [*self._open.values()] or self._left
        return next((each for each in every if each is in_front), every[-1])

    @property
    def notice(self) -> "NoticeBar | None":
        """What concerns the whole program is said where somebody looks; none before a window can say anything."""
        can_say = [each for each in (*self._open.values(), self.front) if each.is_furnished]
        return can_say[-1].notice if can_say else None

    def say(self, trouble: "Refused | Unavailable") -> None:
        """A trouble, in one window."""
        if self.notice is not None:
            self.notice.say(trouble)

    def warn(self, text: str) -> None:
        """Something is wrong that was found beside the windows."""
        if self.notice is not None:
            self.notice.warn(text)

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

    def _say_late(self, pressed: "Pressed", answer: "Changes | Refused | Unavailable") -> None:
        """What became of a deed whose form was left before its answer was known."""
        from app.door.changes import Changes  # noqa: PLC0415  the first paint waits for none of it

        if self.notice is None:
            return
        if isinstance(answer, Changes):
            self.notice.tell(f"{pressed.title}: it was saved after all, when you pressed. Look before you do it again.")
        else:
            self.notice.inform(f"{pressed.title}: it wasn't saved. {answer}")

    def _say_clock_apart(self, off: "Apart | None") -> None:
        from ui.text import clock_apart_text  # noqa: PLC0415  the first paint waits for none of it

        for each in self._open.values():
            if self._said_of_clock and each.is_furnished and each.notice.text.text() == self._said_of_clock:
                each.notice.clear()
        self._said_of_clock = "" if off is None else clock_apart_text(off)
        if off is not None:
            self.warn(self._said_of_clock)

    def _let_go(self, number: int) -> None:
        """One is closed and the others stay: what it took is free again. The last is left to whoever takes all down."""
        if number not in self._open:
            return
        self._note_used_last(number)
        window = self._open.pop(number)
        self._left = [each for each in self._left if isValid(each)] + [window]
        if self._open:
            window.desk.shared.left(window.desk)
            window.deleteLater()
            self.left.emit()
        else:
            window.desk.preferences.stand_first(self._used_last)

    def _note_used_last(self, closing: int) -> None:
        if self._is_closing:
            return
        self._is_closing = True
        QTimer.singleShot(0, self, self._closed)
        active = QApplication.activeWindow()
        in_front = active and main_window_of(active)
        self._used_last = next((number for number, each in self._open.items() if each is in_front), closing)

    def _closed(self) -> None:
        self._is_closing = False
