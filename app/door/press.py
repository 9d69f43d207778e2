"""One press of a button, from the press until its answer is known: it is never stored twice, and can be taken back.

A connection that goes while the deed is being stored leaves its answer unknown, never "failed". Whoever does it again
does it with the same press: the same operation and the same keys. No Qt, no database.
"""

from collections.abc import Callable
from enum import Enum, auto
from threading import Event, Lock, Thread
from uuid import UUID

from app.door.changes import Changes
from app.door.progress import Stopped
from models.keys import Keys, new_id

_POLITELY_S = 1.0  # so long a statement that was asked to stop may take, before its connection is cut


class Stage(Enum):
    """How far a press is."""

    WAITING = auto()  # for its turn, or doing what can still be taken back
    SENT = auto()  # the database was told to keep it
    KNOWN = auto()  # its answer is known


class Press:
    """Made when the button is pressed. `operation` may come from outside, where it may have been done before."""

    def __init__(self, operation: UUID | None = None) -> None:
        self.operation = operation or new_id()
        self.may_be_saved = operation is not None
        self.keys = Keys()
        self.transaction: str | None = None  # the server's name for what was sent, to ask it by
        self.answer: Changes | None = None
        self.stage = Stage.WAITING
        self.was_stored = False  # the deed was found, not done
        self.is_cancelled = False
        self._changing, self._breaking, self._left = Lock(), Lock(), Event()
        self._ask: Callable[[], None] | None = None
        self._cut: Callable[[], None] | None = None

    @property
    def can_be_cancelled(self) -> bool:
        """Whether it can still be taken back for certain."""
        return self.is_nothing_stored and not self.is_cancelled

    @property
    def is_nothing_stored(self) -> bool:
        """Whether that is certain: the database hasn't been told to keep it."""
        return self.stage is Stage.WAITING and not self.may_be_saved

    def cancel(self) -> bool:
        """Take it back, from any thread; whether it is certain that nothing is stored. It may be too late for that."""
        with self._changing:
            if not self.can_be_cancelled:
                return False
            self.is_cancelled = True
        if self._ask is not None:
            Thread(target=self._break_off, name="cancel").start()
        return True

    def cut(self) -> None:
        """Wait no longer for what was sent: its connection is ended, and the database is asked anew."""
        with self._breaking:
            if self._cut is not None:
                self._cut()

    def give_up(self) -> None:
        """Nobody waits for it any more: if it turns out not to be stored, it isn't done again."""
        with self._changing:
            self.is_cancelled = True

    def begin(self, ask: Callable[[], None], cut: Callable[[], None]) -> None:
        """On the worker: it has its turn; `ask` stops what its connection does, `cut` ends the connection."""
        with self._breaking:
            self._ask, self._cut = ask, cut
            self._left.clear()
        if not self.may_be_saved:
            self.stop_if_cancelled()

    def leave(self) -> None:
        """On the worker: the connection is used for something else from now on."""
        with self._breaking:
            self._ask = self._cut = None
            self._left.set()

    def send(self, answer: Changes) -> None:
        """On the worker: from now on it can't be taken back, and without an answer isn't known."""
        with self._changing:
            self.stop_if_cancelled()
            self.answer, self.stage, self.may_be_saved = answer, Stage.SENT, True

    def settle(self) -> None:
        """Its answer is known, whatever it is."""
        self.stage, self.may_be_saved = Stage.KNOWN, False

    def not_stored(self) -> None:
        """The database knows that it isn't stored: it may be done again."""
        self.stage, self.may_be_saved = Stage.WAITING, False

    def stop_if_cancelled(self) -> None:
        """Raise Stopped where it was taken back."""
        if self.is_cancelled:
            raise Stopped

    def _break_off(self) -> None:
        with self._breaking:
            if self._ask is not None:
                self._ask()
        self._left.wait(_POLITELY_S)
        self.cut()
