"""News of other desks, without Qt: which parts of the data somebody else has just changed.

SQLite is asked now and then whether its file has changed (a few microseconds), PostgreSQL says so by itself; both name
only tables and ids, never what was written.
"""

from collections.abc import Collection, Iterator
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from app.door.changes import Changes
from app.door.topics import EVERYTHING, topics_of
from app.door.work import Work
from models.database import Database
from models.database_file import NotOurs
from models.others_commits import Commit, commits_to_file, commits_to_server, people_of

_EVERY_S = 0.5
_TIMES_A_NOTE = 20  # a server's state is noted so seldom: it is a question of its own
_AGAIN_AFTER_S = 2.0  # a server that has gone is looked for so often


def listen(work: Work, stop: Event) -> Iterator[Changes | None]:
    """What other desks changed, each time that they do, until `stop` is set. The first, empty, says that it listens.

    Named are the people whom it is about, where every row says so. None says that the database has gone; once it is
    back, everything may have changed.
    """
    database = work.database
    fault: type[Exception] = database.engine.dialect.dbapi.Error  # type: ignore[union-attr]  # there once connected
    was_away = False
    while not stop.is_set():
        try:
            news = _of_file(work, stop) if database.is_sqlite else _of_server(database, stop)
            for changes in news:
                yield Changes(EVERYTHING) if was_away and not changes.topics else changes
                was_away = False
        except (SQLAlchemyError, OSError, NotOurs, fault):
            if not was_away:
                yield None
            was_away = True
            stop.wait(_AGAIN_AFTER_S)


def _of_file(work: Work, stop: Event) -> Iterator[Changes]:
    """The audit says whose a commit was, by its operation."""
    with commits_to_file(work.database) as look:
        yield Changes(frozenset())
        while not stop.wait(_EVERY_S):
            written = look()
            theirs = [each for each in written if not work.did(each.operation)]
            if written:
                _remember(work.database)
            if theirs:
                yield _changes(work.database, theirs)


def _of_server(database: Database, stop: Event) -> Iterator[Changes]:
    with commits_to_server(database) as wait:
        yield Changes(frozenset())
        times = 0
        while not stop.is_set():
            theirs = wait(_EVERY_S)
            times += 1
            if times % _TIMES_A_NOTE == 0:
                _remember(database)
            if theirs:
                yield _changes(database, theirs)


def _remember(database: Database) -> None:
    if database.remember is not None:
        database.remember(database)


def _changes(database: Database, commits: Collection[Commit]) -> Changes:
    return Changes(topics_of({each.table for each in commits}), people_of(database, commits))
