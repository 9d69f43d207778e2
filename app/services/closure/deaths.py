"""A death is reported, then confirmed with its date; both can be undone, and stay in the audit (END-6, END-8)."""

from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.closure.stopped_visits import stop_visits, visits_go_on
from app.services.deed import load
from app.services.referrals.dying import bring_back
from models.people import Person
from models.rules.closure.deaths import confirming_lacks, death_date_lacks, undoing_death_lacks

_TOPICS = (Topic.PEOPLE, Topic.EPISODES, Topic.REFERRALS, Topic.TRACKER)


def report_death(turn: Turn, *, person: UUID, seen: int) -> Changes:
    """Somebody rang: at once prompts, prints and letters stop at every desk, and Scheduling is told to stop the visits.

    Source: good practice (END-6, END-8).
    """
    record = load(turn, Person, person, seen=seen)
    record.death_reported_at = record.death_reported_at or turn.moment
    stop_visits(turn, record)
    return changes(*_TOPICS, person=person)


def confirm_death(turn: Turn, *, person: UUID, seen: int, died_on: date) -> Changes:
    """The death is confirmed with its date; unless it was reported before, Scheduling hears now. (END-6, END-8)."""
    refuse_if(confirming_lacks(died_on, turn.day))
    record = load(turn, Person, person, seen=seen)
    refuse_if(death_date_lacks(died_on, record.born))
    record.death_reported_at = record.death_reported_at or turn.moment
    record.death_confirmed_at, record.died_on = turn.moment, died_on
    stop_visits(turn, record)
    return changes(*_TOPICS, person=person)


def undo_death(turn: Turn, *, person: UUID, seen: int) -> Changes:
    """It was a mistake: the person lives, everything due is prompted again, and Scheduling hears that visits go on.

    Referrals that left the queue as *died* stand in it again; capacity that was given back stays given back.
    Source: good practice (END-6, END-8).
    """
    record = load(turn, Person, person, seen=seen)
    refuse_if(undoing_death_lacks(record.death_reported_at))
    visits_go_on(turn, record)
    record.death_reported_at = record.death_confirmed_at = record.died_on = None
    bring_back(turn, person)
    return changes(*_TOPICS, person=person)
