"""A legal hold on somebody's records is placed, and lifted with why (RET-2)."""

from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.retention.deciding import withdraw_disposal
from app.services.staff_of_day import seat_role
from models.people import Person
from models.retention import LegalHold
from models.rules.office.editors import office_editor_lacks
from models.rules.retention.holds import REVIEWED_ANEW, lifting_lacks, placing_lacks


def place_hold(turn: Turn, *, person: UUID, asked_by: str, because: str, held_from: date | None = None) -> Changes:
    """Somebody's records are held, whatever the schedule says: who asked for it, and what for (RET-2)."""
    refuse_if(office_editor_lacks(seat_role(turn)))
    look(turn, Person, person, lock=True)
    day = held_from or turn.day
    refuse_if(placing_lacks(day, asked_by, because, turn.day))
    made = add(
        turn,
        LegalHold(
            person_id=person, held_from=day, asked_by=asked_by.strip(), because=because.strip(),
            placed_by_id=turn.staff,
        ),
    )  # fmt: skip
    return changes(Topic.PEOPLE, person=person, made=made.id)


def lift_hold(turn: Turn, *, hold: UUID, seen: int, because: str, lifted_on: date | None = None) -> Changes:
    """The records needn't be held any more, and why: the schedule rules them again (RET-2).

    A disposal from before is withdrawn with it, proposed or approved: the records are reviewed anew (RET-3).
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    held, day = load(turn, LegalHold, hold, seen=seen), lifted_on or turn.day
    look(turn, Person, held.person_id, lock=True)
    refuse_if(lifting_lacks(held.held_from, held.lifted_on, day, because, turn.day))
    held.lifted_on, held.lifted_because, held.lifted_by_id = day, because.strip(), turn.staff
    withdraw_disposal(turn, held.person_id, REVIEWED_ANEW)
    return changes(Topic.PEOPLE, person=held.person_id)
