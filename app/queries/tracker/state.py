"""How the scheduling tracker stands: what waits to go out, what Scheduling asks, and what isn't in CCL yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, literal, select

from app.door.turn import Turn
from models.access import AccessNote
from models.people import Person
from models.staff import Staff
from models.tracker import TrackerChange
from models.values import london_day, whole_name
from models.vocabulary.access import Access
from models.vocabulary.tracker import CclMark, TrackerChangeKind

_MOST_DIGITS = 9  # as far as a database counts: what is longer was never given out
MOST_LISTED = 50  # of what isn't in CCL yet: it grows where Scheduling marks nothing
NOTED_AS = "the tracker as "  # an export to this file, in the notes of who exported what
_WAITS = and_(TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerLine:
    """A change that Scheduling is told, and what came of it. `ccl_on` is the day that Scheduling wrote."""

    id: UUID
    ref: str
    kind: TrackerChangeKind
    person_id: UUID
    episode_id: UUID | None
    referral_id: UUID | None
    person: str
    notified_at: datetime
    effective_at: datetime
    reason: str
    exported_at: datetime | None
    exported_to: str
    ccl: CclMark | None
    ccl_by: str
    ccl_on: date | None
    query: str


@dataclass(frozen=True, slots=True)
class TrackerState:
    """How many changes wait, since when, and when which file last got some, how many and from whom (where noted)."""

    waiting: int
    waiting_since: datetime | None
    last_exported_at: datetime | None
    last_exported_to: str
    not_in_ccl: int
    queries: int
    last_exported_by: str = ""
    last_exported: int | None = None


@dataclass(frozen=True, slots=True)
class TrackerView:
    """How the tracker stands: in numbers, what waits, what Scheduling asks, and what isn't in CCL yet."""

    state: TrackerState
    waiting: tuple[TrackerLine, ...]
    queries: tuple[TrackerLine, ...]
    not_in_ccl: tuple[TrackerLine, ...]


def ref_of(number: int) -> str:
    """A change's stable, short name in the tracker."""
    return f"T{number:05d}"


def number_of(ref: str) -> int | None:
    """The number that such a name means; none where it isn't one of ours."""
    digits = ref.strip()[1:]
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number and ref.strip()[:1] in {"T", "t"} else None


def state(turn: Turn) -> TrackerState:
    """The tracker in numbers; two statements, each number found by an index of its own."""
    mine = TrackerChange.office_id == turn.office
    since = select(func.min(TrackerChange.notified_at)).where(mine, _WAITS)
    counts = turn.session.execute(
        select(
            _count(mine, _WAITS),
            since.scalar_subquery(),
            # By its number too, or a file takes the index by the export, and goes through all that ever went out.
            _count(mine, TrackerChange.is_not_in_ccl(), TrackerChange.number > 0),
            _count(mine, TrackerChange.ccl == CclMark.QUERY),
        )
    ).one()
    last = turn.session.execute(
        select(TrackerChange.exported_at, TrackerChange.exported_to, AccessNote.rows, Staff.name)
        .outerjoin(
            AccessNote,
            and_(
                AccessNote.office_id == turn.office,
                AccessNote.at == TrackerChange.exported_at,
                AccessNote.deed == Access.EXPORTED,
                AccessNote.what == literal(NOTED_AS) + TrackerChange.exported_to,
            ),
        )
        .outerjoin(Staff, Staff.id == AccessNote.staff_id)
        .where(mine, TrackerChange.exported_at.is_not(None))
        .order_by(TrackerChange.exported_at.desc())
        .limit(1)
    ).one_or_none()
    at, to, many, by = last or (None, None, None, None)
    return TrackerState(counts[0], counts[1], at, to or "", counts[2], counts[3], by or "", many)


def _count(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(TrackerChange).where(*conditions).scalar_subquery()


def anything_waits(turn: Turn) -> bool:
    """Whether an export would bring a change."""
    return bool(turn.session.scalar(select(exists().where(TrackerChange.office_id == turn.office, _WAITS))))


def waiting(turn: Turn) -> tuple[TrackerLine, ...]:
    """The changes that go out with the next export, in their order."""
    return _lines(turn, _WAITS)


def queries(turn: Turn) -> tuple[TrackerLine, ...]:
    """What Scheduling asks and hasn't marked otherwise since: each a prompt on Today."""
    return _lines(turn, TrackerChange.ccl == CclMark.QUERY)


def not_in_ccl(turn: Turn) -> tuple[TrackerLine, ...]:
    """What went out and has no Yes, the newest first; `MOST_LISTED` of them at the most."""
    return _lines(turn, TrackerChange.is_not_in_ccl(), TrackerChange.number.desc(), MOST_LISTED)


def whole(turn: Turn) -> TrackerView:
    """All of it at once, in five statements."""
    return TrackerView(state(turn), waiting(turn), queries(turn), not_in_ccl(turn))


def _lines(
    turn: Turn, condition: Any, order: Any = TrackerChange.number, most: int | None = None
) -> tuple[TrackerLine, ...]:
    rows = turn.session.execute(
        select(
            TrackerChange.id, TrackerChange.number, TrackerChange.kind, TrackerChange.person_id,
            TrackerChange.episode_id, TrackerChange.referral_id, Person.given, Person.family,
            TrackerChange.notified_at, TrackerChange.effective_at, TrackerChange.reason,
            TrackerChange.exported_at, TrackerChange.exported_to, TrackerChange.ccl, TrackerChange.ccl_by,
            TrackerChange.ccl_on, TrackerChange.ccl_query,
        )
        .join(Person, Person.id == TrackerChange.person_id)
        .where(TrackerChange.office_id == turn.office, condition)
        .order_by(order)
        .limit(most)
    )  # fmt: skip
    return tuple(
        TrackerLine(
            id=row.id,
            ref=ref_of(row.number),
            kind=row.kind,
            person_id=row.person_id,
            episode_id=row.episode_id,
            referral_id=row.referral_id,
            person=whole_name(row.given, row.family),
            notified_at=row.notified_at,
            effective_at=row.effective_at,
            reason=row.reason,
            exported_at=row.exported_at,
            exported_to=row.exported_to or "",
            ccl=row.ccl,
            ccl_by=row.ccl_by,
            ccl_on=london_day(row.ccl_on) if row.ccl_on else None,
            query=row.ccl_query,
        )
        for row in rows
    )
