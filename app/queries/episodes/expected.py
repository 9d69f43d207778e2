"""What is expected of an episode ahead of its day, as the tabs about its end show it (END-9)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.expected import ExpectedChange
from models.rules.clocks import is_past
from models.rules.closure.expected import ExpectedFacts, expected_line, expected_prompts, is_ahead
from models.staff import Staff
from models.vocabulary.closure import EndReason, ExpectedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRow:
    """An end, a return or a move that nobody has confirmed yet.

    `offered_at` is the moment that a confirmation is offered with, none while it lies ahead (then now is). From its day
    on it `is_asked`, from the next morning on it `is_overdue`.
    """

    id: UUID
    seen: int
    kind: ExpectedKind
    expected_at: datetime
    reason: EndReason | None
    package_on: date | None
    announced_at: datetime
    announced_by: str
    because: str
    offered_at: datetime | None
    is_asked: bool
    is_overdue: bool
    sentence: str


def expected_of(turn: Turn, *, episode: UUID) -> tuple[ExpectedRow, ...]:
    """What is expected of an episode, the soonest first, in one statement. Source: good practice (END-9)."""
    rows = turn.session.execute(
        select(ExpectedChange, Staff.name)
        .join(Staff, Staff.id == ExpectedChange.announced_by_id)
        .where(
            ExpectedChange.episode_id == episode,
            ExpectedChange.office_id == turn.office,
            ExpectedChange.confirmed_at.is_(None),
            ExpectedChange.taken_back_at.is_(None),
        )
        .order_by(ExpectedChange.expected_at)
    ).all()
    return tuple(_row(turn, *row) for row in rows)


def of_kind(rows: tuple[ExpectedRow, ...], kind: ExpectedKind) -> ExpectedRow | None:
    """The one of this kind, if it is expected: there is never a second."""
    return next((each for each in rows if each.kind is kind), None)


def _row(turn: Turn, record: ExpectedChange, announced_by: str) -> ExpectedRow:
    facts = ExpectedFacts(record.kind, record.expected_at, record.reason)
    [prompt] = expected_prompts("", facts)
    return ExpectedRow(
        id=record.id,
        seen=record.version,
        kind=record.kind,
        expected_at=record.expected_at,
        reason=record.reason,
        package_on=record.package_on,
        announced_at=record.announced_at,
        announced_by=announced_by,
        because=record.because,
        offered_at=None if is_ahead(record.expected_at, turn.moment) else record.expected_at,
        is_asked=prompt.is_due_at(turn.moment),
        is_overdue=prompt.due is not None and is_past(prompt.due, turn.moment),
        sentence=expected_line(facts),
    )
