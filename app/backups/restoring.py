"""Restores a backup into a new file: checked first, copied beside, brought up, compared again, then put in place.

Never over what is there without a word, and never over what somebody has open; what was there is kept aside.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from app.backups.checking import Checked, check
from app.backups.kept import own_sign
from app.backups.names import PART
from app.backups.trouble import told_of
from app.backups.typed_along import moved, typed_by_staff
from app.desk import places
from app.desk.drafts import Drafts
from app.desk.files import refuse_if_held
from app.desk.last_seen import LastSeen
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from app.door.work import in_words
from models import migrations
from models.audit_end import AuditEnd, audit_end
from models.command_line import command
from models.database import sqlite_url
from models.database_file import NotOurs, beside
from models.file_places import refuse_unfit_place
from models.file_signs import is_encrypted
from models.looking import look
from models.revision import NEWEST
from models.rules.sentences import counted
from models.soundness import Excused, soundness, unfit
from models.values import to_london
from models.whole_copies import take_log_in

_NOT_RESTORED, _STANDS = "Nothing was restored", "The backup and what was there are as they were."
_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was made of a backup, in sentences: what it holds, what was put aside, and what is to be done now."""

    file: Path
    end: AuditEnd
    aside: Path | None
    sentences: tuple[str, ...]


def restore(backup: Path, target: Path, now: datetime, progress: Progress, *, replaces: bool = False) -> Restored:
    """Make a database of a backup. With `replaces` what is at `target` is kept aside under another name.

    Refused: something is there already, and what of it is newer; the file is open here. Unavailable, with its
    sentence: the backup can't be used, the folder is gone, full or read-only, somebody has the file open.
    """
    with in_words():
        refuse_unfit_place(target)
    refuse_if_held(target)
    checked = check(backup, progress)
    if _same(backup, target):
        raise Refused("A backup isn't restored over itself: name another file.")
    if _is_there(target) and not replaces:
        raise Refused(_there_already(target, checked))
    with told_of(target.parent, _NOT_RESTORED, _STANDS):
        part = target.with_name(f".{target.name}.{own_sign()}{PART}")
        try:
            _make(backup, part, checked, progress)
            aside = _put_aside(target, now) if _is_there(target) else None
            os.replace(part, target)  # noqa: PTH105  one step on Windows too
        finally:
            for end in ("", *_LOGS):
                beside(part, end).unlink(missing_ok=True)
    return Restored(target, checked.end, aside, (*_told(target, checked, aside), *_typed_along(target, aside)))


def _typed_along(target: Path, aside: Path | None) -> tuple[str, ...]:
    """What was typed into an encrypted file isn't found from a plain one in its place, unless it is moved."""
    if aside is None or not is_encrypted(aside) or is_encrypted(target):
        return ()
    try:
        here = Drafts(places.drafts_file(), aside)
        return moved(typed_by_staff(target, here), here, Drafts(places.drafts_file()))
    except Unavailable:
        return (f"What was typed on this desk and not saved is offered again once “{aside.name}” is opened.",)


def _make(backup: Path, part: Path, checked: Checked, progress: Progress) -> None:
    progress.reached(2, 3, "Restoring")
    number = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with backup.open("rb") as source, os.fdopen(number, "r+b") as made:
        shutil.copyfileobj(source, made, 1 << 20)
        made.flush()
        os.fsync(made.fileno())
    if checked.is_older:
        migrations.upgrade(sqlite_url(part))
        take_log_in(part)
    troubles = look(sqlite_url(part), soundness).troubles
    if troubles:
        raise Unavailable(f"{_NOT_RESTORED}: what was restored isn't whole. {' '.join(troubles)} {_STANDS}")
    progress.reached(3, 3, "Restored")


def _is_there(target: Path) -> bool:
    return any(beside(target, end).exists() for end in ("", "-wal"))


def _there_already(target: Path, checked: Checked) -> str:
    """What stands there, what of it is newer than the backup, and how it is replaced all the same."""
    how = f"To put the backup in its place all the same, say --replace: “{target.name}” is kept aside then."
    theirs: AuditEnd | None = None
    with suppress(NotOurs, DBAPIError):
        theirs = look(sqlite_url(target), _end_of)
    if theirs is None:
        return f"“{target}” is there already, and it isn't a database that Homeward can read: name another file. {how}"
    if theirs.database != checked.end.database:
        return f"“{target}” is there already, and is another office's database: name another file. {how}"
    there, here = ends_with(theirs), ends_with(checked.end)
    if theirs.number > checked.end.number:
        more = theirs.number - checked.end.number
        return (
            f"“{target}” is there already and is newer: it ends with {there}, the backup with {here}. "
            f"{counted(more, 'change')} would be missing. {how}"
        )
    return f"“{target}” is there already: it ends with {there}, the backup with {here}. {how}"


def _end_of(connection: Connection) -> AuditEnd | None:
    return None if unfit(connection, Excused.OLDER) else audit_end(connection)


def ends_with(end: AuditEnd) -> str:
    """The last change of a database, in words."""
    at = f" of {to_london(end.at):%a %d %b %Y %H:%M}" if end.at else ""
    return f"change {end.number}{at}"


def _put_aside(target: Path, now: datetime) -> Path:
    """Take its log in, which only works where nobody else has it open, and give it another name."""
    if target.exists() and not take_log_in(target):
        raise Unavailable(
            f"{_NOT_RESTORED}: “{target.name}” is open in Homeward or another program. Close it on every desk, then "
            f"try again. {_STANDS}"
        )
    stem = f"{target.stem} (replaced {to_london(now):%Y-%m-%d %H%M%S})"
    names = (target.with_name(f"{stem}{f' {n}' if n > 1 else ''}{target.suffix}") for n in range(1, 1000))
    aside = next(name for name in names if not name.exists())
    for end in _LOGS:
        if beside(target, end).exists():
            beside(target, end).rename(beside(aside, end))
    if target.exists():
        target.rename(aside)
    return aside


def _told(target: Path, checked: Checked, aside: Path | None) -> tuple[str, ...]:
    said = [f"Restored into {target}: it ends with {ends_with(checked.end)}."]
    if checked.is_older:
        said.append(f"It was of an older release (revision {checked.revision}) and was brought up to {NEWEST}.")
    if checked.manifest is None:
        said.append(
            "Beside this backup its manifest is missing, so it can't be told whether it is as it was made; what can be "
            "compared in it was, and it is whole."
        )
    if aside is not None:
        said.append(f"What was there is kept as “{aside.name}”.")
        if is_encrypted(aside) and not is_encrypted(target):
            how = command(f'database encrypt "{target}" SHEET')
            said.append(f"That is encrypted. The backup wasn't, so what was restored of it isn't: {how}")
    said.append(what_now(sqlite_url(target), checked.end))
    return tuple(said)


def what_now(url: str, end: AuditEnd) -> str:
    """Whether this desk's guards will let a window in, which remember more than an older copy holds; and how."""
    memory, told = LastSeen(places.seen_folder()), make_url(url)
    place = told.database if told.get_backend_name() == "sqlite" else told.set(password=None).render_as_string()
    missing = look(url, lambda connection: memory.missing(connection, end, url))
    if missing:
        words = f'database accept --database "{place}"'
        return (
            "This desk has seen later changes in the database at this place, so the window won't open it until you "
            f"say that it was put back on purpose: {command(words)}"
        )
    opens = f'--database "{place}"'
    return f"It is opened by: {command(opens)}"


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
