"""What was known of a backup when it was made, kept beside it: a digest of its bytes, of each table, and its end.

A file of JSON with the backup's name, so that the backup itself stays a database like any other. Numbers and digests
only: nothing about anybody.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from app.door.errors import Unavailable
from models.fingerprints import Fingerprint
from models.sealing import LastSeal

_AT_ONCE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """Of one backup. `changes` is the number of the last entry of its audit, `ends` its moment, `word` what it says,
    `seal` where the chain of its seals ends. Of a server's: its major release, and the roles that it names.
    """

    begun: datetime
    compared: datetime
    database: UUID
    is_test: bool
    revision: str
    size: int
    sha256: str
    changes: int
    ends: datetime | None
    word: str
    seal: LastSeal
    tables: dict[str, Fingerprint]
    server: int = 0
    roles: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """In all its tables."""
        return sum(each.rows for each in self.tables.values())


def beside(backup: Path) -> Path:
    """Where a backup's manifest is."""
    return backup.with_suffix(".json")


def written(manifest: Manifest) -> bytes:
    """As it is kept."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def read(backup: Path) -> Manifest | None:
    """A backup's manifest; none where it has none. Unavailable where it can't be read."""
    try:
        return msgspec.json.decode(beside(backup).read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unavailable(
            f"“{beside(backup).name}” beside the backup is damaged or can't be read, so it can't be told whether the "
            "backup is as it was made. Nothing was restored: take another backup."
        ) from error


def sha256_of(file: Path, between: Callable[[], None]) -> str:
    """A digest of all its bytes; `between` may end the work."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while portion := opened.read(_AT_ONCE):
            between()
            digest.update(portion)
    return digest.hexdigest()
