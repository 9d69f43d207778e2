"""The one door to the drivers of database files: nothing else imports them, and every file is opened here.

A plain file is opened by Python's own SQLite, an encrypted one by SQLCipher (the extra `encryption`), which is given
its key before anything else. Of one file only one of them may ever have a connection in a process: each has locks of
its own.
"""

import sqlite3
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from models.command_line import installing
from models.database_file import NotOurs
from models.file_signs import is_encrypted

FileConnection: TypeAlias = sqlite3.Connection
FileTrouble: TypeAlias = sqlite3.OperationalError
BUSY, LOCKED, FULL = sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL
READ_ONLY, NO_RIGHT, CANT_OPEN = sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN
BROKEN_DRIVE, CORRUPT, NO_DATABASE = sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB
_WHERE = 0xFF  # the rest of a code says where it happened, not what
_CIPHER = "sqlcipher3"
UNREADABLE = (
    "This file is encrypted, and its key is the right one by the file's own sign, but what comes after that can't be "
    "read: the file is damaged."
)
_COMPATIBLE = 4  # SQLCipher's format: a later one must not be chosen by itself


@dataclass(frozen=True, slots=True, repr=False)
class FileDriver:
    """How one file is opened: by which driver, and with which key, none of a plain one's."""

    module: Any
    key: bytes = b""

    @classmethod
    def of(cls, file: Path) -> "FileDriver":
        """The one that a file needs. NotOurs: it is encrypted, and its key or what opens it is lacking."""
        if not is_encrypted(file):
            return PLAIN
        refuse_without_cipher(file.name)
        from models.file_keys import key_of  # noqa: PLC0415  of a plain file the first rows wait for none of it

        return cls.keyed(key_of(file), file.name)

    @classmethod
    def keyed(cls, key: bytes, name: str) -> "FileDriver":
        """For a file of this key, called so. NotOurs where what opens it isn't installed."""
        refuse_without_cipher(name)
        cipher: Any = import_module("sqlcipher3.dbapi2")
        if cipher not in _used:
            _used.append(cipher)
        return cls(cipher, key)

    def connect(self, database: object, **options: Any) -> FileConnection:
        """A connection, keyed; `database` and the options are as the driver itself takes them."""
        opened: FileConnection = self.module.connect(database, **options)
        if self.key:
            try:
                self._tell_key(opened)
            except BaseException:
                opened.close()
                raise
        return opened

    def attach(self, opened: FileConnection, file: Path) -> None:
        """Let a connection of SQLCipher's have another file beside its own, called `other`, with this key."""
        opened.execute(f"PRAGMA cipher_default_compatibility = {_COMPATIBLE}")
        opened.execute("ATTACH ? AS other KEY ?", (str(file), self._spelt() if self.key else ""))

    def _tell_key(self, opened: FileConnection) -> None:
        opened.execute(f'PRAGMA key = "{self._spelt()}"')
        opened.execute(f"PRAGMA cipher_compatibility = {_COMPATIBLE}")
        opened.execute("PRAGMA cipher_log_level = NONE")  # it writes to the terminal what is raised here all the same
        opened.execute("PRAGMA temp_store = MEMORY")  # what is sorted and put together for a moment stays off the disk

    def _spelt(self) -> str:
        from models.file_keys import sign_of_key  # noqa: PLC0415  see of

        return f"x'{self.key.hex()}{sign_of_key(self.key).hex()}'"


PLAIN = FileDriver(sqlite3)
_used: list[Any] = [sqlite3]  # that of encrypted files is imported for the first of them


def has_cipher() -> bool:
    """Whether encrypted files can be opened here at all."""
    return find_spec(_CIPHER) is not None


def refuse_without_cipher(name: str) -> None:
    """NotOurs where what opens an encrypted file, called so, isn't installed: no key helps then."""
    if not has_cipher():
        raise NotOurs(
            f"“{name}” is encrypted, or is to be, and the part that does so isn't installed. It was left as it is. "
            f"Whoever looks after Homeward installs that: {installing('encryption')}"
        )


def connect_file(file: Path, how: str = "", **options: Any) -> FileConnection:
    """Open a database file, as `how` of an address says ("mode=ro"); options are the driver's own (`timeout`, s).

    NotOurs: it is encrypted, and its key or what opens it is lacking.
    """
    driver = FileDriver.of(file)
    if how:
        return driver.connect(f"{file.absolute().as_uri()}?{how}", uri=True, **options)
    return driver.connect(file, **options)


def driver_of(opened: FileConnection) -> FileDriver:
    """The one that this connection was opened by."""
    if is_plain(opened):
        return PLAIN
    (_number, _name, file) = opened.execute("PRAGMA database_list").fetchone()
    return FileDriver.of(Path(file))


def is_plain(told: object) -> bool:
    """Whether this is a connection to a file that isn't encrypted, or an error of one."""
    return isinstance(told, sqlite3.Connection | sqlite3.Error)


def is_of_file(connection: object) -> bool:
    """Whether this is a connection of one of the drivers' own."""
    return isinstance(connection, tuple(each.Connection for each in _used))


def file_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the drivers raise, and others."""
    return (*(each.Error for each in _used), *others)


def code_of(error: object) -> int:
    """What kind of error of a file this is, one of the codes above; 0 where it is none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & _WHERE
