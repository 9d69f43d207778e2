"""What others have changed on one record since a form began from it: which fields, by whom, when. From the audit."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.audit import NAMES_NOBODY, AuditEntry
from models.staff import Staff

_NOBODY_TYPES = {"version", "operation_id", "office_id", "created_at", "created_by", "updated_at", "updated_by"}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A column that was changed, by whom and when."""

    column: str
    by: str
    at: datetime


def changed_since(turn: Turn, *, table: str, record: UUID, version: int) -> tuple[ChangedField, ...]:
    """Every change of a field after this version of the record, the earliest first; only of this office's records."""
    entries = turn.session.execute(
        select(AuditEntry.by, AuditEntry.at, AuditEntry.before, AuditEntry.after)
        .where(
            AuditEntry.row_id == record,
            AuditEntry.table_name == table,
            AuditEntry.office_id == turn.office,
            AuditEntry.before.is_not(None),
        )
        .order_by(AuditEntry.number)
    ).all()
    names = _who_wrote(turn, {entry.by for entry in entries})
    found: list[ChangedField] = []
    for entry in entries:
        before, after = json.loads(entry.before or "{}"), json.loads(entry.after or "{}")
        if int(after["version"]) > version:
            changed = (column for column in after if after[column] != before.get(column))
            found += [ChangedField(each, names[entry.by], entry.at) for each in changed if each not in _NOBODY_TYPES]
    return tuple(found)


def _who_wrote(turn: Turn, stamps: set[str]) -> dict[str, str]:
    """The names of those whom row stamps and audit mean: by their login, else as they are written."""
    known = select(Staff.login, Staff.name).where(Staff.office_id == turn.office, Staff.login.in_(stamps))
    by_login = {login: name for login, name in turn.session.execute(known).all() if login}
    return {each: "another desk" if each in NAMES_NOBODY else by_login.get(each, each) for each in stamps}
