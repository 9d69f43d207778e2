"""Everything that is known about one person, table by table as it stands now, and who looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, LargeBinary, Select, String, select

from app.door.errors import not_listed, refuse_if
from app.door.turn import Turn
from app.queries.history.records import keys_by_table
from app.queries.history.values import columns_of, in_words, names_of
from app.queries.statement import AnyRow
from models.access import AccessNote
from models.access_answerers import answering_access_lacks
from models.people import Person
from models.rules.history.sentences import column_words, is_shown, table_words
from models.rules.history.subject_access import Review, leaves, review_of
from models.schema import METADATA
from models.staff import Staff
from models.values import whole_name
from models.vocabulary.access import Access


@dataclass(frozen=True, slots=True)
class KnownValue:
    """One value as the office would write it, and why somebody reads it before it leaves."""

    column: str
    called: str
    value: str
    review: Review


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """One record: the table it stands in, what it is called, and its values."""

    table: str
    called: str
    values: tuple[KnownValue, ...]


@dataclass(frozen=True, slots=True)
class KnownLook:
    """That somebody looked at, printed or took out something about the person."""

    at: datetime
    by: str
    deed: Access
    what: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All of it, the person first."""

    person: str
    records: tuple[KnownRecord, ...]
    looks: tuple[KnownLook, ...]


def everything(turn: Turn, *, person: UUID) -> Everything:
    """All that the office keeps; refused to whoever doesn't answer such requests. A statement a table.

    What was found before a copy leaves, and why records are held, stands on the pages of whoever answers alone (SAR-2).

    Source: UK GDPR, article 15; good practice (END-6: it stays after a death).
    """
    refuse_others(turn)
    named = turn.session.execute(
        select(Person.given, Person.family).where(Person.id == person, Person.office_id == turn.office)
    ).one_or_none()
    if named is None:
        raise not_listed("person")
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for name, keys in keys_by_table("person", person).items():
        rows += [(name, _plain(row)) for row in turn.session.execute(_of(name, keys))]
    names = names_of(turn, rows)
    told = (_record(name, row, names) for name, row in rows)
    return Everything(
        whole_name(named.given, named.family), tuple(each for each in told if each.values), _looks(turn, person)
    )


def refuse_others(turn: Turn) -> None:
    """Refuse whoever doesn't answer subject access requests."""
    refuse_if(answering_access_lacks(turn.session, turn.office, turn.staff, turn.day))


def _of(name: str, keys: Select[UUID]) -> Select[Any]:
    """The rows of a table that belong to the person, without what isn't text for anybody: the bytes of a file."""
    table = METADATA.tables[name]
    key = table.c.id if "id" in table.c else table.c.goal_id
    columns = [each for each in table.columns if not isinstance(each.type, LargeBinary)]
    return select(*columns).where(key.in_(keys)).order_by(*table.primary_key.columns)


def _plain(row: AnyRow) -> dict[str, Any]:
    return {name: value.value if isinstance(value, Enum) else value for name, value in row._mapping.items()}  # noqa: SLF001  SQLAlchemy's public name


def _record(table: str, row: Mapping[str, Any], names: Mapping[UUID, str]) -> KnownRecord:
    values = []
    for column in columns_of(table):
        is_told = is_shown(column.name) and leaves(table, column.name)
        value = in_words(column, row.get(column.name), names) if is_told else ""
        if value:
            review = review_of(table, column.name, is_text=_is_text(column))
            values.append(KnownValue(str(column.name), column_words(column.name, table), value, review))
    return KnownRecord(str(table), table_words(table), tuple(values))


def _is_text(column: Column[Any]) -> bool:
    """Whether people type it: an enumeration is kept as text too, and chosen from a list."""
    return type(column.type) is String or (isinstance(column.type, String) and not hasattr(column.type, "enums"))


def _looks(turn: Turn, person: UUID) -> tuple[KnownLook, ...]:
    rows = turn.session.execute(
        select(AccessNote.at, Staff.name, AccessNote.deed, AccessNote.what)
        .join(Staff, Staff.id == AccessNote.staff_id)
        .where(AccessNote.office_id == turn.office, AccessNote.person_id == person)
        .order_by(AccessNote.at, AccessNote.id)
    )
    return tuple(KnownLook(*row) for row in rows)
