"""Legal holds: why somebody's records are kept whatever the schedule says, until that is lifted (RET-2)."""

from datetime import date

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import WHOEVER_TYPED

# Why a disposal that was proposed or approved before a hold doesn't come back with its lifting: what came to light
# meanwhile is looked at before anything is destroyed.
REVIEWED_ANEW = "A legal hold on these records was lifted: they are reviewed anew."


def hold_said(held_from: date, asked_by: str, because: str) -> str:
    """A hold in a line, wherever its person is shown. CPR, practice direction 31B, 7 (RET-2)."""
    return f"Legal hold since {day_text(held_from)}, asked for by {asked_by}: {' '.join(because.split())}"


def placing_lacks(held_from: date, asked_by: str, because: str, today: date) -> tuple[Lack, ...]:
    """A hold says from when, who asked for it and why. Source: good practice (RET-2)."""
    lacks = []
    if held_from > today:
        lacks.append(Lack("RET-2", "A hold begins today or began before: correct the day.", WHOEVER_TYPED, "held_from"))
    if not asked_by.strip():
        sentence = "Say who asked for the hold, such as the council's legal services."
        lacks.append(Lack("RET-2", sentence, WHOEVER_TYPED, "asked_by"))
    if not because.strip():
        sentence = "Say what the records are held for, such as a claim or an inquest."
        lacks.append(Lack("RET-2", sentence, WHOEVER_TYPED, "because"))
    return tuple(lacks)


def lifting_lacks(
    held_from: date, lifted_before: date | None, lifted_on: date, because: str, today: date
) -> tuple[Lack, ...]:
    """It is lifted once, for a reason, on a day that has come. Source: good practice (RET-2)."""
    if lifted_before is not None:
        return (Lack("RET-2", f"This hold was lifted on {day_text(lifted_before)} already.", WHOEVER_TYPED),)
    lacks = []
    if not because.strip():
        lacks.append(Lack("RET-2", "Say why the records needn't be held any more.", WHOEVER_TYPED, "because"))
    if not held_from <= lifted_on <= today:
        sentence = f"A hold from {day_text(held_from)} is lifted on a day from then to today."
        lacks.append(Lack("RET-2", sentence, WHOEVER_TYPED, "lifted_on"))
    return tuple(lacks)
