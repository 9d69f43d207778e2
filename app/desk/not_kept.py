"""That a defect stops this desk from keeping Today's lines: noted until they are kept again, for `homeward doctor`.

Today says what the records ask for all the same, only slower, so nobody is stopped by it; but somebody has to hear it.
"""

import json
import zlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.desk import logs
from app.desk.last_seen import place_of
from models.values import to_london


class NotKept:
    """The note about one database in a folder of this desk: since when, and of which kind; nobody is in it."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._file = folder / f"{zlib.crc32(place_of(url).encode()):08x}.json"

    def note(self, defect: Exception, moment: datetime) -> None:
        """Write the defect into the log, and here since when; what can't be written here stands in the log alone."""
        logs.defect(type(defect), defect.__traceback__)
        if not self._file.exists():
            with suppress(OSError):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._file.write_text(json.dumps([moment.isoformat(), type(defect).__name__]), encoding="utf-8")

    def forget(self) -> None:
        """They are kept again."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def said(self, log: Path) -> str:
        """Since when, and what to do about it; nothing where they are kept."""
        try:
            at, kind = json.loads(self._file.read_text(encoding="utf-8"))
            since = f"{to_london(datetime.fromisoformat(at)):%d %b %Y %H:%M}"
        except (OSError, ValueError, TypeError):
            return ""
        return (
            f"Since {since} something goes wrong inside Homeward ({kind}) where this desk keeps the lines of Today. "
            "What Today shows is right all the same, only slower to come. Give whoever looks after Homeward the log "
            f"{log}, which names nobody."
        )
