"""News of other desks, without Qt: which parts of the data somebody else has just changed.

SQLite is asked now and then whether its file has changed (a few microseconds), PostgreSQL says so by itself; both name
only tables and ids, never what was written. What a desk shows is at most 8 s old, or it knows since when it isn't live.
"""

import time
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from threading import Event, Thread
from typing import Self
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from app.door.changes import Changes, Lost, OpenElsewhere
from app.door.clocks_apart import APART, Apart, Told, apart
from app.door.topics import EVERYTHING, topics_of
from app.door.work import Work
from models.database import Database
from models.database_file import NotOurs
from models.others_commits import BEAT_S, Commit, commits_to_file, commits_to_server, people_of

_EVERY_S = 0.5
_BEATS_A_NOTE = 5  # a server's state is noted so seldom: it is a question of its own
_AGAIN_AFTER_S = 2.0  # a server that has gone is looked for so often
_LEAVING_S = 1.0  # closing waits no longer for a server's state
InView = Callable[[], UUID | None]


def listen(
    work: Work, stop: Event, seconds: Callable[[], float] = time.monotonic, in_view: InView = lambda: None
) -> Iterator[Changes | Lost | OpenElsewhere | Told]:
    """What other desks changed, each time that they do, until `stop` is set. The first, empty, says that it listens.

    Named are the people whom it is about, where every row says so. Lost says that the database has gone; once it is
    back, everything may have changed. `seconds` is the clock by which a server is asked whether it is still there.
    Whose record is open here, `in_view` says: a server tells it to the others, and who else has it open. How far this
    desk's clock is apart from the server's is Told where that is felt, when it changes, and once it is mended.
    """
    database = work.database
    fault: type[Exception] = database.engine.dialect.dbapi.Error  # type: ignore[union-attr]  # there once connected
    was_away, lived, compared = False, _Lived(work.clock.now), _Compared(work)
    while not stop.is_set():
        try:
            if database.is_sqlite:
                news: Iterator[Changes | OpenElsewhere | Told] = _of_file(work, stop, lived)
            else:
                news = _of_server(work, stop, seconds, (lived, compared), in_view)
            for each in news:
                is_back = was_away and isinstance(each, Changes) and not each.topics
                yield Changes(EVERYTHING) if is_back else each
                was_away = False
        except (SQLAlchemyError, OSError, NotOurs, fault):
            if not was_away:
                yield Lost(lived.at)
            was_away = True
            stop.wait(_AGAIN_AFTER_S)


class _Lived:
    """When the database was last known to tell everything, by this desk's clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self.at = now, now()

    def note(self) -> None:
        self.at = self._now()


def _of_file(work: Work, stop: Event, lived: _Lived) -> Iterator[Changes]:
    """The audit says whose a commit was, by its operation."""
    with commits_to_file(work.database) as look:
        yield Changes(frozenset())
        while not stop.wait(_EVERY_S):
            written = look()
            lived.note()
            theirs = [each for each in written if not work.did(each.operation)]
            if written:
                _remember(work.database)
            if theirs:
                with work.database.reading() as session:
                    people = people_of(session, theirs)
                yield _changes(theirs, people)


def _of_server(
    work: Work, stop: Event, seconds: Callable[[], float], known: tuple[_Lived, "_Compared"], in_view: InView
) -> Iterator[Changes | OpenElsewhere | Told]:
    database, (lived, compared) = work.database, known
    with commits_to_server(database, seconds) as server, _Noting(database) as noting:
        lived.note()
        yield Changes(frozenset())
        beats, beaten, told = 0, seconds(), OpenElsewhere(UUID(int=0), ())
        while not stop.is_set():
            theirs = server.wait(_EVERY_S)
            if theirs:
                yield _changes(theirs, server.people(theirs))
            person, is_time = in_view(), seconds() - beaten >= BEAT_S
            if is_time or person not in {None, told.person}:
                before = work.clock.now()
                names = server.beat(person)
                lived.note()
                if compared.is_otherwise(before, server.moment):
                    yield Told(compared.off)
                if person is not None and OpenElsewhere(person, names) != told:
                    told = OpenElsewhere(person, names)
                    yield told
            if is_time:
                beats, beaten = beats + 1, seconds()
                if beats % _BEATS_A_NOTE == 0:
                    noting.note()


class _Compared:
    """How far this desk's clock is apart from its server's, as was told last; a clock that was set isn't compared."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.off: Apart | None = None

    def is_otherwise(self, before: datetime, told: datetime | None) -> bool:
        if told is None or self._work.clock.is_set:
            return False
        after = self._work.clock.now()
        self._work.go_by(before, told, after)
        last = self.off
        off = apart(before, told, after, was_apart=last is not None)
        if off is not None and last is not None and abs(off.by - last.by) <= APART:
            return False  # no other than was said
        self.off = off
        return off != last


class _Noting:
    """Notes where a server's audit ends, beside whoever listens: a question of its own keeps no beat from its time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread: Thread | None = None

    def note(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=_remember, args=(self._database,), name="note", daemon=True)
            self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._thread is not None:
            self._thread.join(_LEAVING_S)


def _remember(database: Database) -> None:
    if database.remember is not None:
        database.remember(database)


def _changes(commits: Collection[Commit], people: frozenset[UUID]) -> Changes:
    return Changes(topics_of({each.table for each in commits}), people)
