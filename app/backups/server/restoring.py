"""Restores a server's backup: checked first, into a database of its own, compared, and only then given its name.

All of it or nothing, with its owners and rights, into a database that is made for it; one that has the name already is
never touched without a word, and kept under another then.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from app.backups import manifest as manifests
from app.backups.checking import refuse_by_bytes
from app.backups.manifest import Manifest
from app.backups.restoring import ends_with, what_now
from app.backups.server.programs import programs_for
from app.backups.server.scratch import being_made, refill, refuse_other, refuse_unable
from app.backups.trouble import told_of
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models import migrations
from models.audit_end import AuditEnd, audit_end
from models.database_file import NotOurs
from models.looking import look
from models.revision import NEWEST, revision_of
from models.rules.sentences import counted
from models.server_databases import (
    administering,
    connected_to,
    has_database,
    rename_databases,
    rights_of,
    server_release,
    with_name,
)
from models.soundness import Excused, unfit
from models.values import to_london

_NOT_RESTORED, _STANDS = "Nothing was restored", "The backup and what was there are as they were."
_MAGIC = b"PGDMP"
_LONGEST = 63  # bytes that a server keeps of a name
_STEPS = 3


@dataclass(frozen=True, slots=True)
class _Target:
    """The database that is to be made, and what it is while it isn't whole yet."""

    url: str
    name: str
    half: str

    @property
    def half_url(self) -> str:
        """Where it is restored into."""
        return with_name(self.url, self.half)


def restore_server(backup: Path, url: str, now: datetime, progress: Progress, *, replaces: bool = False) -> list[str]:
    """Make the database that `url` names of a backup; what was made, in sentences.

    With `replaces` what is there is kept aside under another name.

    Refused: there is one of this name already, the login may not. Unavailable, with its sentence: the backup can't be
    used, pg_restore isn't there, somebody is connected to what would be replaced. Stopped: by `progress`.
    """
    name = make_url(url).database or ""
    target = _Target(url, name, f"homeward_restoring_{secrets.token_hex(6)}")
    with told_of(backup.parent, _NOT_RESTORED, _STANDS):
        progress.reached(0, _STEPS, "Reading the file")
        manifest = _checked(backup, progress)
        with administering(url) as server:
            refuse_unable(rights_of(server))
            is_there = has_database(server, name)
            if is_there and not replaces:
                raise Refused(_there_already(url, name, manifest))
            with being_made(server, target.half_url, manifest.roles if manifest else ()):
                end, was = _made(server, backup, target, manifest, progress)
                aside = _named(server, target, now, is_there=is_there)
    return _told(target, end, manifest, was, aside)


def _checked(backup: Path, progress: Progress) -> Manifest | None:
    if not backup.is_file():
        raise Unavailable(f"There is no backup “{backup}”. {_NOT_RESTORED}.")
    with backup.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise Unavailable(
                f"“{backup.name}” isn't a backup of a server, or its beginning is damaged. Take another. {_STANDS}"
            )
    manifest = manifests.read(backup)
    if manifest is not None:
        refuse_by_bytes(backup, manifest, progress)
    return manifest


def _made(
    server: Connection, backup: Path, target: _Target, manifest: Manifest | None, progress: Progress
) -> tuple[AuditEnd, str]:
    """Restore, compare and bring up what has no name yet; the end of its audit, and the revision that it had."""
    programs = programs_for(max(server_release(server), manifest.server if manifest else 0))
    progress.reached(1, _STEPS, "Restoring")
    refill(backup, target.half_url, programs, progress, saying=_NOT_RESTORED, stands=_STANDS)
    progress.reached(2, _STEPS, "Comparing table by table")
    end = refuse_other(target.half_url, manifest, progress, saying=_NOT_RESTORED, stands=_STANDS)
    was = look(target.half_url, revision_of) or ""
    if was != NEWEST:
        migrations.upgrade(target.half_url)
    progress.reached(_STEPS, _STEPS, "Restored")
    return end, was


def _named(server: Connection, target: _Target, now: datetime, *, is_there: bool) -> str:
    """Give it its name; that of what was there and is kept, if something was."""
    if not is_there:
        rename_databases(server, ((target.half, target.name),))
        return ""
    others = connected_to(server, target.name)
    if others:
        raise Unavailable(
            f"{_NOT_RESTORED}: “{target.name}” has {counted(others, 'connection')}, so it can't be put "
            f"aside. Close Homeward on every desk, then try again. {_STANDS}"
        )
    ending = f" (replaced {to_london(now):%Y-%m-%d %H%M%S})"
    aside = target.name.encode()[: _LONGEST - len(ending)].decode("utf-8", "ignore") + ending
    rename_databases(server, ((target.name, aside), (target.half, target.name)))
    return aside


def _there_already(url: str, name: str, manifest: Manifest | None) -> str:
    """What stands there, what of it is newer than the backup, and how it is replaced all the same."""
    how = f"To put the backup in its place all the same, say --replace: “{name}” is kept under another name then."
    theirs: AuditEnd | None = None
    with suppress(NotOurs, DBAPIError):
        theirs = look(url, lambda connection: None if unfit(connection, Excused.OLDER) else audit_end(connection))
    if theirs is None:
        return f"There is a database “{name}” already, and it holds no office that Homeward can read. {how}"
    if manifest is not None and theirs.database != manifest.database:
        return f"There is a database “{name}” already, and it is another office's. {how}"
    missing = ""
    if manifest is not None and theirs.number > manifest.changes:
        missing = f" It is newer: changes up to number {theirs.number} would be missing from {manifest.changes} on."
    return f"There is a database “{name}” already: it ends with {ends_with(theirs)}.{missing} {how}"


def _told(target: _Target, end: AuditEnd, manifest: Manifest | None, was: str, aside: str) -> list[str]:
    said = [f"Restored into the database {target.name}: it ends with {ends_with(end)}."]
    if was != NEWEST:
        said.append(f"It was of an older release (revision {was}) and was brought up to {NEWEST}.")
    if manifest is None:
        said.append(
            "Beside this backup its manifest is missing, so it can't be told whether it is as it was made; what can be "
            "compared in it was, and it is whole."
        )
    if aside:
        said.append(f"What was there is kept as the database “{aside}”.")
    return [*said, what_now(target.url, end)]
