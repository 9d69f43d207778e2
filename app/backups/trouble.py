"""What a drive or SQLite says while a backup is made or restored, as a sentence that is true and says what helps."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.door.errors import Unavailable
from app.door.work import in_words

_FULL = "the disk is full: free space there, or choose another folder"
_READ_ONLY = "this account may not write there: choose another folder, or ask whoever looks after this machine"
_GONE = "the folder is gone: is its drive still connected?"
_BROKEN = "the drive reports an error: check that it is connected and sound, or choose another folder"
_OF_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "that drive takes no file so large: choose another folder",
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENODEV: _GONE,
}
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _GONE,
    sqlite3.SQLITE_IOERR: _BROKEN,
}


@contextmanager
def told_of(folder: Path, what: str, stands: str) -> Iterator[None]:
    """Say why `what` ("No backup was made") and what `stands` all the same ("Older backups are as they were")."""
    try:
        with in_words():
            yield
    except OSError as error:
        why = _OF_SYSTEM.get(error.errno or 0, _BROKEN)
        raise Unavailable(f"{what} in “{folder}”: {why}. {stands}") from error
    except sqlite3.Error as error:
        why = _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, f"SQLite says “{error}”")
        raise Unavailable(f"{what} in “{folder}”: {why}. {stands}") from error
