"""Seals the audit behind whoever saves: on a thread and a connection of its own, so that no save ever waits for it.

What can't be sealed now (another desk is sealing, the server is gone, the program was killed) is sealed after the next
save, by whichever desk: nothing is lost by it, and nobody is told. A defect is told, and tried again after a pause.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event, Thread
from time import sleep

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.door.outliving import Ended, outlive
from models.database import Database
from models.database_file import NotOurs
from models.migrations.sealing_on_server import BATCH
from models.sealing import seal_new

_REST_S = 0.15  # SQLite looks again after 0.1 s at most
_AGAIN_AFTER_S = 30.0
_USUAL = (DBAPIError, NotOurs, OSError)
_CLOSING_S = 2.0  # closing waits no longer than that


class Sealer:
    """`wake` after each commit, from any thread; `close` at the end. `note` keeps the last seal on this desk.

    `ended` is called after each sealing with None, or with the defect that ended it: nothing is tried then for `pause`
    seconds.
    """

    def __init__(
        self,
        url: str,
        now: Callable[[], datetime],
        note: Callable[[Connection], None],
        ended: Ended | None = None,
        *,
        pause: float = _AGAIN_AFTER_S,
    ) -> None:
        self._url, self._now, self._note, self._ended, self._pause = url, now, note, ended, pause
        self._wanted, self._closing = Event(), Event()
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Something was committed: seal it soon, several commits at once where they come fast."""
        if self._closing.is_set():
            return
        self._wanted.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="seal", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Seal what is left, for so long as closing may take; the rest is sealed after the next save."""
        self._closing.set()
        if self._thread is not None:
            self._wanted.set()
            self._thread.join(_CLOSING_S)

    def _run(self) -> None:
        database = Database(self._url, self._now, by="seal")
        seal = partial(self._seal, database)
        try:
            while True:
                self._wanted.wait()
                self._wanted.clear()
                outlive(seal, _USUAL, self._ended, self._rest)
                if self._closing.is_set() and not self._wanted.is_set():
                    return
        finally:
            database.close()

    def _rest(self) -> None:
        if not self._closing.wait(self._pause):
            self._wanted.set()

    def _seal(self, database: Database) -> None:
        if seal_all(database, self._now, lambda: not self._closing.is_set()):
            with database.engine.connect() as connection:
                self._note(connection)


def seal_all(database: Database, now: Callable[[], datetime], goes_on: Callable[[], bool] = lambda: True) -> int:
    """Seal all that is committed, a batch a transaction, for as long as `goes_on` says; how many entries.

    A file has one writer at a time, and who waits for its place only looks now and then whether it is free: after a
    full batch it is left free for longer than they look away. A first 100,000 entries kept a save waiting for 3.9 s
    without that, and one for the whole 5 s after which it is given up.
    """
    total = 0
    while True:
        with database.writing() as session:
            sealed = seal_new(session.connection(), now())
        total += sealed
        if not sealed or not goes_on():
            return total
        if sealed == BATCH and database.is_sqlite:
            sleep(_REST_S)
