"""Makes a backup of a server's database: dumped as one transaction saw it, restored, compared, only then named.

The fingerprints of every table are taken in the transaction whose snapshot pg_dump is given, so that desks go on
storing meanwhile. The dump is restored into a scratch database with its owners and rights, for a list of what is in
it accepts one that is damaged.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from app.backups import manifest as manifests
from app.backups.kept import own_sign, sweep, thin
from app.backups.making import NO_OFFICE, Made, name_at_last
from app.backups.manifest import Manifest
from app.backups.names import OF_SERVER, PART, name_of
from app.backups.server.programs import programs_for, run
from app.backups.server.scratch import Held, held, refill, refuse_other, scratch_at
from app.backups.trouble import told_of
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models.audit_end import audit_end
from models.backup_noted import BackupNoted, note_backup
from models.database import Database
from models.fingerprints_of_server import roles_named
from models.looking import look
from models.revision import revision_of
from models.server_databases import as_one, rights_of, server_release
from models.soundness import unfit, unwalled

_NONE_MADE, _STANDS = "No backup was made", "The records and older backups are as they were."
_STEPS = 4


@dataclass(frozen=True, slots=True)
class _Dumped:
    """What the server held in the transaction that was dumped."""

    file: Path
    database: UUID
    held: Held
    revision: str
    roles: tuple[str, ...]
    release: int


def back_up_server(url: str, folder: Path, now: datetime, progress: Progress, *, scratch: str | None = None) -> Made:
    """Make one of the database at `url` in this folder, and thin out older ones; restored at `scratch`, else there.

    Refused: no office yet, a login that row security would cut, or that may not restore. Unavailable, each with its
    sentence: pg_dump isn't there or too old, the folder is gone, full or read-only, the database isn't whole, what was
    restored isn't the same. Nothing is left there then. Stopped: by `progress`.
    """
    with told_of(folder, _NONE_MADE, _STANDS):
        if not folder.is_dir():
            raise Unavailable(f"{_NONE_MADE}: the folder “{folder}” isn't there. Is its drive connected? {_STANDS}")
        file, manifest = _Making(url, scratch or url, folder, now, progress).make()
    _note(url, file, manifest)
    return Made(file, manifest, thin(folder, manifest.database, now, OF_SERVER), same_disk=False)


def _note(url: str, file: Path, manifest: Manifest) -> None:
    """Let every desk of the database know of it; it is made all the same where its login may not say so."""
    noted = BackupNoted(manifest.compared, manifest.changes, str(file))
    server = Database(url, lambda: manifest.begun, by="backup")
    try:
        with suppress(DBAPIError), server.engine.begin() as connection:
            note_backup(connection, noted)
    finally:
        server.close()


class _Making:
    """One backup on its way."""

    def __init__(self, url: str, scratch: str, folder: Path, now: datetime, progress: Progress) -> None:
        self._url, self._scratch, self._folder, self._begun = url, scratch, folder, now
        self._progress = progress
        self._part: Path | None = None

    def make(self) -> tuple[Path, Manifest]:
        """The finished one; whatever ends this before, nothing of it stays but what a kill leaves for `sweep`."""
        try:
            dumped = look(self._url, lambda connection: self._dump(as_one(connection)))
            manifest = self._manifest(dumped)
            self._progress.reached(2, _STEPS, "Restoring into a scratch database")
            self._restore(dumped.file, manifest)
            self._progress.reached(3, _STEPS, "Naming it")
            return self._finish(dumped.file, manifest), manifest
        finally:
            if self._part is not None:
                self._part.unlink(missing_ok=True)

    def _dump(self, connection: Connection) -> _Dumped:
        _refuse_cut(connection)
        why_not = unfit(connection) or " ".join(unwalled(connection))  # no copy of it would be whole, so none is made
        if why_not:
            raise Unavailable(f"{_NONE_MADE}: {why_not}")
        end, release = audit_end(connection), server_release(connection)
        if end is None or end.database is None:
            raise Refused(NO_OFFICE)
        programs = programs_for(release)
        part = self._part = self._new_part(end.database)
        self._progress.reached(0, _STEPS, "Copying")
        snapshot = connection.scalar(select(func.pg_export_snapshot()))
        words = ("--format=custom", f"--snapshot={snapshot}", "--lock-wait-timeout=30s", f"--file={part}")
        why = run(programs, "pg_dump", words, self._url, self._progress)
        if why:
            raise Unavailable(f"{_NONE_MADE}: {why}. {_STANDS}")
        self._progress.reached(1, _STEPS, "Reading the records")
        found = held(connection, self._progress)
        return _Dumped(part, end.database, found, revision_of(connection) or "", roles_named(connection), release)

    def _new_part(self, mark: UUID) -> Path:
        sweep(self._folder, mark, self._begun)
        while manifests.beside(self._folder / name_of(mark, self._begun, OF_SERVER)).exists():
            self._begun += timedelta(seconds=1)
        part = self._folder / f".{name_of(mark, self._begun, OF_SERVER)}-{own_sign()}{PART}"
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return part

    def _restore(self, part: Path, manifest: Manifest) -> None:
        saying = f"{_NONE_MADE}, for it couldn't be restored"
        with scratch_at(self._scratch, manifest.database, manifest.roles, self._begun) as into:
            programs = programs_for(look(into, server_release))
            refill(part, into, programs, self._progress, saying=saying, stands=_STANDS)
            refuse_other(into, manifest, self._progress, saying=saying, stands=_STANDS)

    def _manifest(self, dumped: _Dumped) -> Manifest:
        end = dumped.held.end
        if end is None:
            raise Refused(NO_OFFICE)
        return Manifest(
            begun=self._begun.astimezone(UTC),
            compared=self._begun.astimezone(UTC),
            database=dumped.database,
            is_test=end.is_test,
            revision=dumped.revision,
            size=dumped.file.stat().st_size,
            sha256=manifests.sha256_of(dumped.file, self._progress.go_on),
            changes=end.number,
            ends=end.at,
            word=end.word,
            seal=end.seal,
            tables=dumped.held.tables,
            server=dumped.release,
            roles=dumped.roles,
        )

    def _finish(self, part: Path, manifest: Manifest) -> Path:
        final = self._folder / name_of(manifest.database, self._begun, OF_SERVER)
        name_at_last(part, final, manifest)
        return final


def _refuse_cut(connection: Connection) -> None:
    rights = rights_of(connection)
    if not rights.sees_all:
        raise Refused(
            f"The login “{rights.login}” sees its own office only, so a backup that it makes would lack the others. "
            "Make it with a login that row security doesn't cut: the server's administrator, or homeward_backup.",
            who="the server's administrator",
        )
