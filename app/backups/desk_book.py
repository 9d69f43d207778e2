"""What this desk knows of its backups: where they go, which was the last, what became of the last trial.

A small file of the desk's own, by database; no records. The window's bar and `homeward doctor` read it, so that the
backups' drive isn't asked for every word.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from app.backups.making import Made
from app.backups.standing import Noted
from models.audit_end import audit_end
from models.database import Database

_ALL = dict[str, Noted]


class Book:
    """The notes in one file. What it can't read it doesn't know; what it can't write is told again another time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, database: UUID | None) -> Noted:
        """What is known of this database's backups."""
        return self._all().get(str(database), Noted())

    def choose(self, database: UUID, folder: Path) -> None:
        """Backups of this database go there from now on."""
        self._put(database, replace(self.of(database), folder=str(folder)))

    def note_made(self, made: Made, folder: Path) -> None:
        """One was made, restored and compared; the first folder used is where they go from then on."""
        mark = made.manifest.database
        noted = self.of(mark)
        self._put(
            mark,
            Noted(
                folder=noted.folder or str(folder),
                last=str(made.file),
                compared=made.manifest.compared,
                changes=made.manifest.changes,
                same_disk=made.same_disk,
            ),
        )

    def note_failure(self, database: Database, why: str, at: datetime) -> None:
        """One couldn't be made, and why."""
        mark = None
        with suppress(Exception), database.engine.connect() as connection:  # what failed may have been just this
            end = audit_end(connection)
            mark = end.database if end is not None else None
        if mark is not None:
            self._put(mark, replace(self.of(mark), failed=why, failed_at=at))

    def note_owed(self, database: UUID, at: datetime) -> None:
        """The one at closing wasn't finished: it is made at the next start."""
        self._put(database, replace(self.of(database), owed=at))

    def _all(self) -> _ALL:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_ALL)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return {}

    def _put(self, database: UUID, noted: Noted) -> None:
        told = self._all() | {str(database): noted}
        beside = self._file.with_name(f".{self._file.name}.{secrets.token_hex(4)}")
        with suppress(OSError):
            number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(msgspec.json.encode(told))
            beside.replace(self._file)
