"""How far a long piece of work is, and the wish to stop it. No Qt: services report through it, windows listen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.door.errors import Refused


class Stopped(Refused):
    """The person at the desk stopped the work; its transaction is rolled back."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing has been changed.")


@dataclass(frozen=True, slots=True)
class Reached:
    """So many of so many done; `of` is 0 while that isn't known yet."""

    done: int
    of: int
    doing: str = ""

    @property
    def percent(self) -> int:
        """Whole percent, 0 while the whole isn't known."""
        return 0 if self.of <= 0 else min(100, self.done * 100 // self.of)


class Progress:
    """Given to long work, which calls `reached` between rows; `stop` may be called from any thread."""

    def __init__(self, tell: Callable[[Reached], None] | None = None) -> None:
        self._tell = tell
        self._stopped = threading.Event()
        self._told = -1

    def stop(self) -> None:
        """Ask the work to stop at its next row."""
        self._stopped.set()

    def go_on(self) -> None:
        """Between parts of the work, when there is nothing to say: raises Stopped when somebody has asked to stop."""
        if self._stopped.is_set():
            raise Stopped

    def reached(self, done: int, of: int, doing: str = "") -> None:
        """Say how far the work is; raises Stopped when somebody has asked to stop."""
        self.go_on()
        now = Reached(done, of, doing)
        if self._tell is not None and (now.percent != self._told or done == of):
            self._told = now.percent  # at most a hundred messages, however many rows
            self._tell(now)
