"""What a drive or SQLite says while a backup is made or restored, as a sentence that is true and says what helps."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.door.errors import Unavailable
from app.door.work import in_words
from models.file_driver import BROKEN_DRIVE, CANT_OPEN, FULL, NO_RIGHT, READ_ONLY, code_of, file_errors

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
    FULL: _FULL,
    READ_ONLY: _READ_ONLY,
    NO_RIGHT: _READ_ONLY,
    CANT_OPEN: _GONE,
    BROKEN_DRIVE: _BROKEN,
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
    except file_errors() as error:
        why = _OF_SQLITE.get(code_of(error), f"SQLite says “{error}”")
        raise Unavailable(f"{what} in “{folder}”: {why}. {stands}") from error
