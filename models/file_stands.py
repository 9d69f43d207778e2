"""How a SQLite file stands before it is opened, which says how it can be read without a change to it."""

from dataclasses import dataclass
from pathlib import Path

from models.database_file import beside

FOR_GOOD = "immutable=1"
FOR_READING = "mode=ro"


@dataclass(frozen=True, slots=True)
class Stands:
    """How a file stands, as far as a folder tells: when and how long it was written, and what is beside it."""

    written: tuple[int, int]
    log: int  # bytes; none is -1
    has_index: bool

    @classmethod
    def of(cls, file: Path) -> "Stands":
        """As it is now."""
        found, log = file.stat(), beside(file, "-wal")
        length = log.stat().st_size if log.exists() else -1
        return cls((found.st_mtime_ns, found.st_size), length, beside(file, "-shm").exists())

    @property
    def is_open_elsewhere(self) -> bool:
        """Whether somebody has it open, or was cut off while they had."""
        return self.log >= 0 and self.has_index
