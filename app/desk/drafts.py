"""Keeps what is being typed, per form, so that a crash or a power cut brings it back.

One small SQLite file of this desk, apart from the office's database, so that it works while that can't be reached.
Its writes take part in no transaction of the office; call it from a worker (`Door.fetch`), never from the GUI thread.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.door.errors import Unavailable

if TYPE_CHECKING:
    import sqlite3

_TABLE = "create table if not exists draft (form text primary key, fields text not null, kept_at text not null)"
_WAIT_S = 2.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody had typed into a form: pairs of field name and text, in the form's order."""

    form: str
    fields: tuple[tuple[str, str], ...]
    kept_at: str

    def text(self, field: str) -> str:
        """What was typed into this field, or nothing."""
        return dict(self.fields).get(field, "")


class Drafts:
    """Drafts by the name of their form, for instance "goals.new:<person id>"."""

    def __init__(self, file: Path) -> None:
        self._file, self._opening = file, Lock()

    def keep(self, form: str, fields: Mapping[str, str], kept_at: str) -> None:
        """Put this in place of the form's earlier draft; on disk when it returns."""
        import json  # noqa: PLC0415  the first paint needs no draft

        with closing(self._open()) as kept, kept:
            kept.execute("insert or replace into draft values (?, ?, ?)", (form, json.dumps(dict(fields)), kept_at))

    def find(self, form: str) -> Draft | None:
        """The form's draft, if there is one."""
        with closing(self._open()) as kept:
            row = kept.execute("select fields, kept_at from draft where form = ?", (form,)).fetchone()
        import json  # noqa: PLC0415  the first paint needs no draft

        return None if row is None else Draft(form, tuple(json.loads(row[0]).items()), row[1])

    def forget(self, form: str) -> None:
        """Drop the form's draft, once it has been saved."""
        with closing(self._open()) as kept, kept:
            kept.execute("delete from draft where form = ?", (form,))

    def _open(self) -> "sqlite3.Connection":
        import sqlite3  # noqa: PLC0415  the first paint needs no draft

        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._opening:  # two forms that open at once would both make the file, and one would be refused
                kept = sqlite3.connect(self._file, timeout=_WAIT_S)
                if kept.execute("pragma journal_mode").fetchone() != ("wal",):
                    kept.execute("pragma journal_mode = wal")
                kept.execute(_TABLE)
            kept.execute("pragma synchronous = full")  # a power cut may not take what was typed
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(
                "Drafts can't be kept on this desk: check that its disk isn't full. Save often until then."
            ) from error
        return kept
