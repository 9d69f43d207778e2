"""When a version that is agreed for a later day may be taken back, and what then stands."""

from datetime import date

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY


def taking_back_lacks(from_day: date, today: date, because: str, *, is_taken_back: bool) -> tuple[Lack, ...]:
    """Only before its day, once, and with a reason: from its day on what is in force is changed by a new version.

    The office's days count. Source: good practice (PSP-2).
    """
    if is_taken_back:
        return (Lack("PSP-2", "This version was taken back already.", NOBODY),)
    if from_day <= today:
        sentence = f"This version is in force from {day_text(from_day)}: it can't be taken back, make a new one."
        return (Lack("PSP-2", sentence, DSO),)
    if not because.strip():
        return (Lack("PSP-2", "Say why it is taken back.", "whoever takes it back", "because"),)
    return ()


def finishing_version_lacks(from_day: date, today: date, coming: date | None) -> tuple[Lack, ...]:
    """A plan is finished as it is in force, and not while another version is agreed for after it.

    `coming` is the next day from which one is. Source: MG (INT-3, PSP-2).
    """
    if from_day > today:
        return (Lack("PSP-2", f"This version is in force only from {day_text(from_day)}: finish it then.", DSO),)
    if coming is not None:
        sentence = f"The plan goes on: a version is agreed from {day_text(coming)}. Take that one back first."
        return (Lack("PSP-2", sentence, DSO),)
    return ()
