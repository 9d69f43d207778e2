"""Which files belong to a database that this process has open, so that nothing else here opens one of them.

On POSIX, whoever opens and closes a file takes every lock of the whole process off it, SQLite's among them: the next
program to close the database would then delete its write-ahead log under this one, and saves would be lost. Asking
here opens nothing.
"""

import os
from pathlib import Path
from weakref import WeakSet

BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a database


class HeldFile:
    """A database's file, as its owner says: `is_open` from the first connection until all are given back."""

    def __init__(self, database: Path) -> None:
        self.database, self.is_open = database.absolute(), False
        _known.add(self)


_known: WeakSet[HeldFile] = WeakSet()


def is_held(file: Path) -> bool:
    """Whether this is a database that is open here or belongs to one, by whatever name or link it is called."""
    held = [each.database for each in list(_known) if each.is_open]
    return any(_is_same(file, Path(f"{database}{end}")) for database in held for end in BESIDE)


def _is_same(one: Path, other: Path) -> bool:
    if os.path.normcase(one.resolve()) == os.path.normcase(other.resolve()):
        return True
    try:
        return one.samefile(other)  # another name of the same file, which the path doesn't show
    except OSError:
        return False  # one of them isn't there
