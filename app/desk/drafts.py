"""Keeps what is being typed, per form, so that a crash or a power cut brings it back.

A draft holds the fields that somebody changed, each with what it began from: what others save meanwhile is never undone
by what was typed before it. One small SQLite file of this desk, apart from the office's database, so that it works
while that can't be reached; what is typed into an encrypted database is kept in another one, encrypted with its key,
and what was typed into it before it was encrypted is taken over from the plain one when a window first works on it.
Call it from a worker (`Door.keep`), never from the GUI thread.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.door.errors import Unavailable
from models.database_file import NotOurs
from models.held_files import HeldFile

if TYPE_CHECKING:
    from models.file_driver import FileConnection, FileDriver

_SHAPE = 2  # the file's user_version
_TABLE = (
    "create table if not exists typed (form text not null, of text not null, version integer not null, "
    "fields text not null, kept_at text not null, primary key (form, of))"
)
_TAKE_OVER = (
    "insert into typed values (?, ?, ?, ?, ?) on conflict (form, of) do update set version = excluded.version, "
    "fields = excluded.fields, kept_at = excluded.kept_at where excluded.kept_at > kept_at"
)
_WAIT_S = 2.0
_OTHERS = 0o077  # the rights of everybody else on a file


@dataclass(frozen=True, slots=True)
class KeptField:
    """A field that was changed: what it showed when the form began, and what was typed. Both as `control_text` says."""

    began: str
    typed: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody (`of`) had changed in a form that began from this version of its record; 0 where there is none."""

    form: str
    of: str
    version: int
    fields: tuple[tuple[str, KeptField], ...]
    kept_at: str

    def typed(self, field: str) -> str:
        """What was typed into this field, or nothing."""
        return next((kept.typed for name, kept in self.fields if name == field), "")

    def since(self, sent: "Draft") -> "Draft":
        """What was typed since that was sent: each field in which something else stands, or that wasn't sent."""
        gone = {name: kept.typed for name, kept in sent.fields}
        return replace(self, fields=tuple(each for each in self.fields if gone.get(each[0]) != each[1].typed))


class Drafts:
    """Drafts by the name of their form, for instance "goals.new:<person id>", and by who typed them.

    `database` is the file that they are typed into, where it is one.
    """

    def __init__(self, file: Path, database: Path | None = None) -> None:
        self._file, self._plain, self._database, self._turn = file, file, database, Lock()
        self._held = HeldFile(file)
        self._held.is_open = True  # at any moment: nothing else here may open it, or SQLite's locks would go
        self._driver: FileDriver | None = None  # until it is known how
        self._is_private, self._is_swept, self._has_taken_over = False, True, True

    def keep(self, draft: Draft) -> None:
        """Put this in place of the form's earlier draft; on disk when it returns. With no field it is forgotten."""
        if not draft.fields:
            self.forget(draft.form, draft.of)
            return
        with self._opened() as kept, kept:
            kept.execute("insert or replace into typed values (?, ?, ?, ?, ?)", _row(draft))

    def find(self, form: str, of: str) -> Draft | None:
        """The form's draft, if this person has one."""
        with self._opened() as kept:
            row = kept.execute("select * from typed where form = ? and of = ?", (form, of)).fetchone()
        return None if row is None else _draft(row)

    def under(self, beginning: str, of: str) -> tuple[Draft, ...]:
        """This person's drafts of every form whose name begins so, the newest first."""
        with self._opened() as kept:
            rows = kept.execute(
                "select * from typed where substr(form, 1, ?) = ? and of = ? order by kept_at desc, rowid desc",
                (len(beginning), beginning, of),
            ).fetchall()
        return tuple(_draft(row) for row in rows)

    def typists(self) -> tuple[str, ...]:
        """Whose drafts there are."""
        with self._opened() as kept:
            return tuple(of for (of,) in kept.execute("select distinct of from typed order by of"))

    def forget(self, form: str, of: str) -> None:
        """Drop the form's draft; nothing of it is left in the file or beside it."""
        with self._opened() as kept:
            with kept:
                gone = kept.execute("delete from typed where form = ? and of = ?", (form, of)).rowcount
            if gone:
                self._sweep(kept)

    def let_go(self, sent: Draft) -> None:
        """What was sent is stored: of the form's draft only what was typed since is kept."""
        draft = self.find(sent.form, sent.of)
        if draft is not None:
            self.keep(draft.since(sent))

    def _sweep(self, kept: "FileConnection") -> None:
        """Empty the log beside the file, where what was typed still stands; while another reads it, the next time."""
        (is_busy, *_pages) = kept.execute("pragma wal_checkpoint(truncate)").fetchone()
        self._is_swept = not is_busy

    @contextmanager
    def _opened(self) -> "Iterator[FileConnection]":
        """One piece of work at a time on the file, with its troubles said in words."""
        from models.file_driver import file_errors  # noqa: PLC0415  the first paint needs no draft

        with self._turn:
            try:
                driver = self._find_driver()
                self._make_private()
                with closing(driver.connect(self._file, timeout=_WAIT_S)) as kept:
                    _prepare(kept)
                    if not self._is_swept:
                        self._sweep(kept)
                    if not self._has_taken_over:
                        self._take_over(kept)
                    yield kept
            except file_errors(OSError, NotOurs) as error:
                self._is_private = False  # whoever mends the disk may make the folder anew
                raise Unavailable(_in_words(error)) from error

    def _find_driver(self) -> "FileDriver":
        """How the file is opened, and which one: what is typed into an encrypted database is never kept in the open."""
        from models.file_driver import PLAIN, FileDriver  # noqa: PLC0415  the first paint needs no draft
        from models.file_signs import sign_of_file  # noqa: PLC0415  the same

        if self._driver is None:
            sign = sign_of_file(self._database) if self._database is not None else b""
            self._driver = PLAIN
            if sign and self._database is not None:
                self._driver = FileDriver.of(self._database)
                self._file = self._file.with_stem(f"{self._file.stem}-{sign[-8:].hex()}")
                self._held.database = self._file.absolute()
                self._has_taken_over = False
        return self._driver

    def _take_over(self, kept: "FileConnection") -> None:
        """What was typed into the database before it was encrypted comes here; where it can't yet, the next time.

        What is there under both names stays as it was typed last.
        """
        from app.desk.typists import typists_of  # noqa: PLC0415  SQLAlchemy, of an encrypted database only

        before = Drafts(self._plain)
        with suppress(Unavailable):
            ours = before.typists() if self._plain.exists() else ()
            ours = tuple(typists_of(self._database).intersection(ours)) if ours and self._database is not None else ()
            for draft in (each for whose in ours for each in before.under("", whose)):
                with kept:
                    kept.execute(_TAKE_OVER, _row(draft))
                before.forget(draft.form, draft.of)
            self._has_taken_over = True

    def _make_private(self) -> None:
        """Only this person may read what is typed: 0700 for the folder, 0600 for the file and what SQLite adds to it.

        No file is opened here but one that isn't there yet: closing a database's file would drop SQLite's locks.
        """
        import os  # noqa: PLC0415  the first paint needs no draft

        if self._is_private:
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if os.name == "posix":
            beside = (self._file.with_name(self._file.name + end) for end in ("-wal", "-shm"))
            for each in (self._file.parent, self._file, *beside):
                with suppress(FileNotFoundError, PermissionError):
                    mode = each.stat().st_mode
                    if mode & _OTHERS:
                        each.chmod(mode & 0o7777 & ~_OTHERS)
        self._is_private = True


def _prepare(kept: "FileConnection") -> None:
    """Make or replace the table, and see to it that what is kept survives a power cut and what is dropped is gone."""
    kept.execute("pragma secure_delete = on")
    if kept.execute("pragma journal_mode").fetchone() != ("wal",):
        kept.execute("pragma journal_mode = wal")
    kept.execute("pragma synchronous = full")
    (shape,) = kept.execute("pragma user_version").fetchone()
    if shape != _SHAPE:
        with kept:
            # Drafts of the first shape don't say what their fields began from, so they could undo others' saves.
            kept.execute("drop table if exists draft")
            kept.execute("drop table if exists typed")
            kept.execute(_TABLE)
            kept.execute(f"pragma user_version = {_SHAPE}")
        kept.execute("vacuum")  # what an older release dropped without wiping it
        kept.execute("pragma wal_checkpoint(truncate)")


def _row(draft: Draft) -> tuple[str, str, int, str, str]:
    import json  # noqa: PLC0415  the first paint needs no draft

    fields = json.dumps([[name, kept.began, kept.typed] for name, kept in draft.fields])
    return draft.form, draft.of, draft.version, fields, draft.kept_at


def _draft(row: tuple[str, str, int, str, str]) -> Draft:
    import json  # noqa: PLC0415  the first paint needs no draft

    form, of, version, fields, kept_at = row
    return Draft(form, of, version, tuple((name, KeptField(*both)) for name, *both in json.loads(fields)), kept_at)


def _in_words(error: Exception) -> str:
    """What isn't kept, why, and what helps."""
    said = str(error).lower()
    if "full" in said or "no space" in said:
        why = "the disk of this desk is full. It goes on by itself once there is room"
    elif "locked" in said or "busy" in said:
        why = "another program holds the file of drafts. It goes on by itself once that lets go"
    elif "readonly" in said or "permission" in said or "unable to open" in said or "read-only" in said:
        why = "the folder of drafts can't be written to. It goes on by itself once it can"
    else:
        why = f"the file of drafts can't be used ({type(error).__name__}). Ask whoever looks after this computer"
    return f"What you type here isn't kept on this desk: {why}. Until then only what you save is safe."
