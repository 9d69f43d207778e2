"""Chasing: what has to be said to ask somebody once more, and of whom (INT-1, REF-8)."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.decision import Lack
from models.rules.sentences import moment_text
from models.rules.who import DSO, NOBODY


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
        return (Lack(waited.rule, f"{waited.of_whom} hasn't been asked yet: record that first.", DSO),)
    if waited.settled_at is not None:
        settled = f"This was settled on {moment_text(waited.settled_at)} already: there is nothing left to chase."
        return (Lack(waited.rule, settled, NOBODY),)
    return () if whom.strip() else (Lack(waited.rule, "Say who was chased.", DSO, "whom"),)
