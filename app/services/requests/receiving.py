"""A subject access request comes: who asks, who answers it, which evidence was seen, and more time (SAR-1, SAR-2)."""

from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.requests.open_request import facts_of, open_request
from app.services.staff_of_day import chosen, seat_role
from models.people import Person
from models.requests import AccessRequest
from models.rules.office.editors import office_editor_lacks
from models.rules.requests.answering import asking_evidence_lacks, evidence_lacks, request_lacks
from models.rules.requests.deadline import extending_lacks, first_due_on
from models.vocabulary.requests import AskedBy, Authority


def record_request(
    turn: Turn, *, person: UUID, asked_by: AskedBy, received_on: date | None = None, asker: str = "", wanted: str = "",
    handler: UUID | None = None,
) -> Changes:  # fmt: skip
    """Somebody asks for what is known of a person: they, or another by name. `wanted` empty is everything.

    `handler` answers it and has it on Today. Also about somebody who died, to be handed on. UK GDPR, 15 (SAR-1).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    look(turn, Person, person)
    day = received_on or turn.day
    refuse_if(request_lacks(asked_by, asker, day, turn.day))
    made = add(
        turn,
        AccessRequest(
            person_id=person,
            received_on=day,
            asked_by=asked_by,
            asker=asker.strip() if asked_by is AskedBy.ANOTHER else "",
            wanted=wanted.strip(),
            recorded_by_id=turn.staff,
            handler_id=chosen(turn, handler, field="handler").id if handler is not None else None,
        ),
    )
    return changes(Topic.PEOPLE, person=person, made=made.id)


def name_handler(turn: Turn, *, request: UUID, seen: int, handler: UUID) -> Changes:
    """Say who answers it from now on. Good practice (DAY-4)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held = open_request(turn, request, seen)
    held.handler_id = chosen(turn, handler, field="handler").id
    return changes(Topic.PEOPLE, person=held.person_id)


def ask_for_evidence(turn: Turn, *, request: UUID, seen: int, asked_on: date | None = None) -> Changes:
    """Whoever asks was asked to show who they are, or that they may: time runs once it is seen. 12(6) (SAR-1)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held, day = open_request(turn, request, seen), asked_on or turn.day
    facts = facts_of(turn, held)
    refuse_if(asking_evidence_lacks(facts, day, turn.day, first_due_on(facts, turn.policy)))
    held.evidence_asked_on = day
    return changes(Topic.PEOPLE, person=held.person_id)


def record_evidence(
    turn: Turn, *, request: UUID, seen: int, evidence: str, authority: Authority | None = None,
    seen_on: date | None = None,
) -> Changes:  # fmt: skip
    """Whoever sits here saw this of who asks, and by what they may ask for another. UK GDPR, article 12(6) (SAR-2)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held, day = open_request(turn, request, seen), seen_on or turn.day
    refuse_if(evidence_lacks(facts_of(turn, held), evidence, authority, day, turn.day))
    held.evidence, held.evidence_seen_on, held.evidence_seen_by_id = evidence.strip(), day, turn.staff
    held.authority = authority if held.asked_by is AskedBy.ANOTHER else None
    return changes(Topic.PEOPLE, person=held.person_id)


def extend_request(turn: Turn, *, request: UUID, seen: int, because: str, told_on: date | None = None) -> Changes:
    """Whoever asks was told, within the first month, that it takes longer and why. UK GDPR, article 12(3) (SAR-1)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    held, day = open_request(turn, request, seen), told_on or turn.day
    refuse_if(extending_lacks(facts_of(turn, held), day, because, turn.day, turn.policy))
    held.extended_on, held.extended_because, held.extended_by_id = day, because.strip(), turn.staff
    return changes(Topic.PEOPLE, person=held.person_id)
