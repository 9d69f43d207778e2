"""The code of somebody's key safe is set and taken away; the audit holds that it was, and never the code."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, refuse_if_changed, take
from models.key_safes import KeySafe, KeySafeCode
from models.keys import new_id
from models.people import Person
from models.rules.people.key_safes import code_lacks, no_code_lacks


def set_key_safe_code(turn: Turn, *, person: UUID, seen: int | None, code: str) -> Changes:
    """Keep this code from now on; `seen` is the version that the desk saw, none where there was none.

    Refused by a server to a login without the right to codes.
    """
    refuse_if(code_lacks(code))
    held = _held(turn, person, seen)
    kept = KeySafeCode(id=new_id(), office_id=turn.office, person_id=person, code=code.strip())
    turn.session.add(kept)
    turn.session.flush()
    if held is None:
        held = add(turn, KeySafe(person_id=person, code_id=kept.id, set_at=turn.moment))
    else:
        take(turn, KeySafe, held.id)
        held.code_id, held.set_at = kept.id, turn.moment
    return changes(Topic.PEOPLE, person=person)


def take_key_safe_code_away(turn: Turn, *, person: UUID, seen: int) -> Changes:
    """Tell no code any more: the key safe is gone, or its code isn't known. That there was one stays in History."""
    held = _held(turn, person, seen)
    refuse_if(no_code_lacks(is_kept=held is not None and held.code_id is not None))
    if held is not None:
        take(turn, KeySafe, held.id)
        held.code_id = held.set_at = None
    return changes(Topic.PEOPLE, person=person)


def _held(turn: Turn, person: UUID, seen: int | None) -> KeySafe | None:
    look(turn, Person, person, lock=True)
    asked = select(KeySafe).where(KeySafe.office_id == turn.office, KeySafe.person_id == person)
    held = turn.session.scalars(asked.with_for_update()).one_or_none()
    refuse_if_changed(turn, held, seen)
    return held
