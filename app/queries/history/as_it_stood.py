"""A record as it stood at any past moment, with all that hung on it then: put together from the audit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.door.turn import Turn
from app.queries.history.records import belonging_to
from app.queries.history.values import columns_of, in_words, kept, names_of
from models.audit import AuditEntry
from models.rules.history.sentences import column_words, is_shown, table_words


@dataclass(frozen=True, slots=True)
class StoodRow:
    """One value of one record as it stood: which kind of record, what it is called, and what it said."""

    record: UUID
    kind: str
    label: str
    value: str


def as_it_stood(turn: Turn, *, about: UUID, at: datetime) -> tuple[StoodRow, ...]:
    """Every shown value of the record and of its parts at that moment, the record itself first; three statements."""
    records = belonging_to(turn, about)
    newest = (
        select(func.max(AuditEntry.number))
        .where(AuditEntry.row_id.in_(list(records)), AuditEntry.at <= at)
        .group_by(AuditEntry.row_id)
    )
    found = list(turn.session.scalars(select(AuditEntry).where(AuditEntry.number.in_(newest))))
    order = {key: place for place, key in enumerate(records)}
    found.sort(key=lambda each: (each.row_id != about, order[each.row_id]))
    rows = [(each, kept(each.after)) for each in found]
    names = names_of(turn, ((each.table_name, row) for each, row in rows))
    told = []
    for each, row in rows:
        for column in columns_of(each.table_name):
            value = in_words(column, row.get(column.name), names) if is_shown(column.name) else ""
            if value:
                told.append(
                    StoodRow(
                        each.row_id, table_words(each.table_name), column_words(column.name, each.table_name), value
                    )
                )
    return tuple(told)
