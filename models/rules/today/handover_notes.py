"""A hand-over note: what it has to say, and until when it is shown (DAY-2)."""

from datetime import date, timedelta

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.who import NOBODY
from models.values import DAYS


def note_lacks(
    note: str, until: date, today: date, policy: PolicySettings, *, until_is_meant: bool
) -> tuple[Lack, ...]:
    """A hand-over note says something, and stays in view until a day to come; a far one is asked about. (DAY-2).

    Source: good practice.
    """
    lacks = []
    if not note.strip():
        lacks.append(Lack("DAY-2", "Write what the next desk has to know.", "whoever hands over", "text"))
    if until < today:
        lacks.append(
            Lack("DAY-2", "Choose a day from today on: until then the note is shown.", "whoever hands over", "until")
        )
    elif not lacks:
        what, field = "The day until which the note is shown", "until_is_meant"
        return asked_about_lacks("DAY-2", what, until, today, policy, is_meant=until_is_meant, field=field)
    return tuple(lacks)


def taking_down_lacks(until: date, today: date) -> tuple[Lack, ...]:
    """Only a note that is still shown is taken down. Source: good practice (DAY-2)."""
    return () if until >= today else (Lack("DAY-2", "This note isn't shown any more.", NOBODY),)


def note_offered_until(today: date) -> date:
    """Until when a hand-over note is offered to be shown: the Monday after the weekend.

    Source: good practice (DAY-2).
    """
    return today + timedelta(days=len(DAYS) - today.weekday())
