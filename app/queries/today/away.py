"""What changed while somebody was away from this desk, person by person, from the audit."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.door.turn import Turn
from app.queries.statement import DEATH, AnyRow, death_of
from app.queries.today.away_sentences import TOLD, Columns, sentence, tab_of
from models.audit import AuditEntry
from models.closure import Closure
from models.episodes import Episode
from models.goals import Goal
from models.people import Person
from models.referrals import Referral
from models.transfer import Transfer
from models.values import whole_name

AT_MOST = 2_000  # changes that are read, the newest; who was away for longer is told that there were more
_PARENTS = ("person_id", "referral_id", "episode_id", "transfer_id", "closure_id", "goal_id")
_SPELT = 8  # sentences a person; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayRow:
    """Somebody of whom something changed: what, in sentences, the newest first, and where the newest is seen.

    `death` marks that they died; none of the living. (END-6).
    """

    person_id: UUID
    person: str
    at: datetime
    sentences: tuple[str, ...]
    tab: str
    referral_id: UUID | None
    death: str


@dataclass(frozen=True, slots=True)
class AwayView:
    """What changed since a moment; `has_more` where there was more than can be read at once."""

    since: datetime
    rows: tuple[AwayRow, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Change:
    table: str
    at: datetime
    row_id: UUID
    before: Columns
    after: Columns

    @property
    def parent(self) -> tuple[str, UUID]:
        """The record that says whose it is: its column and its key."""
        if self.table in {"person", "referral", "episode"}:
            return f"{self.table}_id", self.row_id
        named = next((name for name in _PARENTS if self.after.get(name)), "")
        return named, UUID(str(self.after[named])) if named else self.row_id


def changed_since(turn: Turn, *, since: datetime, until: datetime | None = None) -> AwayView:
    """What was done by anybody since that moment, newest first, in two statements however much it was.

    `until` is when somebody came back: what they did themselves from then on needn't be told to them.
    """
    wanted = [AuditEntry.office_id == turn.office, AuditEntry.at > since, AuditEntry.table_name.in_(TOLD)]
    if until is not None:
        wanted.append(AuditEntry.at <= until)
    entries = turn.session.execute(
        select(
            AuditEntry.table_name, AuditEntry.at, AuditEntry.row_id, AuditEntry.before, AuditEntry.after
        )
        .where(*wanted)
        .order_by(AuditEntry.at.desc(), AuditEntry.number.desc())
        .limit(AT_MOST + 1)
    ).all()  # fmt: skip
    changes = [_change(row) for row in entries[:AT_MOST]]
    people = _people(turn, {change.parent for change in changes})
    told: defaultdict[UUID, list[_Change]] = defaultdict(list)
    for change in changes:
        owner = people.get(change.parent)
        if owner is not None and sentence(change.table, change.before, change.after):
            told[owner.person_id].append(change)
    known = {row.person_id: row for row in people.values()}
    rows = tuple(_row(known[person], about) for person, about in told.items())
    return AwayView(since, rows, has_more=len(entries) > AT_MOST)


def _change(row: AnyRow) -> _Change:
    before = json.loads(row.before) if row.before else {}
    return _Change(row.table_name, row.at, row.row_id, before, json.loads(row.after) if row.after else {})


def _row(person: AnyRow, about: list[_Change]) -> AwayRow:
    said = tuple(dict.fromkeys(_sentences(about)))
    shown = said if len(said) <= _SPELT else (*said[: _SPELT - 1], f"And {len(said) - _SPELT + 1} more changes.")
    newest = about[0]
    column, key = newest.parent
    return AwayRow(
        person_id=person.person_id,
        person=whole_name(person.given, person.family),
        at=newest.at,
        sentences=shown,
        tab=tab_of(newest.table, newest.after),
        referral_id=key if column == "referral_id" else None,
        death=death_of(person).mark,
    )


def _sentences(about: Iterable[_Change]) -> Iterator[str]:
    return (sentence(change.table, change.before, change.after) for change in about)


def _people(turn: Turn, parents: set[tuple[str, UUID]]) -> dict[tuple[str, UUID], AnyRow]:
    """Whose each parent record is."""
    keys: defaultdict[str, set[UUID]] = defaultdict(set)
    for column, key in parents:
        keys[column].add(key)
    person = select(literal("person_id").label("of"), Person.id.label("key"), *_NAMED)
    asked = [
        person.where(Person.id.in_(keys["person_id"])),
        _of("referral_id", Referral.id, keys).join(Referral, Referral.person_id == Person.id),
        _of("episode_id", Episode.id, keys).join(Episode, Episode.person_id == Person.id),
        _of("goal_id", Goal.id, keys).join(Goal, Goal.person_id == Person.id),
        _of("transfer_id", Transfer.id, keys)
        .join(Episode, Episode.person_id == Person.id)
        .join(Transfer, Transfer.episode_id == Episode.id),
        _of("closure_id", Closure.id, keys)
        .join(Episode, Episode.person_id == Person.id)
        .join(Closure, Closure.episode_id == Episode.id),
    ]
    wanted = [part.where(Person.office_id == turn.office) for part in asked]
    return {(row.of, row.key): row for row in turn.session.execute(union_all(*wanted))}


_NAMED = (Person.id.label("person_id"), Person.given, Person.family, *DEATH)


def _of(
    column: str, key: InstrumentedAttribute[UUID], keys: defaultdict[str, set[UUID]]
) -> Select[*tuple[object, ...]]:
    asked = select(literal(column).label("of"), key.label("key"), *_NAMED).select_from(Person)
    return asked.where(key.in_(keys[column]))
