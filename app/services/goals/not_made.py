"""Noting that a planned visit wasn't made, and taking that back; it is apart from any letter (IPAD-1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, exists, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import ChangedMeanwhile, refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.goals.before_rating import of_day, the_visit, visit_then
from models.episodes import Episode
from models.goals import Goal
from models.people import Person
from models.ratings import Rating, VisitNotMade
from models.rules.goals.arrivals import ServiceDays, in_service_lacks, visit_lacks
from models.rules.goals.not_made import VisitThen, not_made_lacks, taken_back_lacks
from models.values import Call, london_day, whole_name
from models.vocabulary.goals import NotMade


@dataclass(frozen=True, slots=True)
class Said:
    """What a desk sees noted of a visit: why it wasn't made, and the note beside it."""

    reason: NotMade
    note: str = ""


def note_not_made(
    turn: Turn,
    *,
    person: UUID,
    day: date,
    call: Call,
    seen: Said | None,
    reason: NotMade,
    note: str = "",
    is_meant: bool = False,
) -> Changes:
    """Note that a visit wasn't made, and why; another reason later takes the place of the earlier, which is kept.

    `seen` is the reason and the note that stood there when the desk looked, none where there was none. Refused where
    another desk has noted otherwise since, before the call has begun, and outside the service. A visit that wasn't due,
    or that is rated, is asked about until it `is_meant`.
    Source: good practice on OPG 3.4 (IPAD-1).
    """
    held = look(turn, Person, person, lock=True)
    found = _noted(turn, person, day, call)
    _refuse_if_noted(turn, found, seen)
    refuse_if((*visit_lacks(day, call, turn.moment), *in_service_lacks(_name(held), day, _episodes(turn, person))))
    then, is_rated = _then(turn, person, day, call)
    refuse_if(not_made_lacks(then, is_rated=is_rated, is_meant=is_meant))
    if found is None:
        told = {"person_id": person, "day": day, "call": call, "reason": reason, "note": note.strip()}
        add(turn, VisitNotMade(**told, noted_at=turn.moment, noted_by_id=turn.staff))
    elif (found.reason, found.note, found.withdrawn_at) != (reason, note.strip(), None):
        found.reason, found.note, found.withdrawn_at = reason, note.strip(), None
        found.noted_at, found.noted_by_id, found.operation_id = turn.moment, turn.staff, turn.operation
        found.worker_id = found.import_id = None  # now it is said by hand
    return changes(Topic.RATINGS, person=person)


def take_back_not_made(turn: Turn, *, person: UUID, day: date, call: Call, seen: Said | None) -> Changes:
    """It was made after all: what was noted is kept, and counts nowhere. `seen` is what stood there.

    Refused where it isn't recorded, and where another desk has noted since. Source: OPG 3.4 (IPAD-1).
    """
    look(turn, Person, person, lock=True)
    found = _noted(turn, person, day, call)
    _refuse_if_noted(turn, found, seen)
    if found is not None and found.withdrawn_at is None:
        found.withdrawn_at, found.operation_id = turn.moment, turn.operation
    else:
        refuse_if(taken_back_lacks(is_recorded=found is not None and found.operation_id == turn.operation))
    return changes(Topic.RATINGS, person=person)


def _noted(turn: Turn, person: UUID, day: date, call: Call) -> VisitNotMade | None:
    """The one row of a visit, taken back or not; its person is held, so that of two desks the later finds it."""
    key = (VisitNotMade.person_id == person, VisitNotMade.day == day, VisitNotMade.call == call)
    query = select(VisitNotMade).where(VisitNotMade.office_id == turn.office, *key)
    return turn.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _refuse_if_noted(turn: Turn, found: VisitNotMade | None, seen: Said | None) -> None:
    """Refuse where another desk has noted since: reason and note are what a desk sees, so they are the version."""
    if found is not None and found.operation_id == turn.operation:
        return
    if (None if found is None or found.withdrawn_at is not None else Said(found.reason, found.note)) != seen:
        raise ChangedMeanwhile


def _episodes(turn: Turn, person: UUID) -> tuple[ServiceDays, ...]:
    query = select(Episode.started_at, Episode.ended_at).where(
        Episode.person_id == person, Episode.office_id == turn.office, Episode.undone_at.is_(None)
    )
    return tuple(
        ServiceDays(london_day(started), london_day(ended) if ended else None)
        for started, ended in turn.session.execute(query)
    )


def _then(turn: Turn, person: UUID, day: date, call: Call) -> tuple[VisitThen, bool]:
    """What is recorded of the visit, and whether any goal was rated at it."""
    on = bindparam("visit_day", type_=Rating.day.type)
    rated = (
        exists()
        .where(Rating.goal_id == Goal.id, Goal.person_id == Person.id, Rating.withdrawn_at.is_(None))
        .where(Rating.day == on, Rating.call == bindparam("call", type_=Rating.call.type))
        .correlate(Person)
    )
    query = select(rated.label("is_rated"), *visit_then(Person.id, on)).where(Person.id == person)
    row = turn.session.execute(query, {"visit_day": day, "call": call, **of_day(day)}).one()
    return the_visit(day, call, row), row.is_rated


def _name(person: Person) -> str:
    return whole_name(person.given, person.family)
