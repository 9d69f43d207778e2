"""By which sign a database file says that it is encrypted.

An encrypted file begins with sixteen bytes that aren't encrypted: a mark of ours and a digest of its key. They are what
SQLCipher calls its salt; a key of 256 chance bits needs none. So a file says itself that it is encrypted and which key
it has, a wrong key is told from a damaged file, and every copy of it is opened by the same key.

Little is imported here: it is asked of every file, before the first row of a start is shown.
"""

import os
from pathlib import Path
from threading import Lock

from models.held_files import BESIDE, is_held

MARK, LENGTH = b"Homeward", 16
_PLAIN, _HEAD, _APPLICATION = b"SQLite format 3\0", 100, slice(68, 72)  # sqlite.org, "Database File Format", 1.3
_begins: dict[tuple[int, int], tuple[tuple[int, int], bytes]] = {}
_one_at_a_time = Lock()


def sign_of_file(file: Path) -> bytes:
    """How an encrypted file begins; nothing of any other, nor of one that isn't there.

    Who opens and closes a file drops this process's locks on it (`models.held_files`), so one that is open here is
    never opened for this: it was asked before, for every database is opened through `models.file_driver`.
    """
    with _one_at_a_time:
        try:
            found = os.stat(file)  # noqa: PTH116  a Path costs more than the asking
        except (OSError, ValueError):
            return b""
        which, stamp = (found.st_dev, found.st_ino), (found.st_mtime_ns, found.st_size)
        known = _begins.get(which)
        if known is not None and (known[0] == stamp or is_held(file)):
            return known[1]
        try:
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  the same
                begins = opened.read(LENGTH)
        except OSError:
            return b""
        sign = begins if begins.startswith(MARK) and len(begins) == LENGTH else b""
        _begins[which] = stamp, sign
        return sign


def is_plain_database(file: Path, application: int) -> bool:
    """Whether the file's head says that it is a SQLite database of this application's that isn't encrypted."""
    if is_held(file) or not file.is_file():
        return False
    try:
        with file.open("rb", buffering=0) as opened:
            head = opened.read(_HEAD)
    except OSError:
        return False
    return head.startswith(_PLAIN) and head[_APPLICATION] == application.to_bytes(4, "big")


def is_of_a_database(file: Path) -> bool:
    """Whether the file is a database, plain or encrypted and of whatever program, or is kept beside one by SQLite."""
    bases = [Path(str(file).removesuffix(end)) for end in BESIDE]
    return any(is_held(each) or is_encrypted(each) or _begins_as_plain(each) for each in bases if each.is_file())


def _begins_as_plain(file: Path) -> bool:
    try:
        with file.open("rb", buffering=0) as opened:
            return opened.read(len(_PLAIN)) == _PLAIN
    except OSError:
        return False


def is_encrypted(file: Path) -> bool:
    """Whether the file says that it is encrypted."""
    return bool(sign_of_file(file))
