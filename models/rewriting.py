"""Writing a database file anew with a key, or without one, while nobody else can write to it.

By SQLCipher's own export, which alone reads a plain file and writes an encrypted one. Until the block ends the file
stays locked, so that what is put in its place lacks nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from models.file_driver import FileDriver, FileTrouble
from models.file_keys import key_of
from models.fingerprints import Fingerprint, fingerprints_of_file

_WAIT_S = 1.0
_NOT_EXPORTED = ("application_id", "user_version")


@contextmanager
def rewritten(file: Path, part: Path, key: bytes, between: Callable[[], None]) -> Iterator[dict[str, Fingerprint]]:
    """Fill the empty file `part`, with this key or with none (b""), from `file`, without a log; what is in both.

    `between` is called between the portions that are read; what it raises ends the work. NotOurs: a key is lacking.
    """
    before = key_of(file)
    cipher = FileDriver.keyed(key or before, file.name).module
    reads, writes = FileDriver(cipher, before), FileDriver(cipher, key)
    with closing(reads.connect(file, isolation_level=None, timeout=_WAIT_S)) as guard:
        guard.execute("BEGIN IMMEDIATE")
        if guard.execute("PRAGMA journal_mode").fetchone() != ("delete",):  # its log would be taken for the new file's
            raise FileTrouble("somebody has opened the file meanwhile")
        with closing(reads.connect(file, isolation_level=None)) as source:
            writes.attach(source, part)
            source.execute("BEGIN")
            found = fingerprints_of_file(source, between)
            source.execute("SELECT sqlcipher_export('other')").fetchone()
            for each in _NOT_EXPORTED:
                (number,) = source.execute(f"PRAGMA main.{each}").fetchone()
                source.execute(f"PRAGMA other.{each} = {number}")
            source.execute("COMMIT")
        yield found
