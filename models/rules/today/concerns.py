"""A safeguarding concern: what is recorded of it, and telling somebody who must know (DAY-1)."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.clocks import in_utc
from models.rules.decision import Lack, Prompt
from models.rules.sentences import moment_text
from models.rules.who import NOBODY

_WHOEVER = "whoever raises it"


def concern_lacks(what: str, raised_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """A concern says what was seen or heard, and when. Source: good practice (DAY-1)."""
    lacks = []
    if not what.strip():
        lacks.append(Lack("DAY-1", "Say what was seen or heard, in plain words.", _WHOEVER, "what"))
    if in_utc(raised_at) > in_utc(moment):
        lacks.append(Lack("DAY-1", "A concern can't be raised at a moment still to come.", _WHOEVER, "raised"))
    return tuple(lacks)


def telling_lacks(
    whom: str, told_at: datetime, raised_at: datetime, moment: datetime, already: datetime | None = None
) -> tuple[Lack, ...]:
    """Who was told, and when: once, after the concern was raised. Source: good practice (DAY-1)."""
    if already is not None:
        return (Lack("DAY-1", f"This was recorded as told on {moment_text(already)} already.", NOBODY),)
    lacks = []
    if not whom.strip():
        lacks.append(Lack("DAY-1", "Say who was told: a name, and where they work.", "whoever told them", "whom"))
    if not in_utc(raised_at) <= in_utc(told_at) <= in_utc(moment):
        between = f"between {moment_text(raised_at)}, when it was raised, and now"
        lacks.append(Lack("DAY-1", f"The moment of telling lies {between}.", "whoever told them", "at"))
    return tuple(lacks)


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """A safeguarding concern: when it was raised, and when somebody was told."""

    raised_at: datetime
    told_at: datetime | None = None


def concern_prompts(name: str, concerns: tuple[ConcernFacts, ...]) -> tuple[Prompt, ...]:
    """A safeguarding concern stays until somebody was told. Source: good practice (DAY-1)."""
    sentence = f"{name} has a safeguarding concern that nobody has been told of: tell whoever must know, and record it."
    return tuple(
        Prompt("DAY-1", sentence, each.raised_at, None, "today.concern") for each in concerns if each.told_at is None
    )
