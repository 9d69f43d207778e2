"""Safeguarding concerns: recorded against a person, and prompted until somebody who must know was told (DAY-1)."""

from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.people import Concern, Person
from models.rules.today.concerns import concern_lacks, telling_lacks


def record_concern(
    turn: Turn,
    *,
    person: UUID,
    what: str,
    raised_at: datetime | None = None,
    told_whom: str = "",
    told_at: datetime | None = None,
) -> Changes:
    """What was seen or heard; with `told_whom` it is settled at once. Source: good practice (DAY-1)."""
    look(turn, Person, person)
    at, told = raised_at or turn.moment, told_at or turn.moment
    is_told = bool(told_whom.strip())
    refuse_if(
        (*concern_lacks(what, at, turn.moment), *(telling_lacks(told_whom, told, at, turn.moment) if is_told else ()))
    )
    made = add(
        turn,
        Concern(
            person_id=person,
            raised_at=at,
            raised_by_id=turn.staff,
            what=what.strip(),
            told_whom=told_whom.strip(),
            told_at=told if is_told else None,
        ),
    )
    return changes(Topic.PEOPLE, person=person, made=made.id)


def record_told(turn: Turn, *, concern: UUID, seen: int, whom: str, at: datetime | None = None) -> Changes:
    """Somebody who must know was told: whom, when. Source: good practice (DAY-1)."""
    record = load(turn, Concern, concern, seen=seen)
    told = at or turn.moment
    refuse_if(telling_lacks(whom, told, record.raised_at, turn.moment, record.told_at))
    record.told_whom, record.told_at = whom.strip(), told
    return changes(Topic.PEOPLE, person=record.person_id)
