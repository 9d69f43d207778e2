"""What this desk last saw of each database: the end of its audit. It tells a database that has lost its latest changes.

A file whose write-ahead log was left behind or removed is whole in itself, and so is an older backup; only somebody who
saw more can know. Kept on this desk, a small file for each database and place, with numbers and no records. Of a server
only the seals are kept, which all offices share: of the changes each login sees those of its own offices alone.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url

from models.audit_end import AuditEnd, word_of
from models.command_line import command
from models.sealing import word_of_seal
from models.values import to_london


@dataclass(frozen=True, slots=True)
class _Seen:
    database: str
    place: str
    number: int
    at: str
    word: str
    seal: int = 0  # of an earlier release, which kept none
    seal_word: str = ""


class LastSeen:
    """The memory in one folder. What it can't read or write it doesn't know, which is said where it matters."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, end: AuditEnd, url: str) -> None:
        """This database ended so when it was last seen here."""
        if end.database is None:
            return
        change = _change(end) if _is_file(url) else (0, "", "")
        seen = _Seen(str(end.database), place_of(url), *change, end.seal.number, end.seal.word)
        name = hashlib.sha256(f"{seen.database} {seen.place}".encode()).hexdigest()[:32]
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = self._folder / f".{name}.{secrets.token_hex(4)}"
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(seen), file)
            beside.replace(self._folder / f"{name}.json")

    def has_seen(self, end: AuditEnd, url: str) -> bool:
        """Whether this database was seen at this place before."""
        return any(each.place == place_of(url) for each in self._all(end))

    def missing(self, connection: Connection, end: AuditEnd, url: str, *, elsewhere: bool = False) -> str:
        """What is missing of what this desk has seen here, in one sentence; nothing where all of it is there.

        With `elsewhere` a database that was never seen at this place is compared with its like at others.
        """
        seen = [each for each in self._all(end) if each.place == place_of(url)]
        if not seen and elsewhere:
            seen = sorted(self._all(end), key=lambda each: (each.number, each.seal))[-1:]
        for each in seen:
            said = _changes_missing(connection, end, each, place_of(url)) if _is_file(url) else ""
            said = said or _seals_missing(connection, end, each)
            if said:
                return f"{said} {_why(url)}"
        return ""

    def _all(self, end: AuditEnd) -> Iterator[_Seen]:
        for file in self._folder.glob("*.json"):
            with suppress(OSError, ValueError, TypeError):
                seen = _Seen(**json.loads(file.read_text(encoding="utf-8")))
                if seen.database == str(end.database):
                    yield seen


def last_of(end: AuditEnd, url: str) -> tuple[str, int]:
    """What this desk goes by at this place, a change or a seal, and the number of the last."""
    return ("change", end.number) if _is_file(url) else ("seal", end.seal.number)


def _is_file(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _change(end: AuditEnd) -> tuple[int, str, str]:
    return end.number, "" if end.at is None else end.at.isoformat(), end.word


def _why(url: str) -> str:
    lost = "its write-ahead log (-wal) was left behind or removed"
    behind = "a standby took over that hadn't received all of it"
    return (
        f"This is an older copy that was used further, or {lost if _is_file(url) else behind}. It was "
        f"left as it is. If it was put here on purpose: {command('database accept --database URL')}"
    )


def _changes_missing(connection: Connection, end: AuditEnd, seen: _Seen, place: str) -> str:
    if end.number < seen.number:
        return _ends_early(end, seen, place)
    if seen.number and word_of(connection, seen.number) != seen.word:
        return (
            f"Changes are missing: change {seen.number} of {_moment(seen.at)}, which this desk has seen, is another "
            "one here."
        )
    return ""


def _seals_missing(connection: Connection, end: AuditEnd, seen: _Seen) -> str:
    if seen.seal > end.seal.number:
        return (
            f"Seals of the audit are missing: this desk has seen seal {seen.seal}, and the last here is "
            f"{end.seal.number}."
        )
    if seen.seal and word_of_seal(connection, seen.seal) != seen.seal_word:
        return f"The audit was sealed anew: seal {seen.seal}, which this desk has seen, is another one here."
    return ""


def _ends_early(end: AuditEnd, seen: _Seen, place: str) -> str:
    where = "" if seen.place == place else f" at {seen.place}"
    ends = f"ends with change {end.number} of {_moment(end.at.isoformat())}" if end.at else "holds no change at all"
    return (
        f"Changes are missing: this desk has seen change {seen.number} of {_moment(seen.at)} in this database{where}, "
        f"but it {ends}."
    )


def place_of(url: str) -> str:
    """Where a database is, without a login or a password."""
    told = make_url(url)
    if _is_file(url):
        return str(Path(told.database or "").resolve())
    return f"{told.host}:{told.port or ''}/{told.database}"


def _moment(at: str) -> str:
    return f"{to_london(datetime.fromisoformat(at)):%d %b %Y %H:%M}" if at else "an unknown moment"
