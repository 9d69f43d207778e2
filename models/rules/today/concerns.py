"""Every day: a safeguarding concern, a hand-over note, and what has to be said to chase somebody."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.clocks import in_utc
from models.rules.decision import Lack
from models.rules.sentences import moment_text

_WHOEVER = "whoever raises it"


def concern_lacks(what: str, raised_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """A concern says what was seen or heard, and when. Source: good practice (DAY-1)."""
    lacks = []
    if not what.strip():
        lacks.append(Lack("DAY-1", "Say what was seen or heard, in plain words.", _WHOEVER))
    if in_utc(raised_at) > in_utc(moment):
        lacks.append(Lack("DAY-1", "A concern can't be raised at a moment still to come.", _WHOEVER))
    return tuple(lacks)


def telling_lacks(
    whom: str, told_at: datetime, raised_at: datetime, moment: datetime, already: datetime | None = None
) -> tuple[Lack, ...]:
    """Who was told, and when: once, after the concern was raised. Source: good practice (DAY-1)."""
    if already is not None:
        return (Lack("DAY-1", f"This was recorded as told on {moment_text(already)} already.", "nobody"),)
    lacks = []
    if not whom.strip():
        lacks.append(Lack("DAY-1", "Say who was told: a name, and where they work.", "whoever told them"))
    if not in_utc(raised_at) <= in_utc(told_at) <= in_utc(moment):
        between = f"between {moment_text(raised_at)}, when it was raised, and now"
        lacks.append(Lack("DAY-1", f"The moment of telling lies {between}.", "whoever told them"))
    return tuple(lacks)


def note_lacks(note: str, until: date, today: date) -> tuple[Lack, ...]:
    """A hand-over note says something, and stays in view until a day to come. Source: good practice (DAY-2)."""
    lacks = []
    if not note.strip():
        lacks.append(Lack("DAY-2", "Write what the next desk has to know.", "whoever hands over"))
    if until < today:
        lacks.append(Lack("DAY-2", "Choose a day from today on: until then the note is shown.", "whoever hands over"))
    return tuple(lacks)


def taking_down_lacks(until: date, today: date) -> tuple[Lack, ...]:
    """Only a note that is still shown is taken down. Source: good practice (DAY-2)."""
    return () if until >= today else (Lack("DAY-2", "This note isn't shown any more.", "nobody"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody else was asked for, and who asks again."""

    of_whom: str
    what: str
    person: str
    reference: str
    asked_at: datetime
    chased_at: datetime | None
    by: str
    team: str
    telephone: str


def chaser_text(asked: Asked) -> str:
    """A message that asks again, ready to be pasted. Source: OPG 2.1 (REF-3)."""
    about = f"{asked.person} (reference {asked.reference})" if asked.reference else asked.person
    before = f" and again on {moment_text(asked.chased_at)}" if asked.chased_at else ""
    signed = ", ".join(part for part in (asked.by, asked.team, asked.telephone) if part)
    return (
        f"To: {asked.of_whom}\n"
        f"About: {about}\n\n"
        f"On {moment_text(asked.asked_at)}{before} we asked you for: {asked.what.strip().rstrip('.')}.\n"
        "We haven't had it yet, and can't go on without it. Please let us have it today, or tell us who can.\n\n"
        f"{signed}\n"
    )


@dataclass(frozen=True, slots=True)
class Waited:
    """What CHC or Brokerage was asked for: by which rule, since when, and when the waiting was over."""

    rule: str
    of_whom: str
    asked_at: datetime | None
    settled_at: datetime | None


def chaser_lacks(waited: Waited, whom: str) -> tuple[Lack, ...]:
    """Only what was asked for and hasn't come is chased, and of somebody. Source: OPG 1.3, 5.1 (REF-8, INT-1)."""
    if waited.asked_at is None:
        return (Lack(waited.rule, f"{waited.of_whom} hasn't been asked yet: record that first.", "the DSO"),)
    if waited.settled_at is not None:
        settled = f"This was settled on {moment_text(waited.settled_at)} already: there is nothing left to chase."
        return (Lack(waited.rule, settled, "nobody"),)
    return () if whom.strip() else (Lack(waited.rule, "Say who was chased.", "the DSO"),)
