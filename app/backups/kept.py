"""The backups of one database in a folder: which there are, which can go, and what was left there by a cut."""

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from app.backups import manifest as manifests
from app.backups.manifest import Manifest
from app.backups.names import END, PART, SCRATCH, begun_at, mark_of
from app.backups.thinning import to_drop
from app.door.errors import Unavailable

_LEFT = timedelta(days=1)  # whatever is being made isn't made so long


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished backup; without a manifest nobody can say that it was compared."""

    file: Path
    begun: datetime
    size: int
    manifest: Manifest | None

    @property
    def is_verified(self) -> bool:
        """Whether it was restored and compared when it was made, and is as long as it was then."""
        return self.manifest is not None and self.manifest.size == self.size


def kept_in(folder: Path, database: UUID, end: str = END) -> tuple[Kept, ...]:
    """The newest first, of a file or (by their `end`) of a server; nothing where the folder can't be read."""
    found = []
    with suppress(OSError):
        for file in folder.glob(f"homeward-{mark_of(database)}-*{end}"):
            begun = begun_at(file.name, database)
            if begun is not None:
                with suppress(OSError):  # taken away at this moment
                    found.append(Kept(file, begun, file.stat().st_size, _manifest(file)))
    return tuple(sorted(found, key=lambda each: each.begun, reverse=True))


def thin(folder: Path, database: UUID, now: datetime, end: str = END) -> int:
    """Take away the verified ones that the rule doesn't keep; how many. Nothing else is touched."""
    verified = {each.begun: each for each in kept_in(folder, database, end) if each.is_verified}
    dropped = to_drop(verified, now)
    for moment in dropped:
        with suppress(OSError):  # it goes the next time
            verified[moment].file.unlink()
            manifests.beside(verified[moment].file).unlink()
    return len(dropped)


def sweep(folder: Path, database: UUID, now: datetime) -> None:
    """Take away what a backup of this database left unfinished, once nobody can be at work on it any more."""
    with suppress(OSError):
        for left in folder.glob(f".homeward-{mark_of(database)}-*{PART}*"):
            if is_left(left, now):
                left.unlink()
        for left in folder.glob(f"{SCRATCH}{mark_of(database)}-*"):
            if is_left(left, now):
                rmtree(left, ignore_errors=True)


def is_left(left: Path, now: datetime) -> bool:
    """Whether what has the name of something unfinished (`own_sign`) is nobody's any more."""
    return now - datetime.fromtimestamp(left.stat().st_mtime, UTC) > _LEFT or _is_ended(left.name)


def own_sign() -> str:
    """This machine and this process, in a name that `sweep` understands; other systems can't be asked for a process."""
    node = platform.node() or "desk"
    return f"{''.join(letter for letter in node if letter.isalnum())}_{os.getpid()}_"


def _is_ended(name: str) -> bool:
    """Whether this machine began it in a process that is no more."""
    host = own_sign().partition("_")[0]
    found = [each for each in name.replace(".", "-").split("-") if each.startswith(f"{host}_")]
    number = found[0].split("_")[1] if found else ""
    if os.name != "posix" or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def is_on_same_disk(folder: Path, database: Path) -> bool:
    """Whether one broken disk would take both; folders of which that can't be told are taken for another's."""
    try:
        return folder.stat().st_dev == database.stat().st_dev
    except OSError:
        return False


def _manifest(file: Path) -> Manifest | None:
    try:
        return manifests.read(file)
    except Unavailable:
        return None
