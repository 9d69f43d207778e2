"""A death is reported, then confirmed with its date; both can be undone, and stay in the audit (END-6, END-8)."""

from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import Refused
from app.door.turn import Turn
from app.services.deed import load, refuse_if
from models.people import Person
from models.rules.closure.ending import confirming_lacks

_TOPICS = (Topic.PEOPLE, Topic.EPISODES, Topic.REFERRALS)


def report_death(turn: Turn, *, person: UUID, seen: int) -> Changes:
    """Somebody rang: at once prompts, prints and letters stop at every desk. Source: good practice (END-8)."""
    record = load(turn, Person, person, seen=seen)
    record.death_reported_at = record.death_reported_at or turn.moment
    return changes(*_TOPICS, person=person)


def confirm_death(turn: Turn, *, person: UUID, seen: int, died_on: date) -> Changes:
    """The death is confirmed with its date. Source: good practice (END-8)."""
    refuse_if(confirming_lacks(died_on, turn.day))
    record = load(turn, Person, person, seen=seen)
    if record.born is not None and died_on < record.born:
        raise Refused("The date of death can't be before the birth date.", rule="END-8", who="the DSO")
    record.death_reported_at = record.death_reported_at or turn.moment
    record.death_confirmed_at, record.died_on = turn.moment, died_on
    return changes(*_TOPICS, person=person)


def undo_death(turn: Turn, *, person: UUID, seen: int) -> Changes:
    """It was a mistake: the person lives, and everything due is prompted again. Source: good practice (END-8)."""
    record = load(turn, Person, person, seen=seen)
    if record.death_reported_at is None:
        raise Refused("No death is recorded for this person.", rule="END-8", who="nobody")
    record.death_reported_at = record.death_confirmed_at = record.died_on = None
    return changes(*_TOPICS, person=person)
