"""The one door to the driver of a database file: nothing else imports it, and every file is opened here.

What stands here of it is little: a connection, the kinds of its errors, and their codes.
"""

import sqlite3
from pathlib import Path
from typing import Any, TypeAlias

FileConnection: TypeAlias = sqlite3.Connection
FileTrouble: TypeAlias = sqlite3.OperationalError
BUSY, LOCKED, FULL = sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL
READ_ONLY, NO_RIGHT, CANT_OPEN = sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN
BROKEN_DRIVE, CORRUPT, NO_DATABASE = sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB
_WHERE = 0xFF  # the rest of a code says where it happened, not what


def connect_file(file: Path, how: str = "", **options: Any) -> FileConnection:
    """Open a database file, as `how` of an address says ("mode=ro"); options are the driver's own (`timeout`, s)."""
    address = f"{file.absolute().as_uri()}?{how}" if how else file
    opened: FileConnection = sqlite3.connect(address, uri=bool(how), **options)
    return opened


def is_of_file(connection: object) -> bool:
    """Whether this is a connection of the driver's own."""
    return isinstance(connection, sqlite3.Connection)


def file_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the driver raises, and others."""
    return (sqlite3.Error, *others)


def code_of(error: object) -> int:
    """What kind of error of a file this is, one of the codes above; 0 where it is none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & _WHERE
