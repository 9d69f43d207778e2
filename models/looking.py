"""Looking at a database before it is trusted: not a byte of it is changed, and nothing is left beside its file.

SQLite's own way of opening makes a write-ahead log and an index beside the file, takes a log that was left over into
it, and makes a database of an empty file. So a file without a log is opened as one that can't change, one that
somebody has open is opened for reading, and one whose log was left over without its index is looked at in a copy.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from models.command_line import command
from models.database import wait_seldom
from models.database_file import NotOurs, beside
from models.file_driver import (
    CORRUPT,
    NO_DATABASE,
    UNREADABLE,
    FileConnection,
    FileDriver,
    code_of,
    connect_file,
    is_plain,
)
from models.file_signs import is_encrypted
from models.file_stands import FOR_GOOD, FOR_READING, Stands
from models.held_files import is_held
from models.server_links import ERRAND_MS, link_options

Answer = TypeVar("Answer")
_TRIALS = 3  # of a file that others change meanwhile
_DAMAGED = (
    "This database file is damaged, or a part of it is missing. It was left as it is. "
    "Put the last backup in its place, and keep this file for whoever looks after Homeward."
)


class Damaged(NotOurs):
    """The file may once have been a database, and can't be read as one."""


def look(url: str | URL, ask: Callable[[Connection], Answer], *, is_brief: bool = False) -> Answer:
    """What `ask` reads there. NotOurs or Damaged, with a sentence, where nothing can be read at all.

    Of a server a brief look needs no moment that all of it is of: each statement stands by itself.
    """
    told = make_url(url)
    if told.get_backend_name() != "sqlite":
        return _ask(_for_reading(told, is_brief=is_brief), ask)
    file = Path(told.database or "")
    for trial in range(_TRIALS):
        _refuse_what_is_no_file(file)
        before = Stands.of(file)
        try:
            with _opened(file, before) as engine:
                answer = _ask(engine, ask)
        except NotOurs:
            if before == Stands.of(file) or trial == _TRIALS - 1:
                raise
        else:
            if before.is_open_elsewhere or before == Stands.of(file):
                return answer
    raise NotOurs(f"Other programs keep changing “{file.name}”: close them, then look again.")


def _refuse_what_is_no_file(file: Path) -> None:
    if file.is_dir():
        raise NotOurs(f"{file} is a folder, not a database.")
    if not file.exists():
        raise NotOurs(f"There is no Homeward database at {file}. Make one with: {command('database create URL')}")
    if file.stat().st_size == 0:
        raise Damaged(
            f"The file “{file.name}” is empty: it has no bytes, so there is no database in it. It was left as it is. "
            "If there was one, put the last backup in its place."
        )


@contextmanager
def _opened(file: Path, stands: Stands) -> Iterator[Engine]:
    if stands.is_open_elsewhere:
        yield _engine(file, FOR_READING)
    elif stands.log > 0 and not is_held(file):  # a copy opens the file past SQLite, which must be nobody's here
        with TemporaryDirectory(prefix="homeward-look-") as folder:  # for this account alone
            copy = Path(folder) / "copy.sqlite"
            _copy(file, copy)
            yield _engine(copy, FOR_READING)
    else:
        yield _engine(file, f"{FOR_READING}&{FOR_GOOD}" if stands.log <= 0 else FOR_READING)


def _copy(file: Path, copy: Path) -> None:
    for end in ("", "-wal"):
        try:
            shutil.copyfile(beside(file, end), beside(copy, end))
        except OSError as error:
            raise NotOurs(
                f"“{beside(file, end).name}” can't be looked at: {error.strerror or error}. It was left as it is. "
                "Ask whoever looks after this machine."
            ) from error


def _engine(file: Path, how: str) -> Engine:
    def connect() -> FileConnection:
        return connect_file(file, how, isolation_level=None)

    options = {"module": FileDriver.of(file).module} if is_encrypted(file) else {}
    return create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True, **options)


def _for_reading(url: URL, *, is_brief: bool) -> Engine:
    asked = link_options(url, statement_ms=ERRAND_MS)
    how: dict[str, Any] = {"use_native_hstore": False}  # else its type is asked for, in a transaction of its own
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=asked, **how)
    if is_brief:
        wait_seldom(engine)
        return engine.execution_options(begin=None)
    return engine.execution_options(postgresql_readonly=True)


def _ask(engine: Engine, ask: Callable[[Connection], Answer]) -> Answer:
    with closing(engine.connect()) as connection:
        try:
            return ask(connection)
        except DBAPIError as error:
            code = code_of(error.orig)
            if code == NO_DATABASE and not is_plain(error.orig):
                raise Damaged(
                    f"{UNREADABLE} It was left as it is. Put the last backup in its place, and keep this file for "
                    "whoever looks after Homeward."
                ) from error
            if code == NO_DATABASE:
                raise Damaged(
                    "This file is not a database, or its beginning is damaged. It was left as it is. "
                    "If it was one, put the last backup in its place."
                ) from error
            if code == CORRUPT or "decode" in str(error.orig):
                raise Damaged(_DAMAGED) from error
            raise
        except UnicodeDecodeError as error:  # what SQLite tells of a table is no text any more
            raise Damaged(_DAMAGED) from error
