"""What the audit keeps of a row, as words: links by name, money in pounds, days and moments as an office does."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Enum, Time, Uuid, select

from app.door.turn import Turn
from models.base import UtcDateTime
from models.rules.history.sentences import Changed, is_shown
from models.rules.sentences import day_text, moment_text
from models.schema import METADATA
from models.values import days_of, days_text
from models.vocabulary.choice import Choice
from models.vocabulary.two_weeks import weeks_text

Names = Mapping[UUID, str]
_NAMED_BY = {"staff": ("name",), "team": ("name",), "patch": ("name",), "person": ("given", "family")}
_ALSO = {"referral": ("reference",), "agreement": ("reference",), "goal": ("statement",)}


def kept(row: str | None) -> dict[str, Any]:
    """A row as the audit keeps it; nothing where there was none."""
    told = json.loads(row) if row else {}
    return told if isinstance(told, dict) else {}


def changed(
    table: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[UUID, str]
) -> Iterable[Changed]:
    """The columns that differ and are shown, in the order of the table."""
    for column in columns_of(table):
        was, now = before.get(column.name), after.get(column.name)
        if was != now and is_shown(column.name):
            told = Changed(column.name, in_words(column, was, names), in_words(column, now, names))
            if told.before or told.after:
                yield told


@lru_cache
def columns_of(table: str) -> tuple[Column[Any], ...]:
    """The columns of a recorded table; none where a newer program made it."""
    found = METADATA.tables.get(table)
    return () if found is None else tuple(found.columns)


def in_words(column: Column[Any], value: Any, names: Names) -> str:
    """One value as the office would write it; nothing for nothing."""
    if value is None or value == "":
        return ""
    kind = column.type
    if isinstance(kind, Uuid):
        return names.get(UUID(str(value)), "")  # of an episode and its like there is no name: it stands beside
    if isinstance(kind, Boolean):
        return "yes" if value else "no"
    if isinstance(kind, UtcDateTime):
        return moment_text(moment_of(value))
    if isinstance(kind, Date):
        return day_text(date.fromisoformat(str(value)[:10]))
    if isinstance(kind, Time):
        return f"{time.fromisoformat(str(value)):%H:%M}"
    if isinstance(kind, Enum):
        return _label(kind, str(value))
    if column.name.endswith("_pence"):
        return f"£{int(value) // 100:,}.{int(value) % 100:02}"
    return _SAID_OF.get(column.name, str)(value)


def _cells(value: Any) -> str:
    """The cells of a line of the tracker, each after its heading."""
    return ", ".join(f"{heading} {said}" for heading, said in kept(str(value)).items() if said)


_SAID_OF: Mapping[str, Callable[[Any], str]] = {  # by the column's name
    "days": lambda value: days_text(days_of(int(value))),
    "weeks": lambda value: weeks_text(int(value)),  # of what is due every week nothing is said
    "written": _cells,
}


def _label(kind: Enum, value: str) -> str:
    """As the screen has it; a word that this program doesn't know stays as it was kept."""
    choices = kind.enum_class
    if choices is None or not issubclass(choices, Choice) or value not in {each.value for each in choices}:
        return value.replace("_", " ")
    return choices(value).label


def moment_of(kept_text: str) -> datetime:
    """A moment as either database writes it into the audit."""
    told = datetime.fromisoformat(str(kept_text))
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def names_of(turn: Turn, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[UUID, str]:
    """How the records are called that these rows link to: one statement for each kind of record."""
    wanted: dict[str, set[UUID]] = {}
    for table, row in rows:
        for column in columns_of(table):
            for link in column.foreign_keys:
                parent, value = link.column.table.name, row.get(column.name)
                if value and column.name != "office_id" and parent in (_NAMED_BY | _ALSO):
                    wanted.setdefault(parent, set()).add(UUID(str(value)))
    names: dict[UUID, str] = {}
    for parent, keys in sorted(wanted.items()):
        found = METADATA.tables[parent]
        told = [found.c[name] for name in (_NAMED_BY | _ALSO)[parent]]
        for key, *parts in turn.session.execute(select(found.c.id, *told).where(found.c.id.in_(keys))):
            names[key] = " ".join(str(part) for part in parts if part)
    return names
