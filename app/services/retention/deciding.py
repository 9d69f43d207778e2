"""A reviewer decides of records that passed the schedule: kept on, or disposal, which two decide (RET-1, RET-3)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import ChangedMeanwhile, refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look, refuse_if_changed
from app.services.staff_of_day import seat_role
from models.people import Person
from models.requests import AccessRequest
from models.retention import LegalHold, RetentionDecision
from models.retention_due import past_schedule
from models.rules.office.editors import office_editor_lacks
from models.rules.retention.decisions import (
    DecisionFacts,
    approval_lacks,
    disposal_lacks,
    keeping_lacks,
    withdrawing_lacks,
)
from models.rules.retention.schedule import last_day_passed, review_due_on, schedule_lacks
from models.values import london_day
from models.vocabulary.retention import RetentionChoice

_ANEW = "Decided anew"


def keep_records(turn: Turn, *, person: UUID, seen: int | None, keep_until: date, because: str) -> Changes:
    """Keep somebody's records on until a day, and why; listed again from then. `seen` is what stood (RET-1)."""
    before = _to_decide(turn, person, seen)
    refuse_if(keeping_lacks(keep_until, because, turn.day, review_due_on(turn.day, turn.policy)))
    return _decide(turn, person, before, RetentionChoice.KEEP, because, keep_until)


def propose_disposal(turn: Turn, *, person: UUID, seen: int | None, because: str) -> Changes:
    """Propose that nothing of it is needed any more; somebody else approves it. `seen` is what stood (RET-3)."""
    before = _to_decide(turn, person, seen)
    refuse_if(disposal_lacks(_facts(turn, person), because))
    return _decide(turn, person, before, RetentionChoice.DISPOSE, because, None)


def approve_disposal(turn: Turn, *, decision: UUID, seen: int, because: str) -> Changes:
    """Approve what somebody else proposed. Nothing is deleted by it: the list goes to the records manager (RET-3)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held = load(turn, RetentionDecision, decision, seen=seen)
    look(turn, Person, held.person_id, lock=True)
    refuse_if(withdrawing_lacks(held.withdrawn_on, because or _ANEW))
    facts = _facts(turn, held.person_id, held)
    last_at = _last_at(turn, held.person_id)
    refuse_if(schedule_lacks(_day_of(last_at), turn.policy))
    if not _still_stands(held, last_at):
        raise ChangedMeanwhile
    refuse_if(approval_lacks(facts, because, seat_role(turn), is_own=held.decided_by_id == turn.staff))
    held.approved_on, held.approved_because, held.approved_by_id = turn.day, because.strip(), turn.staff
    return changes(Topic.PEOPLE, person=held.person_id)


def withdraw_decision(turn: Turn, *, decision: UUID, seen: int, because: str) -> Changes:
    """What was decided no longer stands, and why: the records are reviewed again (RET-3)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held = load(turn, RetentionDecision, decision, seen=seen)
    refuse_if(withdrawing_lacks(held.withdrawn_on, because))
    _withdraw(turn, held, because.strip())
    return changes(Topic.PEOPLE, person=held.person_id)


def withdraw_disposal(turn: Turn, person: UUID, because: str) -> None:
    """A disposal of somebody's records stands no more, proposed or approved; what is kept on stays so (RET-3)."""
    held = _standing(turn, person)
    if held is not None and held.choice is RetentionChoice.DISPOSE:
        held.operation_id = turn.operation
        _withdraw(turn, held, because)


def _to_decide(turn: Turn, person: UUID, seen: int | None) -> RetentionDecision | None:
    """The decision to be let go of; refused before the schedule has passed.

    One from before somebody came back is shown to nobody: no desk has seen it, and it goes as the new one comes.
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    look(turn, Person, person, lock=True)
    before = _standing(turn, person)
    last_at = _last_at(turn, person)
    refuse_if_changed(turn, before if before is not None and _still_stands(before, last_at) else None, seen)
    refuse_if(schedule_lacks(_day_of(last_at), turn.policy))
    return before


def _standing(turn: Turn, person: UUID) -> RetentionDecision | None:
    asked = select(RetentionDecision).where(
        RetentionDecision.office_id == turn.office,
        RetentionDecision.person_id == person,
        RetentionDecision.withdrawn_on.is_(None),
    )
    return turn.session.scalars(asked).one_or_none()


def _decide(
    turn: Turn, person: UUID, before: RetentionDecision | None, choice: RetentionChoice, because: str,
    keep_until: date | None,
) -> Changes:  # fmt: skip
    if before is not None:
        before.operation_id = turn.operation
        _withdraw(turn, before, _ANEW)
        turn.session.flush()  # one decision stands at a time: the old one goes before the new one comes
    record = RetentionDecision(
        person_id=person, choice=choice, keep_until=keep_until, because=because.strip(), decided_at=turn.moment,
        decided_by_id=turn.staff,
    )  # fmt: skip
    return changes(Topic.PEOPLE, person=person, made=add(turn, record).id)


def _withdraw(turn: Turn, held: RetentionDecision, because: str) -> None:
    held.withdrawn_on, held.withdrawn_because, held.withdrawn_by_id = turn.day, because, turn.staff


def _facts(turn: Turn, person: UUID, held: RetentionDecision | None = None) -> DecisionFacts:
    holds = select(LegalHold.id).where(
        LegalHold.office_id == turn.office, LegalHold.person_id == person, LegalHold.lifted_on.is_(None)
    )
    asked = select(AccessRequest.id).where(
        AccessRequest.office_id == turn.office, AccessRequest.person_id == person, AccessRequest.outcome.is_(None)
    )
    return DecisionFacts(
        choice=held.choice if held is not None else None,
        is_approved=held is not None and held.approved_on is not None,
        is_held=turn.session.scalars(holds.limit(1)).first() is not None,
        is_asked_for=turn.session.scalars(asked.limit(1)).first() is not None,
    )


def _last_at(turn: Turn, person: UUID) -> datetime | None:
    past = past_schedule(turn.office, last_day_passed(turn.day, turn.policy), (person,))
    return turn.session.scalars(select(past.c.last_at)).one_or_none()


def _day_of(last_at: datetime | None) -> date | None:
    return london_day(last_at) if last_at is not None else None


def _still_stands(held: RetentionDecision, last_at: datetime | None) -> bool:
    return last_at is None or held.decided_at > last_at
