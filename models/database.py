"""Opening the database. One session belongs to one piece of work on one thread, and is closed with it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from models.command_line import command
from models.database_file import (
    APPLICATION_ID,
    Files,
    NotOurs,
    Replaced,
    files_of,
    keep_for_owner,
    leave_open,
    make_for_owner,
    refuse_others,
)
from models.file_driver import (
    BUSY,
    LOCKED,
    NO_DATABASE,
    PLAIN,
    UNREADABLE,
    FileDriver,
    code_of,
    file_errors,
    is_plain,
)
from models.file_places import refuse_unfit_place
from models.held_files import HeldFile
from models.prepared import ask_file
from models.revision import refuse_brought_up
from models.server_links import link_options
from models.words_of_file import lend_words

_SIGNED = "signed"
_ALONE = "BEGIN"  # by itself it waits for nobody and reads nothing
_BUSY_S = 5.0  # how long a desk waits for another desk's write before it says so
_PAUSE_S = 0.02  # where SQLite itself doesn't wait, and answers at once that the file is in use
_FILES = "files"  # which files a connection opened, kept with it


class Database:
    """Hands out sessions: `reading()` never writes, `writing()` commits at its end or rolls back.

    On SQLite the row stamps take their moment from `now` and their name from `sign`, else from `by`, which is
    attribution and not protection; PostgreSQL's triggers ask the server for both. A file that isn't there is made only
    where `may_make` says so: a mistyped path must not become an empty database.
    """

    def __init__(
        self,
        url: str | URL,
        now: Callable[[], datetime],
        by: str = "desk",
        *,
        may_make: bool = False,
        patience_s: float = _BUSY_S,
    ) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"hide_parameters": True}  # no personal data in a log or a traceback
        if self.is_sqlite:
            options["connect_args"] = {"timeout": patience_s}
        else:
            options["connect_args"] = link_options(self.url)
            options["use_native_hstore"] = False  # else a first connection asks for its type, in a transaction
        driver = FileDriver.of(Path(self.url.database or "")) if self.is_sqlite else PLAIN
        self.is_encrypted = bool(driver.key)
        if self.is_encrypted:
            options["module"] = driver.module
        self.engine = create_engine(self.url, **options)
        if self.is_sqlite:
            _find_the_file(self.engine, driver, may_make=may_make)
            event.listen(self.engine, "begin", self._to_begin)  # pages of two files together would look like damage
            _tame_sqlite(self.engine, now, by, patience_s)
        self._file = HeldFile(Path(self.url.database or ""))
        self._open: dict[int, tuple[Any, Files | None]] = {}
        event.listen(self.engine, "connect", self._connected)
        event.listen(self.engine, "close", self._closed)
        if self.is_sqlite:
            event.listen(self.engine, "begin", self._begun)  # after the transaction has its place: see _tame_sqlite
        self.remember: Callable[[Database], None] | None = None  # what its last state is noted with, where a desk does
        self.closing: Callable[[], None] | None = None  # told once, before the connections are given back
        if not self.is_sqlite:
            wait_seldom(self.engine)
        alone = self.engine.execution_options(begin=None)
        self._read = sessionmaker(self.engine if self.is_sqlite else alone, expire_on_commit=False, autoflush=False)
        immediately = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._write = sessionmaker(immediately, expire_on_commit=False)

    def reading(self) -> Session:
        """A session for one query, to be used in a `with` block."""
        return self._read()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session and its transaction, for one use case."""
        with self._write.begin() as session:
            if self.is_sqlite:
                refuse_brought_up(session.connection())
            yield session

    def sign(self, session: Session, name: str) -> None:
        """Whoever does what this session writes, as the office calls them; a server goes by its own logins."""
        session.connection().info[_SIGNED] = name

    def close(self) -> None:
        """Give the connections back; on a file, the last who closes takes the write-ahead log into it."""
        if self.closing is not None:
            self.closing()
        if self.remember is not None and self.is_sqlite:  # a server that hangs would keep the window from closing
            self.remember(self)
        if self._is_replaced():
            leave_open(connection for connection, _ in self._open.values())
            self.engine.dispose(close=False)
            return
        self.engine.dispose()
        self._file.is_open = False

    def let_go(self) -> None:
        """Of a server that says nothing: whatever waits for it fails at once, and what comes next connects anew."""
        for connection, _ in list(self._open.values()):
            connection.cut()
        self.engine.dispose()

    def _is_replaced(self) -> bool:
        try:
            for _, opened in self._open.values():
                if opened is not None:
                    refuse_others(self._file.database, opened)
        except Replaced:
            return True
        return False

    def _connected(self, connection: Any, record: Any) -> None:
        self._file.is_open = self.is_sqlite
        if self.is_sqlite:
            record.info[_FILES] = files_of(self._file.database)
        self._open[id(connection)] = connection, record.info.get(_FILES)

    def _closed(self, connection: Any, _record: Any) -> None:
        self._open.pop(id(connection), None)

    def _to_begin(self, connection: Connection) -> None:
        if _beginning(connection) == _ALONE:
            return  # the file isn't touched before it has begun, and then looked at
        refuse_others(self._file.database, connection.info[_FILES])

    def _begun(self, connection: Connection) -> None:
        try:
            refuse_others(self._file.database, connection.info[_FILES])
        except Replaced:
            connection.connection.rollback()
            raise


def wait_seldom(engine: Engine) -> None:
    """Let a transaction begin and end along with its statements; a question's statements each stand by themselves.

    So do a transaction's at READ COMMITTED: each sees what is committed when it begins.
    """
    from models.server_trips import ServerTrips  # noqa: PLC0415  a desk with a file needs no driver of a server's

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, words: Any, options: Any) -> Any:
        return ServerTrips.of(*words, **options)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if connection.get_execution_options().get("begin", True):
            driver.begin_later()
        else:
            driver.only_ask()


def sqlite_url(path: Path) -> str:
    """The address of a database file, whatever blanks and letters its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def damage_to_file(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its file, a sentence each; nothing where it is whole."""
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    broken = Counter(row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
    return [
        *(f"The file is damaged: {line}" for line in said if line != "ok"),
        *(f"Rows of {name} name a parent that isn't there: {rows}." for name, rows in sorted(broken.items())),
    ]


def _tame_sqlite(engine: Engine, now: Callable[[], datetime], by: str, patience_s: float) -> None:
    """Make "read, decide, write" one step, and give the triggers the moment and the desk's name.

    The driver's own habit begins a transaction only at the first write, so two desks can read the same capacity
    and both promise it: 118 of 160 concurrent increments were lost that way, none with BEGIN IMMEDIATE.
    """

    def stamp() -> str:
        return now().astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")  # three times a row

    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, the driver doesn't
        _patiently(patience_s, lambda: _refuse_a_foreign_file(connection))
        connection.create_function("homeward_moment", 0, stamp)
        connection.create_function("homeward_by", 0, lambda: record.info.get(_SIGNED, by))
        lend_words(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = OFF")  # the stamping triggers count on it
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):  # else each would ask for a lock
            _patiently(patience_s, lambda: connection.execute("PRAGMA journal_mode = WAL"))
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info.pop(_SIGNED, None)  # the connection is lent again and again, for other people's deeds too
        _patiently(patience_s, lambda: ask_file(connection, _beginning(connection)))


def _beginning(connection: Connection) -> str:
    how: str = connection.get_execution_options().get("begin", _ALONE)
    return how


def _patiently(most_s: float, act: Callable[[], object]) -> None:
    """Do it as soon as nobody else is in the way, within so many seconds.

    SQLite waits by itself for another's write, but not where it sees that waiting may not end: while several desks
    make one file, or one takes in a log that was left over, it answers at once that the database is locked.
    """
    until = time.monotonic() + most_s
    while True:
        try:
            act()
        except file_errors(OperationalError) as error:
            if code_of(getattr(error, "orig", error)) not in {BUSY, LOCKED} or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _find_the_file(engine: Engine, driver: FileDriver, *, may_make: bool) -> None:
    """Before each connection: a file that isn't there is made for its owner alone, where it may be made at all.

    An encrypted one is connected to here, keyed; of another SQLAlchemy makes the connection.
    """
    # Statements kept with the mapped classes hold the dialect, and it this listener: it must not hold the engine.
    name = engine.url.database

    @event.listens_for(engine, "do_connect")
    def look(_dialect: Any, _record: Any, words: Any, options: Any) -> Any:
        if not name or name == ":memory:" or name.startswith("file:"):
            return None
        refuse_unfit_place(Path(name))
        if may_make:
            make_for_owner(Path(name))
        keep_for_owner(Path(name))
        if not Path(name).exists():
            raise NotOurs(f"There is no Homeward database at {name}. Make one with: {command('database create URL')}")
        if not may_make and Path(name).stat().st_size == 0:
            raise NotOurs(f"The file {name} is empty: there is no database in it. It was left as it is.")
        return driver.connect(*words, **options) if driver.key else None


def _refuse_a_foreign_file(connection: Any) -> None:
    """A zero-byte file opens as an empty valid database; one with tables must carry our mark."""
    try:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except file_errors() as error:
        connection.close()
        if code_of(error) == NO_DATABASE:
            why = "This file is not a database." if is_plain(connection) else UNREADABLE
            raise NotOurs(f"{why} It was left as it is.") from error
        raise
    if tables and mark != APPLICATION_ID:
        connection.close()
        raise NotOurs("This file is a database, but not one of Homeward's. It was left as it is.")
