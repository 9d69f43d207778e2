"""Whether the sealed audit holds: every entry says what it said then, and every seal holds the one before.

What nobody in the database can show is whether its tail was cut or the whole chain made anew: that is told by a desk or
a backup which kept the last seal that it saw (`last_seal`, `word_of_seal`). At a server a desk sees all seals, and of
the entries those of its own offices: whether the others' are there and say what they said, whoever may read all tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, String, func, select, text, type_coerce

from models.audit import AuditEntry
from models.migrations.sealing_on_server import FIRST
from models.sealing import LastSeal, content_of, digest_of, last_seal, moment_text, word_over
from models.seals import Seal, SealedEntry

_SAID = 5  # troubles; the first is what matters
_AT_ONCE = 2_000  # rows that are held while a county's audit is read
_SEES_ALL = text(
    "SELECT NOT row_security_active(oid) OR pg_has_role(relowner, 'USAGE') FROM pg_class "
    "WHERE oid = 'public.audit_entry'::regclass"
)


@dataclass(frozen=True, slots=True)
class SealedAudit:
    """How many entries are sealed, how many wait for their seal, the end of the chain, and what is wrong, in order.

    `unseen` of the sealed ones are other offices', which this login can't compare.
    """

    entries: int
    unseen: int
    waiting: int
    last: LastSeal
    troubles: tuple[str, ...]


def verified(connection: Connection) -> SealedAudit:
    """Compare every sealed entry and every seal; a county's audit takes a while. The first trouble is the earliest."""
    troubles: list[str] = []
    count, unseen, expected, earlier = 0, 0, 1, FIRST
    sees_all = _sees_all(connection)
    rows = connection.execute(_chain(connection), execution_options={"yield_per": _AT_ONCE})
    for number, found in groupby(rows, key=lambda row: int(row.seal)):
        entries = list(found)
        count += len(entries)
        if not sees_all:
            unseen += sum(each.entry_number is None for each in entries)
        if len(troubles) < _SAID:
            troubles += _of_seal(number, entries, expected, earlier, sees_all=sees_all)
        expected, earlier = number + 1, entries[0].word
    waiting, skipped = _unsealed(connection)
    troubles += [f"Entry {each} of the audit was put in later, among those that were sealed." for each in skipped]
    troubles += [f"Entry {each} of the audit has a seal that is gone." for each in _without_seal(connection)]
    return SealedAudit(count, unseen, waiting, last_seal(connection), tuple(troubles[:_SAID]))


def _sees_all(connection: Connection) -> bool:
    """Whether no row of the audit is kept from this login; by its own policy whoever owns the audit sees all."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(_SEES_ALL).scalar_one())


def _chain(connection: Connection) -> Select[Any]:
    told = [each.label(f"entry_{each.name}") if each.name == "number" else each for each in content_of(connection)]
    at = Seal.at if connection.dialect.name == "postgresql" else type_coerce(Seal.at, String)
    return (
        select(
            Seal.number.label("seal"),
            at.label("sealed_at"),
            Seal.entries,
            Seal.earlier,
            Seal.word,
            SealedEntry.number.label("sealed"),
            SealedEntry.salt,
            SealedEntry.digest,
            *told,
        )
        .outerjoin(SealedEntry, SealedEntry.seal == Seal.number)
        .outerjoin(AuditEntry, AuditEntry.number == SealedEntry.number)
        .order_by(Seal.number, SealedEntry.number)
    )


def _of_seal(number: int, entries: list[Row[Any]], expected: int, earlier: str, *, sees_all: bool) -> Iterator[str]:
    """What is wrong with one seal and its entries."""
    first = entries[0]
    if number != expected:
        yield f"Seal {expected} of the audit is gone; the next that is there is seal {number}."
    elif first.earlier != earlier:
        yield f"Seal {number} of the audit doesn't hold the seal before it: one of the two was made anew."
    there = [each for each in entries if each.sealed is not None]
    for each in there:
        if each.entry_number is None:
            if not sees_all:
                continue
            yield f"Entry {each.sealed} of the audit is gone; it was sealed by seal {number}."
        elif digest_of(each.salt, each, each.entry_number) != each.digest:
            yield (
                f"Entry {each.sealed} of the audit ({each.deed} of {each.table_name} by {each.by}, "
                f"{moment_text(each.at)[:16]} UTC) says something else than when it was sealed."
            )
    word = word_over(
        first.earlier, number, moment_text(first.sealed_at), ((int(each.sealed), each.digest) for each in there)
    )
    if len(there) != first.entries:
        yield f"Seal {number} of the audit was made over {first.entries} entries, and {len(there)} are there."
    elif word != first.word:
        yield f"Seal {number} of the audit doesn't fit its entries."


def _unsealed(connection: Connection) -> tuple[int, list[int]]:
    """How many entries wait for their seal, and which stand where none can come any more."""
    decided = connection.execute(select(func.max(Seal.decided))).scalar() or 0
    is_sealed = select(SealedEntry.number).where(SealedEntry.number == AuditEntry.number).exists()
    asked = select(AuditEntry.number).where(~is_sealed)
    waiting = select(func.count()).select_from(asked.where(AuditEntry.number > decided).subquery())
    skipped = connection.execute(asked.where(AuditEntry.number <= decided).order_by(AuditEntry.number).limit(_SAID))
    return connection.execute(waiting).scalar_one(), [int(each) for each in skipped.scalars()]


def _without_seal(connection: Connection) -> list[int]:
    has_seal = select(Seal.number).where(Seal.number == SealedEntry.seal).exists()
    asked = select(SealedEntry.number).where(~has_seal).order_by(SealedEntry.number).limit(_SAID)
    return [int(each) for each in connection.execute(asked).scalars()]
