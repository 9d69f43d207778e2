"""A database that a server's backup is restored into: made under a name of its own, told apart from all others."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, make_url

from app.backups.manifest import Manifest
from app.backups.names import mark_of
from app.backups.server.programs import Programs, run
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from models import migrations
from models.audit_end import AuditEnd, audit_end
from models.fingerprints import Fingerprint, differing, fingerprints
from models.looking import look
from models.server_databases import (
    Rights,
    administering,
    databases_beginning,
    drop_database,
    drop_roles,
    has_database,
    make_database,
    make_roles,
    rights_of,
    with_name,
)
from models.soundness import Excused, soundness

_LEFT = timedelta(days=1)  # whatever is being restored isn't restored so long
_MOMENT = "%Y%m%dt%H%M%S"
_NAME = re.compile(r"homeward_scratch_[0-9a-f]{12}_(?P<at>\d{8}t\d{6})_[0-9a-f]{6}")
_WHOLE = ("--exit-on-error", "--single-transaction")


@dataclass(frozen=True, slots=True)
class Held:
    """What a database was found to hold, by which two are compared."""

    end: AuditEnd | None
    tables: dict[str, Fingerprint]


def held(connection: Connection, progress: Progress) -> Held:
    """As one transaction sees it."""
    return Held(audit_end(connection), fingerprints(connection, progress.go_on))


@contextmanager
def scratch_at(url: str, database: UUID, roles: tuple[str, ...], now: datetime) -> Iterator[str]:
    """The address of an empty database at this server, taken away at the end along with the roles made for it.

    Refused where the login may not make one. What a run that was killed left there is taken away after a day.
    """
    with administering(url) as server:
        refuse_unable(rights_of(server))
        _sweep(server, database, now)
        name = f"homeward_scratch_{mark_of(database)}_{now.astimezone(UTC):{_MOMENT}}_{secrets.token_hex(3)}"
        into = with_name(url, name)
        with being_made(server, into, roles):
            yield into


@contextmanager
def being_made(server: Connection, url: str, roles: tuple[str, ...]) -> Iterator[None]:
    """An empty database, and the roles that it will name; both are taken away again where it still has this name.

    The program's own roles stay: they are of the server, and own nothing by themselves.
    """
    name = make_url(url).database or ""
    make_database(server, name)
    made: tuple[str, ...] = ()
    try:
        migrations.wall_around(url)
        made = make_roles(server, roles)
        yield
    finally:
        if has_database(server, name):
            drop_database(server, name)
            drop_roles(server, made)


def refuse_unable(rights: Rights) -> None:
    """Refuse a login that can't restore: it has to make a database and to read all of what stands in it."""
    if not (rights.makes_databases and rights.sees_all and rights.makes_roles):
        raise Refused(
            f"The login “{rights.login}” may not restore a backup at this server: it has to make a database and roles "
            "there, and to see what row security hides. Name a server and a login that may.",
            who="the server's administrator (postgres)",
        )


def refill(backup: Path, into: str, programs: Programs, progress: Progress, *, saying: str, stands: str) -> None:
    """Restore a backup into an empty database, all of it or nothing. Unavailable where it can't be."""
    why = run(programs, "pg_restore", (*_WHOLE, str(backup)), into, progress)
    if why:
        raise Unavailable(f"{saying}: {why}. {stands}")


def refuse_other(url: str, manifest: Manifest | None, progress: Progress, *, saying: str, stands: str) -> AuditEnd:
    """Compare what was restored with what was backed up, and with itself; Unavailable, with what isn't the same."""

    def examined(connection: Connection) -> tuple[Held, tuple[str, ...]]:
        return held(connection, progress), soundness(connection, Excused.OLDER).troubles

    found, troubles = look(url, examined)
    if troubles or found.end is None:
        raise Unavailable(f"{saying}: it isn't whole. {' '.join(troubles) or 'There is no office in it.'} {stands}")
    if manifest is None:
        return found.end
    others = differing(manifest.tables, found.tables)
    if others or (found.end.number, found.end.word, found.end.seal) != (manifest.changes, manifest.word, manifest.seal):
        named = ", ".join(others) or "the end of the audit"
        raise Unavailable(f"{saying}: what was restored isn't what was backed up ({named}). {stands}")
    return found.end


def _sweep(server: Connection, database: UUID, now: datetime) -> None:
    for name in databases_beginning(server, f"homeward_scratch_{mark_of(database)}_"):
        found = _NAME.fullmatch(name)
        if found and now - datetime.strptime(found["at"], _MOMENT).replace(tzinfo=UTC) > _LEFT:
            drop_database(server, name)
