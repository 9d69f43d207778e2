"""Moves an office's database from one desk's file up to a server, and back down: the same ids, audit and seals.

Read in one transaction and written in one, every row compared, what is derived from the records derived again and the
whole looked through before it stands: there is never a half-made target, whatever ends the work.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, func, inspect, make_url, select
from sqlalchemy.exc import DBAPIError

from app.backups.kept import own_sign
from app.backups.names import PART
from app.backups.restoring import ends_with, what_now
from app.backups.server.scratch import being_made, refuse_unable
from app.backups.trouble import told_of
from app.desk.files import refuse_if_held
from app.desk.looked_at import look_first
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from app.door.work import in_words
from models import migrations
from models.audit_end import AuditEnd, audit_end
from models.command_line import command
from models.database import Database, sqlite_url
from models.database_file import NotOurs, beside
from models.looking import look
from models.people import Office
from models.rows_copied import copy_rows
from models.rules.sentences import counted
from models.seals_verified import verified
from models.server_databases import administering, as_one, has_database, rename_databases, rights_of, with_name
from models.soundness import soundness, unfit

Answer = TypeVar("Answer")
_NOT_COPIED, _STANDS = "Nothing was copied", "The database that was to be copied is as it was."
_HALF = "homeward_copying_"
_STEPS = 3


@dataclass(frozen=True, slots=True)
class _Copied:
    """How many rows were copied and compared, and where the audit of both ends."""

    rows: int
    end: AuditEnd


def copy_to(url: str, target: str, now: datetime, progress: Progress) -> tuple[str, ...]:
    """Copy the database at `url` into a new one of the other kind; what was done, and how it is opened, in sentences.

    Refused: both are files or both at servers, the target is there and isn't empty, a login that sees less than all or
    may not make a database, a file for several offices. Unavailable: the source isn't whole or of another revision, a
    row can't be kept there, what arrived isn't the same. The source is only read. Stopped: by `progress`.
    """
    source, goal = make_url(url), make_url(target)
    goes_up = source.get_backend_name() == "sqlite"
    if goes_up == (goal.get_backend_name() == "sqlite"):
        raise Refused(
            f"{_NOT_COPIED}: copy-to goes from a file up to a server, or from a server down to a file. From like to "
            f"like goes a backup: {command('backup FOLDER')}, then {command('restore BACKUP NEW')}"
        )
    look_first(url)
    made = _up if goes_up else _down
    copied = made(url, target, lambda into: _read(url, now, lambda held: _copy(held, into, progress)))
    where = goal.set(password=None).render_as_string()
    whole = f"{copied.rows:,} rows, each compared and the same, with their ids, audit and seals"
    logins = (f"Say who may log in there by: {command('user add LOGIN --right RIGHT')}",) if goes_up else ()
    return (
        f"Copied into {where}: {whole}. It ends with {ends_with(copied.end)}.",
        f"{_shown(source)} is as it was. Nobody may go on in it, for what is recorded there isn't in the copy.",
        *logins,
        what_now(target, copied.end),
    )


def _shown(url: URL) -> str:
    return f"“{url.database}”" if url.get_backend_name() == "sqlite" else f"The server's “{url.database}”"


# --- The target ------------------------------------------------------------------------------------------------


def _up(_url: str, target: str, copy: Callable[[str], _Copied]) -> _Copied:
    """Into a database that is made at a server, or stands there empty."""
    name = make_url(target).database or ""
    with in_words(), administering(target) as server:
        refuse_unable(rights_of(server))
        if has_database(server, name):
            _refuse_filled(target)
            return copy(target)
        half = f"{_HALF}{name}"[:63]
        if has_database(server, half):
            raise Refused(f"{_NOT_COPIED}: somebody copies into “{name}” just now, or was cut off while copying.")
        into = with_name(target, half)
        with being_made(server, into, ()):
            copied = copy(into)
            rename_databases(server, ((half, name),))
        return copied


def _refuse_filled(target: str) -> None:
    """Refuse a database that has tables: an office's, of another release, or somebody else's."""

    def ask(connection: Connection) -> str:
        if not inspect(connection).get_table_names():
            return ""
        why_not = unfit(connection)
        named = None if why_not else connection.execute(select(Office.name).limit(1)).scalar()
        return why_not or (f"It has the office {named}." if named else "It has tables of Homeward's already.")

    why_not = look(target, ask)
    if why_not:
        raise Refused(
            f"{_NOT_COPIED}: the database “{make_url(target).database}” is there already and isn't empty. {why_not} "
            "Name one that isn't there, or that is empty."
        )


def _down(url: str, target: str, copy: Callable[[str], _Copied]) -> _Copied:
    """Into a file that isn't there yet."""
    file = Path(make_url(target).database or "")
    refuse_if_held(file)
    with told_of(file.parent, _NOT_COPIED, _STANDS):
        if any(beside(file, end).exists() for end in ("", "-wal")):
            raise Refused(f"{_NOT_COPIED}: “{file}” is there already{_whose(file)}. Name a file that isn't there.")
        _refuse_for_a_file(url)
        part = file.with_name(f".{file.name}.{own_sign()}{PART}")
        try:
            copied = copy(sqlite_url(part))
            part.rename(file)
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                beside(part, end).unlink(missing_ok=True)
    return copied


def _whose(file: Path) -> str:
    named = None
    with suppress(NotOurs, DBAPIError):
        named = look(
            sqlite_url(file),
            lambda connection: None if unfit(connection) else connection.execute(select(Office.name)).scalar(),
        )
    return f", and has the office {named}" if named else ""


def _refuse_for_a_file(url: str) -> None:
    """Refuse a server's database that one desk's file can't be: of several offices, with entries that aren't sealed."""

    def ask(connection: Connection) -> tuple[int, int, bool]:
        offices = connection.execute(select(func.count()).select_from(Office)).scalar_one()
        return offices, verified(connection).waiting, rights_of(connection).sees_all

    offices, waiting, sees_all = look(url, ask)
    if not sees_all:
        raise Refused(
            f"{_NOT_COPIED}: this login sees its own office only, and a copy would lack the rest.",
            who="the server's administrator",
        )
    if offices > 1:
        raise Refused(f"{_NOT_COPIED}: a file is one office's, and there are {offices} in this database.")
    if waiting:
        raise Refused(
            f"{_NOT_COPIED}: {counted(waiting, 'change waits', 'changes wait')} to be sealed, and without seals a file "
            f"couldn't tell whether one is missing. Have them sealed: "
            f"{command('database upgrade URL')}. Then copy again."
        )


# --- From the one to the other ---------------------------------------------------------------------------------


def _read(url: str, now: datetime, ask: Callable[[Connection], Answer]) -> Answer:
    """What `ask` makes of all that one transaction sees."""
    if make_url(url).get_backend_name() != "sqlite":
        return look(url, lambda connection: ask(as_one(connection)))
    database = Database(url, lambda: now)
    try:
        with database.engine.connect() as connection:
            return ask(connection)
    finally:
        database.close()


def _copy(source: Connection, target: str, progress: Progress) -> _Copied:
    progress.reached(0, _STEPS, "Reading the records")
    _refuse_troubles(source, "it isn't whole")
    done: list[_Copied] = []

    def fill(into: Connection) -> None:
        progress.reached(1, _STEPS, "Copying")
        rows, others = copy_rows(source, into, progress.go_on)
        if others:
            raise Unavailable(f"{_NOT_COPIED}: what arrived isn't what was read ({', '.join(others)}). {_STANDS}")
        progress.reached(2, _STEPS, "Comparing")
        _refuse_troubles(into, "what arrived isn't whole")
        end = audit_end(into)
        if end is None or end != audit_end(source):
            raise Unavailable(f"{_NOT_COPIED}: the audit ends otherwise than it did. {_STANDS}")
        done.append(_Copied(rows, end))
        progress.reached(_STEPS, _STEPS, "Copied")

    migrations.make_and_fill(target, fill)
    return done[0]


def _refuse_troubles(connection: Connection, what: str) -> None:
    troubles = soundness(connection).troubles
    if troubles:
        raise Unavailable(f"{_NOT_COPIED}: {what}. {' '.join(troubles)} {_STANDS}")
