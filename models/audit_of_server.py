"""What a server wrote into the audit, read where its records are now a file's: the same values, written otherwise.

A server writes a key with its hyphens, a moment with its zone and true for what a file calls 1. An entry is sealed as
it was written, so it goes from one to the other word for word.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Connection, DateTime, Table, Time, Uuid, text
from sqlalchemy.types import TypeDecorator, TypeEngine


def said_in_other_words(connection: Connection, table: Table, key: str, told: str) -> bool:
    """Whether one of a file's record's entries says what the record does (`told`, as JSON), as a server writes it."""
    own = json.loads(told)
    asked = text("SELECT after FROM audit_entry WHERE row_id = :key AND table_name = :name ORDER BY number DESC")
    entries = connection.execute(asked, {"key": key, "name": table.name}).scalars()
    return any(_is_same(table, own, json.loads(entry)) for entry in entries if entry)


def _is_same(table: Table, own: dict[str, Any], said: dict[str, Any]) -> bool:
    return all(
        _value(table.columns[name].type, own[name]) == _value(table.columns[name].type, said[name])
        for name in own.keys() & said.keys()
    )


def _value(kind: TypeEngine[Any], told: Any) -> Any:
    """What a word of JSON comes to; one that can't be read is itself, and so like nothing else."""
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    read = next((read for of, read in _READ.items() if isinstance(plain, of)), None)
    if told is None or read is None:
        return told
    try:
        return read(told)
    except (ValueError, TypeError):
        return told


def _moment(told: str) -> datetime:
    at = datetime.fromisoformat(told)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


_READ: dict[type[TypeEngine[Any]], Callable[[Any], Any]] = {
    Uuid: UUID,
    DateTime: _moment,
    Time: time.fromisoformat,
    Boolean: bool,
}
