"""How the scheduling tracker stands: what waits to go out, what Scheduling asks, and what isn't in CCL yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from app.door.turn import Turn
from models.people import Person
from models.tracker import TrackerChange
from models.values import london_day, whole_name
from models.vocabulary.tracker import CclMark, TrackerChangeKind

_MOST_DIGITS = 9  # as far as a database counts: what is longer was never given out
_WAITS = and_(TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerLine:
    """A change that Scheduling is told, and what came of it. `ccl_on` is the day that Scheduling wrote."""

    id: UUID
    ref: str
    kind: TrackerChangeKind
    person_id: UUID
    person: str
    notified_at: datetime
    effective_at: datetime
    reason: str
    ccl_by: str
    ccl_on: date | None
    query: str


@dataclass(frozen=True, slots=True)
class TrackerState:
    """How many changes wait, since when, and when which file last got some."""

    waiting: int
    waiting_since: datetime | None
    last_exported_at: datetime | None
    last_exported_to: str
    not_in_ccl: int
    queries: int


@dataclass(frozen=True, slots=True)
class TrackerView:
    """How the tracker stands: in numbers, what waits, and what Scheduling asks."""

    state: TrackerState
    waiting: tuple[TrackerLine, ...]
    queries: tuple[TrackerLine, ...]


def ref_of(number: int) -> str:
    """A change's stable, short name in the tracker."""
    return f"T{number:05d}"


def number_of(ref: str) -> int | None:
    """The number that such a name means; none where it isn't one of ours."""
    digits = ref.strip()[1:]
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number and ref.strip()[:1] in {"T", "t"} else None


def state(turn: Turn) -> TrackerState:
    """The tracker in numbers; two statements."""
    waiting = _WAITS
    not_in_ccl = or_(TrackerChange.ccl.is_(None), TrackerChange.ccl != CclMark.YES)
    mine = TrackerChange.office_id == turn.office
    counts = turn.session.execute(
        select(
            func.count().filter(waiting),
            func.min(TrackerChange.notified_at).filter(waiting),
            func.count().filter(TrackerChange.exported_at.is_not(None), not_in_ccl),
            func.count().filter(TrackerChange.ccl == CclMark.QUERY),
        ).where(mine)
    ).one()
    last = turn.session.execute(
        select(TrackerChange.exported_at, TrackerChange.exported_to)
        .where(mine, TrackerChange.exported_at.is_not(None))
        .order_by(TrackerChange.exported_at.desc())
        .limit(1)
    ).one_or_none()
    at, to = (last.exported_at, last.exported_to or "") if last else (None, "")
    return TrackerState(counts[0], counts[1], at, to, counts[2], counts[3])


def waiting(turn: Turn) -> tuple[TrackerLine, ...]:
    """The changes that go out with the next export, in their order."""
    return _lines(turn, _WAITS)


def queries(turn: Turn) -> tuple[TrackerLine, ...]:
    """What Scheduling asks and hasn't marked otherwise since: each a prompt on Today."""
    return _lines(turn, TrackerChange.ccl == CclMark.QUERY)


def whole(turn: Turn) -> TrackerView:
    """All of it at once, in four statements."""
    return TrackerView(state(turn), waiting(turn), queries(turn))


def _lines(turn: Turn, condition: Any) -> tuple[TrackerLine, ...]:
    rows = turn.session.execute(
        select(
            TrackerChange.id, TrackerChange.number, TrackerChange.kind, TrackerChange.person_id, Person.given,
            Person.family, TrackerChange.notified_at, TrackerChange.effective_at, TrackerChange.reason,
            TrackerChange.ccl_by, TrackerChange.ccl_on, TrackerChange.ccl_query,
        )
        .join(Person, Person.id == TrackerChange.person_id)
        .where(TrackerChange.office_id == turn.office, condition)
        .order_by(TrackerChange.number)
    )  # fmt: skip
    return tuple(
        TrackerLine(
            id=row.id,
            ref=ref_of(row.number),
            kind=row.kind,
            person_id=row.person_id,
            person=whole_name(row.given, row.family),
            notified_at=row.notified_at,
            effective_at=row.effective_at,
            reason=row.reason,
            ccl_by=row.ccl_by,
            ccl_on=london_day(row.ccl_on) if row.ccl_on else None,
            query=row.ccl_query,
        )
        for row in rows
    )
