"""Copying a SQLite database whole, by its own backup API, and taking its write-ahead log into the file."""

from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from models.file_driver import (
    BUSY,
    CANT_OPEN,
    LOCKED,
    FileConnection,
    FileTrouble,
    code_of,
    connect_file,
    driver_of,
    file_errors,
    is_of_file,
)

_WAIT_S = 1.0


def raw_of(connection: Connection) -> FileConnection:
    """The driver's own connection to a file; its transaction is the same."""
    raw = connection.connection.dbapi_connection
    if not is_of_file(raw):
        raise TypeError("a server's database has no file")
    return cast(FileConnection, raw)


def copy_whole(connection: Connection, target: Path) -> None:
    """Copy what this connection's transaction sees into an empty file, in one step; others may write meanwhile.

    In one step, because in portions it begins again whenever somebody writes, and beside a busy desk never ends. The
    copy needs no write-ahead log, so that it can be read in a folder that can't be written.
    """
    raw = raw_of(connection)
    with closing(driver_of(raw).connect(target, isolation_level=None)) as copy:  # keyed first, where that is encrypted
        raw.backup(copy)
        (mode,) = copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise FileTrouble(f"the copy stays in mode {mode}")


def take_log_in(file: Path) -> bool:
    """Take a file's write-ahead log into it, so that the file is whole by itself; not where others have it open.

    A file that isn't a database stays as it is. Never call this for one that is open in this process.
    """
    with closing(connect_file(file, isolation_level=None, timeout=_WAIT_S)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except file_errors() as error:
            return code_of(error) not in {BUSY, LOCKED}
    return True


def needs_log(file: Path) -> bool:
    """Whether a file that nobody has open is cut off from a log that it needs; asked of an encrypted one.

    Without locks SQLite opens no such file (sqlite.org, "URI Filenames": nolock), and makes no log either.
    """
    with closing(connect_file(file, "mode=ro&nolock=1")) as opened:
        try:
            opened.execute("PRAGMA schema_version").fetchone()
        except file_errors() as error:
            return code_of(error) == CANT_OPEN
    return False
