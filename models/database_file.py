"""A SQLite database as files of a folder: whose they are, and whether they still are the ones that were opened.

Nothing here opens a file that is a database already: see `models.held_files`.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from models.command_line import command
from models.held_files import BESIDE

APPLICATION_ID = 0x486F6D65  # "Home": says that a SQLite file is ours before it is trusted
_OWNERS = 0o600  # who else has an account on this machine reads nothing
_WATCHED = ("", "-wal", "-shm")
Identity = tuple[int, int] | None
Files = tuple[Identity, ...]


class NotOurs(Exception):  # noqa: N818  an answer about a file, not a fault of the program
    """No Homeward database that can be used is at this address; nothing was written there."""


class Replaced(NotOurs):
    """Another file stands where the open one was, or its write-ahead log has gone: what is stored here is lost."""


def beside(file: Path, end: str) -> Path:
    """What SQLite keeps beside a database: its write-ahead log `-wal`, and the log's index `-shm`."""
    return file.with_name(f"{file.name}{end}")


def make_for_owner(file: Path) -> None:
    """An empty file that nobody else may read; what SQLite makes beside it gets the same rights."""
    with suppress(OSError):  # SQLite says better than this what is wrong with a folder
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNERS))


def keep_for_owner(file: Path) -> None:
    """Take a file that is there away from everybody but its owner; on Windows the folder's own rights stand."""
    if os.name != "posix":
        return
    for end in BESIDE:
        with suppress(OSError):  # somebody else's file keeps the rights that they gave it
            beside(file, end).chmod(_OWNERS)


def files_of(file: Path) -> Files:
    """Which files a database has just now, none where there is none."""
    return tuple(_identity(f"{file}{end}") for end in _WATCHED)


def refuse_others(file: Path, opened: Files) -> None:
    """Raise Replaced where one of the files that were opened isn't there any more, or is another one."""
    now = files_of(file)
    if any(was is not None and was != found for was, found in zip(opened, now, strict=True)):
        raise Replaced(
            f"The database file under this window was replaced, or its journal was removed, while it was open: {file}. "
            "Nothing was stored, and nothing will be. What you typed stays in the form. Close Homeward on every desk "
            f"that uses this file, and look what is in it before anybody goes on: {command('database check')}"
        )


def _identity(file: str) -> Identity:
    try:
        found = os.stat(file)  # noqa: PTH116  before each transaction: a Path costs more than the asking
    except OSError:
        return None
    return found.st_dev, found.st_ino


def leave_open(connections: Iterable[object]) -> None:
    """Never close these connections, not even when the program ends.

    SQLite takes the write-ahead log into the file when the last connection closes. A log that was removed holds what
    was there before others wrote to the file: that would be put over what they have stored.
    """
    import ctypes  # noqa: PLC0415  seldom, and no first row waits for it

    for each in connections:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(each))
