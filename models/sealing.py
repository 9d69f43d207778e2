"""Sealing the audit after each commit, and finding where a sealed audit was changed.

Writers never wait for the chain: it is made behind them, a few hundred entries at a time, in a transaction of its own.
Whoever edits, deletes or adds entries past the program breaks it; whoever cuts its tail or seals it anew is found by
a desk or a backup that kept the last seal it saw.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, String, insert, select, text, type_coerce

from models.audit import AuditEntry
from models.base import SQLITE_FORMAT
from models.migrations.sealing_on_server import BATCH, FIRST
from models.seals import Seal, SealedEntry

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class LastSeal:
    """The end of the chain, for whoever keeps it elsewhere: a desk's memory, a backup's manifest."""

    number: int
    word: str


def seal_new(connection: Connection, moment: datetime) -> int:
    """Seal what was committed and isn't sealed yet, at most `BATCH` entries; how many. In a transaction that writes.

    A server does it by itself and by its own clock (`models.migrations.sealing_on_server`); none while another seals.
    """
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT public.homeward_seal()")).scalar_one())
    last = connection.execute(select(Seal).order_by(Seal.number.desc()).limit(1)).one_or_none()
    found = connection.execute(_unsealed(connection, last.decided if last else 0)).all()
    if not found:
        return 0
    number, earlier = (last.number + 1, last.word) if last else (1, FIRST)
    rows: list[dict[str, Any]] = [{"number": int(each.number), "seal": number, **_digested(each)} for each in found]
    reach = rows[-1]["number"]
    if last and len(found) < BATCH:
        reach = max(reach, last.reach)
    made = {
        "entries": len(rows),
        "reach": reach,
        "decided": reach,
        "horizon": 0,
        "word": word_over(earlier, number, moment_text(moment), ((row["number"], row["digest"]) for row in rows)),
    }
    connection.execute(insert(Seal).values(number=number, at=moment, earlier=earlier, **made))
    connection.execute(insert(SealedEntry), rows)
    return len(rows)


def last_seal(connection: Connection) -> LastSeal:
    """Where the chain ends; number 0 where nothing was sealed yet."""
    found = connection.execute(select(Seal.number, Seal.word).order_by(Seal.number.desc()).limit(1)).one_or_none()
    return LastSeal(0, "") if found is None else LastSeal(found.number, found.word)


def word_of_seal(connection: Connection, number: int) -> str:
    """What a seal says; nothing where there is none of this number."""
    return connection.execute(select(Seal.word).where(Seal.number == number)).scalar_one_or_none() or ""


def _unsealed(connection: Connection, decided: int) -> Select[Any]:
    """Entries of a file without a seal, beyond what is decided."""
    is_sealed = select(SealedEntry.number).where(SealedEntry.number == AuditEntry.number).exists()
    asked = select(*content_of(connection)).where(AuditEntry.number > decided, ~is_sealed)
    return asked.order_by(AuditEntry.number).limit(BATCH)


# --- What a seal holds ------------------------------------------------------------------------------------------


def content_of(connection: Connection) -> tuple[ColumnElement[Any], ...]:
    """The columns of an entry; from a file as they stand there, for what was damaged may be no moment or key."""
    told = tuple(AuditEntry.__table__.columns)
    if connection.dialect.name == "postgresql":
        return told
    return tuple(type_coerce(each, String).label(each.name) for each in told)


def _canonical(entry: Row[Any], number: int) -> bytes:
    """An entry as the same bytes on every database: moments as UTC text, keys as 32 signs."""
    keys = (
        None if key is None else str(key).replace("-", "")
        for key in (entry.row_id, entry.office_id, entry.operation_id)
    )
    told = [
        *(int(number), moment_text(entry.at), entry.by, entry.deed, entry.table_name),
        *(*keys, entry.before, entry.after),
    ]
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()


def moment_text(at: datetime | str) -> str:
    """A moment as UTC text, whichever way a database gives it."""
    return at if isinstance(at, str) else at.astimezone(UTC).strftime(SQLITE_FORMAT)


def digest_of(salt: str, entry: Row[Any], number: int) -> str:
    """The salted digest of an entry."""
    return hashlib.sha256(salt.encode() + b" " + _canonical(entry, number)).hexdigest()


def word_over(earlier: str, number: int, at: str, digests: Iterable[tuple[int, str]]) -> str:
    """The word of a seal: over the one before it, its number and moment, and each entry's number and digest."""
    told = "\n".join([f"{earlier} {number} {at}", *(f"{entry} {digest}" for entry, digest in digests)])
    return hashlib.sha256(told.encode()).hexdigest()


def _digested(entry: Row[Any]) -> dict[str, str]:
    salt = secrets.token_hex(_SALT_BYTES)
    return {"salt": salt, "digest": digest_of(salt, entry, entry.number)}
