"""Makes a backup: copied in one step, restored into a scratch copy, compared table by table, only then named.

SQLite's backup API copies what one transaction sees, from a connection of the program's own; nothing else opens the
live file (models.held_files). Others write meanwhile: what they store is in the next backup.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import Connection

from app.backups import manifest as manifests
from app.backups.kept import is_on_same_disk, own_sign, sweep, thin
from app.backups.manifest import Manifest
from app.backups.names import PART, SCRATCH, mark_of, name_of
from app.backups.trouble import told_of
from app.desk.files import put_in_place
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models.audit_end import AuditEnd, audit_end
from models.command_line import command
from models.database import Database, sqlite_url
from models.fingerprints import Fingerprint, differing, fingerprints
from models.looking import look
from models.revision import revision_of
from models.soundness import soundness
from models.whole_copies import copy_whole

_ROOM = 2  # times the database: the backup, and the scratch copy that it is restored into
_STEPS = 5
_NONE_MADE, _STANDS = "No backup was made", "The records and older backups are as they were."
NO_OFFICE = "This database has no office yet, so there is nothing to back up."
ON_SERVER = (
    "These records are on a database server, where no window backs them up: whoever looks after the server has "
    f"PostgreSQL's own pg_dump do it, by {command('backup --database postgresql://… FOLDER')}"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was restored and compared; how many older ones were thinned out, and whether it is a disk apart."""

    file: Path
    manifest: Manifest
    thinned: int
    same_disk: bool


@dataclass(frozen=True, slots=True)
class _Copied:
    """What the source held in the transaction that was copied."""

    database: UUID
    end: AuditEnd
    revision: str
    tables: dict[str, Fingerprint]


def back_up(database: Database, folder: Path, now: datetime, progress: Progress) -> Made:
    """Make one in this folder, and thin out older ones.

    Refused: a server's database, one without an office. Unavailable, each with its sentence: the folder is gone, full
    or read-only, the database isn't whole, the copy isn't the same. Nothing is left there then. Stopped: by `progress`.
    """
    if not database.is_sqlite:
        raise Refused(ON_SERVER, who="whoever looks after the database server")
    source = Path(database.url.database or "")
    with told_of(folder, _NONE_MADE, _STANDS):
        _refuse_folder(folder, source)
        file, manifest = _Making(database, folder, now, progress).make()
    thinned = thin(folder, manifest.database, now)
    return Made(file, manifest, thinned, is_on_same_disk(folder, source))


def _refuse_folder(folder: Path, source: Path) -> None:
    if not folder.is_dir():
        raise Unavailable(f"{_NONE_MADE}: the folder “{folder}” isn't there. Is its drive connected? {_STANDS}")
    needed, free = _ROOM * source.stat().st_size, shutil.disk_usage(folder).free
    if free < needed:
        raise Unavailable(
            f"{_NONE_MADE} in “{folder}”: it needs {_megabytes(needed)} there, and {_megabytes(free)} are free. "
            f"Free space, or choose another folder. {_STANDS}"
        )


class _Making:
    """One backup on its way."""

    def __init__(self, database: Database, folder: Path, now: datetime, progress: Progress) -> None:
        self._database, self._folder, self._begun, self._progress = database, folder, now, progress
        self._step = 0

    def make(self) -> tuple[Path, Manifest]:
        """The finished one; whatever ends this before, nothing of it stays but what a kill leaves for `sweep`."""
        part: Path | None = None
        try:
            with self._database.engine.connect() as connection:  # its transaction sees one moment until the end
                mark = _database_of(connection)
                part = self._new_part(mark)
                copied = self._copy(connection, mark, part)
            self._compare(part, copied)
            return self._finish(part, copied)
        finally:
            for end in ("", "-journal"):
                if part is not None:
                    part.with_name(f"{part.name}{end}").unlink(missing_ok=True)

    def _new_part(self, mark: UUID) -> Path:
        sweep(self._folder, mark, self._begun)
        while (self._folder / name_of(mark, self._begun)).exists():
            self._begun += timedelta(seconds=1)
        part = self._folder / f".{name_of(mark, self._begun)}-{own_sign()}{PART}"
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return part

    def _copy(self, connection: Connection, mark: UUID, part: Path) -> _Copied:
        self._reach("Copying")
        copy_whole(connection, part)
        settle(part)
        self._reach("Reading the records")
        end, tables = audit_end(connection), fingerprints(connection, self._between)
        if end is None:
            raise Refused(NO_OFFICE)
        return _Copied(mark, end, revision_of(connection) or "", tables)

    def _compare(self, part: Path, copied: _Copied) -> None:
        """Restore it beside, as `homeward restore` would, and compare what was restored with what was copied."""
        self._reach("Restoring into a scratch copy")
        prefix = f"{SCRATCH}{mark_of(copied.database)}-{own_sign()}-"
        with TemporaryDirectory(prefix=prefix, dir=self._folder) as scratch:
            restored = Path(scratch) / "restored.sqlite"
            shutil.copyfile(part, restored)
            self._reach("Comparing table by table")
            told, found, troubles = look(sqlite_url(restored), self._examined)
        if troubles:
            raise Unavailable(f"{_NONE_MADE}, for the records aren't whole: {' '.join(troubles)} {_STANDS}")
        others = differing(copied.tables, found)
        if others or told != copied.end:
            named = ", ".join(others) or "the end of the audit"
            raise Unavailable(
                f"{_NONE_MADE}: what was restored from the copy isn't what was copied ({named}). Check that drive, or "
                f"choose another folder. {_STANDS}"
            )

    def _examined(self, connection: Connection) -> tuple[AuditEnd | None, dict[str, Fingerprint], tuple[str, ...]]:
        found = fingerprints(connection, self._between)
        return audit_end(connection), found, soundness(connection).troubles

    def _finish(self, part: Path, copied: _Copied) -> tuple[Path, Manifest]:
        self._reach("Naming it")
        final = self._folder / name_of(copied.database, self._begun)
        manifest = Manifest(
            begun=self._begun.astimezone(UTC),
            compared=self._begun.astimezone(UTC),
            database=copied.database,
            is_test=copied.end.is_test,
            revision=copied.revision,
            size=part.stat().st_size,
            sha256=manifests.sha256_of(part, self._between),
            changes=copied.end.number,
            ends=copied.end.at,
            word=copied.end.word,
            seal=copied.end.seal,
            tables=copied.tables,
        )
        name_at_last(part, final, manifest)
        return final, manifest

    def _reach(self, doing: str) -> None:
        self._progress.reached(self._step, _STEPS, doing)
        self._step += 1

    def _between(self) -> None:
        self._progress.reached(self._step - 1, _STEPS)


def name_at_last(part: Path, final: Path, manifest: Manifest) -> None:
    """Give what was compared its name, its manifest first, so that neither stands there alone; settled on the disk."""
    note = manifests.beside(final)
    put_in_place(note, manifests.written(manifest))
    try:
        note.chmod(0o600)
        os.replace(part, final)  # noqa: PTH105  one step on Windows too
    except OSError:
        note.unlink(missing_ok=True)
        raise
    settle(final.parent)


def _database_of(connection: Connection) -> UUID:
    end = audit_end(connection)  # with it the transaction begins to see: what is stored from now on isn't in it
    if end is None or end.database is None:
        raise Refused(NO_OFFICE)
    return end.database


def settle(path: Path) -> None:
    """Let it outlast a power cut; Windows opens no folders."""
    if path.is_dir() and os.name != "posix":
        return
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _megabytes(size: int) -> str:
    return f"{max(1, size // 1_000_000):,} MB"
