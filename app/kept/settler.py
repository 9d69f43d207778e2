"""Keeps the lines of Today behind whoever saves: on a thread of its own, so that no save ever waits for it.

What can't be settled now (another desk settles, the server is gone, the program was killed) is settled after the next
save or the next look, by whichever desk: until then Today derives it live, and nobody is told. A defect is told, and
tried again after a pause: else one record that a rule can't judge would slow Today down until the next start, unknown.
"""

from collections.abc import Callable
from functools import partial
from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from app.door.errors import Refused, Unavailable
from app.door.outliving import Ended, outlive
from app.door.turn import Turn
from app.door.work import Work

_LOOK_S = 30.0  # for what others left unsettled, and for another day; the first time after Today was shown at a start
_USUAL = (DBAPIError, OSError, Refused, Unavailable)
_CLOSING_S = 2.0  # closing waits no longer than that


class Settler:
    """`wake` after each commit, from any thread; `close` at the end, before the connections are given back.

    `looked` is called after each look, with a turn of its own; `ended` then with None, or with the defect that ended
    the look: nothing is tried then for `pause` seconds.
    """

    def __init__(
        self,
        work: Work,
        looked: Callable[[Turn], None] | None = None,
        ended: Ended | None = None,
        *,
        pause: float = _LOOK_S,
    ) -> None:
        self._work, self._looked, self._ended, self._pause = work, looked, ended, pause
        self._wanted, self._closing = Event(), Event()
        self._thread = Thread(target=self._run, name="settle", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was committed: settle it soon, several commits at once where they come fast."""
        self._wanted.set()

    def close(self) -> None:
        """Leave what isn't settled yet to the next who looks; what is being settled is waited for that long."""
        self._closing.set()
        self._wanted.set()
        self._thread.join(_CLOSING_S)

    def _run(self) -> None:
        while True:
            self._wanted.wait(_LOOK_S)
            self._wanted.clear()
            if self._closing.is_set():
                return
            outlive(self._look, _USUAL, self._ended, partial(self._closing.wait, self._pause))

    def _look(self) -> None:
        from app.kept.settling import settle  # noqa: PLC0415  the first rows are shown before it is needed
        from app.queries.today.due_lines import to_derive  # noqa: PLC0415  the same

        if self._work.read(to_derive) != frozenset():  # asked first: a file has one writer at a time
            self._work.keep(settle)
        if self._looked is not None:
            self._work.read(self._looked)
