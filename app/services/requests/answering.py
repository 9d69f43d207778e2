"""A subject access request is answered: what was looked at, the copy, its release, or another end (SAR-2, SAR-3)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, take
from app.services.requests.open_request import facts_of, open_request
from models.access_answerers import answering_access_lacks
from models.requests import AccessCheck, AccessRequest
from models.rules.requests.answering import check_lacks, ending_lacks, release_lacks
from models.vocabulary.requests import AccessCheckKind, ReleasedHow, RequestOutcome


def look_through(turn: Turn, *, request: UUID, seen: int, what: AccessCheckKind, found: str) -> Changes:
    """This was looked at before the copy leaves, and what was found; said anew where more is found (SAR-2).

    Source: Data Protection Act 2018, schedules 2 and 3.
    """
    held = _to_answer(turn, request, seen)
    refuse_if(check_lacks(found))
    asked = select(AccessCheck.id).where(
        AccessCheck.office_id == turn.office, AccessCheck.request_id == held.id, AccessCheck.what == what
    )
    known = turn.session.scalars(asked).one_or_none()
    if known is None:
        record = AccessCheck(
            request_id=held.id, what=what, found=found.strip(), checked_at=turn.moment, checked_by_id=turn.staff
        )
        add(turn, record)
    else:
        check = take(turn, AccessCheck, known)
        check.found, check.checked_at, check.checked_by_id = found.strip(), turn.moment, turn.staff
    return changes(Topic.PEOPLE, person=held.person_id)


def record_copy(turn: Turn, *, request: UUID, seen: int) -> Changes:
    """The copy was made: the paper, its data and the kept files. Said anew when it is made anew (SAR-2)."""
    held = _to_answer(turn, request, seen)
    held.copied_at, held.copied_by_id = turn.moment, turn.staff
    return changes(Topic.PEOPLE, person=held.person_id)


def release(
    turn: Turn, *, request: UUID, seen: int, given_to: str, given_how: ReleasedHow | None, given_on: date | None = None
) -> Changes:
    """The copy went to whoever it is for; refused while anything is still to be looked at, and of the dead (SAR-2).

    Source: UK GDPR, articles 12 and 15.
    """
    held, day = _to_answer(turn, request, seen), given_on or turn.day
    asked = select(AccessCheck.what).where(AccessCheck.office_id == turn.office, AccessCheck.request_id == held.id)
    checked = frozenset(turn.session.scalars(asked))
    refuse_if(release_lacks(facts_of(turn, held), checked, given_to, given_how, day, turn.day))
    held.given_to, held.given_how = given_to.strip(), given_how
    return _end(turn, held, RequestOutcome.RELEASED, day)


def end_request(
    turn: Turn, *, request: UUID, seen: int, outcome: RequestOutcome, because: str, given_to: str = "",
    told_rights: bool = False, ended_on: date | None = None,
) -> Changes:  # fmt: skip
    """It ends without a copy: refused, withdrawn, or handed on to `given_to`; always with why (SAR-2, SAR-3).

    `told_rights`: who is refused was told why, and of the ICO and the courts. Source: UK GDPR, article 12(4), 12(5).
    """
    held, day = _to_answer(turn, request, seen), ended_on or turn.day
    refuse_if(ending_lacks(facts_of(turn, held), outcome, because, given_to, day, turn.day, told_rights=told_rights))
    held.because = because.strip()
    held.given_to = given_to.strip() if outcome is RequestOutcome.HANDED_ON else ""
    return _end(turn, held, outcome, day)


def _end(turn: Turn, held: AccessRequest, outcome: RequestOutcome, day: date) -> Changes:
    held.outcome, held.ended_on, held.ended_by_id = outcome, day, turn.staff
    return changes(Topic.PEOPLE, person=held.person_id)


def _to_answer(turn: Turn, request: UUID, seen: int) -> AccessRequest:
    """The open request, for whoever answers such requests alone."""
    refuse_if(answering_access_lacks(turn.session, turn.office, turn.staff, turn.day))
    return open_request(turn, request, seen)
