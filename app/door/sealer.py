"""Seals the audit behind whoever saves: on a thread and a connection of its own, so that no save ever waits for it.

What can't be sealed now (another desk is sealing, the server is gone, the program was killed) is sealed after the next
save, by whichever desk: nothing is lost by it, and nobody is told.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event, Thread
from time import sleep

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.database_file import NotOurs
from models.migrations.sealing_on_server import BATCH
from models.sealing import seal_new

_REST_S = 0.15  # SQLite looks again after 0.1 s at most
_CLOSING_S = 2.0  # closing waits no longer than that


class Sealer:
    """`wake` after each commit, from any thread; `close` at the end. `note` keeps the last seal on this desk."""

    def __init__(self, url: str, now: Callable[[], datetime], note: Callable[[Connection], None]) -> None:
        self._url, self._now, self._note = url, now, note
        self._wanted, self._is_closing = Event(), False
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Something was committed: seal it soon, several commits at once where they come fast."""
        if self._is_closing:
            return
        self._wanted.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="seal", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Seal what is left, for so long as closing may take; the rest is sealed after the next save."""
        self._is_closing = True
        if self._thread is not None:
            self._wanted.set()
            self._thread.join(_CLOSING_S)

    def _run(self) -> None:
        database = Database(self._url, self._now, by="seal")
        try:
            while True:
                self._wanted.wait()
                self._wanted.clear()
                with suppress(DBAPIError, NotOurs, OSError):
                    self._seal(database)
                if self._is_closing and not self._wanted.is_set():
                    return
        finally:
            database.close()

    def _seal(self, database: Database) -> None:
        if seal_all(database, self._now, lambda: not self._is_closing):
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
