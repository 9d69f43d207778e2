"""What becomes of a draft whose deed is under way: it goes once that is stored, however its window ends."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.desk.drafts import Draft
from ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft whose deed was asked for: once that is stored `rest` is kept of it, whatever has become of the form."""

    desk: Desk
    rest: Draft
    form: QObject  # that it was typed into, which may have gone
    is_open: Callable[[Draft], bool]
    forget: Callable[[], None]
    is_whole: bool  # its form has nothing else to go on with

    def stored(self) -> None:
        """On a worker, after all that was to be kept before."""
        self.desk.door.tasks.keep_next(partial(self.desk.drafts.keep, self.rest))

    def end(self) -> None:
        """On the window's thread, which knows it now: the form, or that of another window, lets go of it too."""
        is_there = isValid(self.form) and self.is_open(self.rest)
        if is_there and self.is_whole:
            self.forget()
        elif not is_there:
            self.desk.shared.typed.emit(self.desk, self.rest, True)
