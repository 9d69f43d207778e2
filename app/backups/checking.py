"""Whether a backup can be restored, found out without changing it: every byte, every table, the audit.

Twenty ways to damage one are refused here, each with a sentence: bytes turned, cut, empty, foreign, newer, and more.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.backups import manifest as manifests
from app.backups.manifest import Manifest
from app.backups.trouble import told_of
from app.desk.files import refuse_if_held
from app.door.errors import Unavailable
from app.door.progress import Progress
from models.audit_end import AuditEnd, audit_end
from models.database import sqlite_url
from models.file_signs import is_encrypted
from models.fingerprints import differing, fingerprints
from models.looking import Damaged, look
from models.revision import NEWEST, revision_of
from models.soundness import Excused, soundness
from models.whole_copies import needs_log

_MAGIC = b"SQLite format 3\0"
_MODES, _ROLLBACK = slice(18, 20), b"\x01\x01"  # where a file says whether it needs a write-ahead log
_NOTHING = "Nothing was restored, and the backup was left as it is."
_LACKS_LOG = "it is a copy of the records' own file, and what stood in the write-ahead log beside it may be missing."
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that can be restored. Without a manifest it can't be told whether it is as it was made."""

    manifest: Manifest | None
    end: AuditEnd
    revision: str
    said: str

    @property
    def is_older(self) -> bool:
        """Whether it is of an older release, and is brought up when it is restored."""
        return self.revision != NEWEST


def check(backup: Path, progress: Progress) -> Checked:
    """Compare everything that can be. Unavailable, with a sentence, where it can't be restored; Stopped."""
    refuse_if_held(backup)
    with told_of(backup.parent, f"“{backup.name}” can't be read", _NOTHING):
        progress.reached(0, _STEPS, "Reading the file")
        _refuse_by_head(backup)
        manifest = manifests.read(backup)
        if manifest is not None:
            refuse_by_bytes(backup, manifest, progress)
        progress.reached(1, _STEPS, "Comparing table by table")
        checked, troubles = _looked_at(backup, manifest, progress)
        if checked is not None and manifest is None and is_encrypted(backup) and needs_log(backup):
            raise Unavailable(f"“{backup.name}” isn't a backup that Homeward made: {_LACKS_LOG} {_NOTHING}")
    if checked is None:
        raise Unavailable(f"“{backup.name}” can't be restored. {' '.join(troubles)} {_NOTHING}")
    return checked


def _refuse_by_head(backup: Path) -> None:
    if backup.is_dir():
        raise Unavailable(f"“{backup}” is a folder. Name the backup in it. {_NOTHING}")
    if not backup.exists():
        raise Unavailable(f"There is no backup “{backup}”. {_NOTHING}")
    with backup.open("rb") as file:
        head = file.read(100)
    if not head:
        raise Unavailable(f"“{backup.name}” is empty: there is no backup in it. {_NOTHING}")
    if is_encrypted(backup):
        return  # whether it needs a log is encrypted too, and asked once it is opened
    if not head.startswith(_MAGIC):
        raise Unavailable(
            f"“{backup.name}” isn't a database, or its beginning is damaged, so it is no backup that can be used. "
            f"{_NOTHING}"
        )
    if head[_MODES] != _ROLLBACK:
        raise Unavailable(f"“{backup.name}” isn't a backup that Homeward made: {_LACKS_LOG} {_NOTHING}")


def refuse_by_bytes(backup: Path, manifest: Manifest, progress: Progress) -> None:
    """Unavailable where a backup isn't as long as it was when it was made, or bytes of it have changed."""
    size = backup.stat().st_size
    if size != manifest.size:
        kind = "shorter" if size < manifest.size else "longer"
        raise Unavailable(
            f"“{backup.name}” is {kind} than it was when it was made ({size:,} bytes instead of {manifest.size:,}): it "
            f"is damaged. Take another backup. {_NOTHING}"
        )
    if manifests.sha256_of(backup, lambda: progress.reached(0, _STEPS)) != manifest.sha256:
        raise Unavailable(
            f"“{backup.name}” isn't as it was when it was made: bytes of it have changed. Take another backup. "
            f"{_NOTHING}"
        )


def _looked_at(backup: Path, manifest: Manifest | None, progress: Progress) -> tuple[Checked | None, tuple[str, ...]]:
    try:
        return look(sqlite_url(backup), lambda connection: _examined(connection, manifest, progress))
    except Damaged:
        return None, ("It is damaged: a part of it can't be read or is missing. Take another backup.",)


def _examined(
    connection: Connection, manifest: Manifest | None, progress: Progress
) -> tuple[Checked | None, tuple[str, ...]]:
    sound = soundness(connection, Excused.OLDER)
    if sound.troubles:
        return None, sound.troubles
    end = audit_end(connection)
    if end is None:
        return None, ("There is no office in it.",)
    if manifest is not None:
        others = differing(manifest.tables, fingerprints(connection, lambda: progress.reached(1, _STEPS)))
        if others or (end.number, end.word, end.seal) != (manifest.changes, manifest.word, manifest.seal):
            return None, (f"It doesn't hold what it held when it was made: {', '.join(others) or 'its audit'}.",)
    return Checked(manifest, end, revision_of(connection) or "", sound.compared), ()
