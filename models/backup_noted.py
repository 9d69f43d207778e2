"""A server's last backup that was restored and compared, as the database itself tells every desk of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from models.people import DatabaseMark


@dataclass(frozen=True, slots=True)
class BackupNoted:
    """When it was begun, with which entry of the audit it ends, and its file at the machine that made it."""

    compared: datetime
    changes: int
    file: str


def backup_noted(connection: Connection) -> BackupNoted | None:
    """The last one of this program's database; none where there was none yet."""
    told = select(DatabaseMark.backup_compared_at, DatabaseMark.backup_changes, DatabaseMark.backup_file)
    found = connection.execute(told).one_or_none()
    if found is None or found.backup_compared_at is None:
        return None
    return BackupNoted(found.backup_compared_at, found.backup_changes or 0, found.backup_file or "")


def note_backup(connection: Connection, noted: BackupNoted) -> None:
    """Keep it, unless a newer one is kept: a login that may make a backup may say so."""
    connection.execute(select(func.public.homeward_backed_up(noted.compared, noted.changes, noted.file)))
