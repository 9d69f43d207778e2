"""Copying a SQLite database whole, by its own backup API, and taking its write-ahead log into the file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_WAIT_S = 1.0


def raw_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection to a file; its transaction is the same."""
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("a server's database has no file")
    return raw


def copy_whole(connection: Connection, target: Path) -> None:
    """Copy what this connection's transaction sees into an empty file, in one step; others may write meanwhile.

    In one step, because in portions it begins again whenever somebody writes, and beside a busy desk never ends. The
    copy needs no write-ahead log, so that it can be read in a folder that can't be written.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        raw_of(connection).backup(copy)
        (mode,) = copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise sqlite3.OperationalError(f"the copy stays in mode {mode}")


def take_log_in(file: Path) -> bool:
    """Take a file's write-ahead log into it, so that the file is whole by itself; not where others have it open.

    A file that isn't a database stays as it is. Never call this for one that is open in this process.
    """
    with closing(sqlite3.connect(file, isolation_level=None, timeout=_WAIT_S)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError as error:
            return (error.sqlite_errorcode & 0xFF) not in _IN_USE
        except sqlite3.DatabaseError:
            return True
    return True
