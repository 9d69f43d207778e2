"""Encrypts a database's file, or takes that back: written anew beside, compared, then put in its place in one step.

Whatever ends the work before, the file is as it was; afterwards it is the new one. Both are whole at every moment.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from glob import escape
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from app.backups.desk_book import Book
from app.backups.kept import is_left, own_sign
from app.backups.making import settle
from app.backups.names import PART
from app.backups.trouble import told_of
from app.backups.typed_along import moved, typed_by_staff
from app.desk import places
from app.desk.drafts import Draft, Drafts
from app.desk.files import refuse_if_held
from app.desk.looked_at import examine
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from app.door.work import in_words
from models.audit_end import audit_end
from models.database import sqlite_url
from models.database_file import APPLICATION_ID, NotOurs, beside
from models.file_driver import FileDriver
from models.file_keys import KeyringTrouble, is_kept, keep_key, key_of, lend_key, named_sign, new_key
from models.file_places import unfit_place
from models.file_signs import is_encrypted, is_plain_database
from models.file_stands import Stands
from models.fingerprints import Fingerprint, differing, fingerprints
from models.looking import look
from models.people import Office
from models.recovery_keys import as_groups
from models.rewriting import rewritten
from models.rules.sentences import counted
from models.soundness import soundness, unfit
from models.whole_copies import take_log_in

_STANDS = "The database is as it was."
_NOT_ENCRYPTED, _NOT_DECRYPTED = "Nothing was encrypted", "Nothing was decrypted"
_STEPS = 3
_REPLACES_OPEN_FILES = os.name == "posix"
_LEFT_ON_DISK = (
    "What stood in the file before may be found on this disk by whoever takes it apart, until other files are written "
    "over it. Papers, exports and the tracker are files of their own and aren't encrypted: where the whole disk is, "
    "they are too."
)


@dataclass(frozen=True, slots=True)
class KeyTold:
    """What a recovery sheet says of a database's key; `sign` tells its files from those of another key."""

    council: str
    office: str
    file: str
    sign: str
    groups: tuple[str, ...] = field(repr=False)


def encrypt(
    file: Path, sheet: Path, write_sheet: Callable[[KeyTold], None], now: datetime, progress: Progress
) -> tuple[str, ...]:
    """Encrypt the file in its place; what was done, and what is left that isn't encrypted, in sentences.

    `write_sheet` puts the recovery key into `sheet` first: there is never an encrypted file without it. Refused: it is
    encrypted, or has no office. Unavailable: it isn't whole, somebody has it open, the disk is full, what encrypts
    isn't installed. The file is as it was then, and `sheet` isn't there. A link's own file is encrypted.
    """
    file = file.resolve()
    refuse_if_held(file)
    if is_encrypted(file):
        raise Refused(f"{_NOT_ENCRYPTED}: “{file.name}” is encrypted already.")
    _refuse_other_name(file, _NOT_ENCRYPTED, "readable")
    key = new_key()
    with in_words():
        FileDriver.keyed(key, file.name)
    _refuse_unsound(file, _NOT_ENCRYPTED)
    told = _told_of(file, key, _NOT_ENCRYPTED)
    here = Drafts(places.drafts_file())
    typed = typed_by_staff(file, here)
    write_sheet(told)
    lend_key(key)
    try:
        lacking = _kept(key)
        tables = _rewrite(file, key, now, progress, _NOT_ENCRYPTED)
    finally:
        if file.exists() and not is_encrypted(file):
            sheet.unlink(missing_ok=True)
    return (
        f"“{file}” is encrypted: its {tables} tables were compared and are the same.",
        *_of_key(lacking),
        said_of_sheet(sheet, file),
        f"The sign of its key, which stands on the sheet too, is {told.sign}.",
        *_encrypted_too(file, typed, here),
        *plain_copies(file),
        _LEFT_ON_DISK,
    )


def decrypt(file: Path, now: datetime, progress: Progress) -> tuple[str, ...]:
    """Take the encryption of the file back, in its place. Refused and Unavailable as of `encrypt`, or its key lacks."""
    file = file.resolve()
    refuse_if_held(file)
    if not is_encrypted(file):
        raise Refused(f"{_NOT_DECRYPTED}: “{file.name}” isn't encrypted.")
    _refuse_other_name(file, _NOT_DECRYPTED, "encrypted")
    _refuse_unsound(file, _NOT_DECRYPTED)
    here = Drafts(places.drafts_file(), file)
    typed = typed_by_staff(file, here)
    tables = _rewrite(file, b"", now, progress, _NOT_DECRYPTED)
    return (
        f"“{file}” isn't encrypted any more: its {tables} tables were compared and are the same.",
        *moved(typed, here, Drafts(places.drafts_file())),
        (
            "Its backups from before are as they were: they are opened by the key that is in the keyring and on the "
            "recovery sheet, so keep both."
        ),
    )


def key_told(file: Path) -> KeyTold:
    """What a new recovery sheet says. Refused: it isn't encrypted. Unavailable: its key isn't known here."""
    if not is_encrypted(file):
        raise Refused(f"“{file.name}” isn't encrypted, so it has no recovery key.")
    with in_words():
        return _told_of(file, key_of(file), "No sheet was made")


def said_of_encryption(file: Path) -> tuple[str, ...]:
    """How it stands with the key of an encrypted file that can be opened here, in sentences; nothing of another's."""
    if not is_encrypted(file):
        return ()
    where = "is in this computer's keyring" if is_kept(file) else "isn't in this computer's keyring, and is asked for"
    with in_words():
        sign = named_sign(key_of(file))
    return (
        f"The file is encrypted, and so are the backups that are made of it. Its key {where}, and has the sign {sign}.",
        *plain_copies(file),
    )


def said_of_sheet(sheet: Path, file: Path) -> str:
    """What is to be done with a recovery sheet, and what is wrong with where its file lies."""
    place = unfit_place(sheet, os.environ)
    if not place and sheet.parent.stat().st_dev == file.stat().st_dev:
        place = "on the same disk as the database"
    warning = f" It lies {place}: whoever has both reads every record, so don't leave it there." if place else ""
    return f"The recovery key is in “{sheet}”: print it, lock the sheet away, and delete that file.{warning}"


def plain_copies(file: Path) -> tuple[str, ...]:
    """Which copies of an encrypted database stand unencrypted beside it and among its backups, in a sentence."""
    with in_words():
        end = look(sqlite_url(file), audit_end)
    if end is None or end.database is None:
        return ()
    noted = Book(places.backups_file()).of(end.database).folder
    folders = dict.fromkeys(
        each.resolve() for each in (file.parent, places.backups_folder(), Path(noted or file.parent))
    )
    found = [
        copy
        for folder in folders
        for copy in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if is_plain_database(copy, APPLICATION_ID) and _is_of(copy, end.database)
    ]
    if not found:
        return ()
    named = ", ".join(f"“{each}”" for each in found)
    return (f"Not encrypted, and with the same records: {named}. Take away what isn't needed, after a new backup.",)


def _is_of(copy: Path, database: object) -> bool:
    with suppress(NotOurs, DBAPIError):
        end = look(sqlite_url(copy), lambda held: None if unfit(held) else audit_end(held))
        return end is not None and end.database == database
    return False


def _refuse_other_name(file: Path, what: str, how: str) -> None:
    """What takes a file's place takes that of one name alone."""
    if file.exists() and file.stat().st_nlink > 1:
        raise Refused(
            f"{what}: “{file.name}” has another name on this disk, under which it would stay {how}. Take that name "
            f"away first. {_STANDS}"
        )


def _refuse_unsound(file: Path, what: str) -> None:
    troubles = examine(sqlite_url(file)).sound.troubles
    if troubles:
        raise Unavailable(f"{what}: the database isn't whole. {' '.join(troubles)} {_STANDS}")


def _told_of(file: Path, key: bytes, what: str) -> KeyTold:
    with in_words():
        found = look(sqlite_url(file), lambda held: held.execute(select(Office.council, Office.name)).first())
    if found is None:
        raise Refused(f"{what}: this database has no office yet.")
    return KeyTold(found.council, found.name, file.name, named_sign(key), as_groups(key))


def _kept(key: bytes) -> str:
    """Why the keyring doesn't have it; nothing where it has."""
    try:
        keep_key(key)
    except KeyringTrouble as trouble:
        return str(trouble)
    return ""


def _of_key(lacking: str) -> tuple[str, ...]:
    if not lacking:
        return ("Its key is kept in this computer's keyring, so that nothing is asked at a start.",)
    return (f"Its key isn't kept on this computer, for {lacking}: the recovery key is asked for at each start.",)


def _rewrite(file: Path, key: bytes, now: datetime, progress: Progress, what: str) -> int:
    """How many tables were compared."""
    with told_of(file.parent, what, _STANDS):
        for left in file.parent.glob(f".{escape(file.name)}.*{PART}*"):  # of a trial that was cut off
            if is_left(left, now):
                left.unlink(missing_ok=True)
        if not take_log_in(file):
            raise Unavailable(_is_open(file, what))
        part = file.with_name(f".{file.name}.{own_sign()}{PART}")
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            progress.reached(0, _STEPS, "Writing it anew")
            with rewritten(file, part, key, progress.go_on) as before:
                progress.reached(1, _STEPS, "Comparing table by table")
                _refuse_other(part, before, what, progress)
                settle(part)
                held = Stands.of(file)
                if _REPLACES_OPEN_FILES:
                    os.replace(part, file)  # noqa: PTH105  one step
            if not _REPLACES_OPEN_FILES:
                if Stands.of(file) != held or held.log >= 0:  # the lock is let go: somebody saved into it since
                    raise Unavailable(_is_open(file, what))
                os.replace(part, file)  # noqa: PTH105  one step
            with suppress(OSError):  # it stands there: nothing that is said from here on may say that it doesn't
                settle(file.parent)
        finally:
            for end in ("", "-journal", "-wal", "-shm"):
                beside(part, end).unlink(missing_ok=True)
    progress.reached(_STEPS, _STEPS, "In its place")
    return len(before)


def _is_open(file: Path, what: str) -> str:
    return (
        f"{what}: “{file.name}” is open in Homeward or another program. Close it on every desk, then try again. "
        f"{_STANDS}"
    )


def _refuse_other(part: Path, before: dict[str, Fingerprint], what: str, progress: Progress) -> None:
    def examined(held: Connection) -> tuple[dict[str, Fingerprint], tuple[str, ...]]:
        return fingerprints(held, progress.go_on), soundness(held).troubles

    found, troubles = look(sqlite_url(part), examined)
    others = differing(before, found)
    if others or troubles:
        raise Unavailable(
            f"{what}: what was written isn't what was read ({', '.join(others) or ' '.join(troubles)}). Check that "
            f"drive. {_STANDS}"
        )


def _encrypted_too(file: Path, typed: tuple[Draft, ...], here: Drafts) -> tuple[str, ...]:
    """Of a file that may be a copy nothing is taken from under the office that it is a copy of."""
    if typed and file != places.database_file().resolve():
        left = counted(len(typed), "draft")
        said = f"{left} typed by its staff on this desk and not saved can still be read here"
        return (f"{said}: that goes along, and is encrypted, once the window works on this file.",)
    return moved(typed, here, Drafts(places.drafts_file(), file))
