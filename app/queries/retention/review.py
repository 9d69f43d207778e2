"""The retention review: whose records have passed the schedule, by pages, and every legal hold (RET-1, RET-2)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import DEATH, AnyRow, death_of
from models.people import Person
from models.requests import AccessRequest
from models.retention import LegalHold, RetentionDecision
from models.retention_due import past_schedule
from models.rules.retention.decisions import DecisionFacts, retention_state
from models.rules.retention.schedule import last_day_passed, review_due_on
from models.staff import Staff
from models.values import london_day, whole_name
from models.vocabulary.retention import RetentionChoice, RetentionState

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRow:
    """Somebody whose records have passed the schedule: when what was done for them ended, and what was decided."""

    person_id: UUID
    person: str
    mark: str
    mosaic_id: str
    nhs_number: str
    born: date | None
    ended_on: date
    due_on: date
    state: RetentionState
    decision_id: UUID | None
    decision: int | None
    keep_until: date | None
    because: str
    decided_on: date | None
    decided_by: str
    approved_on: date | None
    approved_by: str
    approved_because: str


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """Rows from the oldest end on, the number of the first of them from 0, how many there are, and in every state."""

    rows: tuple[RetentionRow, ...]
    first: int
    of: int
    every: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """A legal hold that stands."""

    id: UUID
    version: int
    person_id: UUID
    person: str
    mark: str
    held_from: date
    asked_by: str
    because: str
    placed_by: str


def to_review(
    turn: Turn, *, state: RetentionState | None = None, first: int = 0, most: int | None = PAGE
) -> RetentionPage:
    """Those in a state, or all, from the oldest end on; `most` of none is every one. (RET-1).

    One statement; two where nobody is in that state, for it is said how many are in another.
    """
    past = past_schedule(turn.office, last_day_passed(turn.day, turn.policy))
    stands, decider, approver = RetentionDecision, aliased(Staff), aliased(Staff)
    stood, every = _state_of(turn), select(func.count()).select_from(past)
    asked = (
        select(
            past.c.person_id, past.c.last_at, Person.given, Person.family, Person.mosaic_id, Person.nhs_number,
            Person.born, *DEATH, stands.id.label("decision_id"), stands.version.label("decision"), stands.keep_until,
            stands.because, stands.decided_at, stands.approved_on, stands.approved_because,
            decider.name.label("decider"), approver.name.label("approver"), stands.choice, _held().label("held"),
            _asked_for().label("asked_for"), func.count().over().label("of"), every.scalar_subquery().label("every"),
        )
        .join(Person, Person.id == past.c.person_id)
        .outerjoin(
            stands,
            and_(
                stands.person_id == past.c.person_id, stands.withdrawn_on.is_(None),
                stands.decided_at > past.c.last_at,
            ),
        )
        .outerjoin(decider, decider.id == stands.decided_by_id)
        .outerjoin(approver, approver.id == stands.approved_by_id)
        .order_by(past.c.last_at, past.c.person_id)
        .offset(first)
        .limit(most)
    )  # fmt: skip
    rows = turn.session.execute(asked if state is None else asked.where(stood == state.value)).all()
    if not rows and state is not None:
        return RetentionPage((), first, 0, turn.session.scalars(every).one())
    of, all_of_them = (rows[0].of, rows[0].every) if rows else (0, 0)
    return RetentionPage(tuple(_row(turn, row) for row in rows), first, of, all_of_them)


def holds(turn: Turn) -> tuple[HoldRow, ...]:
    """Every hold that stands, the oldest first; one statement. (RET-2)."""
    rows = turn.session.execute(
        select(LegalHold, Person.given, Person.family, *DEATH, Staff.name.label("placed_by"))
        .join(Person, Person.id == LegalHold.person_id)
        .join(Staff, Staff.id == LegalHold.placed_by_id)
        .where(LegalHold.office_id == turn.office, LegalHold.lifted_on.is_(None))
        .order_by(LegalHold.held_from, LegalHold.id)
    )
    return tuple(
        HoldRow(
            id=row[0].id,
            version=row[0].version,
            person_id=row[0].person_id,
            person=whole_name(row.given, row.family),
            mark=death_of(row).mark,
            held_from=row[0].held_from,
            asked_by=row[0].asked_by,
            because=row[0].because,
            placed_by=row.placed_by,
        )
        for row in rows
    )


def _state_of(turn: Turn) -> Any:
    """As the rule `retention_state` has it, for the database to choose by; a test holds both against each other."""
    stands = RetentionDecision
    is_disposal = stands.choice == RetentionChoice.DISPOSE
    return case(
        (_held(), RetentionState.HELD.value),
        (_asked_for(), RetentionState.ASKED_FOR.value),
        (and_(is_disposal, stands.approved_on.is_not(None)), RetentionState.APPROVED.value),
        (is_disposal, RetentionState.PROPOSED.value),
        (stands.keep_until > turn.day, RetentionState.KEPT.value),
        else_=RetentionState.TO_REVIEW.value,
    )


def _held() -> Any:
    return exists().where(LegalHold.person_id == Person.id, LegalHold.lifted_on.is_(None)).correlate(Person)


def _asked_for() -> Any:
    return exists().where(AccessRequest.person_id == Person.id, AccessRequest.outcome.is_(None)).correlate(Person)


def _row(turn: Turn, row: AnyRow) -> RetentionRow:
    died_on = row.died_on or date.min
    ended_on = max(london_day(row.last_at), died_on)
    return RetentionRow(
        person_id=row.person_id,
        person=whole_name(row.given, row.family),
        mark=death_of(row).mark,
        mosaic_id=row.mosaic_id or "",
        nhs_number=row.nhs_number or "",
        born=row.born,
        ended_on=ended_on,
        due_on=review_due_on(ended_on, turn.policy),
        state=retention_state(
            DecisionFacts(
                choice=row.choice,
                keep_until=row.keep_until,
                is_approved=row.approved_on is not None,
                is_held=row.held,
                is_asked_for=row.asked_for,
            ),
            turn.day,
        ),
        decision_id=row.decision_id,
        decision=row.decision,
        keep_until=row.keep_until,
        because=row.because or "",
        decided_on=london_day(row.decided_at) if row.decided_at is not None else None,
        decided_by=row.decider or "",
        approved_on=row.approved_on,
        approved_by=row.approver or "",
        approved_because=row.approved_because or "",
    )
